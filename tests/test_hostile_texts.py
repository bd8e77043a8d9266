"""Texts of a plan that would move the cursor, reorder a line, run in a spreadsheet, become a link, or take for ever."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import struct
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import marko
import openpyxl
import pytest
from marko.ext.gfm import GFM

from lixia_cli.render.formats import FORMATS

COLUMNS = (
    *("key", "plan", "region", "domain", "name_en", "unit", "measure", "baseline_year", "baseline_value"),
    *("target_year", "target_value", "source", "locator", "note"),
)
REORDER = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
HOSTILE = "a\x1b[2J\x07\x9b\u2028\u2029\u200b" + REORDER + "z"
FORMS = [name for name, form in FORMATS.items() if not form.binary]


@pytest.fixture
def files(tmp_path: Path) -> Callable[..., list[str]]:
    """files(key=..., name_en=...) → the options that name a plan with one target of these texts."""

    def write(**texts: str) -> list[str]:
        row = dict.fromkeys(COLUMNS, "")
        row |= {"key": "k", "plan": "p", "region": "r", "domain": "d", "name_en": "N", "unit": "x", "measure": "stock"}
        row |= {"baseline_year": "2020", "baseline_value": "1", "target_year": "2025", "target_value": "2"} | texts
        for name, rows in {
            "targets.csv": [list(row), list(row.values())],
            "actuals.csv": [["key", "region", "period", "value"], [row["key"], row["region"], "2022", "1.5"]],
            "sources.csv": [["id", "title"], [row["source"] or "s", row["note"] or "t"]],
        }.items():
            with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)
        return ["--targets", str(tmp_path / "targets.csv"), "--actuals", str(tmp_path / "actuals.csv")]

    return write


def unsafe(text: str, allowed: str = "\n") -> set[str]:
    """The characters of a text that no output may have."""
    return {
        character
        for character in text
        if character not in allowed
        and (unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in REORDER + "\u200b\ufeff")
    }


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_control_character_reaches_any_output(run, files, language):
    texts = ("key", "plan", "region", "domain", "name_en", "unit", "source", "locator", "note")
    options = files(**dict.fromkeys(texts, HOSTILE))
    commands = [["report", "--format", form] for form in FORMS]
    commands += [["show", HOSTILE, "--format", form] for form in ("table", "markdown", "json")]
    commands += [["summary"], ["list"], ["list", "keys"]]
    commands += [["list", what, "--format", "csv"] for what in ("plans", "keys")]
    for command in commands:
        result = run(*command, *options, "--lang", language, "--quiet")
        assert (result.exit_code, result.stderr) == (0, ""), command
        assert unsafe(result.stdout, "\n\t" if "tsv" in command else "\n") == set(), command


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_part_of_a_document_is_xml(run, files, form, language):
    """XML has neither control characters nor U+FFFE and U+FFFF; the target is behind, so that it has a chart."""
    odd = f"{HOSTILE}\ufffe\uffff]]>&amp;</t><r>_x0041_"
    options = files(
        **dict.fromkeys(("key", "plan", "region", "domain", "name_en", "name_zh", "unit", "owner", "note"), odd),
        target_value="9",
    )
    result = run("report", "--format", form, *options, "--lang", language, "--quiet")
    with zipfile.ZipFile(io.BytesIO(result.stdout_bytes)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels"))}
    assert any("charts/chart" in name for name in parts)
    for name, part in parts.items():
        assert ElementTree.fromstring(part) is not None, name


def test_programs_read_the_text_of_json_as_it_was(run, files):
    rows = json.loads(run("report", "--format", "json", *files(name_en=HOSTILE)).stdout)["indicators"]
    assert rows[0]["name_en"] == HOSTILE


def test_a_right_to_left_override_does_not_turn_the_figures(run, files):
    """48 would be read as 84."""
    assert "Parks eht" in run("report", *files(name_en="Parks \u202eeht")).stdout


@pytest.mark.parametrize("text", ["first\rsecond", "first\r", "\rsecond", "first\r\nsecond"])
@pytest.mark.parametrize(
    ("options", "separator"), [(["csv"], ","), (["tsv"], "\t"), (["csv", "--excel"], ","), (["tsv", "--excel"], "\t")]
)
def test_a_carriage_return_breaks_no_row(run, files, text, options, separator):
    content = run("report", *files(name_en=text, note=text), "--format", *options).stdout_bytes.decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(content, newline=""), delimiter=separator)
    assert len(header) == len(row)
    shown = dict(zip(header, row, strict=True))
    for field in ("name_en", "note"):
        assert text.strip() in shown[field]  # reading takes off what surrounds a text


@pytest.mark.parametrize(
    "text", ["=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "﹣1", " =1", "\u3000＝1", "\t=1", "\r=1", "\u202e=1"]
)
def test_no_text_is_a_formula_in_excel(run, files, text):
    row = next(csv.DictReader(io.StringIO(run("report", "--format", "csv", "--excel", *files(unit=text)).stdout)))
    assert row["unit"].startswith("'")


@pytest.mark.parametrize(
    "text", ["https://a.example/b", "see http://a.example", "www.a.example", "WWW.a.example", "ftp://a.example/c"]
)
def test_markdown_makes_no_links_of_addresses(run, files, text):
    page = run("report", "--format", "markdown", *files(name_en=text, domain=text)).stdout
    rendered = marko.Markdown(extensions=[GFM])(page)
    assert "<a " not in rendered
    assert rendered.count(text) >= 2


def test_markdown_escapes_what_would_call_somebody(run, files):
    assert "\\@someone" in run("report", "--format", "markdown", *files(name_en="@someone")).stdout


@pytest.mark.parametrize("length", [32_767, 32_768])
def test_a_workbook_holds_a_long_text_or_says_that_it_cannot(run, files, tmp_path, length):
    result = run("report", *files(name_en="x" * length), "-o", tmp_path / "a.xlsx")
    assert result.exit_code == (0 if length == 32_767 else 2)
    if length == 32_767:
        sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
        assert length in {len(str(cell.value)) for cell in sheet[2]}
    assert run("report", *files(name_en="😀" * 20_000), "-o", tmp_path / "b.xlsx").exit_code == 2
    assert "32,767 characters" in run("report", *files(name_en="😀" * 20_000), "--format", "xlsx").stderr


@pytest.mark.parametrize(
    ("command", "text"),
    [
        *((["report", "--width", "80"], text) for text in ("n" * 300_000, "名" * 200_000, "(" * 200_000)),
        *((command, "n名 " * 100_000) for command in (["show", "k"], ["summary", "--width", "80"], ["list", "keys"])),
    ],
)
def test_a_long_name_is_laid_out_in_seconds(run, files, command, text):
    options = files(name_en=text)
    start = time.process_time()
    assert run(*command, *options).exit_code == 0
    assert time.process_time() - start < 15  # about 1 s; a minute and more where it is square


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize("command", ["report", "summary", "show gdp"])
def test_every_text_ends_on_a_terminal_of_one_column(command):
    import fcntl
    import pty
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 1, 0, 0))
    process = subprocess.Popen([sys.executable, "-m", "lixia_cli", *command.split()], stdout=theirs, stderr=theirs)
    os.close(theirs)
    printed = b""
    with contextlib.suppress(OSError):  # how Linux says that the other end is closed
        while part := os.read(ours, 65_536):
            printed += part
    os.close(ours)
    assert process.wait(timeout=60) == 0
    assert len(printed) > 1000


def test_minus_zero_is_zero(run, files):
    options = files(baseline_value="-0", measure="share", unit="%")
    for form in ("plain", "markdown", "html"):
        assert "-0<" not in (page := run("report", "--format", form, *options).stdout)
        assert " -0 " not in page
        assert "-0.0%" not in page
