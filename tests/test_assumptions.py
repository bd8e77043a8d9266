"""What is assumed where targets.csv leaves something out: kind of indicator, domain, name."""

from __future__ import annotations

import pytest
from frames import checked
from support import rows_of

from lixia_cli.observe.observe import observe
from lixia_cli.observe.revisions import in_force
from lixia_cli.observe.trajectory import fold
from lixia_cli.summarise.assumptions import assumptions

HEADER = "key,unit,baseline_year,baseline_value,target_year,target_value"


@pytest.fixture
def measure_of(assessed):
    """measure_of("GDP增速,%,2020,,2025,6") → the measure assumed of a target, and whether it is flagged."""

    def call(row: str) -> tuple[str, bool]:
        (found,) = assessed(f"{HEADER}\n{row}\n", "key,period,value\n").values()
        return found["measure"], "assumed" in found["flags"].split()

    return call


@pytest.mark.parametrize(
    ("row", "measure"),
    [
        ("能耗,吨标准煤,2020,,2025,〔13.5〕", "cumulative"),
        ("能耗增速,%,2020,,2025,〔13.5〕", "cumulative"),  # brackets come first
        ("综合实力,位次,2020,5,2025,3", "rank"),
        ("Competitiveness,rank,2020,5,2025,3", "rank"),
        ("GDP全省位次,位,2020,,2025,3", "rank"),
        ("全市排名,名,2020,,2025,3", "rank"),
        ("综合实力,位,2020,5,2025,3", "rank"),  # lower
        ("引进博士,名,2020,20,2025,80", "stock"),  # higher: people
        ("GDP增速,%,2020,,2025,6", "growth"),
        ("全员劳动生产率增长,％,2020,,2025,6", "growth"),
        ("居民收入增长（年均）,%,2020,,2025,6", "growth"),
        ("GDP growth,percent,2020,,2025,6", "growth"),
        ("人口自然增长率,‰,2020,4,2025,5", "share"),
        ("增长极占比,%,2020,4,2025,5", "share"),
        ("绿化覆盖率,%,2020,46.5,2025,48", "share"),
        ("师生比,比,2020,0.05,2025,0.06", "share"),
        ("规上企业,家,2020,100,2025,150", "stock"),
        ("地区生产总值,亿元,2020,700,2025,1000", "stock"),
    ],
)
def test_measure_by_unit_name_and_brackets(measure_of, row, measure):
    assert measure_of(row) == (measure, True)


def test_a_measure_that_is_given_is_not_assumed(assessed):
    row = assessed(
        "key,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n"
        "绿化,%,比例,不低于,2020,46.5,2025,48\n",
        "key,period,value\n绿化,2022,47.2\n",
    )["绿化"]
    assert (row["measure"], "assumed" in row["flags"].split()) == ("share", False)


NO_START = "period_start: is empty; '{}' is assumed, as no measure is given, and needs the first year that counts"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("GDP增速,%,,,2025,6", NO_START.format("growth")),
        ("能耗,吨,,,2025,〔13.5〕", NO_START.format("cumulative")),
        (
            "引进博士,名,2020,,2025,80",
            "unit: '名' may be a place in a ranking or a number of people; give 'measure' (rank or stock)",
        ),
    ],
)
def test_what_is_missing_is_said_rather_than_assumed(run, plan, row, problem):
    result = run("report", *plan(f"{HEADER}\n{row}\n", "key,period,value\n"))
    assert result.exit_code == 2
    assert f"targets.csv:2: {problem}" in result.stderr


@pytest.mark.parametrize("unit", ["亿元", "人"])
def test_a_part_of_a_year_may_be_a_level_or_an_amount(run, plan, unit):
    """Half a year's revenue is no level that fell by half."""
    files = plan(f"{HEADER}\nx,{unit},2025,100,2027,120\n", "key,period,value\nx,2026H1,52\n")
    result = run("report", *files)
    assert result.exit_code == 2
    assert (
        "actuals.csv:2: period: 2026H1 of 'x' may be a level at that date, or an amount within that part of the year; "
        "give the measure of the target (stock, flow or cumulative)" in result.stderr
    )


def test_the_footer_counts_what_is_assumed(run, plan):
    targets = f"{HEADER},direction\na,家,2020,100,2025,150,at_least\nb,%,2020,40,2025,50,\n"
    files = plan(targets, "key,period,value\na,2022,120\nb,2022,44\n")
    text = run("report", *files).stdout
    assert "Kind of indicator assumed, as none is given: 2.\nDirection assumed, as none is given: 1.\n" in text
    chinese = run("report", *files, "--lang", "zh").stdout
    assert "未注明类型、按推定评价的目标：2项。" in chinese


def test_assumptions_and_their_reasons():
    targets = [
        {"key": "能耗", "target_value": "〔13.5〕", "baseline_year": 2020},
        {"key": "位次", "unit": "位", "target_value": 3, "direction": ""},
        {"key": "增速", "unit": "%", "target_value": 6, "baseline_year": 2020, "direction": ""},
        {"key": "绿化", "unit": "%", "target_value": 50, "baseline_year": 2020, "baseline_value": 40, "direction": ""},
        {"key": "收入", "unit": "亿元", "target_value": 50},
        {"key": "企业", "target_value": 50, "direction": ""},
        {"key": "给定", "target_value": 50, "measure": "stock"},
    ]
    typed, observations = checked(targets, [])
    found = assumptions(observe(fold(in_force(typed)), observations))
    assert [(each.row, each.key, each.column, each.value, str(each.because)) for each in found] == [
        (0, "能耗", "measure", "cumulative", "the target value is in brackets, which mark totals of a plan"),
        (1, "位次", "measure", "rank", "the unit is that of a rank"),
        (1, "位次", "direction", "at_most", "a rank: lower is better"),
        (2, "增速", "measure", "growth", "the name says growth, and the unit is %"),
        (2, "增速", "direction", "at_least", "the target is not below no growth"),
        (3, "绿化", "measure", "share", "the unit is %"),
        (3, "绿化", "direction", "at_least", "the target is not below the baseline 40"),
        (
            4,
            "收入",
            "measure",
            "stock",
            "nothing says otherwise; if 亿元 is an amount within a year, give measure = flow",
        ),
        (5, "企业", "measure", "stock", "nothing says otherwise"),
        (5, "企业", "direction", "at_least", "no baseline value is known"),
    ]


NAMELESS = (
    "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nGreen cover,%,share,2020,50,2025,90\n"
)
OBSERVED = "key,period,value\nGreen cover,2022,60\n"


def test_without_a_domain_there_is_one_table_without_a_heading(run, plan):
    text = run("report", *plan(NAMELESS, OBSERVED)).stdout
    title, _, total, blank, header, _, row, end = text.splitlines()[:8]
    assert (title, blank, header.split()[0]) == ("Progress towards the targets", "", "Indicator")
    assert row.startswith("Green cover")  # the key serves as the name
    assert total == "Overall: 1 of 1 target assessed: 1 behind."  # 30 left in 3 years: twice the pace so far
    assert end == ""


@pytest.mark.parametrize("form", ["plain", "markdown", "html", "json", "csv", "xlsx"])
def test_every_format_without_domain_and_name(run, plan, tmp_path, form):
    output = tmp_path / "out"
    result = run("report", *plan(NAMELESS, OBSERVED), "--format", form, "-o", output)
    assert (result.exit_code, result.stderr) == (0, "")
    content = output.read_bytes()
    assert b"Green cover" in content or form == "xlsx"
    for empty in (b"<h2", b"<caption", b"\n## "):
        assert empty not in content


def test_show_and_summary_without_domain_and_name(run, plan):
    files = plan(NAMELESS, OBSERVED)
    assert run("show", "Green cover", *files).stdout.splitlines()[0] == "Green cover"
    assert "Green cover" in run("summary", *files).stdout


def test_regions_without_domains_are_headed_by_the_region(run, plan):
    targets = "region,key,unit,measure,target_year,target_value\nNorth,x,%,share,2025,50\nSouth,x,%,share,2025,60\n"
    actuals = "region,key,period,value\nNorth,x,2022,40\nSouth,x,2022,40\n"
    lines = run("report", *plan(targets, actuals), "--format", "markdown").stdout.splitlines()
    assert [line for line in lines if line.startswith("## ")] == ["## North", "## South"]


def test_csv_leaves_what_is_not_given_empty(run, plan):
    row = rows_of(run("report", *plan(NAMELESS, OBSERVED), "--format", "csv").stdout)["Green cover"]
    assert (row["domain"], row["name_zh"], row["name_en"]) == ("", "", "")
