"""What lixia check says it has understood, and every problem: as text, json and annotations of GitHub."""

from __future__ import annotations

import json

import pytest

from lixia_cli.files.problems import LISTED
from lixia_cli.render.findings.annotations import escape

TARGETS = """\
key,domain,名称,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,colour
firms,economy,Firms,n,stock,at_least,2020,100,2025,200,red
"""
ACTUALS = """\
key,period,value
firms,2022,120
frims,2022,130
firms,2023,121000
"""
# A panel of a statistics office: a title, a column per year, a note below.
WIDE = """\
Table 3. Firms
key,2021,2022
firms,110,120

Note: end of year.
"""


@pytest.fixture
def check(run, tmp_path, monkeypatch):
    """check(targets, actuals, options) → the result for files in the working folder."""

    def call(targets, actuals, *options, **others):
        monkeypatch.chdir(tmp_path)
        for name, text in {"targets": targets, "actuals": actuals, **others}.items():
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
        return run("check", "--targets", "targets.csv", "--actuals", "actuals.csv", *options)

    return call


# As text.
def test_text_says_how_the_files_are_read(check):
    done = check(TARGETS, WIDE)
    assert done.exit_code == 0
    assert (
        done.stdout
        == """\
Targets: targets.csv
  Layout        one row per target; header: line 1
  Encoding      UTF-8, separator: comma
  Columns used  key, domain, 名称 = name_zh, unit, measure, direction, baseline_year,
                baseline_value, target_year, target_value
  Kept          colour

Actuals: actuals.csv
  Layout        one column per period; header: line 2
  Encoding      UTF-8, separator: comma
  Columns used  key, 2021 = value 2021, 2022 = value 2022
  Passed over   line 1: Table 3. Firms
                line 5: Note: end of year.

1 target and 2 observations, no problem
"""
    )


def test_text_in_chinese(check):
    done = check(TARGETS, ACTUALS, "--lang", "zh")
    assert done.stdout.splitlines()[:2] == ["目标：targets.csv", "  版式      每行一个目标；表头在第1行"]
    assert done.stdout.splitlines()[-1] == "1项目标，3条数据，没有问题，警告2处"


def test_text_of_a_problem_is_on_standard_error_alone(check):
    done = check(TARGETS, ACTUALS.replace("120\n", "many\n"))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == (
        "lixia: note: targets.csv: further columns, kept as they are: colour\n"
        "actuals.csv:2: value: 'many' is not a number; write it like 1910 or 46.5\n"
        "lixia: error: 1 problem; nothing was written\n"
    )


def test_every_problem_is_listed_where_report_prints_twenty(check, run):
    rows = "".join(f"firms,{1950 + number},no\n" for number in range(30))
    done = check(TARGETS, f"key,period,value\n{rows}")
    lines = [line for line in done.stderr.splitlines() if line.startswith("actuals.csv:")]
    assert [line.split(":")[1] for line in lines] == [str(number) for number in range(2, 32)]
    assert done.stderr.endswith("lixia: error: 30 problems; nothing was written\n")
    said = run("report", "--targets", "targets.csv", "--actuals", "actuals.csv").stderr
    assert said.count("is not a number") == 20
    assert said.endswith("lixia: error: 30 problems, the first 20 above; nothing was written\n")


def test_rows_that_do_not_fit_the_header_are_all_listed(check):
    done = check(TARGETS, "key,period,value\n" + "firms,2022\n" * 30)
    assert done.stderr.count("2 fields where the header has 3") == 30


def test_problems_beyond_the_limit_are_counted(check):
    done = check(TARGETS, "key,period,value\n" + "firms,2022,no\n" * (LISTED + 5))
    assert done.stderr.count("is not a number") == LISTED
    assert done.stderr.endswith(f"lixia: error: {LISTED + 5} problems, the first {LISTED} above; nothing was written\n")
    found = json.loads(
        check(TARGETS, "key,period,value\n" + "firms,2022,no\n" * (LISTED + 5), "--format", "json").stdout
    )
    assert (found["problem_count"], len(found["problems"])) == (LISTED + 5, LISTED)


def test_warnings_beyond_the_limit_are_counted(check):
    strange = "".join(f"strange{number},2022,1\n" for number in range(LISTED + 5))
    done = check(TARGETS, f"key,period,value\nfirms,2022,120\n{strange}")
    assert done.stderr.count("no target has the key") == LISTED
    assert done.stderr.endswith("lixia: note: and 5 more warnings\n")
    assert done.stdout.endswith(f"no problem, warnings: {LISTED + 5}\n")


def test_problems_of_all_three_files_come_at_once(check, run):
    sources = "id,title\na,One\na,Two\n"
    done = check(TARGETS.replace(",100,", ",many,"), ACTUALS.replace("120", "few"), sources=sources)
    assert [line.split(": ")[0] for line in done.stderr.splitlines()[1:-1]] == [
        "targets.csv:2",
        "actuals.csv:2",
        "sources.csv:3",
    ]


def test_check_says_that_report_does_not_read_sources(check, run):
    """A source that is not listed is a problem of check alone, and check says so."""
    done = check(TARGETS, "key,period,value,source\nfirms,2022,120,yearbok\n", sources="id\nyearbook\n")
    assert done.exit_code == 2
    assert done.stderr.splitlines()[1:] == [
        "lixia: note: only sources.csv has problems; report runs without it, but not for Word or with --known-on",
        "actuals.csv:2: source: 'yearbok' is not in sources.csv; is it 'yearbook'?",
        "lixia: error: 1 problem; nothing was written",
    ]
    assert run("report", "--targets", "targets.csv", "--actuals", "actuals.csv").exit_code == 0


def test_text_names_what_is_assumed(check):
    bare = "key,unit,baseline_year,baseline_value,target_year,target_value\nwaste,%,2020,40,2025,30\n"
    lines = check(bare, "key,period,value\nwaste,2022,38\n").stdout.splitlines()
    assert lines[lines.index("Assumed: 2") :] == [
        "Assumed: 2",
        "  waste  measure = share: the unit is %",
        "  waste  direction = at_most: the target is below the baseline 40",
        "",
        "1 target and 1 observation, no problem",
    ]
    (measure, direction) = json.loads(check(bare, "key,period,value\n", "--format", "json").stdout)["assumed"]
    assert (measure["line"], measure["column"], measure["value"]) == (2, "measure", "share")
    assert (direction["column"], direction["value"]) == ("direction", "at_most")


def test_several_files_of_actuals_are_each_described(check, tmp_path):
    (tmp_path / "more.csv").write_text("指标;年份;数值\nfirms;2023;130\n", encoding="utf-8")
    done = check(TARGETS, WIDE, "--actuals", "more.csv", "--format", "json")
    files = [(each["role"], each["file"], each["separator"]) for each in json.loads(done.stdout)["files"]]
    assert files == [
        ("targets", "targets.csv", "comma"),
        ("actuals", "actuals.csv", "comma"),
        ("actuals", "more.csv", "semicolon"),
    ]


# As json.
def test_json_has_what_was_understood(check):
    done = check(TARGETS, WIDE, "--format", "json")
    found = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "")
    assert (found["schema_version"], found["targets"], found["observations"]) == (1, 1, 2)
    targets, actuals = found["files"]
    assert targets["columns"][2] == {"header": "名称", "column": "name_zh"}
    assert (targets["layout"], targets["encoding"], targets["kept"]) == ("long", "UTF-8", ["colour"])
    assert (actuals["layout"], actuals["header"]) == ("wide by period", {"line": 2, "cell": None})
    assert actuals["columns"][1] == {"header": "2021", "column": "value 2021"}
    assert [row["line"] for row in actuals["passed_over"]] == [1, 5]
    assert "targets.csv: further columns, kept as they are: colour" in found["notes"]
    assert (found["problem_count"], found["problems"]) == (0, [])


def test_json_has_doubts(check):
    found = json.loads(check(TARGETS, ACTUALS, "--format", "json").stdout)
    (strange,) = found["unmatched"]
    assert [strange[name] for name in ("line", "key", "region", "observations", "nearest")] == [
        3,
        "frims",
        "",
        1,
        "firms",
    ]
    (far,) = found["warnings"]
    assert (far["line"], far["column"]) == (4, "value")


def test_json_has_problems_in_english_and_exits_with_2(check):
    done = check(TARGETS, ACTUALS.replace("120\n", "many\n"), "--format", "json", "--lang", "zh")
    found = json.loads(done.stdout)
    assert (done.exit_code, done.stderr) == (2, "lixia: 错误：1个问题\n")
    assert found["problems"] == [
        {
            "file": "actuals.csv",
            "line": 2,
            "cell": None,
            "column": "value",
            "code": "text-is-not-a-number",
            "message": "'many' is not a number; write it like 1910 or 46.5",
        }
    ]
    assert (found["targets"], found["observations"], len(found["files"])) == (None, None, 2)


def test_json_of_a_file_that_cannot_be_read(check):
    found = json.loads(check("key\nx\n", ACTUALS, "--format", "json").stdout)
    assert found["files"] == []
    assert found["problems"][0]["column"] == "unit" or found["problem_count"] > 1


# As annotations of GitHub.
def test_annotations(check):
    done = check(TARGETS, ACTUALS, "--format", "github")
    strange = "no target has the key 'frims' (observations: 1); the nearest is 'firms'"
    unit = "121000 n beside 120 n in the same series; is the unit right?"
    assert done.stdout.splitlines() == [
        f"::warning file=actuals.csv,line=3,title=key::{strange}",
        f"::warning file=actuals.csv,line=4,title=value::{unit}",
        "::notice title=lixia::targets.csv: further columns, kept as they are: colour",
        "1 target and 3 observations, no problem, warnings: 2",
    ]
    done = check(TARGETS, ACTUALS.replace("120\n", "100%25\n"), "--format", "github")
    assert done.exit_code == 2
    assert done.stdout.splitlines()[0] == (
        "::error file=actuals.csv,line=2,title=value::'100%2525' is not a number; write it like 1910 or 46.5"
    )


def test_nothing_in_the_data_makes_a_command_of_its_own(check):
    """A line break in a cell or heading would begin a new workflow command."""
    broken = ACTUALS.replace("value", '"value\n"').replace("120\n", '"12\n::error::x"\n')
    done = check(TARGETS, broken, "--format", "github")
    assert done.exit_code == 2
    assert all(
        line.startswith(("::error file=", "::error title=", "::notice title=")) for line in done.stdout.splitlines()
    )


@pytest.mark.parametrize(
    ("text", "message", "value"),
    # The tables of escapeData and escapeProperty in actions/toolkit, packages/core/src/command.ts.
    [
        ("a%b", "a%25b", "a%25b"),
        ("a\r\nb", "a%0D%0Ab", "a%0D%0Ab"),
        ("a:b,c", "a:b,c", "a%3Ab%2Cc"),
        ("%0A", "%250A", "%250A"),
    ],
)
def test_escaping(text, message, value):
    assert (escape(text), escape(text, in_property=True)) == (message, value)
