"""What people read of one indicator: bounds, verdicts, what is needed, what is unusual."""

from __future__ import annotations

import re

import pytest
from support import TARGET_HEADER, explained, written

from lixia_cli.assess import methods
from lixia_cli.assess.own_judgement import QUANTITIES
from lixia_cli.explain.formula_text import general_formulas
from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.render.formula_words import in_words
from lixia_cli.text.i18n import translator

FINANCE = "share,at_least,over,,,2020,43.8,2025,50,,"


def test_what_is_left_of_a_compounded_change_is_no_difference_of_percentages(run, plan):
    files = plan(
        TARGET_HEADER + "x,economy,X,%,cumulative,at_most,,,compound,,,2025,-17,,2021\n",
        "key,period,value\nx,2021,1.51\nx,2022,-2.2\nx,2023,-4.18\n",
    )
    # 0.83 / (1.0151 × 0.978 × 0.9582) - 1 = -0.1275, as a provincial bureau published it.
    assert "Remaining gap -12.75% 100" in written(run, "x", *files)


def test_figures_of_a_sum_without_some_years_are_bounds(run, plan):
    files = plan(
        TARGET_HEADER + "x,economy,X,亿元,cumulative,at_least,,,,,,2025,100,,2021\n", "key,period,value\nx,2022,30\n"
    )
    text = written(run, "x", *files)
    # At least 30 in two years: at most 70 left, so at most 70 / 3 a year; at least 15 a year, so at least 75 at last.
    for line in (
        "Completion rate ≥30.0%",
        "Ahead of (+) or behind (-) schedule ≥-10 pp",
        "Pace ≥0.75",
        "Yearly change required from the baseline 20 亿元",
        "Yearly change achieved ≥15 亿元",
        "Yearly change needed from now ≤23.3 亿元",
        "Speed-up factor ≤1.56",
        "Value on the planned path now 40 亿元",
        "Projection at the target time ≥75 亿元",
        "Years ahead (+) or behind (-) ≥-0.5 years",
        "Remaining gap ≤+70 亿元",
    ):
        assert f"{line} " in text, line


# Why this verdict.
def test_the_formula_of_a_verdict_is_the_one_that_made_its_value(run, plan):
    files = plan(
        TARGET_HEADER
        + "yearly,economy,X,条,each_year,,,,,,,2025,20,,2021\n"
        + "zero,economy,Y,家,stock,,,,,2020,0,2025,10,,\n"
        + "lost,economy,Z,%,share,at_least,,,,2020,60,2025,50,,\n"
        + "debt,economy,D,亿元,stock,,,,,2020,-10,2025,-2,,\n",
        "key,period,value\nyearly,2021,25\nyearly,2022,15\nzero,2022,3\nlost,2022,45\ndebt,2022,-6\n",
    )

    def why(key, method):
        paragraphs = written(run, key, *files, "--method", method).partition("\nVerdict\n")[2].splitlines()
        return "\n".join(line for line in paragraphs[:2] if not line.startswith(" "))

    # One year of two.
    assert why("yearly", "lixia") == (
        "Behind (red) by the rule set lixia: pace = years_met / years_observed = 1 / 2 = 0.5."
    )
    # 1.5 a year where 2 are required; 3 + 1.5 × 3 of 10.
    assert why("zero", "eurostat") == (
        "Moderate progress (yellow) by the rule set eurostat: R = d × step_achieved / |step_required| = "
        "1 × 1.5 / |2| = 0.75.\n"
        "eurostat: no CAGR, so judged by the steps a year."
    )
    assert why("zero", "unsd") == (
        "Moderate progress (yellow) by the rule set unsd: "
        "projected share = d × (y + step_achieved × n - y0) / |T - y0| = 1 × (3 + 1.5 × 3 - 0) / |10 - 0| = 0.75.\n"
        "unsd: no CAGR, so projected by the steps a year."
    )
    # (45 × (45 / 60)^(3/2) - 60) / 10
    assert why("lost", "unsd") == (
        "Regression (red) by the rule set unsd: projected share = d × (y × (1 + cagr_achieved)^n - y0) / |T - y0| = "
        "1 × (45 × (1 + (-0.133974596216))^3 - 60) / |50 - 60| = -3.0772."
    )
    # From 10 to 6 in two years, where 2 in five are asked for: (0.6^(1/2) - 1) / (0.2^(1/5) - 1)
    assert why("debt", "eurostat") == (
        "Moderate progress (yellow) by the rule set eurostat: R = d × cagr_achieved / |cagr_required| = 0.819.\n"
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
        "Behind (red) by the rule set lixia: the worst verdict of the joint targets.\n"
        "On its own: Ahead of schedule, pace = progress / E = 0.6 / 0.4 = 1.5.\n"
    ) in written(run, "good", *files)
    assert "Behind (red) by the rule set lixia: pace = progress / E = 0.1 / 0.4 = 0.25.\n" in written(
        run, "bad", *files
    )
    assert "Incomplete (grey) by the rule set lixia: the worst verdict" in written(run, "fine", *files)
    assert "No baseline (grey) by the rule set lixia.\n" in written(run, "silent", *files)


# From now on.
def from_now_on(run, *options):
    return written(run, *options).partition("\nFrom now on\n")[2].partition("\n\n")[0].splitlines()


def test_what_is_met_needs_nothing_more(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\n", "key,period,value\nx,2022,51\n")
    # From 43.8 to 51 in two years is 3.6 a year, and three years are left.
    assert from_now_on(run, "x", *files) == [
        "Target met: nothing more is needed",
        "Projection at the target time 61.8%",
        "Years ahead (+) or behind (-) +3.8 years",
        "Remaining gap -1 pp",
    ]


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        (4, ["Target met: nothing more is needed", "Projection at the target time 5.5%", "Headroom +1 pp"]),
        (
            6,
            [
                "CAGR needed from now -5.9%",
                "Yearly change needed from now -0.3 pp",
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
    files = plan(TARGET_HEADER + "x,economy,X,%,share,at_least,,,,2020,60,2025,50,,\n", "key,period,value\nx,2022,45\n")
    # (50 / 45)^(1/3) - 1, and 5 in three years.
    assert from_now_on(run, "x", *files)[:2] == [
        "CAGR needed from now +3.57%",
        "Yearly change needed from now +1.7 pp",
    ]


def test_what_is_not_met_never_reads_a_hundred_percent(run, plan):
    files = plan(TARGET_HEADER + f"x,economy,X,%,{FINANCE}\n", "key,period,value\nx,2025,49.9999\n")
    # 99.9998 and 99.9984
    text = written(run, "x", *files)
    assert "Percent of target <100% " in text
    assert "Progress from the baseline <100% " in text


# What is unusual is said even where it leaves no figure empty.
def test_reasons_that_no_figure_names_are_said_below_them(run, plan):
    files = plan(
        TARGET_HEADER
        + "lost,economy,L,%,share,,,,,2020,40,2025,50,,\n"
        + "zero,economy,Z,亿元,flow,,,,,2020,0,2025,10,,\n"
        + "rate,economy,R,%,growth,,,,,,,2025,7,,2021\n",
        "key,period,value\nlost,2021,51\nlost,2022,49\nzero,2022,3\nrate,2021,5\n",
    )
    assert "\nMet in between and lost.\n" in written(run, "lost", *files)
    assert "\nValues of zero or below: linear path instead of compound.\n" in written(run, "zero", *files)
    assert "\nRates are compounded: y0, y and T are indices with 1 at the start.\n" in written(run, "rate", *files)
    assert "compounded" not in written(run, "lost", *files)


PLANS = {
    "linear": ("share", "%", "", "2025,48", "2022,43"),
    "compound": ("flow", "亿元", "", "2025,480", "2022,430"),
    "rates": ("growth", "%", "", "2025,6", "2022,5"),
    "each year": ("each_year", "%", "", "2025,48", "2022,43"),
    "within the year": ("stock", "家", "", "2025,48", "2025-06,43"),
    "milestones": ("share", "%", "2023,45", "2025,48", "2022,43"),
    "milestones of amounts": ("flow", "亿元", "2023,450", "2025,480", "2022,430"),
    "milestones of rates": ("growth", "%", "2023,5", "2025,6", "2022,5"),
}


@pytest.mark.parametrize("kind", PLANS)
def test_formulas_in_chinese_have_no_codes(run, plan, kind):
    """Names of columns and symbols are terms that an office knows; in json they stay what they are."""
    measure, unit, milestone, target, actual = PLANS[kind]
    start = "2024" if kind == "within the year" else "2020"
    header = "key,name_zh,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n"
    values = filter(None, (milestone, target))
    targets = header + "".join(f"x,指标,{unit},{measure},at_least,{start},40,{value}\n" for value in values)
    years = "".join(f"x,{year},{5 if unit == '%' else 42}\n" for year in (2021,)) if start == "2020" else ""
    files = plan(targets, f"key,period,value\n{years}x,{actual}\n")
    text = run("show", "x", "--lang", "zh", "--width", "300", *files).stdout
    figures = text.partition("\n数值\n")[2].partition("\n评价\n")[0]
    assert len(figures.splitlines()) > 10
    assert "基期值" in figures or "基期指数" in figures or measure == "each_year"
    formulas = [line for line in figures.splitlines() if " = " in line]
    assert re.findall(r"(?!\bln\b)\b[A-Za-z_]+\w*", "".join(formulas)) == []
    quantity = next(line for line in text.splitlines() if "按评价方法 lixia" in line)
    assert not re.search("[A-Za-z]", quantity.replace("lixia", "").replace("ln", ""))
    (about,) = explained(run, "x", *files)["indicators"]
    assert about["figures"][2]["formula"] in ("(t - t0) / (tT - t0)", None)


def test_formulas_of_all_rule_sets_have_chinese_terms():
    """So have those on the page of methods of a site, for both paths."""
    say = translator("zh")
    formulas = [methods.load(name).formula for name in methods.names()]
    formulas += [quantity.formula for quantity in QUANTITIES.values()]
    formulas += [formula for figure in FIGURES for formula in general_formulas(figure) or ()]
    assert len(formulas) > 30
    told = {formula: in_words(formula, "zh", say).replace("ln", "") for formula in formulas}
    assert {formula: words for formula, words in told.items() if re.search("[A-Za-z]", words)} == {}
