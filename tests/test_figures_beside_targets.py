"""No figure contradicts the verdict beside it: near the target, equal to one that is to be passed, or beyond it."""

from __future__ import annotations

import pytest

HEADER = (
    "key,domain,name_en,name_zh,unit,measure,direction,qualifier,baseline_year,baseline_value,target_year,"
    "target_value,target_high,period_start,relative\n"
)


@pytest.fixture
def said(run, plan):
    """said("%,share,,,2020,40,2025,50,,,", {2025: 49}, "--lang", "zh") → its cells by title, and its sentence."""

    def call(target: str, values: dict[object, object], *options: str) -> tuple[dict[str, str], str]:
        actuals = "key,period,value\n" + "".join(f"x,{period},{value}\n" for period, value in values.items())
        files = plan(f"{HEADER}x,economy,X,,{target}\n", actuals)
        asked = ["report", "--quiet", "--all", "--accumulation", "year_to_date", *files, *options]
        chosen = "latest,target,percent,progress,left,needed,verdict"
        rows = [
            [cell.strip().replace("\\", "") for cell in line.strip("|").split(" | ")]
            for line in run(*asked, "--format", "markdown", "--columns", chosen).stdout.splitlines()
            if line.startswith("|")
        ]
        cells = dict(zip((title.split(" (")[0] for title in rows[0]), rows[2], strict=True))
        return cells, run(*asked, "--format", "sentences").stdout.split("\n\n")[1]

    return call


@pytest.mark.parametrize(
    ("target", "values", "latest"),
    [
        # (1.07 × 1.07 × 1.069)^(1/3) − 1 = 6.9667 %, which one decimal would make the target.
        ("%,growth,,,2020,,2023,7,,,", {2021: 7, 2022: 7, 2023: 6.9}, "6.97"),
        ("亿元,stock,,,2020,10,2025,50,,,", {2025: 49.99996}, "49.99996"),
        ("%,share,at_most,,2020,90,2025,50,,,", {2025: 50.00003}, "50.00003"),
        ("%,share,within,,2020,10,2025,3,6,,", {2025: 6.00002}, "6.00002"),
        ("亿元,cumulative,,,2020,,2022,1,,2021,", {2021: 0.5, 2022: 0.49999}, "0.99999"),
    ],
)
def test_a_figure_that_nearly_meets_a_target_is_told_apart_from_it(said, target, values, latest):
    cells, sentence = said(target, values)
    assert cells["Verdict"] == "Missed"
    assert cells["Latest"].split()[0] == latest
    assert f" {latest}" in sentence
    assert ("just under 100%" in sentence) == ("<100%" in cells.get("Of target", cells.get("Completion", "")))


def test_a_figure_that_meets_a_strict_target_by_little_is_told_apart_from_it(said):
    cells, _ = said("%,share,,over,2020,10,2025,50,,,", {2025: 50.00001})
    assert (cells["Latest"].split()[0], cells["Verdict"]) == ("50.00001", "Completed")


def test_a_computed_target_is_told_apart_from_the_figure_beside_it(said):
    # 30 % above 43.334 is 56.3342: with three decimals 56.334, which is not enough.
    cells, _ = said("个,stock,,,2020,43.334,2025,30,,,percent", {2025: 56.334})
    assert cells["Verdict"] == "Missed"
    assert cells["Target"].split(": ")[1].split()[0] == "56.3342"


def test_other_figures_stay_as_short_as_they_were(said):
    # (1.08 × 1.03)^(1/2) − 1 = 5.4704 %
    assert said("%,growth,,,2020,,2025,7,,,", {2021: 8, 2022: 3})[0]["Latest"].startswith("5.5 ")
    assert said("亿元,stock,,,2020,10,2025,50,,,", {2025: 41.123456})[0]["Latest"].startswith("41.1235 ")
    assert said("亿元,stock,,,2020,10,2025,50,,,", {2025: 50})[0]["Latest"].startswith("50 ")


@pytest.mark.parametrize(
    ("target", "left", "needed"),
    [
        ("%,share,at_least,over,2020,40,2027,50,,,", ">0 pp", ">0 pp"),
        ("%,share,at_most,over,2020,60,2027,50,,,", "<0 pp", "<0 pp"),
        ("亿元,flow,at_least,over,2020,40,2027,50,,,", ">0", ">0%"),
        ("个,stock,at_least,over,2020,40,2027,50,,,", ">0", ">0 (>0%)"),
        ("位,rank,at_most,over,2020,60,2027,50,,,", "1 to gain", "1 to gain"),
        ("t,stock,at_most,over,,,2027,50,,,", "<0", "at the limit, which is to be passed"),
    ],
)
def test_a_target_to_be_passed_needs_more_than_nothing(said, target, left, needed):
    cells, _ = said(target, {2025: 50})
    assert (cells["What is left"], cells["Needed per year"]) == (left, needed)


def test_an_average_on_schedule_is_no_target_to_be_passed(said):
    """7 % a year so far of 7 % a year: nothing is left of the average, and 7 % are needed in each year to come."""
    cells, _ = said("%,growth,,,2020,,2027,7,,,", {2021: 7, 2022: 7})
    assert (cells["What is left"], cells["Needed per year"]) == ("+0 pp", "+7%")


def test_a_ceiling_that_is_to_be_passed_is_no_zero(said):
    cells, _ = said("套,cumulative,at_most,over,2020,,2027,100,,2021,", {2021: 60, 2022: 40})
    assert {cells["What is left"], cells["Needed per year"]} == {"at the limit, which is to be passed"}


def test_show_says_so_too(run, plan):
    files = plan(HEADER + "x,e,X,,%,share,at_least,over,2020,40,2027,50,,,\n", "key,period,value\nx,2025,50\n")
    lines = run("show", "x", *files).stdout.splitlines()
    assert {line.split()[2] for line in lines if line.startswith("Remaining gap")} == {">0"}
    assert [line.split()[5] for line in lines if line.startswith("Yearly change needed from now")] == [">0", ">0"]


def test_what_is_beyond_the_target_need_not_come_back(said):
    """Every year is to be 10 at least: the latest has 12, an earlier one had 9."""
    cells, _ = said("%,each_year,at_least,,,,2027,10,,2021,", {2021: 9, 2022: 12})
    assert (cells["Verdict"], cells["What is left"]) == ("Behind", "-")


def test_a_total_above_its_ceiling_cannot_fall(said):
    cells, _ = said("亿元,cumulative,at_most,,2020,,2027,100,,2021,", {2021: 60, 2022: 50})
    assert (cells["What is left"], cells["Needed per year"]) == ("over by 10", "over by 10")


def test_many_places_are_written_out(said):
    _, sentence = said("位,rank,at_most,,2020,3000000,2025,1,,,", {2022: 1234568})
    assert "X: 1,234,568th in 2022" in sentence
    assert "1,234,567 places still to gain" in sentence


def test_a_rate_that_may_still_fall_has_met_its_target_so_far(said):
    target = "%,growth,at_least,,2025,,2026,5,,,"
    assert "so far meeting the target of at least 5% for 2026" in said(target, {"2026H1": 5.3})[1]
    assert "目前达到2026年目标水平（不低于5%）" in said(target, {"2026H1": 5.3}, "--lang", "zh")[1]


def test_an_average_names_its_years(said):
    """By hand: (1.146 × 1.101 × 1.084)^(1/3) − 1 = 11.0 %; the rate of 2023 alone was 8.4 %."""
    target, values = "%,growth,,,2020,,2025,7,,,", {2021: 14.6, 2022: 10.1, 2023: 8.4}
    cells, sentence = said(target, values)
    assert cells["Latest"].startswith("11 (2021-2023)")
    assert sentence.partition(". ")[2].startswith("X averaged 11% in 2021-2023, ")
    cells, sentence = said(target, values, "--lang", "zh")
    assert cells["最新值"].startswith("11（2021—2023年）")
    assert "2021—2023年，X年均为11%" in sentence
    # One year is its own average.
    assert "X came to 6% in 2021, " in said(target, {2021: 6})[1]


def test_within_the_year_rates_are_compared_by_the_month(run, plan):
    """By hand: 21 left in six months are 3.5 a month, against 9 in six, 1.5 a month."""
    files = plan(HEADER + "x,e,X,,个,cumulative,,,2025,,2026,30,,,\n", "key,period,value\nx,2026H1,9\n")
    asked = ["summary", "--quiet", "--accumulation", "year_to_date", *files]
    assert "2.33 times the monthly average so far" in run(*asked).stdout
    assert "月均3.5个；为迄今月均的2.33倍" in run(*asked, "--lang", "zh").stdout


def test_years_ahead_are_counted_in_the_singular_too(run, plan):
    # 60 % of the way after 40 % of ten years is two years ahead; 50 % is one.
    files = plan(HEADER + "x,e,X,,%,share,,,2020,0,2030,10,,,\n", "key,period,value\nx,2024,5\n")
    text = run("show", "x", *files).stdout
    assert "+1 year " in text
    assert "+1 years" not in text


def test_a_range_below_zero_has_words_between_its_ends(said, run, plan):
    target = "%,share,within,,2020,2,2027,-3,-1,,"
    cells, sentence = said(target, {2025: 1})
    assert cells["Target"].startswith("-3 to -1")
    assert "target range of -3 to -1%" in sentence
    assert "目标区间（-3至-1%）" in said(target, {2025: 1}, "--lang", "zh")[1]
    files = plan(f"{HEADER}x,economy,X,,{target}\n", "key,period,value\nx,2025,1\n")
    assert "within -3 to -1% in 2027" in run("show", "x", *files).stdout
