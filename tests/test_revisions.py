"""Values of one target that were announced at different times: which one judges, and what is said of the others."""

from __future__ import annotations

import csv
import json

import pytest

from lixia_cli.api import RequestError, assess

HEADER = "key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,announced\n"
FIRST = "x,d,X,所,stock,at_least,2020,100,2025,200,2021-03-15\n"
ACTUALS = "key,period,value\nx,2021,110\nx,2022,130\nx,2023,140\n"


def targets(*later: str, first: str = FIRST) -> str:
    """The first row of the target, and year, value and date of those that were announced later."""
    return HEADER + first + "".join(f"x,,,,,,,,{row}\n" for row in later)


HALF_WAY = targets("2025,160,2023-07-01")


@pytest.mark.parametrize(
    ("options", "value", "pace", "status"),
    [
        # 30 of 100 after two of five years; 30 / 100 / 0.4.
        (("--as-of", "2022"), "200.0", 0.75, "slightly_behind"),
        # The day of the announcement is not over by the end of June.
        (("--as-of", "2023H1"), "200.0", 0.75, "slightly_behind"),
        # 40 of 60 after three of five years.
        (("--as-of", "2023"), "160.0", 40 / 60 / 0.6, "ahead"),
        ((), "160.0", 40 / 60 / 0.6, "ahead"),
        # 40 of 100, and 30 a year are needed after 13.3 a year.
        (("--targets-of", "original"), "200.0", 40 / 100 / 0.6, "behind"),
    ],
)
def test_the_one_in_force_judges(assessed, options, value, pace, status):
    row = assessed(HALF_WAY, ACTUALS, *options)["x"]
    assert (row["target_value"], row["status"]) == (value, status)
    assert float(row["pace"]) == pytest.approx(pace)


def test_the_first_is_kept_beside_it(assessed):
    row = assessed(HALF_WAY, ACTUALS)["x"]
    assert "revised" in row["flags"].split()
    assert (row["original_target_value"], "revised; first announced: 200 (2025)" in row["note"]) == ("200.0", True)
    row = assessed(HALF_WAY, ACTUALS, "--as-of", "2022")["x"]
    assert (row["original_target_value"], "revised" in row["flags"], "revised" in row["note"]) == ("", False, False)
    row = assessed(HALF_WAY, ACTUALS, "--targets-of", "original")["x"]
    assert (row["original_target_value"], "revised" in row["flags"]) == ("200.0", True)


@pytest.mark.parametrize(
    ("announced", "as_of", "in_force"),
    [
        ("2023", "2023", True),
        ("2023", "2023Q3", False),
        ("2023-06", "2023H1", True),
        ("2023-06", "2023-05", False),
        ("2023-06-30", "2023H1", True),
        ("2023年6月30日", "2023H1", True),
        ("2023-07-01", "2023H1", False),
        ("2023Q2", "2023-05", False),
        ("2023Q2", "2023-06", True),
    ],
)
def test_a_period_counts_from_its_end(assessed, announced, as_of, in_force):
    row = assessed(targets(f"2025,160,{announced}"), ACTUALS, "--as-of", as_of)["x"]
    assert (row["target_value"] == "160.0") is in_force


def test_what_is_announced_after_today_does_not_count_yet(assessed):
    # Today is 21 November 2026 in these tests; of that year it counts that it was announced at all.
    for announced, value in (("2026-11-20", "160.0"), ("2026", "160.0"), ("2026-12", "200.0"), ("2027", "200.0")):
        assert assessed(targets(f"2025,160,{announced}"), ACTUALS)["x"]["target_value"] == value


@pytest.mark.parametrize(
    ("today", "announced", "counts"),
    [
        ("2026-11-21", "2026-11-21", True),
        ("2026-11-21", "2026-11-22", False),
        # At the ends of months and years, of leap years too.
        ("2026-01-31", "2026-02-01", False),
        ("2026-03-01", "2026-03-01", True),
        ("2024-12-30", "2024-12-31", False),
        ("2024-12-31", "2025-01-01", False),
        ("2025-01-01", "2025", True),
    ],
)
def test_what_is_announced_counts_from_that_day_on(assessed, monkeypatch, today, announced, counts):
    monkeypatch.setenv("LIXIA_TODAY", today)
    row = assessed(targets(f"2025,160,{announced}"), ACTUALS)["x"]
    assert (row["target_value"] == "160.0") is counts


def test_the_first_counts_before_it_was_announced(assessed):
    row = assessed(HALF_WAY, ACTUALS, "--as-of", "2020")["x"]
    assert (row["target_value"], row["status"]) == ("200.0", "no_data")


def test_a_row_without_a_date_is_the_first(assessed):
    rows = targets("2025,160,2022", first=FIRST.replace("2021-03-15", ""))
    assert assessed(rows, ACTUALS, "--as-of", "2021")["x"]["target_value"] == "200.0"
    assert assessed(rows, ACTUALS, "--as-of", "2022")["x"]["original_target_value"] == "200.0"


def test_several_revisions(assessed):
    rows = targets("2025,150,2023-06", "2025,160,2022-06")
    in_force = {as_of: assessed(rows, ACTUALS, "--as-of", as_of)["x"] for as_of in ("2021", "2022", "2023")}
    assert [row["target_value"] for row in in_force.values()] == ["200.0", "160.0", "150.0"]
    assert [row["original_target_value"] for row in in_force.values()] == ["", "200.0", "200.0"]


def test_a_value_confirmed_is_not_revised(assessed):
    row = assessed(targets("2025,200,2023"), ACTUALS)["x"]
    assert ("revised" in row["flags"], row["original_target_value"]) == (False, "")


def test_a_target_put_off(assessed):
    rows = targets("2025,,2023", "2027,200,2023")
    before, after = (assessed(rows, ACTUALS, "--as-of", as_of)["x"] for as_of in ("2022", "2023"))
    assert (before["target_year"], after["target_year"], after["milestones_due"]) == ("2025", "2027", "")
    assert float(after["elapsed"]) == pytest.approx(3 / 7)
    assert ("revised" in after["flags"], "first announced: 200 (2025)" in after["note"]) == (True, True)
    original = assessed(rows, ACTUALS, "--targets-of", "original")["x"]
    assert (original["target_year"], original["elapsed"]) == ("2025", "0.6")


def test_a_target_that_another_one_follows(assessed):
    rows = targets("2025,200,2023", "2030,300,2023")
    row = assessed(rows, ACTUALS)["x"]
    assert (row["target_year"], row["next_due"]) == ("2030", "2025")
    # 2025 is over when 2030 is set, so nothing can be meant but that it follows.
    rows = targets("2030,300,2026")
    assert assessed(rows, ACTUALS)["x"]["target_year"] == "2030"


def test_a_whole_trajectory_revised(assessed):
    rows = targets("2023,150,2021-03-15", "2023,140,2022-12-31", "2025,160,2022-12-31")
    before, after = (assessed(rows, ACTUALS, "--as-of", as_of)["x"] for as_of in ("2021", "2022"))
    assert (before["next_due_value"], after["next_due_value"]) == ("150.0", "140.0")
    assert float(before["expected_now"]) == pytest.approx(100 + 50 / 3)
    assert float(after["expected_now"]) == pytest.approx(100 + 40 * 2 / 3)


def test_a_milestone_revised_alone(assessed):
    rows = targets("2023,150,2021-03-15", "2023,140,2022")
    row = assessed(rows, ACTUALS)["x"]
    assert (row["milestones_met"], row["target_value"], row["original_target_value"]) == ("1", "200.0", "200.0")
    assert "revised" in row["flags"].split()
    assert assessed(rows, ACTUALS, "--targets-of", "original")["x"]["milestones_met"] == "0"


@pytest.mark.parametrize(
    ("later", "originals"),
    [
        # Only the target was revised, only the milestone, both, and neither: then the milestone is new.
        (("2023,150,2021-03-15", "2025,160,2022"), ["", "200.0"]),
        (("2023,150,2021-03-15", "2023,140,2022"), ["150.0", "200.0"]),
        (("2023,150,2021-03-15", "2023,140,2022", "2025,160,2022"), ["150.0", "200.0"]),
        (("2023,150,2022",), ["", ""]),
        # The target was put off to 2027; the milestone stays as it was.
        (("2023,150,2021-03-15", "2025,,2023", "2027,200,2023"), ["", "200.0"]),
    ],
)
def test_a_milestone_has_its_own_original_value(run, plan, later, originals):
    rows = csv.DictReader(
        run("report", *plan(targets(*later), ACTUALS), "--milestones", "--format", "csv").stdout.splitlines()
    )
    assert [row["original_target_value"] for row in rows] == originals


def test_what_was_withdrawn_is_the_original_of_nothing(run, plan, assessed):
    """A milestone that was taken back has no new value; the last year of a target taken back as a whole remains."""
    taken_back = targets("2023,150,2021-03-15", "2023,,2022")
    files = plan(taken_back, ACTUALS)
    text = run("report", *files, "--milestones", "--targets-of", "original", "--format", "csv").stdout
    rows = [(row["target_year"], row["original_target_value"]) for row in csv.DictReader(text.splitlines())]
    assert rows == [("2023", ""), ("2025", "200.0")]
    row = assessed(targets("2023,150,2021-03-15", "2023,,2022", "2025,,2022"), ACTUALS)["x"]
    assert (row["target_year"], row["status"], row["original_target_value"]) == ("2025", "not_quantified", "200.0")


def test_a_target_put_off_twice(assessed):
    """The first date is the original one; the second one came and went."""
    rows = targets("2025,,2022", "2027,200,2022", "2027,,2023", "2029,200,2023")
    current, original = (assessed(rows, ACTUALS, "--targets-of", of)["x"] for of in ("current", "original"))
    assert (current["target_year"], current["target_value"]) == ("2029", "200.0")
    assert (original["target_year"], original["target_value"], original["status"]) == ("2025", "200.0", "behind")


def test_only_the_last_value_of_a_milestone_can_turn_back(run, plan):
    """Of 90, below the baseline of 100, nothing remains once it is 150, or withdrawn."""
    for later, warned in ((("2023,150,2022",), False), (("2023,,2022",), False), ((), True)):
        result = run("check", *plan(targets("2023,90,2021-03-15", *later), ACTUALS))
        assert ("90 in 2023 is not between" in result.stderr, result.exit_code) == (warned, 0)


def test_a_milestone_added_later_revises_nothing(assessed):
    row = assessed(targets("2023,150,2022"), ACTUALS)["x"]
    assert (row["target_year"], row["milestones_due"], "revised" in row["flags"]) == ("2025", "1", False)


def test_a_value_for_what_was_to_be_decided(assessed):
    rows = targets("2025,160,2023", first=FIRST.replace("2025,200", "2025,to be decided"))
    before, after = (assessed(rows, ACTUALS, "--as-of", as_of)["x"] for as_of in ("2022", "2023"))
    assert (before["status"], after["status"]) == ("not_quantified", "ahead")
    assert "first announced: to be decided (2025)" in after["note"]


def test_both_verdicts_in_show(run, plan):
    files = plan(HALF_WAY, ACTUALS)
    text = run("show", "x", "--lang", "en", *files).stdout
    assert "By the original target: 200 所 in 2025: Behind; progress 40.0%, planned progress 60.0%." in text
    assert "By the current target: 160 所 in 2025: Ahead of schedule; progress 66.7%, planned progress 60.0%." in text
    (about,) = json.loads(run("show", "x", "--format", "json", *files).stdout)["indicators"]
    assert [value["announced"] for value in about["revisions"]["values"]] == ["2021-03-15", "2023-07-01"]
    assert (about["revisions"]["original"]["status"], about["revisions"]["current"]["status"]) == ("behind", "ahead")
    text = run("show", "x", "--lang", "zh", "--targets-of", "original", *files).stdout
    assert "按原目标（2025年200所）：明显滞后；进度40.0%，计划进度60.0%。" in text.replace(" ", "")


def test_the_original_value_in_tables(run, plan):
    files = plan(HALF_WAY, ACTUALS)
    assert "160 (was 200)" in run("report", "--lang", "en", "--width", "140", *files).stdout
    assert "160（原200）" in run("report", "--lang", "zh", "--width", "140", *files).stdout
    assert "was" not in run("report", "--lang", "en", "--width", "140", "--as-of", "2022", *files).stdout
    files = plan(targets("2025,,2023", "2027,200,2023"), ACTUALS)
    assert "200 (was 200, 2025)" in run("report", "--lang", "en", "--width", "140", *files).stdout


def test_in_python(plan, tmp_path):
    plan(HALF_WAY, ACTUALS)
    files = tmp_path / "targets.csv", tmp_path / "actuals.csv"
    assert assess(*files, targets_of="original")["target_value"].tolist() == [200]
    assert assess(*files)["target_value"].tolist() == [160]
    with pytest.raises(RequestError, match="'first' is not known; use one of: current, original"):
        assess(*files, targets_of="first")


@pytest.mark.parametrize(
    ("later", "complaint"),
    [
        ("2025,160,", "key: the same plan, region, key and target year are also in line 2"),
        (
            "2025,160,2021-03-15",
            "key: the same plan, region, key, target year and date of announcement are also in line 2",
        ),
        ("2025,160,2021", "announced: '2021' may be before or after '2021-03-15' in line 2"),
        ("2025,160,2021-03", "announced: '2021-03' may be before or after '2021-03-15' in line 2"),
        ("2027,160,2023", "target_year: 2027, announced in 2023, may replace the target of 2025 or follow it"),
        ("2025,160,04/03/2023", "announced: '04/03/2023' may be 2023-04-03 or 2023-03-04; write one of them"),
        ("2025,160,2023-02-29", "announced: '2023-02-29' is not a date"),
    ],
)
def test_what_has_no_order_is_refused(run, plan, later, complaint):
    first = FIRST if later != "2025,160," else FIRST.replace("2021-03-15", "")
    result = run("report", *plan(targets(later, first=first), ACTUALS))
    assert result.exit_code == 2
    assert f"targets.csv:3: {complaint}" in result.stderr
    assert "1 problem" in result.stderr


def test_the_order_of_rows_changes_nothing(assessed):
    rows = targets("2023,150,2021-03-15", "2023,140,2022-12", "2025,,2023", "2027,180,2023").splitlines(keepends=True)
    one, other = assessed("".join(rows), ACTUALS)["x"], assessed("".join([rows[0], *rows[:0:-1]]), ACTUALS)["x"]
    assert one == other
