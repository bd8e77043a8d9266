"""Figures that are hard to believe: named by check, counted in a note of report, and used all the same."""

from __future__ import annotations

import pytest

from lixia_cli.check import figures

HEADER = (
    "key,domain,name_en,unit,measure,direction,path,baseline_year,baseline_value,target_year,target_value,"
    "period_start\n"
)
# A target that nothing is wrong with, in front of the others.
SOUND, SEEN = "w,d,W,家,stock,at_least,,2020,1,2025,9,\n", "w,2022,2,家\n"


@pytest.fixture
def warnings(run, plan, monkeypatch):
    """warnings(target, actuals) → the warnings of check on one target, without the folder."""
    monkeypatch.setenv("LIXIA_TODAY", "2027-06-30")
    monkeypatch.setattr(figures, "_AT_ONCE", 1)  # the targets are looked at one by one

    def call(target, actuals):
        options = plan(f"{HEADER}{SOUND}x,d,X,{target}\n", f"key,period,value,unit\n{SEEN}{actuals}")
        checked, reported = run("check", *options), run("report", "--all", *options)
        assert (checked.exit_code, reported.exit_code) == (0, 0), checked.stderr
        lines = [line[line.rfind("/", 0, line.find(".csv")) + 1 :] for line in checked.stderr.splitlines()]
        note = f"lixia: note: figures that are hard to believe: {len(lines)}; lixia check lists them\n" if lines else ""
        # Later parts of a year that do not count have a note of their own.
        notes = [line for line in reported.stderr.splitlines(keepends=True) if "parts of a year" not in line]
        assert "".join(notes) == note
        end = f", warnings: {len(lines)}\n" if lines else ", no problem\n"
        assert checked.stdout.endswith(end)
        return [line.replace(" warning:", "") for line in lines]

    return call


FLOW = "亿元,flow,at_least,,2020,1910,2025,2500,"


@pytest.mark.parametrize(
    ("target", "actuals", "found"),
    [
        # 万元 written for 亿元, in one year and in all of them.
        (FLOW, "x,2021,2124,\nx,2022,22829000,\nx,2023,2446,\n",
         "actuals.csv:4: value: 22829000 亿元 beside 2446 亿元 in the same series; is the unit right?"),
        (FLOW, "x,2021,2,\nx,2022,2,\nx,2023,2000,\n",  # a thousand times, no less
         "actuals.csv:5: value: 2000 亿元 beside 2 亿元 in the same series; is the unit right?"),
        (FLOW, "x,2022,22829000,\n",
         "actuals.csv:3: value: 22829000 亿元 for a target of 2500 亿元; is the unit right?"),
        (FLOW, "x,2022,0.22829,\n",
         "actuals.csv:3: value: 0.22829 亿元 for a target of 2500 亿元; is the unit right?"),
        ("%,share,at_least,,2020,50,2025,90,", "x,2022,0.6,\n",
         "actuals.csv:3: value: 0.6 % for a target of 90 %; is one of them a fraction of 1?"),
        ("%,share,at_least,,2020,0.5,2025,0.9,", "x,2022,60,\n",
         "actuals.csv:3: value: 60 % for a target of 0.9 %; is one of them a fraction of 1?"),
        ("%,share,at_least,,2020,0.15,2025,90,", "",
         "targets.csv:3: baseline_value: 0.15 for a target of 90 %; is one of them a fraction of 1?"),
        # One year as a fraction, and decimal commas that count as those between thousands.
        ("%,share,at_least,,2020,40,2025,60,", "x,2021,42,\nx,2022,0.46,\nx,2023,47,\n",
         "actuals.csv:4: value: 0.46 % beside 42 % in the same series; is one of them a fraction of 1?"),
        ("%,share,at_least,,2020,40,2025,60,", 'x,2021,42,\nx,2022,"46,125",\n',
         "actuals.csv:4: value: 46125 % is far beyond target and baseline; is its comma a decimal one?"),
        ('%,share,at_least,,2020,"40,125",2025,60,', "x,2022,46,\n",
         "targets.csv:3: baseline_value: 40125 for a target of 60 %; is one of them in another unit?"),
        ("亿元,flow,at_least,,2020,19100000,2025,2500,", "x,2022,2000,\n",
         "targets.csv:3: baseline_value: 19100000 for a target of 2500 亿元; is one of them in another unit?"),
        ("个百分点,change,at_least,,2020,,2025,5,", "x,2022,46.5,\n",
         "actuals.csv:3: value: 46.5 个百分点 for a target of 5 个百分点, which is a change; is this a level?"),
        ("%,growth,at_least,,2020,,2025,7,", "x,2022,2282.9,\n",
         "actuals.csv:3: value: 2282.9 % for a target of 7 %, which is a change; is this a level?"),
        (FLOW, "x,2020,1900,\nx,2022,2200,\n",
         "targets.csv:3: baseline_value: 1910, but the actual of 2020 is 1900"),
        (FLOW, "x,2020,1909.4,\nx,2022,2200,\n",  # which is 1909 in whole numbers
         "targets.csv:3: baseline_value: 1910, but the actual of 2020 is 1909.4"),
        (FLOW, "x,2022,2200,\nx,2026,2600,\n",
         "actuals.csv:4: period: 2026 is after the target year 2025: it does not count"),
        ("家,stock,at_least,,2020,50,2025,50,", "x,2022,50,\n",
         "targets.csv:3: target_value: 50 is the value of the baseline year 2020 already; is it the right column?"),
        ("%,share,at_most,,2020,2.5,2025,3,", "x,2021,102.1,\nx,2022,101.3,\n",
         "actuals.csv:3: value: 102.1 % for a target of 3 %; is it an index (last year = 100)?"),
        # PM2.5, say: nothing tells a floor from a ceiling.
        ("微克/立方米,stock,,,,,2025,38,", "x,2022,42,\nx,2023,39,\n",
         ("targets.csv:3: direction: is empty, and there is no baseline: 38, below every figure, counts as reached; "
         "give at_most if it is a ceiling")),
        # Running totals of the plan for a total of its years: 100 of 500 a year would do.
        ("家,cumulative,at_least,,2020,,2025,500,", "x,2021,100,\nx,2022,190,\nx,2023,290,\n",
         ("actuals.csv:5: value: 290 家 after smaller figures, for a total of 500 家; "
         "is it the sum since the first year?")),
        ("亿元,cumulative,at_least,,,,2025,500,2021", "x,2022,190,\nx,2021,100,\n",
         ("actuals.csv:3: value: 190 亿元 after smaller figures, for a total of 500 亿元; "
         "is it the sum since the first year?")),
        # What programs write where there is no value.
        ("家,stock,at_least,,2020,10,2025,20,", "x,2021,14,\nx,2022,-999,\n",
         "actuals.csv:4: value: -999 家 may stand for no value; if so, leave the cell empty"),
        ("%,share,at_least,,2020,10,2025,20,", "x,2022,999,\n",
         "actuals.csv:3: value: 999 % may stand for no value; if so, leave the cell empty"),
        # At the edge: 1,000 times, 100 times, five times, 100 % a year.
        (FLOW, "x,2021,2,\nx,2022,2000,\nx,2023,2000,\n",
         "actuals.csv:3: value: 2 亿元 beside 2000 亿元 in the same series; is the unit right?"),
        (FLOW, "x,2022,1.91,\n",
         "actuals.csv:3: value: 1.91 亿元 for a target of 2500 亿元; is the unit right?"),
        ("%,share,at_least,,2020,40,2025,60,", "x,2022,6000,\n",
         "actuals.csv:3: value: 6000 % is far beyond target and baseline; is its comma a decimal one?"),
        ("家,stock,at_least,,2020,5,2025,5000,", "",
         "targets.csv:3: baseline_value: 5 for a target of 5000 家; is one of them in another unit?"),
        ("个百分点,change,at_least,,2020,,2025,5,", "x,2022,25,\n",
         "actuals.csv:3: value: 25 个百分点 for a target of 5 个百分点, which is a change; is this a level?"),
        ("%,growth,at_least,,2020,,2025,7,", "x,2022,100,\n",
         "actuals.csv:3: value: 100 % for a target of 7 %, which is a change; is this a level?"),
    ],
)  # fmt: skip
def test_what_is_hard_to_believe(warnings, target, actuals, found):
    assert warnings(target, actuals) == [found]


@pytest.mark.parametrize(
    ("target", "actuals"),
    [
        (FLOW, "x,2020,1909.6,\nx,2021,2124,\nx,2022,22829000,万元\n"),  # rounded; and said to be 万元
        ("微克/立方米,stock,,,,,2025,38,", "x,2022,42,\nx,2023,38,\n"),
        ("微克/立方米,stock,,,,,2025,38,", "x,2022,40,\nx,2023,42,\n"),
        ("微克/立方米,stock,,,,,2025,38,", "x,2022,40,\n"),
        ("微克/立方米,stock,at_least,,,,2025,38,", "x,2022,42,\nx,2023,39,\n"),
        ("微克/立方米,stock,,,2020,47,2025,38,", "x,2022,42,\nx,2023,39,\n"),
        ("位次,rank,,,,,2025,3,", "x,2022,5,\nx,2023,4,\n"),
        ("%,share,at_most,,2020,2.5,2025,3,", "x,2021,102.1,\nx,2022,2.3,\n"),
        ("%,share,at_least,,2020,70,2025,95,", "x,2021,98,\nx,2022,99,\n"),
        # Next to the edges.
        (FLOW, "x,2021,2.01,\nx,2022,2000,\nx,2023,2000,\n"),
        (FLOW, "x,2022,1.92,\n"),
        ("%,share,at_least,,2020,40,2025,60,", "x,2022,5999,\n"),
        ("家,stock,at_least,,2020,5.01,2025,5000,", ""),
        ("个百分点,change,at_least,,2020,,2025,5,", "x,2022,24.9,\n"),
        ("%,growth,at_least,,2020,,2025,7,", "x,2022,99.9,\n"),
        ("%,share,at_least,,2020,0.5,2025,0.9,", "x,2021,0.6,\nx,2022,60,\n"),  # not all of them are percentages
        ("亩,cumulative,at_least,,2020,,2025,5000,2021", "x,2021,3,\n"),  # the first of a total
        (FLOW, "x,2021Q1,500,\nx,2021H1,1000,\nx,2021,2100,\nx,2022Q1,490,\n"),  # each year starts anew
        ("%,share,at_least,,2020,0.8,2025,2.5,", "x,2022,0.9,\n"),
        ("%,share,at_most,,2020,0.05,2025,0.03,", "x,2022,0.045,\n"),
        ("%,share,at_least,,2020,0.5,2025,40,", "x,2022,20,\nx,2021,0.02,\n"),  # from next to nothing
        ("个百分点,change,at_least,,2020,,2025,5,", "x,2022,-3,\n"),
        ("家,stock,at_least,,2020,0,2025,5000,", "x,2022,30,\nx,2023,0,\n"),
        ("万元,flow,at_most,,2020,100,2025,50,", "x,2022H1,-5,\nx,2022,-9,\n"),  # below zero a sum may fall
        ("亩,cumulative,at_least,,2020,,2025,5000,2021", "x,2021,3,\nx,2022,900,\n"),
        ("家,cumulative,at_least,,2020,,2025,500,", "x,2021,100,\nx,2022,110,\nx,2023,120,\n"),  # even, of each year
        ("家,cumulative,at_least,,2020,,2025,500,", "x,2021,20,\nx,2022,60,\nx,2023,130,\n"),  # a sum that is no more
        (FLOW, "x,2021,2,\nx,2022,2,\nx,2023,1999,\n"),
        (FLOW, "x,2020,1909.5,\nx,2022,2200,\n"),  # which is 1910 in whole numbers
        ("家,cumulative,at_least,,2020,,2025,500,", "x,2021,150,\nx,2022,400,\n"),  # the last alone is far ahead
        ("家,cumulative,at_least,,2020,,2025,500,", "x,2021,100,\nx,2022,90,\nx,2023,290,\n"),  # falls
        ("家,cumulative,at_least,,2020,,2025,500,", "x,2021,100,\nx,2023,290,\n"),  # a gap
        ("亿元,stock,at_least,,2020,-120,2025,20,", "x,2022,-99,\n"),  # as the baseline, below zero
        ("家,stock,at_least,,2020,900,2025,1200,", "x,2022,999,\n"),
        ("家,stock,at_least,,2020,10,2025,20,", "x,2022,-9,\n"),
        ("家,cumulative,at_most,,2020,,2025,500,", "x,2021,100,\nx,2022,190,\nx,2023,290,\n"),
    ],
)
def test_what_may_well_be(warnings, target, actuals):
    assert warnings(target, actuals) == []


@pytest.mark.parametrize("said", ["preliminary,", ",lower"])
def test_a_baseline_differs_from_a_final_figure_only(run, plan, said):
    target = f"{HEADER}x,d,X,{FLOW}\n"
    for cells, warned in ((",", True), (said, False)):
        result = run("check", *plan(target, f"key,period,value,status,bound\nx,2020,1900,{cells}\nx,2022,2200,,\n"))
        assert ("but the actual of 2020 is 1900" in result.stderr) == warned


def test_all_are_listed(run, plan):
    rows = "".join(f"k{number},d,X,家,stock,at_least,,2020,5,2025,5,\n" for number in range(50))
    result = run("check", *plan(HEADER + rows, "key,period,value\n"))
    assert result.stderr.count("warning: 5 is the value of the baseline year") == 50


@pytest.mark.parametrize(
    ("target", "actuals", "found"),
    [
        (FLOW, "x,2021,2124,\nx,2022,2300,\nx,2023,0,\nx,2024,0.0,\n", [5, 6]),
        ("%,share,,,2020,40,2025,60,", "x,2021,42,\nx,2022,0,\n", [4]),
        ("%,share,,,,,2025,60,", "x,2021,42,\nx,2022,0,\n", [4]),
        # What may well be zero: what is to fall, has been zero before, rises again, or is a rate.
        ("起,stock,at_most,,2020,5,2025,3,", "x,2021,4,\nx,2022,0,\n", []),
        ("起,stock,,,2020,5,2025,3,", "x,2021,4,\nx,2022,0,\n", []),
        ("家,stock,at_least,,2020,0,2025,9,", "x,2021,2,\nx,2022,0,\n", []),
        (FLOW, "x,2021,2124,\nx,2022,0,\nx,2023,2300,\n", []),
        (FLOW, "x,2021,0,\n", []),
        ("%,growth,at_least,,2020,,2025,6,", "x,2021,5,\nx,2022,0,\n", []),
        ("家,cumulative,at_least,,2020,,2025,9,", "x,2021,5,\nx,2022,0,\n", []),
    ],
)
def test_zeros_at_the_end(warnings, target, actuals, found):
    """Sheets are filled with zeros where there is no figure yet."""
    said = [line for line in warnings(target, actuals) if "after figures above zero" in line]
    assert [int(line.split(":")[1]) for line in said] == found
