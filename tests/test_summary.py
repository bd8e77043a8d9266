"""lixia summary: what it names, in which order and in which words."""

from __future__ import annotations

import pytest
from support import lixia_process

from lixia_cli.text.width import text_width

HEADER = "key,domain,name_en,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value,aspiration\n"
# Shares from 40 in 2020 to 50 in 2025, seen in 2022, when 40 % of the time is gone. progress = (y - 40) / 10, pace =
# progress / 0.4, lead = 100 (progress - 0.4); needed a year = (50 - y) / 3, achieved a year = (y - 40) / 2.
SEEN = {
    "slow": 43,  # progress 0.3, pace 0.75
    "slower": 41,  # pace 0.25
    "back": 39,  # moving away
    "still": 40,  # nothing at all
    "hope": 38,  # moving away, but an aspiration
    "even": 44,  # pace 1
    "first": 51,  # achieved, lead 70
    "second": 46,  # lead 20
    "third": 45,  # lead 10
}
LATE = "soon,economy,Soon,,%,share,2020,40,2023,50,,\nover,economy,Over,,%,share,2020,40,2022,50,,\n"
TARGETS = (
    HEADER.replace("aspiration", "aspiration,direction")
    + "".join(
        f"{key},economy,{key.title()},,%,share,2020,40,2025,50,{'yes' if key == 'hope' else ''},\n" for key in SEEN
    )
    + LATE
    + "easy,economy,Easy,,%,share,2020,,2025,50,,at_least\n"
)
ACTUALS = "key,period,value\n" + "".join(f"{key},2022,{value}\n" for key, value in SEEN.items())
ACTUALS += "soon,2022,43\nover,2022,49\neasy,2020,55\neasy,2022,60\n"


def named(text: str, title: str) -> list[str]:
    """The lines of the list under a title."""
    lines = text.splitlines()
    if title not in lines:
        return []
    listed = lines[lines.index(title) + 1 :]
    count = next((place for place, line in enumerate(listed) if not line.startswith("- ")), len(listed))
    return listed[:count]


@pytest.fixture
def summed_up(run, plan):
    """The summary of a plan seen from 2022: summed_up(targets, actuals, *options) → text."""

    def call(targets: str = TARGETS, actuals: str = ACTUALS, *options: str) -> str:
        result = run("summary", *plan(targets, actuals), *(options or ("--as-of", "2022")))
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    return call


def test_worst_first_by_status_then_by_pace_and_no_aspiration(summed_up):
    assert named(summed_up(), "Furthest behind:") == [
        "- Over: missed; progress 90.0%, time elapsed 100.0% (2022)",
        "- Back: moving away; progress -10.0%, time elapsed 40.0% (2022)",
        "- Still: behind; progress 0.0%, time elapsed 40.0% (2022)",
    ]
    # Without those three: pace 0.25, then 0.45 (3 of 10 in 2 of 3 years), then the yellow one.
    rest = "".join(line for line in ACTUALS.splitlines(keepends=True) if not line.startswith(("over", "back", "still")))
    assert named(summed_up(TARGETS, rest), "Furthest behind:") == [
        "- Slower: behind; progress 10.0%, time elapsed 40.0% (2022)",
        "- Soon: behind; progress 30.0%, time elapsed 66.7% (2022)",
        "- Slow: slightly behind; progress 30.0%, time elapsed 40.0% (2022)",
    ]


def test_best_is_furthest_ahead_and_not_what_was_met_before(summed_up):
    assert named(summed_up(), "Making good progress:") == [
        "- First: achieved early; progress 110.0%, time elapsed 40.0% (2022)",
        "- Second: ahead of schedule; progress 60.0%, time elapsed 40.0% (2022)",
        "- Third: ahead of schedule; progress 50.0%, time elapsed 40.0% (2022)",
    ]
    only_easy = "key,period,value\neasy,2020,55\neasy,2022,60\n"
    assert named(summed_up(TARGETS, only_easy), "Making good progress:") == []


def test_most_urgent_is_due_first_then_needs_most(summed_up):
    # Soon needs 7 a year after 1.5 a year: 4.67 times. Where nothing was achieved, no multiple is enough; of those the
    # one furthest behind comes first.
    assert named(summed_up(), "Most still to do:") == [
        "- Soon: +7 pp a year from 2022 until 2023; 4.67 times what was achieved so far",
        "- Back: +3.7 pp a year from 2022 until 2025; no progress so far",
        "- Still: +3.3 pp a year from 2022 until 2025; no progress so far",
    ]
    # 3 after 0.5 is 6 times, 7/3 after 1.5 is 1.56 times; a target comes before an aspiration.
    some = "key,period,value\nslow,2022,43\nslower,2022,41\neven,2022,44\nhope,2022,38\n"
    assert named(summed_up(TARGETS, some), "Most still to do:") == [
        "- Slower: +3 pp a year from 2022 until 2025; 6 times what was achieved so far",
        "- Slow: +2.3 pp a year from 2022 until 2025; 1.56 times what was achieved so far",
        "- Hope: +4 pp a year from 2022 until 2025; no progress so far; an aspiration",
    ]


def test_what_can_not_be_compared_comes_after_what_can(summed_up):
    targets = HEADER.replace("aspiration", "period_start") + "none,d,None,,家,flow,2020,,2025,200,\n"
    targets += "sum,d,Sum,,家,cumulative,,,2025,50,2021\n"
    targets += "slow,d,Slow,,家,stock,2020,40,2025,50,\n"
    actuals = "key,period,value\nnone,2022,100\nsum,2022,8\nslow,2022,43\n"
    # 2^(1/3) = 1.2599; 42 left in 3 years after at least 4 a year, for 2021 is not known; (50/43)^(1/3) = 1.0516, 7/3.
    assert named(summed_up(targets, actuals), "Most still to do:") == [
        "- Slow: +2.3 家 (+5.16%) a year from 2022 until 2025; 1.56 times what was achieved so far",
        "- Sum: ≤14 家 a year from 2022 until 2025; ≤3.5 times what was achieved so far",
        "- None: +25.99% a year from 2022 until 2025",
    ]


def test_what_is_due_comes_behind_and_is_counted(summed_up, monkeypatch):
    monkeypatch.setenv("LIXIA_TODAY", "2060-12-31")
    targets = (
        HEADER
        + "old,d,Old,,%,share,2020,40,2023,50,\nnew,d,New,,%,share,2020,40,2095,50,\nno,d,No,,%,share,,,2021,1,\n"
    )
    actuals = "key,period,value\nold,2022,41\nnew,2060,41\n"
    text = summed_up(targets, actuals, "--lang", "en")
    # New needs 9 in 35 years, after 1 in 40: 10.29 times.
    assert named(text, "Most still to do:") == [
        "- New: +0.3 pp a year from 2060 until 2095; 10.29 times what was achieved so far",
        "- Old: +9 pp a year from 2022 until 2023; 18 times what was achieved so far; no figure for 2023 yet",
    ]
    assert "Targets whose year has passed without a figure for it: 2.\n" in text


def test_limits_and_every_year_targets_in_words(summed_up):
    targets = HEADER.replace("aspiration", "direction") + "jobs,d,Jobs,,%,share,,,2025,3,at_most\n"
    targets += "lines,d,Lines,,条,each_year,,,2025,20,\n"
    text = summed_up(targets, "key,period,value\njobs,2022,3.5\nlines,2021,25\nlines,2022,15\n")
    assert named(text, "Furthest behind:") == [
        "- Jobs: over limit; over by 0.5 pp (2022)",
        "- Lines: behind; met in 1 of 2 years (2022)",
    ]
    assert named(text, "Most still to do:") == []
    assert named(summed_up(targets, "key,period,value\njobs,2022,2\n"), "Making good progress:") == [
        "- Jobs: within limit; headroom 1 pp (2022)"
    ]


def test_nothing_is_said_of_nothing(summed_up, tmp_path):
    text = summed_up(HEADER + "a,ecology,A,,%,share,2020,40,2095,50,\n", "key,period,value\n", "--lang", "en")
    assert text == (
        "Progress towards the targets\n"
        "Overall: 0 of 1 target assessed: 1 no data. Too few to sum up the plan.\n\n"
        "Ecology: 0 of 1 target assessed: 1 no data. Too few to sum up the domain.\n\n"
        f"Data: {tmp_path}/targets.csv, {tmp_path}/actuals.csv.\n"
        "Rule set: progress ÷ time elapsed; lixia show KEY explains every figure.\n"
    )


def test_names_in_the_language_and_regions_where_they_matter(summed_up):
    targets = HEADER.replace("key,", "key,region,") + "x,one,d,X,甲,%,share,2020,40,2025,50,\n"
    targets += "x,two,d,X,甲,%,share,2020,40,2025,50,\ny,two,d,Y,,%,share,2020,40,2025,50,\n"
    actuals = "key,region,period,value\nx,one,2022,41\nx,two,2022,42\ny,two,2022,43\n"
    worst = named(summed_up(targets, actuals, "--as-of", "2022"), "Furthest behind:")
    assert [line.split(":")[0] for line in worst] == ["- one · X", "- two · X", "- Y"]
    chinese = summed_up(targets, actuals, "--as-of", "2022", "--lang", "zh")
    assert "- one · 甲：明显滞后；进度10.0%，序时进度40.0%（2022年）\n" in chinese
    assert "- one · 甲：自2022年起至2025年，年均尚需提高3个百分点；为迄今年均的6倍\n" in chinese
    assert "one · d：1项目标中可评价1项：明显滞后1项。\n" in chinese


def test_what_is_preliminary_is_called_provisional(summed_up):
    actuals = "key,period,value,status\nslow,2022,43,preliminary\n"
    assert "- Slow: slightly behind (provisional); " in summed_up(TARGETS, actuals)
    assert "- Slow：略慢于序时进度（据初步数）；" in summed_up(TARGETS, actuals, "--as-of", "2022", "--lang", "zh")


@pytest.mark.parametrize("method", ["eurostat", "unsd", "destatis", "lights"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_rule_set_can_be_summed_up(summed_up, method, language):
    text = summed_up(TARGETS, ACTUALS, "--as-of", "2022", "--method", method, "--lang", language)
    assert f"{method} (" in text or f"{method}（" in text
    assert named(text, "Making good progress:" if language == "en" else "进展较快：")[0].startswith("- First")


def test_bundled_plan_is_named_as_such(run):
    text = run("summary").stdout
    assert "Data: the plans of Lixia District, Jinan, that come with lixia; observations through 2023." in text
    assert "数据：lixia 自带的济南市历下区规划" in run("summary", "--lang", "zh").stdout
    assert "as of 2022." in run("summary", "--as-of", "2022").stdout


def test_fail_on(run, plan):
    options = [*plan(TARGETS, ACTUALS), "--as-of", "2022"]
    whole = run("summary", *options)
    for names, code in (("missed", 1), ("red", 1), ("over_limit,no_baseline", 0), ("over_limit, missed", 1)):
        result = run("summary", *options, "--fail-on", names)
        assert (result.exit_code, result.stdout) == (code, whole.stdout), names
    refused = run("summary", *options, "--fail-on", "mised")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == "lixia: error: no status 'mised'; is it 'missed'?\n"


def test_a_file_gets_it_unwrapped(run, plan, tmp_path):
    options = [*plan(TARGETS, ACTUALS), "--as-of", "2022"]
    assert run("summary", *options, "-o", tmp_path / "mail").stdout == ""
    assert (tmp_path / "mail").read_text(encoding="utf-8") == run("summary", *options).stdout


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [20, 40, 80])
def test_wrapped_by_cells_with_items_hanging(run, language, width):
    options = ["summary", "--lang", language]
    whole, wrapped = run(*options).stdout, run(*options, "--width", width).stdout
    assert max(map(text_width, wrapped.splitlines())) <= width
    assert "".join(wrapped.split()) == "".join(whole.split())
    items = [line for line in wrapped.splitlines() if line.startswith(("- ", "  "))]
    assert sum(line.startswith("- ") for line in items) == 9
    assert any(line.startswith("  ") for line in items)


def test_control_characters_do_not_reach_the_terminal(summed_up):
    text = summed_up(HEADER + "x,\x1b[1m,\x1b[31mX,,%,share,2020,40,2025,50,\n", "key,period,value\nx,2022,41\n")
    assert "\x1b" not in text
    assert "[31mX" in text


def test_a_pipe_gets_no_colour_and_no_line_ends_of_its_own():
    piped = lixia_process("summary", shell="| cat", environment={"TERM": "xterm-256color", "COLUMNS": "40"})
    assert (piped.returncode, piped.stderr) == (0, b"")
    text = piped.stdout.decode()
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) > 100
