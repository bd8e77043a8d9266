"""`--format sentences`: what a progress note says of an indicator, kind by kind, with figures worked out by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
GOLDEN_PLAN = ["--targets", str(GOLDEN / "targets.csv"), "--actuals", str(GOLDEN / "actuals.csv")]
HEADER = (
    "key,domain,name_zh,name_en,unit,measure,direction,aspiration,baseline_year,baseline_value,target_year,"
    "target_value,target_high,period_start,target_text,relative\n"
)


@pytest.fixture
def said(run, plan):
    """said("金融业,Finance,%,share,,,2020,43.8,2025,50,,,,", {"2022": 46}) → the sentence in both languages."""

    def call(target: str, values: dict[str, object], *options: str) -> tuple[str, str]:
        actuals = "key,period,value,status,bound\n" + "".join(
            f"x,{period},{value}{'' if ',' in str(value) else ',,'}\n" for period, value in values.items()
        )
        files = plan(f"{HEADER}x,,{target}\n", actuals)
        found = []
        for language in ("zh", "en"):
            asked = ["report", "--all", "--quiet", "--lang", language, *files, *options]
            result = run(*asked, "--format", "sentences")
            assert (result.exit_code, result.stderr) == (0, "")
            # Title and total, the one paragraph, the data and the rule set.
            found.append(result.stdout.split("\n\n")[1].removesuffix("\n"))
        return found[0], found[1]

    return call


def cases() -> dict[str, list[str]]:
    """Return the blocks of sentences.txt by name, without comments."""
    blocks = (Path(__file__).parent / "sentences.txt").read_text(encoding="utf-8").split("\n\n")
    lines = ([line for line in block.splitlines() if not line.startswith("#")] for block in blocks)
    return {name: rest for name, *rest in filter(None, lines)}


CASES = cases()


@pytest.mark.parametrize("name", CASES)
def test_each_kind_in_both_languages(said, name):
    target, observed, chinese, english = CASES[name]
    values = dict(one.split("=") for one in observed.split())
    assert said(target, values, "--as-of", max(values)) == (chinese, english)


def test_years_are_named_where_the_latest_is_not_now(said):
    """By hand: (50 - 46)/3 a year after 2022; the report is as of 2023."""
    chinese, english = said("占比,Share,%,share,,,2020,43.8,2025,50,,,,", {"2022": 46}, "--as-of", "2023")
    assert chinese.endswith("；2023—2025年每年需提高1.33个百分点。")
    assert english.endswith("; in 2023-2025 a rise of 1.33 percentage points a year is needed.")


def test_a_target_year_without_a_figure_is_said(said):
    """Today is 2026 in tests, so 2025 has passed."""
    chinese, english = said("占比,Share,%,share,,,2020,43.8,2025,50,,,,", {"2024": 46})
    assert chinese.endswith("；2025年需提高4个百分点；2025年数据尚未公布。")
    assert english.endswith("; in 2025 a rise of 4 percentage points is needed; the figure for 2025 is not out yet.")


def test_milestones_and_revisions_are_said(run, plan):
    """By hand: 2.2 of 6 after half of the way was asked for by 2023; (36 - 32.2)/2 a year; before, 35 was asked for."""
    targets = (
        "key,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value,announced\n"
        "a,森林覆盖率,%,share,2020,30,2022,32,2021\n"
        "a,森林覆盖率,%,share,2020,30,2024,34,2021\n"
        "a,森林覆盖率,%,share,2020,30,2025,35,2021\n"
        "a,森林覆盖率,%,share,2020,30,2025,36,2022\n"
    )
    files = plan(targets, "key,period,value\na,2023,32.2\n")
    said = run("report", *files, "--as-of", "2023", "--lang", "zh", "--format", "sentences").stdout.split("\n\n")[1]
    assert said == (
        "2023年底，森林覆盖率为32.2%，为目标值的89.4%，完成自基期起进度的36.7%，欠计划进度13.3个百分点；"
        "今后每年需提高1.9个百分点；下一节点为2024年底达到34%；目标由35%调整为36%。"
    )


def test_other_rule_sets_say_their_verdict(said):
    chinese, english = said("占比,Share,%,share,,,2020,43.8,2025,50,,,,", {"2022": 46}, "--method", "eurostat")
    assert chinese.endswith("；按评价方法eurostat评为“中等进展”。")
    assert english.endswith("; verdict of eurostat: Moderate progress.")


def test_english_units_are_said_as_numbers(run):
    """The bundled units have names: 100 million yuan for 亿元, so that 2,446.9 of them are 244.69 billion yuan."""
    said = run("report", "--format", "sentences", "--as-of", "2023", "--lang", "en").stdout
    assert "Gross domestic product came to 244.69 billion yuan in 2023" in said
    assert "Visitors received came to 12.0882 million visits in 2022" in said


@pytest.mark.parametrize(("files", "language"), [(GOLDEN_PLAN, "en"), ([], "zh")], ids=["golden", "bundled"])
def test_figures_are_those_of_the_table(run, files, language):
    """Every figure of a row in the sentence on it, but a decimal that is zero: 92%, not 92.0%."""
    asked = ["report", *files, "--as-of", "2023", "--lang", language, "--format"]
    sentences = run(*asked, "sentences").stdout
    lines = [line.strip("| ").split(" | ") for line in run(*asked, "markdown").stdout.splitlines() if line[:1] == "|"]
    titles, checked = [title.partition(" (")[0] for title in lines[0]], 0
    names = ("Latest", "Of target", "Needed per year") if language == "en" else ("最新值", "相当于目标值", "年均尚需")
    places = [titles.index(name) for name in names]
    for line in lines:
        if line[0] not in sentences:
            continue
        sentence = sentences[sentences.index(line[0]) :].partition("\n")[0]
        latest, of_target, needed = (line[place] for place in places)
        # What must hold every year is said of the years, not as a part of the target.
        parts = [] if needed.endswith((" years", " 年")) else [of_target, needed]
        for figure in re.findall(r"\d[\d,]*(?:\.\d+)?(?=%|\s|\)|$)", " ".join([latest.partition(" (")[0], *parts])):
            assert figure.removesuffix(".0") in sentence
            checked += 1
    assert checked > 20


def test_markup_and_control_characters_stay_text(run, plan):
    target = 'x,,"<b>&\\x1b[31m\\u202e","<b>&\\x1b[31m\\u202e",%,share,,,2020,43.8,2025,50,,,,\\n'
    files = plan(HEADER + target.encode().decode("unicode_escape"), "key,period,value\nx,2022,46\n")
    result = run("report", "--format", "sentences", *files)
    assert "<b>& [31m stood at 46%" in result.stdout
    assert not set("\x1b\u202e") & set(result.stdout)


def test_what_equals_a_target_that_asks_for_more_is_said_so(run, plan):
    """By hand: 50 of more than 50; the whole way after 60 % of the time."""
    targets = "key,name_zh,unit,measure,qualifier,baseline_year,baseline_value,target_year,target_value\n"
    files = plan(targets + "x,占比,%,share,over,2020,40,2025,50\n", "key,period,value\nx,2023,50\n")
    said = run("report", *files, "--as-of", "2023", "--lang", "zh", "--format", "sentences").stdout.split("\n\n")[1]
    assert said == "2023年底，占比为50%，与目标值持平，尚未达到要求（2025年超过50%），超序时进度40个百分点。"


def test_a_gap_in_points_is_a_difference_of_points(run, plan):
    """By hand: two rises of 10 % and 5 % make 15.5 %, 5.5 points above 10 %; as a share it is 4.76 %."""
    targets = "key,name_zh,unit,measure,direction,path,period_start,target_year,target_value\n"
    files = plan(
        targets + "x,涨幅,%,cumulative,at_most,compound,2021,2025,10\n", "key,period,value\nx,2021,10\nx,2022,5\n"
    )
    said = run("report", *files, "--as-of", "2022", "--lang", "zh", "--format", "sentences").stdout.split("\n\n")[1]
    assert "涨幅累计15.5%" in said
    assert "5.5个百分点" in said
    assert "4.76" not in said


def test_a_symbol_stands_apart_from_its_number_in_chinese_too(said):
    chinese, english = said("排放量,Emissions,Mt,stock,at_most,,2020,60,2030,38,,,,", {"2023": 51}, "--as-of", "2023")
    assert "排放量为51 Mt，" in chinese
    assert "stood at 51 Mt at" in english


def test_missing_years_are_a_list_within_the_clause(said):
    chinese, english = said("住房,Homes,套,cumulative,,,2020,,2027,1000,,2021,,", {"2023": 500}, "--as-of", "2023")
    assert "缺2021、2022年数据" in chinese
    assert "no figure for 2021, 2022; from now on" in english


def test_a_target_has_the_decimals_that_were_given(said):
    _, english = said("占比,Share,%,share,at_most,,,,2030,33.3333,,,,", {"2023": 33.3343}, "--as-of", "2023")
    assert "over the limit of at most 33.3333% by 0.001 percentage points" in english


def test_a_verdict_that_other_targets_decide_is_said(run, plan):
    """By hand: A has 9 of 10 points after 5 of 7 years, B 1 of 10; the worst verdict counts."""
    header = "key,name_zh,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,joint\n"
    rows = "a,甲,A,%,share,2020,40,2027,50,J\nb,乙,B,%,share,2020,40,2027,50,J\n"
    files = plan(header + rows, "key,period,value\na,2025,49\nb,2025,41\n")
    asked = ["report", "--quiet", *files, "--format", "sentences"]
    assert run(*asked, "--lang", "en").stdout.count("; judged together with other targets: behind.") == 2
    assert run(*asked, "--lang", "zh").stdout.count("；与其他目标合并评价为“明显滞后”。") == 2
    assert "judged together" not in run(*asked, "--method", "eurostat").stdout
