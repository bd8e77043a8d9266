"""The small drawings of the html report: a trend beside each indicator, and lights by domain and owner."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest
from support import dedent

from lixia_cli.explain.trends import Trends
from lixia_cli.render.charts.sparkline import sparklines
from lixia_cli.render.pieces import rows_of

TARGETS = """
key,domain,owner,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
a,economy,Finance,A,%,share,at_least,2020,40,2025,50
b,economy,Labour,B,%,share,at_least,2020,40,2025,50
c,ecology,Labour,<b>C</b>,%,share,at_most,2020,40,2025,30
d,ecology,,D,%,share,at_least,,,2025,30
"""
ACTUALS = """
key,period,value
a,2021,43
a,2022,44.5
b,2022,40
c,2022,45
d,2022,10
"""


@pytest.fixture
def page(run, plan):
    """The html report of the plan."""
    result = run("report", "--format", "html", *plan(dedent(TARGETS), dedent(ACTUALS)))
    assert result.exit_code == 0
    return ElementTree.fromstring(result.stdout.partition("\n")[2])


def texts(row):
    return ["".join(cell.itertext()) for cell in row]


def test_lights_are_counted_by_domain_and_owner(page):
    found = page.findall("body/main/table")
    assert [
        ["".join(table.find("caption").itertext()), *map(texts, table.iterfind("tbody/tr"))] for table in found
    ] == [
        # a is ahead; b has not moved and c moved away; d has no baseline.
        ["By domain", ["Economy", "", "1", "", "1", ""], ["Ecology", "", "1", "", "", "1"]],
        [
            "By owner",
            ["Finance", "", "", "", "1", ""],
            ["Labour", "", "2", "", "", ""],
            ["Owner: none", "", "", "", "", "1"],
        ],
    ]
    bar = found[0].find("tbody/tr/td/svg")
    assert bar.get("aria-label") == "Economy: 1 red, 1 green"
    assert [(piece.get("class"), piece.get("x"), piece.get("width")) for piece in bar] == [
        ("piece red", "0.00%", "50.00%"),
        ("piece green", "50.00%", "50.00%"),
    ]


def test_each_row_has_its_trend(page):
    drawn = {
        texts(row)[0]: next(cell.find("svg") for cell in row if cell.get("class") == "trend")
        for row in page.iterfind("body/main/section/table/tbody/tr")
    }
    assert {name: svg is not None and svg.get("aria-label") for name, svg in drawn.items()} == {
        "A": "From 40 to 44.5; target 50",
        "B": "From 40 to 40; target 50",
        "<b>C</b>": "From 40 to 45; target 30",
        "D": False,  # one figure is no trend
    }


def test_a_trend_is_drawn_from_left_to_right_and_upwards():
    course = Trends(
        np.array([0, 0]), np.array([2020.0, 2022]), np.array([40.0, 45]), np.array([2024.0]), np.array([50.0])
    )
    ((drawn,),) = rows_of(sparklines(course, str), np.array([0]), [1])
    svg = ElementTree.fromstring(bytes(drawn))
    line, last, aim = svg
    # 96 × 22 with an edge of 4: half of the time is at 48, half of the height at 11.
    assert line.get("points") == "4,18 48,11"
    assert (last.get("cx"), last.get("cy")) == ("48", "11")
    assert aim.get("points").startswith("92,0.5 ")


def test_trends_in_another_order_and_with_too_few_figures():
    rows, times, values = [0, 0, 1, 2, 2], [2020.0, 2022, 2020, 2020, 2024], [40.0, 45, 7, 9, 8]
    course = Trends(*map(np.array, (rows, times, values)), np.array([2024.0, 2024, 2024]), np.array([50.0, 9, np.nan]))
    ((reversed_rows),) = rows_of(sparklines(course, str), np.array([2, 1, 0]), [3])
    falling, nothing, rising = b"".join(reversed_rows).decode().split("\n")[:-1]
    assert nothing == ""
    # By hand: without a target the two figures are the whole width and height.
    line, last = ElementTree.fromstring(falling)
    assert (line.get("points"), last.get("cx"), last.get("cy")) == ("4,4 92,18", "92", "18")
    line, last, aim = ElementTree.fromstring(rising)
    assert (line.get("points"), last.get("cx"), last.get("cy")) == ("4,18 48,11", "48", "11")
    assert aim.get("points").startswith("92,0.5 ")


def test_without_several_domains_there_is_no_overview(run, plan):
    targets = "\n".join(line for line in dedent(TARGETS).splitlines() if "Labour" not in line and "D" not in line)
    page = run("report", "--format", "html", *plan(targets, "key,period,value\na,2022,44"))
    assert "groups" not in page.stdout.partition("<body>")[2]
