"""Views: which rows, in which tables and order, with which columns, by the names that people use."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from support import REPOSITORY

LEDGER = REPOSITORY / "tests" / "views"
FILES = [
    *("--targets", str(LEDGER / "ledger-targets.csv"), "--actuals", str(LEDGER / "ledger-actuals.csv")),
    *("-q", "--width", "200"),
]
OWNERS = ["区工信局", "区发改局", "区财政局", "区人社局", "区住建局", "市生态环境局历下分局"]


@pytest.fixture
def ledger(run):
    """ledger("--by", "owner") → the report on a supervision ledger of invented departments, in Chinese."""

    def call(*options, command="report", language="zh"):
        result = run(command, *FILES, "--lang", language, *options)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    return call


@pytest.fixture
def keys(run):
    """keys("--where", …) → the keys of the rows of csv."""

    def call(*options):
        result = run("report", *FILES, "--format", "csv", "--all", *options)
        assert result.exit_code == 0, result.stderr
        return [row["key"] for row in csv.DictReader(io.StringIO(result.stdout))]

    return call


def headings(text):
    """The lines between a blank line and the titles of a table."""
    return re.findall(r"\n\n(.+)\n指标", text)


# Conditions.
@pytest.mark.parametrize(
    "condition",
    [
        *(
            "nature=binding",
            "属性=约束性",
            "属性 = 约束性指标",
            "Nature=Binding",
            "nature!=expected",
            "属性≠预期性",
            "属性＝约束",
        ),
        *("light=red", "灯色=红灯", "light = RED"),
    ],
)
def test_a_condition_is_compared_as_a_person_would(keys, condition):
    # Both binding targets are the red ones: 9 of 30 after half a year, and 39 where 37 was to fall to 35.
    assert keys("--where", condition) == ["老旧小区改造", "PM2.5平均浓度"]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        (["责任单位=区财政局"], ["一般公共预算收入"]),
        (["owner=区财政局", "分管领导=李某"], ["一般公共预算收入"]),
        (["分管领导=李某", "owner!=区财政局"], ["固定资产投资"]),
        (["status=明显滞后"], ["老旧小区改造"]),
        (["评价=Behind"], ["老旧小区改造"]),
        (["指标=PM2.5平均浓度"], ["PM2.5平均浓度"]),
        (["目标值=420"], ["固定资产投资"]),
        (["target_value=25,000"], ["城镇新增就业"]),
        (["领域=生态"], ["PM2.5平均浓度"]),
        (["完成时限=2026年10月底"], ["老旧小区改造"]),
        (["序号=6"], ["PM2.5平均浓度"]),
        (["方向=不高于"], ["PM2.5平均浓度"]),
        (["flags=method_dependent"], ["老旧小区改造"]),
        (["baseline_value=", "unit=个"], []),
    ],
)
def test_conditions_on_every_kind_of_column(keys, conditions, found):
    assert keys(*(part for condition in conditions for part in ("--where", condition))) == found


def test_totals_count_what_meets_the_conditions_and_the_report_says_which(ledger):
    text = ledger("--where", "属性=约束性")
    assert "\n筛选条件：属性 = 约束性\n" in text
    assert "总体：2" in text
    assert "区财政局" not in text


def test_a_summary_has_conditions_and_groups_too(ledger):
    text = ledger("--where", "属性=约束性", "--by", "责任单位", command="summary")
    assert re.findall(r"^(区住建局|市生态环境局历下分局|区财政局)：", text, re.MULTILINE) == [
        "区住建局",
        "市生态环境局历下分局",
    ]


def test_nothing_meets_a_condition(ledger, keys):
    assert keys("--where", "light=grey") == []
    assert "没有符合条件的目标。" in ledger("--where", "light=grey")
    for form in ("markdown", "html", "json"):
        ledger("--where", "light=grey", "--format", form)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--where", "natur=binding"], "--where: no column 'natur'; is it 'nature'?"),
        (["--where", "责任单=区财政局"], "--where: no column '责任单'; is it '责任单位'?"),
        (["--where", "owner=区财局"], "--where: owner has no '区财局'; is it '区财政局'?"),
        (["--where", "分管领导=王"], "--where: 分管领导 has no '王'"),
        (["--where", "status=red"], "--where: status has no 'red'"),
        (["--where", "target_value=many"], "--where: target_value is a number, and 'many' is none"),
        (["--where", "binding"], "--where: 'binding' is no condition; write COLUMN=VALUE, or COLUMN!=VALUE"),
        (["--by", "ownr"], "--by: no column 'ownr'; is it 'owner'?"),
        (["--by", "pace"], "--by: pace can't divide targets into tables"),
        (["--by", "owner", "--by", "nature"], "--by is given 2 times; it takes one value"),
        (["--sort", "colour"], "--sort: no column 'colour'"),
        (["--columns", "灯"], "--columns: no column '灯'"),
        (["--columns", "owner,+light"], "--columns: name the columns you want, or those to add"),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest(run, options, message):
    result = run("report", *FILES, *options, "--lang", "en")
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


# Tables.
def test_a_ledger_has_a_table_for_each_owner(ledger):
    text = ledger("--by", "责任单位")
    assert headings(text) == OWNERS
    titles = text.splitlines()[text.splitlines().index("区住建局") + 1].split()
    assert titles == ["指标", "单位", "属性", "最新值", "目标值", "完成时限", "灯色", "尚差", "评价"]
    (row,) = [line.split() for line in text.splitlines() if line.startswith("老旧小区改造")]
    # Due by the column of the file that says more than the year; 30 - 9 = 21 are left.
    assert row[-4:] == ["2026年10月底", "红", "+21", "明显滞后"]
    assert "进度条" not in text


def test_remarks_are_those_of_the_file(run, plan):
    targets = "key,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value,owner,note\n"
    targets += "a,甲,%,share,2020,40,2025,50,一局,资金已到位\nb,乙,%,share,2020,,2025,50,,\n"
    options = plan(targets, "key,period,value\na,2022,44\nb,2022,44\n")
    text = run("report", *options, "--by", "owner", "--lang", "zh", "--width", "200").stdout
    assert headings(text) == ["一局", "责任单位未注明"]
    (row,) = [line.split() for line in text.splitlines() if line.startswith("甲")]
    # 50 - 44 = 6 percentage points are left until the end of the target year.
    assert row[-5:] == ["2025年底", "绿", "+6个百分点", "达到序时进度", "资金已到位"]


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("属性", ["约束性", "预期性"]),
        ("灯色", ["红", "黄", "绿"]),
        ("分管领导", ["张某", "李某", "王某", "赵某"]),
        ("domain", ["经济", "民生", "生态"]),
    ],
)
def test_tables_of_any_column_in_their_order(ledger, column, found):
    assert headings(ledger("--by", column)) == found


def test_tables_by_plan_have_all_plans(run):
    text = run("report", "--by", "plan", "--region", "历下区", "--lang", "zh", "--width", "200").stdout
    assert len([title for title in headings(text) if title.startswith("济南市历下区")]) == 4
    one = run("report", "--by", "plan", "--plan", "annual-2022", "--lang", "zh", "--width", "200").stdout
    assert headings(one) == ["济南市历下区2022年度目标"]


# Order.
def test_rows_are_sorted_within_their_tables(ledger, keys):
    text = ledger("--by", "nature", "--sort", "worst")
    order = [text.index(name) for name in ("PM2.5平均浓度", "老旧小区改造", "固定资产投资", "城镇新增就业")]
    assert order == sorted(order)
    assert keys("--sort", "target_value")[0] == "规模以上工业增加值增速"
    assert keys("--sort", "-target_value")[0] == "城镇新增就业"
    assert keys("--sort", "完成时限")[0] == "老旧小区改造"
    assert keys("--sort", "light")[:2] == ["老旧小区改造", "PM2.5平均浓度"]


def test_rows_of_csv_stand_as_the_tables_do(keys):
    assert keys("--by", "nature")[:2] == ["老旧小区改造", "PM2.5平均浓度"]


# Columns.
def test_columns_of_a_table(ledger):
    line = next(
        line for line in ledger("--columns", "指标,分管领导,灯色,差距,评价").splitlines() if line.startswith("指标")
    )
    assert line.split() == ["指标", "分管领导", "灯色", "尚差", "评价"]
    more = next(line for line in ledger("--columns", "+分管领导,-unit,-基期值").splitlines() if line.startswith("指标"))
    assert more.split()[-1] == "分管领导"
    assert not {"单位", "基期值"} & set(more.split())


def test_every_column_of_csv_can_be_in_a_table(run):
    from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS

    for language in ("en", "zh"):
        result = run("report", "--columns", ",".join(ASSESSED_COLUMNS), "--lang", language, "--format", "markdown")
        assert result.exit_code == 0, result.stderr


def test_columns_of_csv_and_json(run):
    chosen = ("--columns", "指标,分管领导,目标,light", "--where", "序号=6")
    result = run("report", *FILES, "--format", "csv", *chosen)
    assert result.stdout.splitlines() == [
        "key,name_zh,name_en,分管领导,target_value,light",
        "PM2.5平均浓度,PM2.5平均浓度,,赵某,35.0,red",
    ]
    row = json.loads(run("report", *FILES, "--format", "jsonl", *chosen).stdout)
    assert list(row) == result.stdout.splitlines()[0].split(",")
    assert "owner" not in run("report", *FILES, "--format", "csv", "--columns", "-owner").stdout.splitlines()[0].split(
        ","
    )


@pytest.mark.parametrize("form", ["html", "markdown", "xlsx", "docx"])
def test_formats_have_the_same_view(run, tmp_path, form):
    suffix = {"markdown": "md"}.get(form, form)
    file = tmp_path / f"out.{suffix}"
    options = (
        "--by",
        "owner",
        "--columns",
        "+分管领导,-nature",
        "--where",
        "属性=约束性",
        "--lang",
        "zh",
        "-o",
        str(file),
    )
    result = run("report", *FILES, *options)
    assert result.exit_code == 0, result.stderr
    if form in ("html", "markdown"):
        text = file.read_text(encoding="utf-8")
        assert "筛选条件：属性 = 约束性" in text
        assert "分管领导" in text
        assert re.findall("(区住建局|区财政局)", text)[0] == "区住建局"
        assert "区财政局" not in text


def test_settings_and_environment(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lixia.toml").write_text('by = "属性"\nwhere = ["light=red"]\n', encoding="utf-8")
    assert headings(run("report", *FILES, "--lang", "zh").stdout) == ["约束性"]
    monkeypatch.setenv("LIXIA_BY", "owner")
    assert headings(run("report", *FILES, "--lang", "zh").stdout) == ["区住建局", "市生态环境局历下分局"]
