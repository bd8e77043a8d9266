"""What was known on a day: --known-on, by the dates on which the sources of the actuals were published."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import rows_of

from lixia_cli import InputError, LixiaWarning, RequestError, assess, explain
from lixia_cli.model.dates import last_day, why_no_day

TARGETS = """
    key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
    gdp,economy,GDP,亿元,stock,at_least,2020,1000,2025,1500
"""
# The flash estimate of January 2022 is replaced by the yearbook's in the course of 2022.
ACTUALS = """
    key,period,value,status,source
    gdp,2021,1100,preliminary,flash
    gdp,2021,1080,final,yearbook
    gdp,2022,1190,final,flash22
"""
SOURCES = "id,title,published\nflash,Flash estimate,2022-01-20\nyearbook,Yearbook,2022\nflash22,Next,2023年1月\n"


@pytest.fixture
def files(plan, tmp_path):
    """The plan above with its sources beside it, as options."""
    options = plan(TARGETS, ACTUALS)
    (tmp_path / "sources.csv").write_text(SOURCES, encoding="utf-8")
    return options


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023-05-31", (2023, 5, 31)),
        ("2023-5-3", (2023, 5, 3)),
        ("2023/05/03", (2023, 5, 3)),
        ("2023.5.3", (2023, 5, 3)),
        ("20230503", (2023, 5, 3)),
        ("２０２３年５月３日", (2023, 5, 3)),
        ("2023-05-03T08:30:00+08:00", (2023, 5, 3)),
        ("3 May 2023", (2023, 5, 3)),
        ("May 3, 2023", (2023, 5, 3)),
        ("31/05/2023", (2023, 5, 31)),
        ("05/31/2023", (2023, 5, 31)),
        ("04/04/2023", (2023, 4, 4)),
        ("2023-02", (2023, 2, 28)),
        ("2010-11", (2010, 11, 30)),
        ("2024年2月", (2024, 2, 29)),
        ("May 2023", (2023, 5, 31)),
        ("2023Q1", (2023, 3, 31)),
        ("2023年上半年", (2023, 6, 30)),
        ("2023", (2023, 12, 31)),
        ("2023年", (2023, 12, 31)),
    ],
)
def test_dates(text, day):
    assert last_day(text) == datetime.date(*day)


@pytest.mark.parametrize(
    "text", ["", "soon", "2023-02-30", "2023-13", "2022/23", "FY2023", "23", "31 Smarch 2023", "2023-05-31-1"]
)
def test_no_dates(text):
    assert last_day(text) is None


def test_a_date_with_two_readings_names_both():
    assert last_day("03/04/2023") is None
    assert str(why_no_day("03/04/2023")) == "'03/04/2023' may be 2023-03-04 or 2023-04-03; write one of them"


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(2999, 12, 31)))
def test_every_day_is_read_as_it_is_written(day):
    spellings = (day.isoformat(), f"{day.year}年{day.month}月{day.day}日", day.strftime("%Y%m%d"))
    assert [last_day(text) for text in spellings] == [day] * 3


# A final figure that was published later must not hide the preliminary one that was known.
@pytest.mark.parametrize(
    ("day", "period", "value"),
    [
        ("2022-01-19", "", ""),
        ("2022-01-20", "2021", "1100.0"),
        ("2022-01", "2021", "1100.0"),
        ("2022-12-30", "2021", "1100.0"),
        ("2022-12-31", "2021", "1080.0"),
        ("2022", "2021", "1080.0"),
        ("2023-01-30", "2021", "1080.0"),
        ("2023-01", "2022", "1190.0"),
    ],
)
def test_what_was_known_on_a_day(run, files, day, period, value):
    row = rows_of(run("report", "--all", "--format", "csv", *files, "--known-on", day).stdout)["gdp"]
    assert (row["latest_period"], row["latest_value"]) == (period, value)


def test_it_combines_with_as_of(run, files):
    rows = rows_of(run("report", "--format", "csv", *files, "--known-on", "2023", "--as-of", "2021").stdout)
    assert (rows["gdp"]["latest_period"], rows["gdp"]["latest_value"]) == ("2021", "1080.0")


def test_notes_and_footer_say_it(run, files):
    result = run("report", *files, "--known-on", "2022-06-30")
    assert "lixia: note: observations left out, published after 2022-06-30: 2" in result.stderr
    assert "observations through 2021; as known on 2022-06-30." in result.stdout
    chinese = run("report", *files, "--known-on", "2022-06-30", "--lang", "zh")
    assert "按2022年6月30日已公布的数据" in chinese.stdout
    about = json.loads(run("report", "--format", "json", *files, "--known-on", "2022-06").stdout)
    assert about["known_on"] == "2022-06-30"


@pytest.mark.parametrize("command", [("summary",), ("show", "gdp")])
def test_other_views(run, files, command):
    result = run(*command, *files, "--known-on", "2022-06-30")
    assert result.exit_code == 0
    assert "1,080" not in result.stdout


def test_today_is_the_day_of_the_vintage(run, plan, tmp_path):
    files = plan(TARGETS, "key,period,value\ngdp,2022,1190\n")
    (tmp_path / "sources.csv").write_text(SOURCES, encoding="utf-8")
    late = rows_of(run("report", "--format", "csv", *files).stdout)["gdp"]
    then = rows_of(run("report", "--format", "csv", *files, "--known-on", "2025-06").stdout)["gdp"]
    assert ("due" in late["flags"].split(), "due" in then["flags"].split()) == (True, False)


def test_without_a_date_a_figure_was_always_known_and_that_is_said(run, plan, tmp_path):
    files = plan(TARGETS, "key,period,value,source\ngdp,2021,1,\ngdp,2022,2,gone\ngdp,2023,3,undated\n")
    (tmp_path / "sources.csv").write_text("id,published\nundated,\n", encoding="utf-8")
    result = run("report", "--format", "csv", *files, "--known-on", "2000")
    assert rows_of(result.stdout)["gdp"]["latest_period"] == "2023"
    assert result.stderr.splitlines()[-2:] == [
        "lixia: note: observations without a date of publication, which count as known: 2",
        "lixia: note: not among the sources, so that their observations count as known: gone",
    ]


@pytest.mark.parametrize(("count", "said"), [(5, "s0, s1, s2, s3, s4"), (6, "s0, s1, s2, s3, s4 …")])
def test_five_sources_that_are_missing_are_named(run, plan, tmp_path, count, said):
    rows = "".join(f"gdp,{2015 + number},1,s{number}\n" for number in range(count))
    files = plan(TARGETS, f"key,period,value,source\n{rows}")
    (tmp_path / "sources.csv").write_text("id,published\nother,2020\n", encoding="utf-8")
    last = run("report", "--format", "csv", *files, "--known-on", "2024").stderr.splitlines()[-1]
    assert last == f"lixia: note: not among the sources, so that their observations count as known: {said}"


def test_dates_that_cannot_be_read_are_refused_where_they_are_needed(run, plan, tmp_path):
    files = plan(TARGETS, ACTUALS)
    broken = SOURCES.replace("2022-01-20", "03/04/2022") + "other,Unused,some day\n"
    (tmp_path / "sources.csv").write_text(broken, encoding="utf-8")
    assert run("report", *files).exit_code == 0
    result = run("report", *files, "--known-on", "2022")
    assert result.exit_code == 2
    place = "sources.csv:2: published: '03/04/2022' may be 2022-03-04 or 2022-04-03; write one of them"
    assert place in result.stderr
    assert "some day" not in result.stderr
    checked = run("check", *files, "--sources", tmp_path / "sources.csv")
    assert (checked.exit_code, checked.stderr.splitlines()[-1]) == (
        0,
        f"lixia: note: published: dates in {tmp_path}/sources.csv that --known-on can't use: 2, such as '03/04/2022'",
    )


def test_it_needs_sources(run, plan):
    result = run("report", *plan(TARGETS, ACTUALS), "--known-on", "2022")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--known-on needs a file that says when figures were published" in result.stderr


def test_what_is_no_date(run):
    result = run("report", "--known-on", "yesterday")
    assert result.exit_code == 2
    assert "--known-on: 'yesterday' is not a date; write 2023-05-31, or 2023-05 or 2023 for its end" in result.stderr


def test_the_sources_are_not_overwritten(run, files, tmp_path):
    result = run("report", *files, "--known-on", "2022", "-o", tmp_path / "sources.csv")
    assert result.exit_code == 2


def test_in_python(files, tmp_path):
    names = (tmp_path / "targets.csv", tmp_path / "actuals.csv")
    with pytest.warns(LixiaWarning, match="published after 2022-06-30: 2"):
        row = assess(*names, known_on="2022-06", sources=tmp_path / "sources.csv").iloc[0]
    assert row["latest_value"] == 1100
    with pytest.warns(LixiaWarning):
        (about,) = explain(*names, "gdp", known_on=datetime.date(2022, 6, 30), sources=tmp_path / "sources.csv")
    assert [seen["value"] for seen in about["observations"]] == [1100]
    with pytest.raises(RequestError, match="known_on needs sources"):
        assess(*names, known_on="2022")
    with pytest.raises(RequestError, match="known_on: 'later' is not a date"):
        assess(*names, known_on="later", sources=tmp_path / "sources.csv")
    (tmp_path / "sources.csv").write_text(SOURCES.replace("2022-01-20", "?"), encoding="utf-8")
    with pytest.raises(InputError):
        assess(*names, known_on="2022", sources=tmp_path / "sources.csv")
