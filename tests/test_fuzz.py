"""Any bytes give a report or a list of problems, in seconds: fuzzing over bytes, cells and layouts.

Bounded by default; ``FUZZ_EXAMPLES=100000 python -m pytest -n 0 tests/test_fuzz.py`` looks for hours.
"""

from __future__ import annotations

import csv
import io
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import rows_of

TARGETS = """\
key,plan,region,domain,name_zh,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,note
firms,p,,economy,企业,Firms,家,stock,at_least,2020,100,2025,200,
gdp,p,,economy,产值,Output,亿元,flow,at_least,2020,100,2025,150,"a, b"
"""
ACTUALS = """\
key,period,value,unit,status,bound,source,locator,note
firms,2021,110,,,,s,p. 1,
firms,2022,120,家,preliminary,,s,p. 2,"two
lines"
gdp,2022,110.5,亿元,final,lower,s,p. 3,
"""
MARKS = [b"\n", b"\r", b"\r\n", b",", b";", b"\t", b'"', b'""', b" ", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xff"]
WORDS = b"key period value 2022 2022-06 1 1,234 1.5 - % nan 1e400 =1+1 ".split(b" ")
CHARACTERS = [*(character.encode() for character in "元é①\u202e𠮷"), "元".encode("gbk"), "é".encode("latin-1")]
PIECES = st.sampled_from([*MARKS, *WORDS, *CHARACTERS])
CODECS = st.sampled_from(
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030", "big5", "latin-1", "cp1252"]
)
CELLS = st.text(max_size=4) | st.sampled_from(
    ["2022", "2021H1", "1", "-1", "0", "1e9", "120%", "亿元", "firms", "gdp", "flow", "final", "lower", "NA", "x\ny"]
)
HEADINGS = st.sampled_from(
    [
        "key",
        "指标",
        "period",
        "year",
        "value",
        "数值",
        "unit",
        "status",
        "bound",
        "region",
        "note",
        "colour",
        "",
        "2022",
        "target",
    ]
)


def changed(text: str) -> st.SearchStrategy[bytes]:
    """A file with a few pieces of it replaced, and its encoding changed perhaps."""

    def change(codec: str, changes: list[tuple[int, int, bytes]]) -> bytes:
        content = text.encode(codec, "replace")
        for start, length, piece in changes:
            position = start % (len(content) + 1)
            content = content[:position] + piece + content[position + length :]
        return content

    edits = st.tuples(st.integers(0, 2000), st.integers(0, 20), PIECES | st.binary(max_size=4))
    return st.builds(change, CODECS, st.lists(edits, max_size=6))


def written(table: list[list[str]], separator: str, end: str, codec: str) -> bytes:
    file = io.StringIO()
    csv.writer(file, delimiter=separator, lineterminator=end).writerows(table)
    return file.getvalue().encode(codec, "replace")


TABLES = st.builds(
    written,
    st.lists(HEADINGS, max_size=8).flatmap(
        lambda header: st.lists(st.lists(CELLS, max_size=9), max_size=4).map(lambda rows: [header, *rows])
    ),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    CODECS,
)
FILES = changed(ACTUALS) | TABLES | st.binary(max_size=200) | st.lists(PIECES, max_size=30).map(b"".join)


@pytest.fixture
def outcome(run, tmp_path, monkeypatch):
    """Run a command on bytes: its exit code, which is never 70."""
    monkeypatch.chdir(tmp_path)

    def call(targets: bytes, actuals: bytes, *command: str) -> int:
        (tmp_path / "t.csv").write_bytes(targets)
        (tmp_path / "a.csv").write_bytes(actuals)
        result = run(*command, "--targets", "t.csv", "--actuals", "a.csv")
        assert result.exit_code in (0, 2), result.stderr
        assert result.exit_code == 0 or result.stdout == ""
        if command[0] == "report" and result.exit_code == 0:
            rows_of(result.stdout)
        return result.exit_code

    return call


fuzzed = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "20")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@fuzzed
@given(FILES)
def test_any_actuals_are_refused_or_reported_and_check_agrees(outcome, content):
    checked = outcome(TARGETS.encode(), content, "check")
    assert outcome(TARGETS.encode(), content, "report", "--all", "--format", "csv") == checked


@fuzzed
@given(changed(TARGETS) | st.binary(max_size=100))
def test_any_targets_are_refused_or_reported_and_check_agrees(outcome, content):
    checked = outcome(content, ACTUALS.encode(), "check")
    assert outcome(content, ACTUALS.encode(), "report", "--all", "--format", "csv") == checked


@fuzzed
@given(FILES, CODECS)
def test_any_file_in_any_encoding_named(outcome, content, codec):
    outcome(TARGETS.encode(codec, "replace"), content, "report", "--all", "--format", "csv", "--encoding", codec)
