"""Bad input: every problem with its file, line and column, exit code 2, and nothing written."""

from __future__ import annotations

import pytest

TARGETS = "key,domain,name_en,unit,measure,target_year,target_value\nx,economy,X,%,share,2025,50\n"
ACTUALS = "key,period,value\nx,2022,40\n"


@pytest.fixture
def complaints(run, plan):
    """complaints(targets, actuals) → the lines on standard error, with the file's bare name in front."""

    def call(targets: str, actuals: str) -> list[str]:
        result = run("report", *plan(targets, actuals))
        assert (result.exit_code, result.stdout) == (2, "")
        return [line[line.rfind("/", 0, line.find(".csv")) + 1 :] for line in result.stderr.splitlines()]

    return call


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",economy,X,%,share,2025,50", "key: is empty; short id, unique with plan, region, target year and announced"),
        ("x,economy,X,%,shares,2025,50", "measure: 'shares' is not known; is it 'share'?"),
        (
            "x,economy,X,%,zzz,2025,50",
            (
                "measure: 'zzz' is not known; use one of: flow, stock, share, change, cumulative, growth, each_year, "
                "rank; or say what it means below [values.measure] in lixia.toml (docs/files.md)"
            ),
        ),
        ("x,economy,X,%,share,25,50", "target_year: '25' is not a year; write it like 2025"),
        ("x,economy,X,%,share,2025.5,50", "target_year: '2025.5' may be a month or a part of a year; write 2022-06"),
        ("x,economy,X,%,share,,50", "target_year: is empty; year, or quarter or month, in which the target is due"),
        ("x,economy,X,%,share,暂无,50", "target_year: is empty; year, or quarter or month, in which the target is due"),
        ("x,economy,X,%,share,2025,5o", "target_value: '5o' is not a number; write it like 1910 or 46.5"),
        (
            "x,economy,X,家,stock,2025,50%",
            (
                "target_value: '50%' does not go with the unit '家'; write -50% or +50% for a change of the baseline, "
                "else the figure counted in '家'"
            ),
        ),
        (
            "x,economy,X,万,flow,2025,47万",
            "target_value: '47万' does not go with the unit '万'; write the figure counted in '万'",
        ),
        (
            "x,economy,X,万元,flow,2025,5万",
            "target_value: '5万' does not go with the unit '万元'; write the figure counted in '万元'",
        ),
        ("x,economy,X,亩,cumulative,2025,50", "period_start: is empty; 'cumulative' needs the first year that counts"),
    ],
)
def test_one_problem_in_targets(complaints, row, problem):
    header = TARGETS.splitlines()[0]
    assert complaints(f"{header}\n{row}\n", ACTUALS) == [
        f"targets.csv:2: {problem}",
        "lixia: error: 1 problem; nothing was written",
    ]


@pytest.mark.parametrize(
    ("columns", "cells", "problem"),
    [
        ("baseline_year", "2025", "baseline_year: 2025 is not before the target year 2025"),
        ("baseline_value", "40", "baseline_year: is empty; give the year of the baseline value"),
        ("period_start", "2026", "period_start: 2026 is after the target year 2025"),
        ("target_high", "40", "target_high: is below the target value 50; the lower end comes first"),
        ("direction", "within", "target_high: is empty; 'within' needs both ends of the range"),
        (
            "direction,qualifier,target_high",
            "within,over,60",
            "qualifier: 'over' has no meaning for a range ('within'); leave it empty",
        ),
        ("direction", "atleats", "direction: 'atleats' is not known; is it 'at_least'?"),
        (
            "aspiration",
            "perhaps",
            (
                "aspiration: 'perhaps' is not known; use one of: yes, no; "
                "or say what it means below [values.aspiration] in lixia.toml (docs/files.md)"
            ),
        ),
    ],
)
def test_cells_that_cant_all_be_meant(complaints, columns, cells, problem):
    header, row = TARGETS.splitlines()
    assert complaints(f"{header},{columns}\n{row},{cells}\n", ACTUALS)[0] == f"targets.csv:2: {problem}"


def test_about_nothing_has_no_tolerance(complaints):
    header = TARGETS.splitlines()[0]
    assert complaints(f"{header},qualifier\nx,economy,X,%,share,2025,0,about\n", ACTUALS)[0] == (
        "targets.csv:2: qualifier: 'about' 0 allows no deviation, for it is a share of the target; "
        "give a range ('within')"
    )


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("x,economy,X,家,growth,2025,7,2021,", "unit: must be '%': rates are compounded"),
        ("x,economy,X,%,growth,2025,7,2021,linear", "path: can't be chosen for 'growth'; leave it empty"),
        ("x,economy,X,条,each_year,2025,7,2021,compound", "path: can't be chosen for 'each_year'; leave it empty"),
        (
            "x,economy,X,%,change,2025,-100,2021,compound",
            "target_value: -100 is not possible; nothing can fall by that much",
        ),
    ],
)
def test_paths_that_make_no_sense(complaints, target, problem):
    header = TARGETS.splitlines()[0]
    assert complaints(f"{header},period_start,path\n{target}\n", "key,period,value\n")[0] == f"targets.csv:2: {problem}"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (",2022,1,,,", "key: is empty; key of the target"),
        (
            "x,2022H2,1,,,",
            (
                "period: '2022H2' is the second half alone, which is no period here; "
                "write the figure of the whole year, 2022"
            ),
        ),
        ("x,2022,abc,,,", "value: 'abc' is not a number; write it like 1910 or 46.5"),
        ("x,2022,1,,finall,", "status: 'finall' is not known; is it 'final'?"),
        (
            "x,2022,1,,,above",
            (
                "bound: 'above' is not known; use one of: lower, upper; "
                "or say what it means below [values.bound] in lixia.toml (docs/files.md)"
            ),
        ),
        (
            "x,2022,1,家,,",
            "unit: '家' is not the target's unit '%'; convert the value, or give another indicator its own key",
        ),
    ],
)
def test_one_problem_in_actuals(complaints, row, problem):
    assert complaints(TARGETS, f"key,period,value,unit,status,bound\n{row}\n") == [
        f"actuals.csv:2: {problem}",
        "lixia: error: 1 problem; nothing was written",
    ]


def test_the_same_target_twice(complaints):
    row = TARGETS.splitlines()[1]
    assert complaints(f"{TARGETS}y,economy,Y,%,share,2025,50\n{row}\n", ACTUALS)[0] == (
        "targets.csv:4: key: the same plan, region, key and target year are also in line 2; keep one of them, "
        "or give each the date on which it was 'announced'"
    )


def test_one_key_for_two_things(complaints):
    assert complaints(
        f"plan,{TARGETS.splitlines()[0]}\na,{TARGETS.splitlines()[1]}\nb,x,economy,X,家,stock,2025,5\n", ACTUALS
    )[0] == ("targets.csv:3: unit: '家' where line 2 has '%' for the same key; give another indicator its own key")


def test_two_values_for_one_period(complaints, run, plan):
    assert complaints(TARGETS, f"{ACTUALS}\nx,2022年,41\n")[0] == (
        "actuals.csv:4: value: 41 where line 2 has 40 for the same period, both final; keep the right one"
    )
    assert complaints(TARGETS, "key,period,value\nx,2022H1,40\nx,2022-06,41\n")[0].startswith(
        "actuals.csv:3: value: 41"
    )
    bounded = "key,period,value,bound\nx,2022,40,\nx,2022,40,lower\n"
    assert complaints(TARGETS, bounded)[0] == (
        "actuals.csv:3: value: more than 40 where line 2 says exactly 40 for the same period, both final; "
        "keep the right one"
    )
    same_twice = "key,period,value\nx,2022,40\nx,2022,40.0\n"
    assert run("report", *plan(TARGETS, same_twice)).exit_code == 0


def test_problems_of_both_files_at_once_in_the_order_of_the_lines(complaints):
    targets = TARGETS + "y,economy,Y,%,share,2o25,5o\nz,economy,Z,,share,2025,50\n"
    assert complaints(targets, "key,period,value\nx,2022,4o\n") == [
        "targets.csv:3: target_year: '2o25' is not a year; write it like 2025",
        "targets.csv:3: target_value: '5o' is not a number; write it like 1910 or 46.5",
        "targets.csv:4: unit: is empty; unit as printed",
        "actuals.csv:2: value: '4o' is not a number; write it like 1910 or 46.5",
        "lixia: error: 4 problems; nothing was written",
    ]


def test_rates_that_cannot_be_compounded(complaints):
    targets = (
        "key,domain,name_en,unit,measure,target_year,target_value,period_start\nx,economy,X,%,growth,2025,7,2021\n"
    )
    assert complaints(targets, "key,period,value\nx,2021,-100\n")[0] == (
        "actuals.csv:2: value: a rate this low leaves nothing to compound; is it a rate in percent?"
    )


def test_a_unit_that_could_be_two(complaints):
    header = f"plan,{TARGETS.splitlines()[0]}\n"
    targets = header + "a,x,economy,X,亿元,flow,2025,50\nb,x,economy,X,万元,flow,2025,50\n"
    assert complaints(targets, "key,period,value\nx,2022,5\n")[0] == (
        "actuals.csv:2: unit: is empty, and the targets of this key do not agree on a scale (万, 亿); name the unit"
    )


def test_decimal_commas_are_not_guessed_at(complaints):
    assert complaints(TARGETS, "key;period;value\nx;2022;47,200\n")[0] == (
        "actuals.csv:2: value: '47,200' may be 47200 or 47.2; "
        "write it without ',', or say which sign is decimal (--decimal)"
    )


def test_a_line_end_in_a_cell_stays_one_line_of_message(complaints):
    assert complaints(TARGETS, 'key,period,value\nx,2022,"4\n7"\n')[0] == (
        "actuals.csv:2: value: '4 7' is not a number; write it like 1910 or 46.5"
    )


def test_control_characters_in_a_message_do_nothing(complaints):
    assert complaints(TARGETS, "key,period,value\nx,2022,\x1b[31m4\n")[0] == (
        "actuals.csv:2: value: ' [31m4' is not a number; write it like 1910 or 46.5"
    )


def test_huge_cells_are_no_bugs(complaints):
    assert complaints(TARGETS, f"key,period,value,note\nx,2022,bad,{'a' * 200_000}\n")[0] == (
        "actuals.csv:2: value: 'bad' is not a number; write it like 1910 or 46.5"
    )


def test_lines_of_spaces_are_blank(assessed):
    assert assessed(TARGETS, "key,period,value\n  \n , ,\nx,2022,40\n")["x"]["latest_value"] == "40.0"


def test_only_the_first_twenty_are_shown(complaints):
    actuals = "key,period,value\n" + "".join(f"x,{year},?\n" for year in range(1950, 2000))
    lines = complaints(TARGETS, actuals)
    assert lines[0].startswith("actuals.csv:2: value:")
    assert lines[19].startswith("actuals.csv:21: value:")
    assert lines[20:] == ["lixia: error: 50 problems, the first 20 above; nothing was written"]
    wide = complaints(TARGETS, "key,period,value\n" + "x,2022,1,2\n" * 60)
    assert len(wide) == 21
    assert wide[20] == "lixia: error: 60 problems, the first 20 above; nothing was written"


def test_columns_are_called_as_in_the_file(complaints):
    targets = "指标,领域,单位,类型,目标年,目标值\n绿化率,生态,%,占比,2025,四十八\n"
    assert complaints(targets, "指标,年份,数值\n绿化率,2022,47.2\n")[0] == (
        "targets.csv:2: 目标值: '四十八' is not a number; write it like 1910 or 46.5"
    )


def test_a_plan_with_chinese_columns_only(assessed):
    row = assessed(
        "指标,领域,单位,类型,基期,基期值,目标年,目标值\n绿化率,生态,%,占比,2020,46.5,2025,48\n",
        "指标,年份,数值,状态\n绿化率,2022年,47.2,预计\n",
    )["绿化率"]
    assert (row["name_zh"], row["status"], row["latest_status"]) == ("绿化率", "ahead", "preliminary")


def test_unknown_columns_of_targets_are_kept_with_a_note(run, plan):
    result = run("report", *plan(TARGETS.replace("value", "value,colour").replace("50", "50,me"), ACTUALS))
    assert result.exit_code == 0
    assert result.stderr.startswith("lixia: note: ")
    assert result.stderr.endswith("targets.csv: further columns, kept as they are: colour\n")
    assert "me" not in result.stdout.split()


def test_not_known_values_are_no_observations(assessed):
    row = assessed(TARGETS, "key,period,value\nx,2022,40\nx,2023,暂无\nx,2024,\n")["x"]
    assert row["latest_period"] == "2022"


def test_messages_in_chinese(run, plan):
    result = run("report", "--lang", "zh", *plan(TARGETS, "key,period,value\nx,2022,?\nx,,1\n"))
    first, second, last = result.stderr.splitlines()
    assert first.endswith("actuals.csv:2: value: “?”不是数；请写成 1910 或 46.5 这样")
    assert "actuals.csv:3: period: 不能为空；2022、2022H1、2022Q3 或 2022-06" in second
    assert last == "lixia: 错误：有2处问题；未写出任何内容"


def test_sources_that_are_not_listed(run, plan, tmp_path):
    files = plan(
        "key,domain,name_en,unit,measure,target_year,target_value,source\nx,economy,X,%,share,2025,50,outline\n",
        "key,period,value,source\nx,2021,40,outlne\nx,2022,41,\nx,2023,42,zzz\n",
    )
    assert run("check", *files).exit_code == 0
    (tmp_path / "sources.csv").write_text("id,title\noutline,The Outline\n", encoding="utf-8")
    result = run("check", *files)
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.rpartition("/actuals.csv")[2].replace(str(tmp_path), "") for line in result.stderr.splitlines()] == [
        "lixia: note: only /sources.csv has problems; report runs without it, but not for Word or with --known-on",
        ":2: source: 'outlne' is not in /sources.csv; is it 'outline'?",
        ":4: source: 'zzz' is not in /sources.csv",
        "lixia: error: 2 problems; nothing was written",
    ]
    (tmp_path / "other.csv").write_text("id\noutline\noutlne\nzzz\n", encoding="utf-8")
    assert run("check", *files, "--sources", tmp_path / "other.csv").exit_code == 0
