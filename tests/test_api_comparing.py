"""history and compare of the Python API: the rows of the commands, for lists where these repeat an option."""

from __future__ import annotations

import datetime
import warnings

import pandas as pd
import pytest
from support import dedent

from lixia_cli import InputError, LixiaWarning, RequestError, compare, history
from lixia_cli.summarise.over_years import HISTORY_COLUMNS
from lixia_cli.summarise.side_by_side import COMPARED_COLUMNS

pytestmark = pytest.mark.filterwarnings("ignore::lixia_cli.LixiaWarning")

TARGETS = """
    key,plan,region,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,announced,lead
    green,p,north,ecology,Green,%,share,2020,46.5,2025,48,,Parks
    jobs,p,north,economy,Jobs,家,stock,2020,100,2025,200,2021,Works
    jobs,p,north,economy,Jobs,家,stock,2020,100,2025,150,2023,Works
    green,p,south,ecology,Green,%,share,2020,40,2025,50,,Parks
    green,q,north,ecology,Green,%,share,2020,46.5,2030,60,,Parks
    nothing,p,north,economy,Nothing,家,stock,2020,1,2025,2,,Works
"""
ACTUALS = """
    key,region,period,value,status
    green,north,2022,47.2,final
    green,north,2023,47.9,preliminary
    green,south,2022,44,final
    jobs,north,2022,140,final
    jobs,south,2022,90,final
    roads,north,2022,3,final
    roads,south,2022,4,final
"""
TODAY = datetime.date(2026, 11, 21)
"""That of the commands in tests."""


@pytest.fixture
def files(plan, tmp_path):
    """The files of the plan: as options, and as paths."""
    return plan(TARGETS, ACTUALS), (tmp_path / "targets.csv", tmp_path / "actuals.csv")


def printed(run, command, options, *more):
    result = run(command, *options, *more, "--all", "--format", "csv")
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ({}, ()),
        ({"plan": "q"}, ("--plan", "q")),
        ({"region": "south", "method": "lights"}, ("--region", "south", "--method", "lights")),
        ({"as_of": "2023H1", "domains": "economy"}, ("--as-of", "2023H1", "--domain", "economy")),
        ({"targets_of": "original"}, ("--targets-of", "original")),
    ],
)
def test_history_has_the_rows_of_the_command(files, run, arguments, options):
    frame = history(*files[1], today=TODAY, **arguments)
    assert list(frame.columns) == [*HISTORY_COLUMNS, "lead"]
    assert list(frame.index) == list(range(len(frame)))
    assert frame.to_csv(index=False) == printed(run, "history", files[0], *options)


@pytest.mark.parametrize(
    ("arguments", "options"),
    [
        ({"as_of": [2023, "2022"]}, ("--as-of", "2023", "--as-of", "2022")),
        ({"region": ["north", "south"]}, ("--region", "north", "--region", "south")),
        (
            {"region": ("south", "north"), "domains": ["ecology"]},
            ("--region", "south", "--region", "north", "--domain", "ecology"),
        ),
        ({"plan": ["p", "q"], "region": "north"}, ("--plan", "p", "--plan", "q", "--region", "north")),
        (
            {"method": pd.Index(["lixia", "unsd", "lights"])},
            ("--method", "lixia", "--method", "unsd", "--method", "lights"),
        ),
    ],
)
def test_compare_has_the_rows_of_the_command(files, run, arguments, options):
    frame = compare(*files[1], today=TODAY, **arguments)
    assert (frame.columns[0], tuple(frame.columns[-len(COMPARED_COLUMNS) :])) == ("side", COMPARED_COLUMNS)
    assert frame.to_csv(index=False) == printed(run, "compare", files[0], *options)


def test_verdicts_and_differences(files):
    """47.2 is 0.7 of the 1.5 points to 48, 47.9 is 1.4 of them; 44 of 40 to 50 in the south."""
    years = history(*files[1], today=TODAY).query("key == 'green' and region == 'north'").set_index("as_of")
    assert years.loc["2022", "progress"] == pytest.approx(0.7 / 1.5)
    assert list(years.loc["2023", ["latest_value", "status_before", "change"]]) == [47.9, "ahead", "same"]
    sides = compare(*files[1], region=["north", "south"]).query("key == 'green'")
    assert list(sides["latest_value"]) == [47.9, 44.0]
    assert list(sides["not_compared"]) == ["", "the values are of different periods"]
    dates = compare(*files[1], as_of=[2022, 2023], region="north").query("key == 'green'")
    assert dates["value_change"].iloc[1] == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({}, "nothing to compare: give as_of, region, plan or method a list of two or more"),
        ({"as_of": [2022]}, "nothing to compare"),
        ({"as_of": []}, "nothing to compare"),
        ({"as_of": [2022, 2023], "method": []}, "nothing to compare"),
        ({"as_of": [2022, 2023], "region": ["north", "south"]}, "as_of and region both have several values"),
        ({"as_of": [2022, "2022"]}, "as_of 2022 is given twice"),
        ({"as_of": [2022, "soon"]}, "as_of: 'soon' is not a period"),
        ({"region": ["north", "North"]}, "region north and North are the same"),
        ({"region": ["north", "nowhere"]}, "nowhere"),
        ({"method": ["lixia", "unknown"]}, "unknown"),
    ],
)
def test_what_cannot_be_compared_is_refused(files, arguments, message):
    with pytest.raises(RequestError, match=message):
        compare(*files[1], **arguments)


def test_notes_are_warnings_and_problems_are_raised(files, tmp_path):
    actuals = tmp_path / "marked.csv"
    actuals.write_text(dedent("key,region,period,value\ngreen,north,2022,47.2①\n"), encoding="utf-8")
    for call in (history, lambda *tables: compare(*tables, method=["lixia", "lights"])):
        with pytest.warns(LixiaWarning, match="footnote marks"):
            call(files[1][0], actuals)
    actuals.write_text(dedent("key,region,period,value\ngreen,north,2022,much\n"), encoding="utf-8")
    for call in (history, lambda *tables: compare(*tables, method=["lixia", "lights"])):
        with pytest.raises(InputError, match="'much'"):
            call(files[1][0], actuals)
    with pytest.raises(RequestError, match="there is no history"):
        history(files[1][0], pd.DataFrame({"key": [], "period": [], "value": []}))


def test_what_several_sides_leave_out_is_said_once(plan, tmp_path):
    """Half of a year does not count for a plan of five, by whatever rule set."""
    plan(
        "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,X,亿元,flow,2020,100,2025,150\n",
        "key,period,value\nx,2021,110\nx,2022H1,60\n",
    )
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        compare(tmp_path / "targets.csv", tmp_path / "actuals.csv", method=["lixia", "unsd", "lights"])
    said = [str(one.message) for one in caught if "parts of a year" in str(one.message)]
    assert len(said) == 1


def test_a_history_without_figures_warns_of_what_was_left_out(plan, tmp_path):
    (tmp_path / "sources.csv").write_text("id,published\nlate,2026\n", encoding="utf-8")
    options = plan(dedent(TARGETS), "key,region,period,value,source\ngreen,north,2022,47.2,late\n")
    with (
        pytest.warns(LixiaWarning, match="published after 2025-12-31: 1"),
        pytest.raises(RequestError, match="no target of this selection has been observed"),
    ):
        history(options[1], options[3], known_on="2025", sources=tmp_path / "sources.csv", today=TODAY)
