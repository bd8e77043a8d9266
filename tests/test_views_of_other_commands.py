"""Views of `lixia summary` and `lixia history`: the same options as for a report."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from support import REPOSITORY

FILES = [
    *("--targets", str(REPOSITORY / "tests" / "views" / "ledger-targets.csv")),
    *("--actuals", str(REPOSITORY / "tests" / "views" / "ledger-actuals.csv"), "-q"),
]


@pytest.fixture
def said(run):
    """said("history", "--by", "owner") → what a command says of the ledger of invented departments, in Chinese."""

    def call(command, *options):
        result = run(command, *FILES, "--lang", "zh", *options)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    return call


def test_a_history_has_a_table_for_each_owner_in_the_order_asked_for(said):
    text = said("history", "--by", "责任单位", "--where", "light!=green", "--columns", "+分管领导,+灯色")
    assert "筛选条件：light ≠ green" in text
    assert re.findall(r"\n\n(.+)\n指标 +分管领导 +灯色 +2026年 +变化\n", text) == [
        *("区工信局", "区发改局", "区住建局"),
        "市生态环境局历下分局",
    ]
    assert re.search(r"^老旧小区改造 +王某 +红 +明显滞后 +-$", text, re.MULTILINE)
    # The counts are those of the rows, and have no further columns.
    assert re.search(r"^评价 +2026年$", text, re.MULTILINE)
    assert re.search(r"^不降反升 +1$", text, re.MULTILINE)
    assert "快于序时进度" not in text


def test_a_history_is_ordered_and_its_changes_can_be_left_out(said):
    text = said("history", "--sort", "worst", "--columns=-change")
    assert "变化" not in text
    rows = csv.DictReader(io.StringIO(said("history", "--sort", "worst", "--format", "csv")))
    # Red before yellow before green; a lower pace first.
    assert [row["key"] for row in rows][:2] == ["PM2.5平均浓度", "老旧小区改造"]


def test_rows_of_a_history_for_programs(said):
    usual = next(csv.reader(io.StringIO(said("history", "--format", "csv"))))
    assert usual[-6:] == ["flags", "status_before", "change", "序号", "分管领导", "完成时限"]
    chosen = said("history", "--columns", "key,as_of,分管领导,owner", "--where", "owner=区财政局", "--format", "csv")
    assert chosen == "key,as_of,分管领导,owner\n一般公共预算收入,2026,李某,区财政局\n"
    (row,) = json.loads(said("history", "--where", "owner=区财政局", "--columns", "+pace", "--format", "json"))[
        "history"
    ]
    assert list(row)[-1] == "pace"
    assert row["as_of"] == "2026"


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_other_formats_of_a_history_have_the_columns_too(said, form):
    text = said("history", "--columns", "分管领导", "--where", "指标=老旧小区改造", "--format", form)
    assert "分管领导" in text
    assert "王某" in text
    assert "李某" not in text


def test_nothing_meets_the_conditions_of_a_history(said):
    for form in ("table", "markdown", "html"):
        assert "没有符合条件的目标。" in said("history", "--where", "light=grey", "--format", form)
    assert said("history", "--where", "light=grey", "--format", "csv").count("\n") == 1


def test_years_are_not_left_out_while_names_can_wrap(run):
    """The names of the bundled plan are up to 40 cells wide; with two lines for some, two years fit eighty cells."""
    text = run("history", "--lang", "en", "--as-of", "2023", "--width", "80").stdout
    assert re.search(r"^Indicator +2022 +2023 +Changes$", text, re.MULTILINE)
    assert "Years left out for width: 2021;" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_summary_says_the_columns_behind_each_name(said):
    text = said("summary", "--columns", "责任单位,分管领导", "--sort", "分管领导")
    behind = text.split("滞后较多：\n")[1].split("进展较快：")[0]
    # 王 before 张 before 赵; the same three without an order are the worst first.
    assert re.findall(r"分管领导：(..)", behind) == ["王某", "张某", "赵某"]
    assert "- 老旧小区改造（责任单位：区住建局；分管领导：王某）：明显滞后" in behind
    plain = said("summary").split("滞后较多：\n")[1].split("进展较快：")[0]
    assert re.findall(r"^- (.+?)：", plain, re.MULTILINE) == ["PM2.5平均浓度", "老旧小区改造", "规模以上工业增加值增速"]


@pytest.mark.parametrize("command", ["summary", "history"])
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--where", "natur=binding"], "--where: no column 'natur'; is it 'nature'?"),
        (["--sort", "colour"], "--sort: no column 'colour'"),
        (["--columns", "灯"], "--columns: no column '灯'"),
        (["--by", "pace"], "--by: pace can't divide targets into tables"),
        (["--where", "as_of=2022"], "--where: no column 'as_of'"),
    ],
)
def test_what_is_not_there_is_refused(run, command, options, message):
    result = run(command, *FILES, *options, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
