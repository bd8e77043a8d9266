"""The chart of ``lixia show``, and how its blocks are laid out for a terminal and as Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import TARGET_HEADER, explained, written

from lixia_cli.cli.paint import paint
from lixia_cli.render.charts.chart import Chart, Line, Mark
from lixia_cli.render.charts.describe import KINDS
from lixia_cli.render.document import Drawing, Grid, Heading, Paragraph, as_markdown, as_text
from lixia_cli.render.terminal.chart import CHARACTERS, draw

FINANCE = "share,at_least,over,,,2020,43.8,2025,50,,"

NO_COLOUR = paint(color=False)


def chart_of(observed, planned, target) -> Chart:
    """A chart of points in time and value."""
    kinds = [("final", point) for point in observed] + [("target", target)]
    marks = tuple(Mark(kind, time, value, str(value), str(time)) for kind, (time, value) in kinds)
    lines = (Line("planned", tuple(planned), "planned path"),) if planned else ()
    return Chart("A", "", "%", lines, marks, names={"final": "actual", "target": "target", "planned": "planned path"})


# Charts and layout.
def test_chart_places_its_marks():
    drawn = draw(chart_of([(2020, 0), (2021, 5)], [(2020, 0), (2022, 10)], (2022, 10)), 34)
    lines = drawn.lines
    plot = [line.split("|")[1] for line in lines[:11]]
    assert plot[0].index("T") == len(plot[0]) - 1
    assert plot[10][0] == "o"
    middle = len(plot[0]) // 2
    assert plot[5][middle - 1 : middle + 1].count("o") == 1
    assert [line.split("|")[0].strip() for line in lines[:11] if line.split("|")[0].strip()] == ["10", "5", "0"]
    assert all(year in lines[-1] for year in ("2020", "2021", "2022"))


def test_chart_of_a_level_line_and_none_at_all():
    path = [(2020, 4), (2022, 4)]
    lines, kinds = draw(chart_of([(2021, 4)], path, (2022, 4)), 60)
    assert sum("T" in line for line in lines) == 1
    assert [line.split("|")[0].strip() for line in lines[:11:5]] == ["4.4", "4", "3.6"]
    assert kinds == ["final", "target", "planned"]
    assert draw(chart_of([], path, (2022, 4)), 60).lines == []
    assert draw(chart_of([(2021, 4)], path, (2022, 4)), 15).lines == []


@pytest.mark.parametrize(
    ("low", "high", "labels"),
    [
        (0.00000012, 0.00000034, ["0.00000034", "0.00000023", "0.00000012"]),
        (1000.01, 1000.05, ["1,000.05", "1,000.03", "1,000.01"]),
        (-10, -2, ["-2", "-6", "-10"]),
        (1910, 2500, ["2,500", "2,205", "1,910"]),
        (43.8, 50, ["50", "46.9", "43.8"]),
    ],
)
def test_the_labels_of_a_chart_can_be_told_apart(low, high, labels):
    lines = draw(chart_of([(2020, low)], [], (2025, high)), 60).lines
    assert [label for line in lines[:11] if (label := line.split("|")[0].strip())] == labels


def test_an_observation_on_the_target_is_seen(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\n", "key,period,value\nx,2022,46\nx,2025,49.99\n")
    chart = run("show", "x", *files, "--lang", "zh").stdout.partition("\n图\n")[2].splitlines()
    assert chart[0].endswith("X")
    assert chart[-1] == "B 基期，o 实际值，. 规划路径，X 实际值与目标重合"
    assert "X actual and target" not in written(run, "x", *files, "--as-of", "2022")


def test_every_kind_has_a_character():
    assert set(CHARACTERS) == set(KINDS)


def test_kinds_are_told_apart_in_characters(run, plan):
    files = plan(
        "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,target_high\n"
        "x,X,%,share,2020,10,2025,20,30\n",
        "key,period,value,status,bound\nx,2021,11,,\nx,2022,12,preliminary,\nx,2023,14,,lower\n",
    )
    *lines, legend = run("show", "x", *files, "--lang", "en").stdout.partition("\nChart\n")[2].splitlines()
    # 20 and 30 are asked for at the end; 1.333 a year lead to 16.67.
    assert legend.startswith("B baseline, o actual, p preliminary actual, > actual, at least this much, T target, -")
    drawn = "".join(line.partition("|")[2] for line in lines)
    assert [drawn.count(character) for character in "BopTP>-"][:6] == [1, 1, 1, 1, 1, 1]


def test_a_chart_shows_what_counts_and_no_more(run, plan):
    files = plan(
        TARGET_HEADER
        + "met,economy,X,%,share,,,,,2020,40,2025,50,,\n"
        + "sum,economy,Y,亿元,cumulative,,,,,,,2025,100,,2021\n"
        + "gap,economy,Z,亿元,cumulative,,,,,,,2025,100,,2021\n"
        + "part,economy,P,亿元,cumulative,,,,,,,2025,100,,2021\n"
        + "rate,economy,R,%,growth,,,,,,,2025,7,,2021\n",
        "key,period,value,unit,status\nmet,2019,39,%,\nmet,2021,43,%,final\nmet,2021,42,%,preliminary\n"
        "met,2022,51,%,\nmet,2026,60,%,\nsum,2021,150000,万元,\nsum,2022,30,亿元,\n"
        "gap,2021,15,亿元,\ngap,2023,30,亿元,\n"
        "part,2021,15,,\npart,2022H1,4,,\npart,2022,10,,\npart,2023H1,5,,\nrate,2021,5,,\nrate,2022,6,,\n",
    )

    def chart(key):
        return explained(run, key, *files, "--quiet")["indicators"][0]["chart"]  # one figure is later than its target

    # Up to the target year; of two values for a year the final one; what is met needs no path.
    observed = [[2019, 39], [2020, 40], [2021, 43], [2022, 51]]
    assert (chart("met")["observed"], chart("met")["needed"]) == (observed, [])
    # 150,000 万元 are 15 亿元; totals stop where a year is missing.
    assert chart("sum")["observed"] == [[2020, 0], [2021, 15], [2022, 45]]
    assert chart("gap")["observed"] == [[2020, 0], [2021, 15]]
    # The running year counts, a part of a year that is known as a whole does not: 15, 15 + 10, 15 + 10 + 5.
    assert chart("part")["observed"] == [[2020, 0], [2021, 15], [2022, 25], [2022.5, 30]]
    assert chart("rate")["observed"] == [[2020, 1], [2021, 1.05], [2022, 1.113]]  # 1.05 × 1.06


def test_a_chart_shows_what_was_observed_before_the_baseline(run, plan):
    years = {2016: 11.11, 2017: 5.64, 2018: 5.73, 2019: 4.38, 2020: 5.2, 2021: 5.3, 2022: 8.5, 2023: 4.5}
    files = plan(
        "key,domain,name,unit,measure,direction,baseline_year,target_year,target_value\n"
        "days,permits,Average days to first plan review,days,stock,at_most,2022,2023,12\n",
        "key,period,value\n" + "".join(f"days,{year},{value}\n" for year, value in years.items()),
    )
    assert explained(run, "days", *files)["indicators"][0]["chart"]["observed"] == [
        list(pair) for pair in years.items()
    ]
    drawing = written(run, "days", *files).partition("\nChart\n")[2]
    assert sum(line.count("o") + line.count("X") for line in drawing.splitlines() if "|" in line) == len(years)
    assert "2016" in drawing


def test_no_path_leads_back_to_a_target_that_the_baseline_had_reached(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,%,share,at_least,,,,2020,60,2025,50,,\n", "key,period,value\nx,2022,45\n")
    # The target behind the baseline is hard to believe, which a note says.
    assert explained(run, "x", *files, "--quiet")["indicators"][0]["chart"]["planned"] == [[2020, 50], [2025, 50]]


def test_grid_wraps_its_last_column_only():
    grid = Grid(("A", "B"), (("x", "one two three four five six seven eight"),))
    assert as_text([grid], 30, NO_COLOUR) == "A  B\nx  one two three four five six\n   seven eight\n"
    assert as_text([grid], None, NO_COLOUR) == "A  B\nx  one two three four five six seven eight\n"


def test_brackets_longer_than_a_line_are_broken_between_words():
    assert as_text([Paragraph("+2.8% (achieved so far +2.4%, required +2.6%)")], 22, NO_COLOUR).splitlines() == [
        "+2.8% (achieved so far",
        "+2.4%, required +2.6%)",
    ]


def test_a_long_name_is_broken_like_any_text():
    assert as_text([Heading("one two three four"), Heading("five")], 10, NO_COLOUR) == "one two\nthree four\n\nfive\n"


def test_blocks_as_markdown():
    blocks = [
        Heading("A_b"),
        Paragraph("x < y"),
        Grid(("T", "N"), (("a|b", "1"),), right=frozenset({1})),
        Drawing(("o  ",)),
    ]
    assert as_markdown(blocks) == "## A\\_b\n\nx \\< y\n\n| T | N |\n| --- | --: |\n| a\\|b | 1 |\n\n```text\no\n```\n"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("1. Parks", "1\\. Parks"),
        ("- Parks", "\\- Parks"),
        ("2) x", "2\\) x"),
        ("R&amp;D", "R&amp;amp;D"),
        ("2.5", "2.5"),
    ],
)
def test_a_paragraph_is_never_a_list_nor_holds_entities(text, markdown):
    assert as_markdown([Paragraph(text)]) == f"{markdown}\n"


@given(st.lists(st.tuples(st.floats(2000, 2030), st.floats(-1e6, 1e6)), min_size=1, max_size=6), st.integers(20, 100))
def test_charts_never_leave_their_frame(points, width):
    lines = draw(chart_of(sorted(points), [], (2031, 0)), width).lines
    assert all(len(line) <= width for line in lines)
