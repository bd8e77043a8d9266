"""The chart of an indicator: what its description holds, how it is drawn, and that its numbers are those of csv."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from support import TARGET_HEADER, dedent

from lixia_cli import api
from lixia_cli.render.charts.describe import describe
from lixia_cli.render.charts.labels import Box, Labels
from lixia_cli.render.charts.numbers import numbers
from lixia_cli.render.charts.scale import time_ticks, value_ticks
from lixia_cli.render.charts.svg import NARROW, WIDE, drawing
from lixia_cli.text.i18n import translator

SVG = "{http://www.w3.org/2000/svg}"
ACTUALS = "key,period,value,status,bound\n"


@pytest.fixture
def described(plan):
    """described(target, actuals, language="en") → the chart of a plan with that one target."""

    def call(target, actuals, language="en"):
        files = plan(TARGET_HEADER + f"x,economy,X,{target}\n", ACTUALS + dedent(actuals))
        about = api.explain(files[1], files[3], language=language)[0]
        return describe(about, language, translator(language))

    return call


SHARE = "%,share,at_least,,,,2020,40,2025,50,,"


def test_every_state_of_an_observation_is_its_own_kind(described):
    chart = described(SHARE, "x,2020,40,,\nx,2021,41,,lower\nx,2022,43,,upper\nx,2023,44,preliminary,")
    marks = [(mark.kind, mark.time, mark.text) for mark in chart.marks]
    assert marks[:5] == [
        ("baseline", 2020, "40"),
        ("final", 2020, "40"),
        ("lower", 2021, ">41"),
        ("upper", 2022, "<43"),
        ("preliminary", 2023, "44"),
    ]
    assert [mark.label for mark in chart.marks if mark.latest] == ["44 (2023)"]
    # The path asks for 2 a year; from 44 on, 3 a year are needed; going on by 4/3 a year leads to 46.67.
    lines = {line.kind: line.points for line in chart.lines}
    assert lines["planned"] == tuple((2020.0 + year, 40.0 + 2 * year) for year in range(6))
    assert lines["needed"] == ((2023, 44), (2024, 47), (2025, 50))
    assert [(mark.time, round(mark.value, 4)) for mark in chart.marks if mark.kind == "projection"] == [(2025, 46.6667)]
    assert list(chart.names) == [
        "baseline", "final", "preliminary", "lower", "upper", "target", "planned", "needed", "projection"
    ]  # fmt: skip


def test_a_total_is_preliminary_from_the_first_such_year_on(described):
    chart = described("km,cumulative,at_least,,,,,,2025,100,,2021", "x,2021,15,,\nx,2022,30,preliminary,\nx,2023,10,,")
    actual = [(mark.kind, mark.time, mark.value) for mark in chart.marks if mark.kind in ("final", "preliminary")]
    assert actual == [("final", 2021, 15), ("preliminary", 2022, 45), ("preliminary", 2023, 55)]


def test_a_total_without_a_year_is_shown_as_at_least_so_much(described):
    chart = described("km,cumulative,at_least,,,,,,2025,100,,2021", "x,2022,30,,")
    assert [(mark.kind, mark.text) for mark in chart.marks if mark.latest] == [("lower", "≥30")]


def test_a_range_and_a_ceiling(described):
    chart = described("%,each_year,within,,,,,,2025,3,6,2021", "x,2021,4,,\nx,2022,7,,")
    assert [(band.kind, band.start, band.end, band.low, band.high) for band in chart.bands] == [
        ("range", 2020, 2025, 3, 6)  # from the beginning of 2021 on
    ]
    ceiling = described("%,each_year,at_most,,,,,,2025,5.5,,2021", "x,2021,4,,\nx,2022,5,,")
    assert [line.kind for line in ceiling.lines] == ["observed", "limit"]
    assert [mark.text for mark in ceiling.marks if mark.kind == "target"] == ["≤5.5"]


def test_milestones_and_the_original_target(plan):
    targets = "key,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,announced\n"
    targets += "x,X,%,share,at_least,2020,40,2023,46,2020\nx,X,%,share,at_least,2020,40,2025,50,2020\n"
    files = plan(targets + "x,X,%,share,at_least,2020,40,2025,48,2022\n", ACTUALS + "x,2022,43,,\n")
    chart = describe(api.explain(files[1], files[3])[0], "en", str)
    marks = {mark.kind: (mark.time, mark.value, mark.label) for mark in chart.marks}
    assert marks["milestone"] == (2023, 46, "46")
    assert marks["original"] == (2025, 50, "original target 50")
    assert marks["target"] == (2025, 48, "target 48")
    assert [line.points[3:] for line in chart.lines if line.kind == "planned"] == [
        ((2023, 46), (2023, 46), (2024, 47), (2025, 48))
    ]


def test_there_is_no_chart_without_two_times(described):
    assert described("%,each_year,at_least,,,,,,2025,5,,", "") is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_drawing_is_well_formed_with_real_text_inside_of_its_borders(described, language, size):
    chart = described(SHARE, "x,2020,40,,\nx,2021,41,,\nx,2022,43,preliminary,", language)
    root = ElementTree.fromstring(drawing(chart, translator(language), language, size))
    assert root.find(f"{SVG}title").text == "X"
    assert root.find(f"{SVG}desc").text
    texts = root.findall(f"{SVG}text")
    said = [text.text for text in texts]
    assert {"en": "target 50", "zh": "目标50"}[language] in said
    assert all(0 <= float(text.get("x")) <= size.width and 0 < float(text.get("y")) < size.height for text in texts)
    assert not re.search(r"style=|<style|<script|href", drawing(chart, translator(language), language, size))


def test_hostile_names_stay_text(described):
    chart = described('"<b>&""\u202e",share,at_least,,,,2020,40,2025,50,,', "x,2022,43,,")
    root = ElementTree.fromstring(drawing(chart, str, "en"))
    assert next(text.text for text in root.iter(f"{SVG}text")) == '<b>&"'


def test_the_numbers_of_the_chart_are_those_of_csv(run, plan):
    files = plan(
        TARGET_HEADER + f"x,economy,X,{SHARE}\n", ACTUALS + "x,2020,40,,\nx,2021,41.123456,,\nx,2022,43,preliminary,\n"
    )
    row = run("report", *files, "--format", "csv").stdout.splitlines()
    csv = dict(zip(row[0].split(","), row[1].split(","), strict=True))
    about = api.explain(files[1], files[3])[0]
    found = numbers(describe(about, "en", str), str)
    assert found.titles == (
        "Period", "Actual", "State", "Baseline", "Planned path", "Path needed from now", "Target", "Projection"
    )  # fmt: skip
    table = {cells[0].text: dict(zip(found.titles, cells, strict=True)) for cells in found.rows}
    assert table["2020"]["Baseline"].value == float(csv["baseline_value"])
    assert table["2021"]["Actual"].value == 41.123456
    assert table["2022"]["Actual"].value == float(csv["latest_value"])
    assert table["2022"]["State"].text == "preliminary actual"
    assert table["2022"]["Planned path"].value == pytest.approx(float(csv["expected_now"]))
    assert table["2025"]["Target"].value == float(csv["target_value"])
    assert table["2025"]["Projection"].value == float(csv["projected"])
    assert table["2023"]["Path needed from now"].value == pytest.approx(43 + float(csv["step_needed"]))


def test_axes_have_round_numbers_and_whole_years():
    assert [label for _, label in value_ticks([1910, 2500])] == ["1,800", "2,000", "2,200", "2,400", "2,600"]
    assert [label for _, label in value_ticks([837, 2500])] == ["0", "1,000", "2,000", "3,000"]
    assert [label for _, label in value_ticks([5, 5])] == ["4.5", "4.75", "5", "5.25", "5.5"]
    assert [label for _, label in time_ticks(2019.5, 2025, 4, str)] == ["2021", "2023", "2025"]
    assert [label for _, label in time_ticks(2022, 2023, 9, str)] == [
        "Dec 2022", "Mar 2023", "Jun 2023", "Sep 2023", "Dec 2023"
    ]  # fmt: skip


def test_labels_give_way_to_each_other():
    labels = Labels(Box(0, 0, 200, 200))
    labels.place("one", 100, 100, "target", 5, needed=True)
    labels.place("two", 100, 100, "final", 5, needed=True)
    one, two = labels.placed
    assert abs(one.y - two.y) > 13


# The files that `lixia show` writes.
def test_show_writes_a_picture_and_a_page(run, tmp_path):
    for name in ("gdp.svg", "gdp.html"):
        result = run("show", "gdp", "-o", tmp_path / name)
        assert (result.exit_code, result.stderr) == (0, "")
    picture = ElementTree.parse(tmp_path / "gdp.svg").getroot()
    assert picture.find(f"{SVG}title").text == "Gross domestic product"
    page = (tmp_path / "gdp.html").read_text(encoding="utf-8")
    ElementTree.fromstring(page.partition("\n")[2])  # well-formed
    assert '<data value="2446.9">2,446.9</data>' in page
    assert 'href="https://english.jinan.gov.cn/art/2023/3/17/art_29558_4777462.html"' in page


def test_a_picture_shows_one_target(run, plan):
    targets = "key,region,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    files = plan(targets + "x,A,%,share,2020,1,2025,2\nx,B,%,share,2020,1,2025,2\nz,A,%,each_year,,,2025,2\n", ACTUALS)
    several = run("show", "x", *files, "--format", "svg")
    assert several.exit_code == 2
    assert "'x' has targets in several regions, and a picture shows one; name it with --region: A, B" in several.stderr
    assert run("show", "x", *files, "--format", "svg", "--region", "B").exit_code == 0
    none = run("show", "z", *files, "--format", "svg")
    assert none.exit_code == 2
    assert "'z' has no chart: a picture needs values for two points in time" in none.stderr


def test_only_addresses_of_the_web_become_links(run, plan, tmp_path):
    files = plan(
        TARGET_HEADER.replace("\n", ",note\n")
        + f"x,economy,<script>,{SHARE},javascript:alert(1) http://a.example/b.\n",
        ACTUALS + "x,2022,43,,\n",
    )
    run("show", "x", *files, "-o", tmp_path / "x.html")
    page = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]*)"', page) == ["http://a.example/b"]
    assert "<script" not in page


def test_what_must_hold_every_year_has_no_line_from_its_baseline(run, plan, tmp_path):
    """The 3 % of 2020 are no start of a way to 5 %: the line has the two years observed."""
    header = "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
    for measure, points in (("each_year", 2), ("share", 3)):
        files = plan(f"{header}x,X,%,{measure},2020,3,2025,5\n", "key,period,value\nx,2021,4\nx,2022,6\n")
        assert run("show", "x", *files, "-q", "-o", tmp_path / f"{measure}.svg").exit_code == 0
        svg = (tmp_path / f"{measure}.svg").read_text(encoding="utf-8")
        (line,) = re.findall('<polyline points="([^"]*)" class="line observed"', svg)
        assert len(line.split()) == points
