"""Long csv files in pieces: in any encoding and with any line ends as at once, or refused with the reason."""

from __future__ import annotations

import pytest
from plans_in_parts import outcome

from lixia_cli.files.problems import InputError
from lixia_cli.loading import load_records
from lixia_cli.read import spill
from lixia_cli.read.parts import csv_file, csv_pieces
from lixia_cli.read.scope import Rows, Scope

TARGETS = """\
key,name_zh,unit,measure,target_year,target_value
green,绿化覆盖率,%,share,2025,50
road,公路里程,km,stock,2025,90
"""
ROWS = "key,period,value,note\ngreen,2023,47.2,一\nroad,2023,80,二\ngreen,2024,48.1,三\nroad,2024,85.25,é\n"
AT_ONCE = Rows()
IN_PARTS = Rows(bytes=0, part=2)


@pytest.fixture
def said(tmp_path, monkeypatch):
    """A function from actuals, and options, to exit code, output and messages: at once, and in pieces of 50 bytes."""
    monkeypatch.setattr(csv_pieces, "PIECE", 50)
    monkeypatch.setattr(csv_file, "PIECES", 2)
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")

    def make(*contents: bytes, options: tuple[str, ...] = (), name: str = "a.csv"):
        files = [tmp_path / f"{number}{name}" for number, _ in enumerate(contents)]
        names = ["--targets", str(tmp_path / "t.csv")]
        for file, content in zip(files, contents, strict=True):
            file.write_bytes(content)
            names += ["--actuals", str(file)]
        return [outcome(names, ["--format", "csv", *options], rows) for rows in (AT_ONCE, IN_PARTS)]

    return make


SAME = {
    "utf-8": (ROWS.encode(), ()),
    "marked": (b"\xef\xbb\xbf" + ROWS.encode(), ()),
    "returns before line feeds": (ROWS.replace("\n", "\r\n").encode(), ()),
    "no line end": (ROWS.rstrip().encode(), ()),
    "blank lines": (ROWS.replace("\n", "\n\n,,,\n").encode(), ()),
    "gb18030": (ROWS.replace("é", "四").encode("gb18030"), ()),
    "cp1252": (ROWS.translate(dict.fromkeys(map(ord, "一二三"), "ü")).encode("cp1252"), ("--encoding", "cp1252")),
    "tabs": (ROWS.replace(",", "\t").encode(), ()),
    "semicolons": (ROWS.replace(",", ";").encode(), ()),
    "what may be thousands": (ROWS.replace(",", ";").replace("85.25", "85.250").encode(), ()),
    "decimal comma": (ROWS.replace(",", ";").replace(".", ",").encode(), ("--decimal", ",")),
    "line breaks in cells": (ROWS.replace("一", '"一,\n\n""' + "x" * 70 + '\n"').encode(), ()),
    "header of two lines": (ROWS.replace("note", '"no\nte"').encode(), ()),
    "the name of a workbook": (ROWS.encode(), ()),
    "a bad number": (ROWS.replace("80", "8,0").replace("47.2", "47.2.1").replace("8,0", "8-0").encode(), ()),
    "a row too short": (ROWS.replace(",80,二", "").encode(), ()),
    "a quote before text": (ROWS.replace("80,二", '"80"0,二').encode(), ()),
    "nul": (ROWS.replace("三", "\0").encode(), ()),
    "a mark inside": (ROWS.replace("三", "\ufeff").encode(), ()),
    "columns without a heading at the end": (ROWS.replace("note", "").replace("é", "").encode(), ()),
    "only a header": (ROWS.splitlines()[0].encode(), ()),
    "no value": (ROWS.replace("value", "worth").replace("note", "value").encode(), ()),
    "a column twice": (ROWS.replace("note", "value").encode(), ()),
}


@pytest.mark.parametrize("kind", SAME)
def test_in_pieces_as_at_once(said, kind):
    content, options = SAME[kind]
    whole, pieces = said(content, options=options, name="a.xlsx" if kind == "the name of a workbook" else "a.csv")
    assert pieces == whole


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (ROWS.replace("\n", "\r").encode(), "some of its lines end in returns (CR) alone"),
        (ROWS.replace("三\n", "三\r").encode(), "some of its lines end in returns (CR) alone"),
        (ROWS.encode("utf-16"), "UTF-16 is not read part by part; save it as UTF-8"),
        (ROWS.encode() + "注：初步数\n".encode(), "there are notes below its rows"),
        (b"key,2023,2024\ngreen,47.2,48.1\n", "only a table with one row per observation is read part by part"),
        (ROWS.translate(dict.fromkeys(map(ord, "一二三"))).encode(), "its text may be GB18030 as well as UTF-8"),
        (ROWS.replace("note", "City").encode(), "the column 'City' may have regions or something else"),
    ],
)
def test_what_needs_all_of_the_text_is_refused(said, tmp_path, content, reason):
    code, output, message = said(content)[1]
    assert (code, output) == (2, b"")
    assert message.startswith(f"{tmp_path / '0a.csv'}: is larger than 0 MB, the most that is read at once: {reason}")


def test_a_quote_that_stays_open(said, monkeypatch):
    monkeypatch.setattr(csv_pieces, "MOST", 100)
    message = said(ROWS.replace("二", '"二' + "x" * 200).encode())[1][2]
    assert 'from line 3 on a quote (") stays open for more than 0 MB' in message


def test_a_line_far_below_in_another_encoding(said, monkeypatch):
    monkeypatch.setattr(csv_pieces, "HEAD", 50)
    monkeypatch.setattr(csv_pieces, "TAIL", 40)
    further = "".join(f"green,{year},40,\n" for year in range(2010, 2020))
    content = (ROWS + further).encode().replace("三".encode(), b"\xc8\xfd")
    assert "line 4 is not UTF-8; save it as UTF-8" in said(content)[1][2]


def test_short_files_that_are_long_together(said, tmp_path):
    """Where one of them can't be read part by part all are read at once."""
    names = [
        "--targets",
        str(tmp_path / "t.csv"),
        "--actuals",
        str(tmp_path / "0a.csv"),
        "--actuals",
        str(tmp_path / "1a.csv"),
    ]
    other = "key,period,value\ngreen,2022,46\n"
    for second in (other, other + "注：初步数\n"):
        whole, _ = said(ROWS.encode(), second.encode())
        assert whole[0] == 0
        assert outcome(names, ["--format", "csv"], Rows(bytes=len(ROWS.encode()), part=1)) == whole


def test_problems_are_in_the_order_of_files_and_lines(said):
    bad = ["road,2022,x1,\n", "green,2022,y1,\n"]
    whole, pieces = said(ROWS.encode(), (ROWS.partition("\n")[0] + "\n" + "".join(bad * 15)).encode())
    assert whole[2].count(": value: ") == 20
    assert pieces == whole


def test_other_outputs_say_what_is_read(tmp_path):
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ROWS, encoding="utf-8")
    with pytest.raises(InputError, match=r"is larger than 0 MB, .*: only csv, tsv and jsonl reports without"):
        load_records(str(tmp_path / "t.csv"), str(tmp_path / "a.csv"), scope=Scope(rows=Rows(bytes=0)))


def test_texts_of_which_none_is_like_another(said, monkeypatch):
    """Columns with more distinct texts than are kept in memory: they wait in the file row by row."""
    monkeypatch.setattr(csv_file, "MOST_TEXTS", 2)
    monkeypatch.setattr(spill, "_MOST_TEXTS", 3)
    rows = [f"{key},{year},{year - 2000},n{key}{year} é\n" for year in range(2010, 2025) for key in ("green", "road")]
    whole, pieces = said(("key,period,value,note\n" + "".join(rows)).encode(), options=("--encoding", "utf-8"))
    assert whole[0] == 0
    assert pieces == whole
