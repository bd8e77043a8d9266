"""What is wrong with a command line or a file is said in one line, in the language of the reader, with what to do."""

from __future__ import annotations

import errno
import os

import pytest

from lixia_cli.text.system_errors import reason_of

TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\na,%,share,2020,40,2027,50\n"
ACTUALS = "key,period,value\na,2024,45\n"


@pytest.fixture
def complaint(run, plan):
    """complaint("zh", "report", "--sort", "worse") → the one line on standard error; nothing else is written."""
    files = plan(TARGETS, ACTUALS)

    def call(language: str, command: str, *options: str) -> str:
        named = [] if command == "new" else files
        result = run(command, *named, *options, env={"LIXIA_LANG": language})
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("\n") == 1
        return str(result.stderr.removeprefix("lixia: ").rstrip("\n"))

    return call


@pytest.mark.parametrize(
    ("options", "english", "chinese"),
    [
        (["show"], "error: Missing argument 'KEY' (", "错误：缺少参数 'KEY'（"),
        (["form"], "error: Missing option '--missing' (", "错误：缺少选项 '--missing'（"),
        (["new"], "error: Missing argument 'DIR' (", "错误：缺少参数 'DIR'（"),
        (["report", "--as-off"], "No such option '--as-off'. (Did you mean", "没有选项 '--as-off'；是否指 '--as-of', "),
        (["report", "--width", "wide"], "'wide' is not a valid whole number (", "'wide' 不是整数（"),
        (["report", "--sort", "worse"], "no column 'worse'; is it 'worst'?", "没有“worse”列；是否指“worst”？"),
    ],
)
def test_options(complaint, options, english, chinese):
    assert english in complaint("en", *options)
    assert chinese in complaint("zh", *options)


@pytest.mark.parametrize(
    ("content", "english", "chinese"),
    [
        (b"%PDF-1.7\n", "is a PDF document; put its table into a workbook or a CSV file", "是 PDF 文档；"),
        (b"\x89PNG\r\n\x1a\n", "is a picture; type its table into a workbook or a CSV file", "是图片；"),
        (b"\xff\xd8\xff\xe0", "is a picture; type its table into a workbook or a CSV file", "是图片；"),
        (b"\x1f\x8b\x08", "is compressed (gzip); unpack it", "是压缩文件（gzip）；"),
        (b"{\\rtf1", "is a text document (RTF); put its table into a workbook or a CSV file", "是文本文档（RTF）；"),
    ],
)
def test_files_that_are_no_tables(run, plan, tmp_path, content, english, chinese):
    _, _, *actuals = plan(TARGETS, ACTUALS)
    file = tmp_path / "table.xlsx"
    file.write_bytes(content)
    for language, text in (("en", english), ("zh", chinese)):
        result = run("report", "--targets", file, *actuals, env={"LIXIA_LANG": language})
        assert result.exit_code == 2
        assert result.stderr.splitlines()[0].startswith(f"{file}: {text}")


def test_reasons_of_the_system_are_translated(run, plan, tmp_path):
    _, _, *actuals = plan(TARGETS, ACTUALS)
    asked = ["report", "--targets", tmp_path / "none.csv", *actuals, "--lang", "zh"]
    assert run(*asked).stderr.splitlines()[0] == f"{tmp_path}/none.csv: 无法读取：没有此文件或文件夹"
    files = plan(TARGETS, ACTUALS)
    result = run("report", *files, "--lang", "zh", "-o", tmp_path / "none" / "a.csv")
    assert result.exit_code == 74
    assert result.stderr == f"lixia: 错误：无法写出结果：{tmp_path}/none/a.csv：没有此文件或文件夹\n"


def test_other_reasons_stay_as_the_system_has_them():
    assert str(reason_of(OSError(errno.ELOOP, os.strerror(errno.ELOOP)))) == os.strerror(errno.ELOOP)
    assert reason_of(ValueError("embedded {null} byte")) == "embedded {null} byte"


def test_states_are_named_in_the_language_of_the_reader(run, plan):
    files = plan(TARGETS, ACTUALS + "a,2024,46\n")
    assert "同一时期是45，均为实际数；" in run("report", *files, "--lang", "zh").stderr
    assert "has 45 for the same period, both final;" in run("report", *files, "--lang", "en").stderr
