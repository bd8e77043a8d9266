"""Every output in every surrounding: what a locale, a terminal or the lack of one may not change.

Starting lixia takes far longer than a report. So one process writes all the outputs, one after the other, each into a
file of its own that becomes its standard output; its encodings are those that it started with.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from support import QUIET, lixia_process

from lixia_cli.render.formats import FORMATS

pytestmark = pytest.mark.slow

OUTPUTS = {f"report {name}": ["report", "--all", "--format", name] for name in FORMATS}
OUTPUTS |= {f"show {name}": ["show", "gdp", "--format", name] for name in ("table", "json", "markdown")}
OUTPUTS |= {"summary": ["summary"], "list": ["list"], "list csv": ["list", "keys", "--format", "csv"]}
OUTPUTS |= {"check": ["check"], "help": ["report", "--help"], "help of all": ["--help"]}
TEXTS = (
    "report table",
    "report plain",
    "report sentences",
    "show table",
    "summary",
    "list",
    "check",
    "help",
    "help of all",
)
"""For people: in the encoding of the terminal. The others are the same bytes everywhere."""

SOME = ("report table", "report csv", "report xlsx", "show table", "summary", "help")
"""What is looked at where the encoding matters little."""

SURROUNDINGS = {
    "C": {"LC_ALL": "C"},
    "POSIX, not coerced": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "GBK": {"LC_ALL": "zh_CN.GBK", "PYTHONIOENCODING": "gbk"},
    "GB18030": {"PYTHONIOENCODING": "gb18030"},
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "latin-1, dumb terminal": {"PYTHONIOENCODING": "latin-1", "TERM": "dumb"},
}
WITH_ALL = ("GBK",)
"""In which every output is looked at; with --thorough in all."""
ENCODINGS = {"GBK": "gbk", "GB18030": "gb18030", "latin-1, dumb terminal": "latin-1"}
"""What the others write is UTF-8."""

MANY = """
import json, os, sys
from lixia_cli.cli.main import lixia

def standard_output(place):
    if place != "pipe":
        return os.open(place, os.O_WRONLY | os.O_CREAT)
    reader, writer = os.pipe()
    os.close(reader)
    return writer

codes = []
for arguments, out, err in json.loads(os.environ.pop("RUNS")):
    sys.stdout.flush()
    sys.stdout.reconfigure(errors="strict")
    os.dup2(standard_output(out), 1)
    os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT), 2)
    codes.append(lixia.main(arguments, prog_name="lixia", standalone_mode=False))
with open(sys.argv[1], "w") as file:
    json.dump(codes, file)
os._exit(0)  # what is left to write was never wanted
"""


class Run(NamedTuple):
    code: int
    out: bytes
    err: bytes


def runs(folder, *options, environment, out="", command=(), outputs=SOME) -> dict[str, Run]:
    """The outputs, written in one process; into `out` where they do not go to files."""
    folder.mkdir(exist_ok=True)
    places = [(out or str(folder / f"{number}.out"), str(folder / f"{number}.err")) for number in range(len(outputs))]
    asked = [
        [[*arguments, *options], *place] for arguments, place in zip(map(OUTPUTS.get, outputs), places, strict=True)
    ]
    codes = folder / "codes.json"
    subprocess.run(
        [*command, sys.executable, "-c", MANY, codes],
        env=environment | {"RUNS": json.dumps(asked)},
        cwd="/",
        check=True,
    )
    return {
        output: Run(code, b"" if out else Path(out_file).read_bytes(), Path(err_file).read_bytes())
        for output, code, (out_file, err_file) in zip(outputs, json.loads(codes.read_text()), places, strict=True)
    }


def surrounding(**variables: str) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if name not in (*QUIET, "PYTHONUNBUFFERED")}
    return clean | variables


@pytest.fixture(scope="module")
def usual(tmp_path_factory):
    """usual("zh")["summary"] → the bytes of an output under a UTF-8 locale; in English those of SOME."""
    known: dict[str, dict[str, bytes]] = {}

    def call(language: str) -> dict[str, bytes]:
        if language not in known:
            written = runs(
                tmp_path_factory.mktemp("usual"),
                "--lang",
                language,
                environment=surrounding(LC_ALL="C.UTF-8"),
                outputs=OUTPUTS if language == "zh" else SOME,
            )
            assert {(run.code, run.err) for run in written.values()} == {(0, b"")}
            known[language] = {output: run.out for output, run in written.items()}
        return known[language]

    return call


def test_usual_output_is_utf_8_with_line_feeds(usual):
    for output, content in usual("zh").items():
        if output in ("report xlsx", "report docx"):
            assert content.startswith(b"PK\x03\x04")
            continue
        text = content.decode("utf-8")
        assert any("\u4e00" <= character <= "\u9fff" for character in text), output
        assert text.endswith("\n"), output
        assert "\r" not in text, output
        assert not text.startswith("\ufeff"), output


def test_one_process_writes_what_many_do(usual):
    """So that the other tests say something of lixia as it is really run."""
    for output in ("report table", "report json", "help"):
        done = lixia_process(*OUTPUTS[output], "--lang", "zh", environment={"LC_ALL": "C.UTF-8"}, installed=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, usual("zh")[output], b"")


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_output_is_whole_and_the_same_in_every_locale(usual, name, tmp_path, thorough):
    # Chinese, of which most encodings lack something.
    outputs = OUTPUTS if name in WITH_ALL or thorough else SOME
    written = runs(tmp_path, "--lang", "zh", environment=surrounding(**SURROUNDINGS[name]), outputs=outputs)
    for output, run in written.items():
        assert (run.code, run.err) == (0, b""), output
        expected = usual("zh")[output]
        if output in TEXTS and name in ENCODINGS:
            expected = expected.decode("utf-8").encode(ENCODINGS[name], "replace")
        assert run.out == expected, output


@pytest.mark.skipif(shutil.which("setsid") is None, reason="setsid is not installed")
def test_without_terminal_home_or_standard_input(usual, tmp_path):
    """As a daemon: a session of its own, standard input closed, nothing in the environment, in the root folder."""
    command = ("setsid", "--wait", "bash", "-c", 'exec "$@" <&-', "bash")
    written = runs(tmp_path, environment={"PATH": os.defpath}, command=command)
    for output, run in written.items():
        assert (run.code, run.err) == (0, b""), output
        assert run.out == usual("en")[output], output


def test_a_reader_that_has_gone(tmp_path):
    written = runs(tmp_path, environment=surrounding(), out="pipe")
    assert {output: run[::2] for output, run in written.items()} == dict.fromkeys(SOME, (141, b""))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_disk_that_is_full(tmp_path):
    message = b"lixia: error: the output can't be written: No space left on device\n"
    written = runs(tmp_path, environment=surrounding(), out="/dev/full")
    assert {output: run[::2] for output, run in written.items()} == dict.fromkeys(SOME, (74, message))


@pytest.mark.parametrize("encoding", ["latin-1", "gbk", "ascii"])
def test_an_error_that_the_terminal_cannot_show(encoding):
    environment = {"PYTHONIOENCODING": encoding, "LIXIA_LANG": "zh"}
    refused = lixia_process("summary", "--plan", "没有\N{SNOWMAN}", environment=environment, installed=True)
    assert (refused.returncode, refused.stdout) == (2, b"")
    assert b"Traceback" not in refused.stderr
    assert refused.stderr.count(b"\n") == 1
    assert b"fyp14" in refused.stderr
