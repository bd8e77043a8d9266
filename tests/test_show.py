"""``lixia show``: every figure can be recalculated from what it prints, in every format and language."""

from __future__ import annotations

import json
import math
import re

import pandas as pd
import pytest
from frames import assessed, checked, measured
from hypothesis import given
from hypothesis import strategies as st
from random_plans import cells_of, plans
from support import REPOSITORY, TARGET_HEADER, lixia_process

from lixia_cli import methods
from lixia_cli.columns import FIGURES
from lixia_cli.explain import explain
from lixia_cli.explain.formula_text import filled_in, formula_of
from lixia_cli.render.chart import draw
from lixia_cli.render.document import Drawing, Grid, Heading, Paragraph, as_markdown, as_text, unpainted
from lixia_cli.text_width import text_width

FINANCE = "share,at_least,over,,,2020,43.8,2025,50,,"


def calculated(text: str) -> float:
    """What a formula with its numbers comes to."""
    assert re.fullmatch(r"[\d.e+\-×/^()| ln]+", text), text
    text = re.sub(r"\|(.*)\|", r"abs(\1)", text)
    return float(eval(text.replace("×", "*").replace("^", "**").replace("ln", "log"), {"log": math.log, "abs": abs}))


@given(plans)
def test_every_figure_is_what_its_formula_says(some):
    frame = measured(*cells_of(some))
    for record in frame.to_dict("records"):
        for figure in FIGURES:
            if not math.isnan(record[figure]):
                text = filled_in(formula_of(figure, record), record)
                assert calculated(text) == pytest.approx(record[figure], rel=1e-6, abs=1e-6), (figure, text)


@given(plans)
def test_every_quantity_is_what_its_formula_says(some):
    _, actuals = checked(*cells_of(some))
    frame = measured(*cells_of(some))
    rules = [methods.load(name) for name in methods.names()]
    sources = pd.DataFrame({"id": []})
    for about in explain(frame, assessed(frame, rules[0]), actuals, sources, rules, None, "en", str):
        for opinion in about["methods"]:
            if opinion["calculation"] is not None:
                assert calculated(opinion["calculation"]) == pytest.approx(opinion["value"], rel=1e-6, abs=1e-6), (
                    opinion
                )


def explained(run, *options):
    result = run("show", *options, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


@pytest.fixture
def finance(plan):
    return plan(
        TARGET_HEADER + f"finance,economy,Finance,%,{FINANCE}\n",
        "key,period,value,status,source,locator\nfinance,2021,44.2,final,,\nfinance,2022,46,preliminary,paper,page 3\n",
    )


def test_json_says_everything(run, finance, tmp_path):
    (tmp_path / "sources.csv").write_text("id,title,publisher,published,url\npaper,A Paper,The Press,2023,http://x\n")
    content = explained(run, "finance", *finance)
    assert (content["schema_version"], content["as_of"]) == (1, None)
    (about,) = content["indicators"]
    assert about["promise"]["target_value"] == 50
    assert about["baseline"] == {"year": 2020, "value": 43.8, "origin": "targets", "provisional": False}
    last = about["observations"][-1]
    assert (last["period"], last["value"], last["status"], last["latest"]) == ("2022", 46, "preliminary", True)
    assert last["source"] == {
        "id": "paper",
        "locator": "page 3",
        "title": "A Paper",
        "publisher": "The Press",
        "published": "2023",
        "url": "http://x",
        "note": "",
    }
    figures = {figure["name"]: figure for figure in about["figures"]}
    assert list(figures) == list(FIGURES)
    assert figures["progress"]["calculation"] == "(46 - 43.8) / (50 - 43.8)"
    assert figures["progress"]["value"] == pytest.approx(2.2 / 6.2)
    assert about["verdict"]["status"] == "slightly_behind"
    assert {"status": "slightly_behind", "label": "Slightly behind", "light": "yellow", "rule": "pace >= 0.60"} in (
        about["verdict"]["bands"]
    )
    assert [opinion["method"] for opinion in about["methods"]] == methods.names()
    assert about["methods"][2]["status"] == "moderate"
    assert about["methods"][2]["value"] == pytest.approx(0.9245, abs=0.0001)
    # From 43.8 by 1.24 a year; from 46 by 4/3 a year.
    assert about["chart"]["planned"][1] == [2021, pytest.approx(45.04)]
    assert about["chart"]["needed"] == [
        [2022, 46],
        [2023, pytest.approx(47.3333, abs=1e-4)],
        *about["chart"]["needed"][2:],
    ]
    assert about["chart"]["observed"] == [[2020, 43.8], [2021, 44.2], [2022, 46]]


def test_json_is_the_same_in_every_language(run, finance):
    assert explained(run, "finance", *finance, "--lang", "zh") == explained(run, "finance", *finance, "--lang", "en")


def test_an_empty_figure_has_its_reason(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,亿元,flow,at_least,,,,,,2025,50,,\n", "key,period,value\nx,2022,40\n")
    figures = {figure["name"]: figure for figure in explained(run, "x", *files)["indicators"][0]["figures"]}
    assert figures["progress"]["value"] is None
    assert figures["progress"]["reason"]["code"] == "no_baseline"
    # (50 / 40)^(1/3) - 1
    assert figures["cagr_needed"]["value"] == pytest.approx(0.07722, abs=0.00001)


def test_chosen_method_comes_first(run, finance):
    (about,) = explained(run, "finance", *finance, "--method", "eurostat")["indicators"]
    assert (about["verdict"]["method"], about["verdict"]["status"]) == ("eurostat", "moderate")
    assert about["methods"][0]["method"] == "eurostat"


def test_as_of_hides_what_came_later(run, finance):
    (about,) = explained(run, "finance", *finance, "--as-of", "2021")["indicators"]
    assert [seen["period"] for seen in about["observations"]] == ["2021"]


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("finanse", "lixia: error: no indicator 'finanse'; is it one of: finance, Finance?\n"),
        ("zzz", "lixia: error: no indicator 'zzz'; lixia list keys names them\n"),
        ("other", "lixia: error: 'other' is observed, but no plan has a target for it\n"),
        ("later", "lixia: error: no target 'later' in what was asked for; --plan has it: second\n"),
    ],
)
def test_what_is_not_there(run, plan, key, message):
    files = plan(
        TARGET_HEADER.replace("key,", "plan,key,", 1)
        + f"first,finance,economy,Finance,%,{FINANCE}\nsecond,later,economy,Later,%,{FINANCE}\n",
        "key,period,value\nother,2022,1\n",
    )
    result = run("show", key, *files)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)


def test_what_the_options_leave_out(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\ny,ecology,Y,%,{FINANCE}\n", "key,period,value\nx,2022,46\n")
    result = run("show", "x", *files, "--domain", "ecology")
    message = "lixia: error: 'x' is left out by --region or --domain; it is in lixia (economy)\n"
    assert (result.exit_code, result.stderr) == (2, message)


def test_a_part_of_the_year_starts_from_zero(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,亿元,flow,,,,,2022,90,2023,100,,\n", "key,period,value\nx,2023H1,45\n")
    assert "Baseline 0 亿元 in 2022, counted from zero\n" in written(run, "x", *files)
    (about,) = explained(run, "x", *files)["indicators"]
    assert about["symbols"]["y0"] == about["baseline"]["value"] == 0


def test_the_name_will_do(run, finance):
    assert explained(run, "Finance", *finance)["indicators"][0]["key"] == "finance"


def test_several_regions_are_shown_one_after_the_other(run, plan):
    files = plan(
        TARGET_HEADER.replace("key,", "region,key,", 1)
        + f"east,x,economy,X,%,{FINANCE}\nwest,x,economy,X,%,{FINANCE}\n",
        "key,period,value\ny,2022,1\n",
    )
    assert [about["region"] for about in explained(run, "x", *files)["indicators"]] == ["east", "west"]
    assert len(explained(run, "x", *files, "--region", "west")["indicators"]) == 1


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 120])
def test_every_bundled_indicator_fits_the_terminal(run, language, width):
    for key in ("gdp", "finance_share_of_city", "foreign_investment", "registered_unemployment", "coal_growth"):
        result = run("show", key, "--lang", language, "--width", width)
        assert result.exit_code == 0
        wide = [line for line in result.stdout.splitlines() if text_width(line) > width]
        assert wide == []


def test_people_read_the_same_in_text_and_markdown(run):
    text = run("show", "gdp", "--lang", "en").stdout
    markdown = run("show", "gdp", "--lang", "en", "--format", "markdown").stdout
    for words in ("92.02%", "1.5337", "Ahead of schedule (green) by the rules lixia", "2,446.9", "+1.08%"):
        assert words in text
        assert words in markdown
    assert "ln(y / y0) / ln(T / y0) = ln(2446.9 / 1910) / ln(2500 / 1910)" in text


def test_colour_is_only_added(run):
    plain = run("show", "gdp", "--lang", "en", "--width", 100).stdout
    colored = run("show", "gdp", "--lang", "en", "--width", 100, "--color").stdout
    assert "\x1b[" not in plain
    assert "\x1b[32m" in colored
    assert re.sub(r"\x1b\[\d+m", "", colored) == plain


def test_markup_in_data_stays_text(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,[bold]*a*|b<script>,%,{FINANCE}\n", "key,period,value\nx,2022,46\n")
    markdown = run("show", "x", *files, "--format", "markdown").stdout
    assert markdown.startswith("# \\[bold\\]\\*a\\*\\|b\\<script\\>\n")
    assert "[bold]*a*|b<script>" in run("show", "x", *files).stdout


def test_output_goes_to_the_file_in_the_format_of_its_suffix(run, tmp_path, finance):
    path = tmp_path / "finance.md"
    assert run("show", "finance", *finance, "-o", path).stdout == ""
    assert path.read_text(encoding="utf-8").startswith("# Finance\n")


def test_a_broken_list_of_sources(run, finance, tmp_path):
    (tmp_path / "sources.csv").write_text("id,title\na,One\na,Two\n", encoding="utf-8")
    result = run("show", "finance", *finance)
    assert result.exit_code == 2
    assert "sources.csv:3: id: 'a' stands in line 2 too; keep one of them" in result.stderr
    assert run("show", "finance", *finance, "--sources", REPOSITORY / "data" / "sources.csv").exit_code == 0


@pytest.mark.parametrize("named", [True, False])
def test_the_list_of_sources_is_never_overwritten(run, finance, tmp_path, named):
    path = tmp_path / "sources.csv"
    path.write_text("id,title\na,One\n", encoding="utf-8")
    result = run("show", "finance", *finance, *(["--sources", path] if named else []), "--format", "json", "-o", path)
    assert (result.exit_code, result.stderr) == (2, f"lixia: error: -o: {path} is an input; name another file\n")
    assert path.read_text(encoding="utf-8") == "id,title\na,One\n"


def written(run, *options):
    """What people read of one indicator, with single spaces."""
    result = run("show", *options, "--lang", "en", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    return re.sub(" +", " ", result.stdout)


def test_what_is_left_of_a_compounded_change_is_no_difference_of_percentages(run, plan):
    files = plan(
        TARGET_HEADER + "x,economy,X,%,cumulative,at_most,,,compound,,,2025,-17,,2021\n",
        "key,period,value\nx,2021,1.51\nx,2022,-2.2\nx,2023,-4.18\n",
    )
    # 0.83 / (1.0151 × 0.978 × 0.9582) - 1 = -0.1275, as a provincial bureau published it.
    assert "What is left -12.7482% 100" in written(run, "x", *files)


def test_figures_of_a_sum_without_some_years_are_bounds(run, plan):
    files = plan(
        TARGET_HEADER + "x,economy,X,亿元,cumulative,at_least,,,,,,2025,100,,2021\n", "key,period,value\nx,2022,30\n"
    )
    text = written(run, "x", *files)
    # At least 30 in two years: at most 70 left, so at most 70 / 3 a year; at least 15 a year, so at least 75 at last.
    for line in (
        "Percent of target ≥30%",
        "Ahead of (+) or behind (-) schedule ≥-10 pp",
        "Pace ≥0.75",
        "Change a year required from the baseline +20 亿元",
        "Change a year achieved ≥+15 亿元",
        "Change a year needed from now ≤+23.3333 亿元",
        "Speed-up factor ≤1.5556",
        "Value the path asks for now 40 亿元",
        "Projection at the target time ≥75 亿元",
        "Years ahead (+) or behind (-) ≥-0.5 years",
        "What is left ≤+70 亿元",
    ):
        assert f"{line} " in text, line


# Why this verdict.
def test_the_formula_of_a_verdict_is_the_one_that_made_its_value(run, plan):
    files = plan(
        TARGET_HEADER
        + "yearly,economy,X,条,each_year,,,,,,,2025,20,,2021\n"
        + "zero,economy,Y,家,stock,,,,,2020,0,2025,10,,\n"
        + "lost,economy,Z,%,share,,,,,2020,60,2025,50,,\n"
        + "debt,economy,D,亿元,stock,,,,,2020,-10,2025,-2,,\n",
        "key,period,value\nyearly,2021,25\nyearly,2022,15\nzero,2022,3\nlost,2022,45\ndebt,2022,-6\n",
    )

    def why(key, method):
        paragraphs = written(run, key, *files, "--method", method).partition("\nVerdict\n")[2].splitlines()
        return "\n".join(line for line in paragraphs[:2] if not line.startswith(" "))

    # One year of two.
    assert why("yearly", "lixia") == (
        "Behind (red) by the rules lixia: pace = years_met / years_observed = 1 / 2 = 0.5."
    )
    # 1.5 a year where 2 are required; 3 + 1.5 × 3 of 10.
    assert why("zero", "eurostat") == (
        "Moderate progress (yellow) by the rules eurostat: R = d × step_achieved / |step_required| = "
        "1 × 1.5 / |2| = 0.75.\n"
        "eurostat: no CAGR, so judged by the steps a year."
    )
    assert why("zero", "unsd") == (
        "Moderate progress (yellow) by the rules unsd: "
        "projected share = d × (y + step_achieved × n - y0) / |T - y0| = 1 × (3 + 1.5 × 3 - 0) / |10 - 0| = 0.75.\n"
        "unsd: no CAGR, so projected by the steps a year."
    )
    # (45 × (45 / 60)^(3/2) - 60) / 10
    assert why("lost", "unsd") == (
        "Regression (red) by the rules unsd: projected share = d × (y × (1 + cagr_achieved)^n - y0) / |T - y0| = "
        "1 × (45 × (1 + (-0.133974596216))^3 - 60) / |50 - 60| = -3.0772."
    )
    # From 10 to 6 in two years, where 2 in five are asked for: (0.6^(1/2) - 1) / (0.2^(1/5) - 1)
    assert why("debt", "eurostat") == (
        "Moderate progress (yellow) by the rules eurostat: R = d × cagr_achieved / |cagr_required| = 0.819.\n"
        "eurostat: negative throughout, so measured on absolute values."
    )


def test_a_joint_verdict_is_not_explained_by_the_value_of_one(run, plan):
    header = TARGET_HEADER.replace("\n", ",joint\n")
    files = plan(
        header
        + "good,economy,Good,%,share,,,,,2020,40,2025,50,,,pair\n"
        + "bad,economy,Bad,%,share,,,,,2020,40,2025,50,,,pair\n"
        + "silent,economy,Silent,%,share,,,,,,,2025,50,,,three\n"
        + "fine,economy,Fine,%,share,,,,,2020,40,2025,50,,,three\n",
        "key,period,value\ngood,2022,46\nbad,2022,41\nfine,2022,46\nsilent,2022,46\n",
    )
    assert (
        "Behind (red) by the rules lixia: the worst verdict of what was promised together.\n"
        "On its own: Ahead of schedule, pace = progress / E = 0.6 / 0.4 = 1.5.\n"
    ) in written(run, "good", *files)
    assert "Behind (red) by the rules lixia: pace = progress / E = 0.1 / 0.4 = 0.25.\n" in written(run, "bad", *files)
    assert "Incomplete (grey) by the rules lixia: the worst verdict" in written(run, "fine", *files)
    assert "No baseline (grey) by the rules lixia.\n" in written(run, "silent", *files)


# From now on.
def from_now_on(run, *options):
    return written(run, *options).partition("\nFrom now on\n")[2].partition("\n\n")[0].splitlines()


def test_what_is_met_needs_nothing_more(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\n", "key,period,value\nx,2022,51\n")
    # From 43.8 to 51 in two years is 3.6 a year, and three years are left.
    assert from_now_on(run, "x", *files) == [
        "Target met: nothing more is needed",
        "Projection at the target time 61.8%",
        "Years ahead (+) or behind (-) +3.81 years",
        "What is left -1 pp",
    ]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (4, ["Target met: nothing more is needed", "Projection at the target time 5.5%", "Headroom +1 pp"]),
        (
            6,
            [
                "CAGR needed from now -5.9%",
                "Change a year needed from now -0.3333 pp",
                "Projection at the target time 10.5%",
                "Headroom -1 pp",
            ],
        ),
    ],
)
def test_a_limit_requires_no_way_up_to_it(run, plan, value, lines):
    files = plan(
        TARGET_HEADER + "x,economy,X,%,share,at_most,,,,2020,3,2025,5,,\n", f"key,period,value\nx,2022,{value}\n"
    )
    assert from_now_on(run, "x", *files) == lines


def test_what_the_baseline_had_reached_required_no_way_down_to_it(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,%,share,,,,,2020,60,2025,50,,\n", "key,period,value\nx,2022,45\n")
    # (50 / 45)^(1/3) - 1, and 5 in three years.
    assert from_now_on(run, "x", *files)[:2] == [
        "CAGR needed from now +3.57%",
        "Change a year needed from now +1.6667 pp",
    ]


# Charts and layout.
def test_chart_places_its_marks():
    series = {
        "observed": [[2020, 0], [2021, 5]],
        "planned": [[2020, 0], [2022, 10]],
        "needed": [],
        "target": [[2022, 10]],
    }
    lines = draw(series, 34)
    plot = [line.split("|")[1] for line in lines[:11]]
    assert plot[0].index("T") == len(plot[0]) - 1
    assert plot[10][0] == "o"
    middle = len(plot[0]) // 2
    assert plot[5][middle - 1 : middle + 1].count("o") == 1
    assert [line.split("|")[0].strip() for line in lines[:11] if line.split("|")[0].strip()] == ["10", "5", "0"]
    assert all(year in lines[-1] for year in ("2020", "2021", "2022"))


def test_chart_of_a_level_line_and_none_at_all():
    level = {"observed": [[2021, 4]], "planned": [[2020, 4], [2022, 4]], "needed": [], "target": [[2022, 4]]}
    assert sum("T" in line for line in draw(level, 60)) == 1
    assert [line.split("|")[0].strip() for line in draw(level, 60)[:11:5]] == ["4.4", "4", "3.6"]
    assert draw(level | {"observed": []}, 60) == []
    assert draw(level, 15) == []


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
    series = {"observed": [[2020, low]], "planned": [], "needed": [], "target": [[2025, high]]}
    assert [label for line in draw(series, 60)[:11] if (label := line.split("|")[0].strip())] == labels


def test_an_observation_on_the_target_is_seen(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\n", "key,period,value\nx,2022,46\nx,2025,49.99\n")
    chart = run("show", "x", *files, "--lang", "zh").stdout.partition("\n图\n")[2].splitlines()
    assert chart[0].endswith("X")
    assert chart[-1] == "o 实绩，. 规划路径，T 目标，X 二者重合"
    assert "X both" not in written(run, "x", *files, "--as-of", "2022")


def test_a_chart_shows_what_counts_and_no_more(run, plan):
    files = plan(
        TARGET_HEADER
        + "met,economy,X,%,share,,,,,2020,40,2025,50,,\n"
        + "sum,economy,Y,亿元,cumulative,,,,,,,2025,100,,2021\n"
        + "gap,economy,Z,亿元,cumulative,,,,,,,2025,100,,2021\n",
        "key,period,value,unit,status\nmet,2019,39,%,\nmet,2021,43,%,final\nmet,2021,42,%,preliminary\n"
        "met,2022,51,%,\nmet,2026,60,%,\nsum,2021,150000,万元,\nsum,2022,30,亿元,\n"
        "gap,2021,15,亿元,\ngap,2023,30,亿元,\n",
    )

    def chart(key):
        return explained(run, key, *files)["indicators"][0]["chart"]

    # From the baseline to the target year; of two values for a year the final one; what is met needs no path.
    assert (chart("met")["observed"], chart("met")["needed"]) == ([[2020, 40], [2021, 43], [2022, 51]], [])
    # 150,000 万元 are 15 亿元; totals stop where a year is missing.
    assert chart("sum")["observed"] == [[2020, 0], [2021, 15], [2022, 45]]
    assert chart("gap")["observed"] == [[2020, 0], [2021, 15]]


def test_no_path_leads_back_to_a_target_that_the_baseline_had_reached(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,%,share,,,,,2020,60,2025,50,,\n", "key,period,value\nx,2022,45\n")
    assert explained(run, "x", *files)["indicators"][0]["chart"]["planned"] == [[2020, 50], [2025, 50]]


def test_grid_wraps_its_last_column_only():
    grid = Grid(("A", "B"), (("x", "one two three four five six seven eight"),))
    assert as_text([grid], 30, unpainted) == "A  B\nx  one two three four five six\n   seven eight\n"
    assert as_text([grid], None, unpainted) == "A  B\nx  one two three four five six seven eight\n"


def test_brackets_longer_than_a_line_are_broken_between_words():
    assert as_text([Paragraph("+2.8% (achieved so far +2.4%, required +2.6%)")], 22, unpainted).splitlines() == [
        "+2.8% (achieved so far",
        "+2.4%, required +2.6%)",
    ]


def test_a_long_name_is_broken_like_any_text():
    assert as_text([Heading("one two three four"), Heading("five")], 10, unpainted) == "one two\nthree four\n\nfive\n"


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


def test_what_is_not_met_never_reads_a_hundred_percent(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\n", "key,period,value\nx,2025,49.9999\n")
    # 99.9998 and 99.9984
    text = written(run, "x", *files)
    assert "Percent of target <100% " in text
    assert "Progress from the baseline <100% " in text


def test_every_known_source_of_the_bundled_plan_is_listed(run):
    (about,) = explained(run, "gdp")["indicators"]
    assert all(seen["source"]["title"] for seen in about["observations"])


@given(st.lists(st.tuples(st.floats(2000, 2030), st.floats(-1e6, 1e6)), min_size=1, max_size=6), st.integers(20, 100))
def test_charts_never_leave_their_frame(points, width):
    observed = sorted([list(point) for point in points])
    lines = draw({"observed": observed, "planned": [], "needed": [], "target": [[2031, 0]]}, width)
    assert all(len(line) <= width for line in lines)


def test_markdown_is_utf_8_like_that_of_a_report():
    done = lixia_process("show", "gdp", "--format", "markdown", environment={"PYTHONIOENCODING": "gbk"})
    assert done.stdout.decode("utf-8").startswith("# Gross domestic product\n\n地区生产总值")


# What is unusual is said even where it leaves no figure empty.
def test_reasons_that_no_figure_names_are_said_below_them(run, plan):
    files = plan(
        TARGET_HEADER
        + "lost,economy,L,%,share,,,,,2020,40,2025,50,,\n"
        + "zero,economy,Z,亿元,flow,,,,,2020,0,2025,10,,\n"
        + "rate,economy,R,%,growth,,,,,,,2025,7,,2021\n",
        "key,period,value\nlost,2021,51\nlost,2022,49\nzero,2022,3\nrate,2021,5\n",
    )
    assert "\nmet once and lost, or past the range.\n" in written(run, "lost", *files)
    assert "\nvalues of zero or below: linear path instead of compound.\n" in written(run, "zero", *files)
    assert "\nRates are compounded: y0, y and T are indices with 1 at the start.\n" in written(run, "rate", *files)
    assert "compounded" not in written(run, "lost", *files)
