"""Views in Word documents, workbooks and running text: the rows, tables, order and columns that options name."""

from __future__ import annotations

import re

import pytest
from support import REPOSITORY

LEDGER = REPOSITORY / "tests" / "views"
FILES = [
    *("--targets", str(LEDGER / "ledger-targets.csv"), "--actuals", str(LEDGER / "ledger-actuals.csv")),
    *("-q", "--lang", "zh"),
]
VIEW = ["--by", "责任单位", "--where", "灯色!=绿", "--columns", "分管领导,最新值,目标值,deadline,灯色,尚差"]
# Not green after half a year: 5.1 of 6, 189 of 420, 9 of 30, and 39 where 37 was to fall to 35.
OWNERS = ["区工信局", "区发改局", "区住建局", "市生态环境局历下分局"]
ROW = ["老旧小区改造", "王某", "9（2026年1—6月）", "30", "2026年10月底", "红", "+21"]


@pytest.fixture
def written(run, tmp_path):
    """written("docx", *options) → the path of a report on the ledger of invented departments."""

    def call(suffix, *options):
        path = tmp_path / f"report.{suffix}"
        result = run("report", *FILES, *options, "-o", str(path))
        assert result.exit_code == 0, result.stderr
        return path

    return call


def test_a_word_document_has_a_section_and_table_for_each_owner(written):
    docx = pytest.importorskip("docx")
    document = docx.Document(written("docx", *VIEW))
    headings = [part.text for part in document.paragraphs if part.style.name == "Heading 1"]
    assert [text.partition("、")[2] for text in headings][: len(OWNERS)] == OWNERS
    tables = document.tables[: len(OWNERS)]
    titles = ["指标", "分管领导", "最新值", "目标值", "完成时限", "灯色", "尚差", "评价"]
    assert [[cell.text for cell in table.rows[0].cells] for table in tables] == [titles] * len(OWNERS)
    cells = [cell.text for cell in tables[2].rows[1].cells]
    assert [re.sub("[a-z]+$", "", text) for text in cells[: len(ROW)]] == ROW
    assert cells[-1].endswith("明显滞后")
    assert "筛选条件：灯色 ≠ 绿" in [part.text for part in document.paragraphs]


def test_a_workbook_has_a_sheet_for_each_owner_with_the_columns(written):
    openpyxl = pytest.importorskip("openpyxl")
    workbook = openpyxl.load_workbook(written("xlsx", *VIEW))
    assert [name for name in workbook.sheetnames if name in OWNERS] == OWNERS
    rows = [[cell.value for cell in row] for row in workbook["区住建局"].iter_rows(max_row=2)]
    found = dict(zip(*rows, strict=True))
    assert (found["指标"], found["分管领导"], found["灯色"], found["尚差"]) == ("老旧小区改造", "王某", "红", 21)
    assert "属性" not in found
    first = [[cell.value for cell in row] for row in workbook.worksheets[0].iter_rows()]
    assert [row[1] for row in first[1:5]] == ["规模以上工业增加值增速", "固定资产投资", "老旧小区改造", "PM2.5平均浓度"]


def test_a_fall_is_a_number_in_a_workbook_and_a_word_on_the_sheet(written):
    openpyxl = pytest.importorskip("openpyxl")
    page = openpyxl.load_workbook(written("xlsx", "--by", "责任单位"))["市生态环境局历下分局"]
    (position,) = [cell.column for cell in page[1] if cell.value == "尚差"]
    cell = page.cell(2, position)
    # From 39 to 35.
    assert cell.value == -4
    assert cell.number_format.endswith(';"需减少"#,##0')


def test_running_text_has_a_paragraph_for_each_owner_in_order(run):
    text = run("report", *FILES, *VIEW, "--sort", "worst", "--format", "sentences").stdout
    assert re.findall("^[一二三四]、(.+)$", text, re.MULTILINE) == OWNERS
    assert "区财政局" not in text
    assert "至2026年10月底尚需完成21个" in text


def test_a_bound_goes_with_a_sign_and_not_with_a_word(run):
    """6.36 of 33 after two of five years, the first unknown: 19.3 of 40 per cent, so at most 20.7 points behind."""
    text = run("show", "foreign_investment", "--lang", "zh", "--width", "200", "-q").stdout
    assert "≥-20.7个百分点" in text
    assert "≥欠" not in text


def test_a_value_beyond_its_target_need_not_come_back(run, plan):
    """60 of 50: the gap is -10, and nothing is left to be done."""
    heads = "key,unit,measure,direction,baseline_year,baseline_value,target_year,target_value"
    targets = f"{heads}\nx,家,stock,at_least,2020,40,2025,50\n"
    text = run("show", "x", *plan(targets, "key,period,value\nx,2022,60\n"), "--lang", "zh", "--width", "160").stdout
    assert "-10家" in text
    assert "需减少" not in text
