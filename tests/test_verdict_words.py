"""What a verdict is called: the words that suit a target, and words instead of codes where a status is asked for."""

from __future__ import annotations

import json

import pytest
from support import TARGET_HEADER

MOVES = {
    # name: (measure, direction, baseline, target, values by year)
    "fallen": ("share", "at_least", 40, 50, {2021: 39}),
    "risen": ("share", "at_most", 40, 30, {2021: 41}),
    "ranked": ("rank", "at_most", 5, 3, {2021: 6}),
    "lost": ("share", "at_least", 40, 50, {2021: 51, 2022: 45}),
    "kept": ("each_year", "at_least", "", 10, {2021: 10, 2022: 11, 2023: 12, 2024: 10, 2025: 10}),
    "limit": ("share", "at_most", "", 4, {2025: 3}),
    "unkept": ("each_year", "at_least", "", 10, {2021: 9, 2022: 11, 2023: 12, 2024: 10, 2025: 9}),
    "done": ("share", "at_least", 40, 50, {2025: 50}),
}


@pytest.fixture
def moves(plan):
    """Write a plan of every kind of move, and return the options that name its files."""
    targets, actuals = TARGET_HEADER, "key,period,value\n"
    for key, (measure, direction, baseline, target, values) in MOVES.items():
        unit = "位" if measure == "rank" else "%"
        targets += f"{key},economy,{key},{unit},{measure},{direction},,,,2020,{baseline},2025,{target},,\n"
        actuals += "".join(f"{key},{year},{value}\n" for year, value in values.items())
    return plan(targets, actuals)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        (
            "zh",
            {
                "fallen": "不升反降",
                "risen": "不降反升",
                "ranked": "较基期退步",
                "lost": "达到后又失去",
                "kept": "达标",
                "limit": "达标",
                "unkept": "未达标",
                "done": "完成",
            },
        ),
        (
            "en",
            {
                "fallen": "Moving away",
                "risen": "Moving away",
                "ranked": "Moving away",
                "lost": "Met and lost",
                "kept": "Met",
                "limit": "Met",
                "unkept": "Missed",
                "done": "Completed",
            },
        ),
    ],
)
def test_a_verdict_is_called_what_people_say_of_such_a_target(run, moves, language, labels):
    cells = run("report", "--format", "markdown", "--lang", language, *moves).stdout
    shown = {row.split(" | ")[0].strip("| "): row.split(" | ")[-1].strip("| ") for row in cells.splitlines()}
    assert {key: shown[key] for key in labels} == labels
    if language == "en":  # json has no other
        for key, label in labels.items():
            explained = json.loads(run("show", key, "--format", "json", *moves).stdout)["indicators"][0]
            assert explained["verdict"]["label"] == label


def test_verdicts_are_counted_under_the_words_that_the_table_has(run, moves):
    text = run("report", "--lang", "zh", *moves).stdout
    total = next(line for line in text.splitlines() if line.startswith("经济："))
    assert total.split("：", 2)[2] == (
        "完成1项，达标2项，较基期退步1项，不升反降1项，不降反升1项，达到后又失去1项，未达标1项。"
    )


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("reversing", {"fallen", "risen", "ranked", "lost"}),
        ("不升反降", {"fallen", "risen", "ranked", "lost"}),
        ("Moving away", {"fallen", "risen", "ranked", "lost"}),
        ("未完成", {"unkept"}),
        ("green", {"kept", "limit", "done"}),
        ("绿灯", {"kept", "limit", "done"}),
        ("红", {"fallen", "risen", "ranked", "lost", "unkept"}),
    ],
)
def test_a_status_is_asked_for_by_code_word_or_light(run, moves, words, keys):
    rows = run("report", "--format", "csv", "--status", words, *moves).stdout.splitlines()[1:]
    assert {row.split(",")[3] for row in rows} == keys


@pytest.mark.parametrize(("word", "code"), [("未达标", 1), ("红灯", 1), ("提前实现", 0), ("yellow", 0)])
def test_words_may_decide_the_exit_code(run, moves, word, code):
    assert run("summary", "--fail-on", word, *moves).exit_code == code


def test_a_chinese_word_that_is_unknown_is_answered_with_a_chinese_one(run, moves):
    refused = run("report", "--status", "明显落后", "--lang", "zh", *moves)
    assert refused.exit_code == 2
    assert refused.stderr.splitlines()[0] == "lixia: 错误：没有评价“明显落后”；是否指“明显滞后”？"


def test_completion_rate_is_said_of_what_counts_from_zero_only(run, plan):
    level = "share,at_least,,,,2020,40,2025,50,,"
    total = "cumulative,at_least,,,,,,2025,100,,2021"
    actuals = "key,period,value\nlevel,2022,45\ntotal,2021,10\ntotal,2022,30\n"
    for targets, title, label in [
        ([("total", total)], "完成率", "完成率"),
        ([("level", level)], "相当于目标值", "相当于目标值的比例"),
        ([("total", total), ("level", level)], "相当于目标值", "完成率"),
    ]:
        files = plan(TARGET_HEADER + "".join(f"{key},economy,X,%,{row}\n" for key, row in targets), actuals)
        text = run("report", "--lang", "zh", "--format", "markdown", *files).stdout
        assert f"| {title} |" in text
        shown = run("show", targets[0][0], "--lang", "zh", "--format", "markdown", *files).stdout
        assert f"\n| {label} | " in shown


def test_milestones_and_revisions_use_the_same_words(run, plan):
    header = "key,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,announced\n"
    moved = "%,share,at_least,2020,40,2027"
    rows = f"r,R,{moved},50,2021\nr,R,{moved},45,2024\nm,M,%,share,at_least,2020,40,2023,42,\nm,M,{moved},50,\n"
    files = plan(header + rows, "key,period,value\nr,2025,39\nm,2023,41\nm,2025,39\n")
    text = run("show", "r", "--lang", "zh", *files).stdout
    assert text.count("：不升反降；进度") == 2
    text = run("show", "m", "--lang", "zh", *files).stdout
    assert [line.split()[-1] for line in text.splitlines() if line.startswith("2027 ")] == ["不升反降"]
