"""Figures as people print them: as precise as the data, the same in every output, units where they belong."""

from __future__ import annotations

import pytest
from support import TARGET_HEADER

HEADER = TARGET_HEADER.replace("name_en,", "name_en,name_zh,")


@pytest.fixture
def printed(run, plan):
    """printed("%,growth,,,,,2020,,2025,7,,", {2021: 14.6}, "zh") → cells of its row, summary, what show says."""

    def call(target: str, values: dict[object, float], language: str = "en", name: str = "X"):
        actuals = "key,period,value\n" + "".join(f"x,{period},{value}\n" for period, value in values.items())
        files = plan(HEADER + f"x,economy,{name},{name},{target}\n", actuals)
        options = ["--lang", language, "--quiet", *files]
        table = run("report", "--format", "markdown", "--as-of", "2025", *options).stdout
        row = next(line for line in table.splitlines() if line.startswith(f"| {name} "))
        return row.strip("| ").split(" | "), run("summary", *options).stdout, run("show", "x", *options).stdout

    return call


def test_an_average_is_as_precise_as_its_rates(printed):
    # (1.146 × 1.101)^(1/2) − 1 = 12.3275 %; (1.07^5 / 1.261746)^(1/3) − 1 = 3.5895 %.
    row, _, explained = printed("%,growth,,,,,2020,,2025,7,,", {2021: 14.6, 2022: 10.1})
    assert row[3].startswith("12.3 (2021-2022)")
    assert "12.3275%" not in explained
    assert row[-2] == "+3.59%"
    assert "+3.59%" in explained


def test_what_is_needed_of_a_total_in_percent_is_the_same_everywhere(printed):
    # (13.5 − 2.7 − 0.1) / 3 = 3.5667.
    for language, text in (("en", "3.57 pp"), ("zh", "3.57个百分点")):
        row, summed, explained = printed("%,cumulative,,,,,2020,,2025,13.5,,2021", {2021: 2.7, 2022: 0.1}, language)
        assert row[-2] == text
        assert text in summed
        assert f" {text} " in explained
        assert "3.5667" not in explained.partition("Verdict")[0].partition("= (T - y)")[0]


def test_counts_need_units_before_a_growth_rate(printed):
    # (20 − 12) / 3 = 2.667; (20 / 12)^(1/3) − 1 = 18.56 %.
    row, summed, _ = printed("parks,stock,,,,,2020,10,2025,20,,", {2022: 12})
    assert row[-2] == "+2.7 (+18.56%)"
    assert "+2.7 parks (+18.56%) a year" in summed
    assert printed("座,stock,,,,,2020,10,2025,20,,", {2022: 12}, "zh")[0][-2] == "+2.7（+18.56%）"


def test_many_times_are_said_as_such(printed):
    # 9.999 / 3 against 0.001 / 2: 6,666 times.
    for language, text in (("en", "more than 100 times what was achieved"), ("zh", "为迄今年均的百倍以上")):
        _, summed, explained = printed("%,share,,,,,2020,40,2025,50,,", {2022: 40.001}, language)
        assert text in summed
        assert "6,666" not in summed + explained.partition("step_needed")[0]


def test_a_name_does_not_repeat_its_unit(run, plan):
    target = "x,economy,Good air (days),空气优良天数（天）,{},stock,,,,,2020,200,2025,300,,\n"
    for unit, language, twice in (("days", "en", "(days) (days)"), ("天", "zh", "（天）（天）")):
        files = plan(HEADER + target.format(unit), "key,period,value\nx,2022,240\n")
        text = run("report", "--width", "60", "--lang", language, *files).stdout
        assert twice not in text
        assert twice[: len(twice) // 2].strip() in text


@pytest.mark.parametrize(
    ("measure", "period", "words"),
    [("flow", "2025H1", "2025年上半年"), ("flow", "2025-08", "2025年1—8月"), ("stock", "2024-08", "2024年8月")],
)
def test_chinese_speaks_of_periods_in_words(run, plan, measure, period, words):
    baseline = "2024,80" if measure == "flow" else "2020,80"
    files = plan(
        HEADER + f"x,economy,X,X,个,{measure},,,,,{baseline},2025,120,,\n",
        f"key,period,value,accumulation\nx,{period},60,year_to_date\n",
    )
    text = run("report", "--lang", "zh", *files).stdout + run("summary", "--lang", "zh", *files).stdout
    assert f"60（{words}）" in text
    assert period not in text


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_target_and_latest_value_are_the_last_to_go(run, width, language):
    text = run("report", "--width", str(width), "--lang", language, "--as-of", "2022").stdout
    for value in ("47.2", "48", "46", ">50"):
        assert value in text
