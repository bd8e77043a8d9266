"""Writing workbooks: the same bytes for the same report, no temporary files, and what is refused."""

from __future__ import annotations

import io
import re
import sys
import tempfile
import zipfile

import pytest
from excel import PLAN, TARGETS, xml

from lixia_cli.files import write as output


def test_same_report_same_bytes(content):
    data = content(*PLAN)
    assert data == content(*PLAN)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = xml(data, "docProps/core.xml")
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", properties)) == {"1980-01-01T00:00:00Z"}
    assert "<dc:creator></dc:creator>" in properties
    assert "<dc:title>Progress towards the targets</dc:title>" in properties


def test_no_temporary_files(content, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        pytest.fail("a temporary file")

    for name in ("mkstemp", "mkdtemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    assert content(*PLAN).startswith(b"PK")


def test_suffix_of_the_file_asks_for_a_workbook(run, content, tmp_path):
    path = tmp_path / "报告.XLSX"
    result = run("report", *PLAN, "-o", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert path.read_bytes() == content(*PLAN)


@pytest.mark.parametrize("options", [[], ["-o", "-"]])
def test_a_terminal_is_no_place_for_a_workbook(run, monkeypatch, options):
    monkeypatch.setattr(output, "_on_terminal", lambda: True)
    result = run("report", "--format", "xlsx", *options)
    assert (result.exit_code, result.stdout_bytes) == (2, b"")
    assert result.stderr == "lixia: error: xlsx can't be shown on a terminal; name a file: -o FILE.xlsx\n"


def test_from_a_terminal_into_a_file(run, monkeypatch, tmp_path):
    monkeypatch.setattr(output, "_on_terminal", lambda: True)
    assert run("report", *PLAN, "-o", tmp_path / "a.xlsx").exit_code == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "lixia: error: a workbook needs XlsxWriter, which is not installed: pip install 'lixia-cli[excel]'\n"),
        ("zh", "lixia: 错误：输出工作簿需要 XlsxWriter，尚未安装：pip install 'lixia-cli[excel]'\n"),
    ],
)
def test_missing_library_is_named(run, monkeypatch, tmp_path, language, sentence):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    result = run("report", "--lang", language, "-o", tmp_path / "a.xlsx")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", sentence)
    assert list(tmp_path.iterdir()) == []


def test_what_a_cell_cannot_hold_is_refused(run, plan, tmp_path):
    options = plan(TARGETS + f"a,economy,{'x' * 32_768},%,share,2020,40,2025,50\n", "key,period,value\na,2022,44\n")
    result = run("report", *options, "-o", tmp_path / "a.xlsx")
    assert result.exit_code == 2
    assert result.stderr == (
        "lixia: error: a workbook holds at most 1,048,576 rows, and 32,767 characters in a cell; csv holds more\n"
    )
    assert not (tmp_path / "a.xlsx").exists()
