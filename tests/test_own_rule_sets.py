"""Rule sets of one's own: the tables [method.NAME] of lixia.toml, and the argument `rule_sets` in Python."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from hypothesis import given
from random_plans import cells_of, plans
from support import rows_of

from lixia_cli import InputError, assess

SCALE = """
[method.scale]
quantity = "percent_of_target"
source = "考核办法（示例）"
bands = [
  {from = 100, status = "exceeded", light = "green", name_zh = "超额", name_en = "Exceeded"},
  {from = 95, status = "reached", light = "green", name_zh = "达标"},
  {from = 80, status = "short", light = "yellow", name_en = "Nearly"},
  {status = "far", light = "red", name_zh = "差距较大", name_en = "Far off"},
]
"""
BANDS = [
    {"from": 1.0, "status": "good", "light": "green", "name_en": "Good"},
    {"from": 0.5, "status": "fair", "light": "yellow", "name_en": "Fair"},
    {"status": "poor", "light": "red", "name_en": "Poor"},
]
TARGETS = """
    key,domain,name_en,unit,measure,direction,qualifier,baseline_year,baseline_value,target_year,target_value
    a,economy,A,%,share,at_least,,2020,40,2025,80
    b,economy,B,%,share,at_least,,2020,40,2025,80
    c,economy,C,%,share,at_least,,2020,40,2025,80
    d,economy,D,%,share,at_least,,2020,40,2025,80
    ceiling,economy,Ceiling,%,share,at_most,,2020,40,2025,20
    none,economy,None,%,share,at_least,,2020,40,2025,80
"""
ACTUALS = """
    key,period,value
    a,2022,80
    b,2022,76
    c,2022,75.9
    d,2022,63.9
    ceiling,2022,30
"""


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """settings(text) writes lixia.toml into the directory that the run starts from."""
    monkeypatch.chdir(tmp_path)

    def write(text: str) -> None:
        (tmp_path / "lixia.toml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def scaled(settings, assessed):
    """scaled(targets, actuals, *options) → csv rows by key, judged by SCALE."""
    settings(SCALE)
    return lambda *arguments: assessed(*arguments, "--method", "scale")


# 80, 76, 75.9 and 63.9 of 80 are 100, 95, 94.875 and 79.875 %; a ceiling has no percent of target.
def test_bands_begin_at_their_lower_bound(scaled):
    rows = scaled(TARGETS, ACTUALS)
    found = {key: (row["method_value"], row["status"], row["light"]) for key, row in rows.items()}
    assert found == {
        "a": ("100.0", "exceeded", "green"),
        "b": ("95.0", "reached", "green"),
        "c": ("94.875", "short", "yellow"),
        "d": ("79.875", "far", "red"),
        "ceiling": ("", "not_classified", "grey"),
        "none": ("", "no_data", "grey"),
    }
    assert {row["method"] for row in rows.values()} == {"scale"}
    assert "the quantity of the rule set is not defined for this target" in rows["ceiling"]["note"]


def test_names_fall_back_to_the_other_language(settings, run, plan):
    settings(SCALE)
    files = plan(TARGETS, ACTUALS)
    english = run("report", *files, "--method", "scale").stdout
    assert all(word in english for word in ("Exceeded", "达标", "Nearly", "Far off", "Not classified"))
    chinese = run("report", *files, "--method", "scale", "--lang", "zh").stdout
    assert all(
        word in chinese for word in ("超额", "达标", "Nearly", "差距较大", "未分级", "完成率", "考核办法（示例）")
    )


@pytest.mark.parametrize("command", [("report",), ("summary",), ("show", "a")])
def test_every_view_takes_it(settings, run, plan, command):
    settings(SCALE)
    result = run(*command, *plan(TARGETS, ACTUALS), "--method", "Scale")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "scale" in result.stdout


def test_show_explains_it(settings, run, plan):
    settings(SCALE)
    about = json.loads(run("show", "b", *plan(TARGETS, ACTUALS), "--method", "scale", "--format", "json").stdout)
    verdict = about["indicators"][0]["verdict"]
    assert (verdict["formula"], verdict["calculation"]) == ("100 × value / target", "100 × 76 / 80")
    assert [band["rule"] for band in verdict["bands"][:4]] == [
        "percent of target >= 100",
        "percent of target >= 95",
        "percent of target >= 80",
        "percent of target below that",
    ]
    # Another rule set is chosen: one's own is among the others.
    about = json.loads(run("show", "b", *plan(TARGETS, ACTUALS), "--format", "json").stdout)
    assert about["indicators"][0]["methods"][-1]["label"] == "达标"


def test_it_can_be_listed_failed_on_and_set_as_default(settings, run, plan):
    files = plan(TARGETS, ACTUALS)
    settings(SCALE + '[report]\nmethod = "scale"\nfail-on = ["far"]\n')
    assert "考核办法（示例）" in run("list", "methods").stdout
    result = run("report", *files, "--format", "csv")
    assert (result.exit_code, rows_of(result.stdout)["b"]["status"]) == (1, "reached")
    assert rows_of(run("report", *files, "--format", "csv", "--status", "short").stdout).keys() == {"c"}


def test_the_flag_method_dependent_compares_published_rule_sets_only(settings, run, plan):
    files = plan(TARGETS, ACTUALS)
    before = run("report", *files, "--format", "csv").stdout
    settings(SCALE)
    assert run("report", *files, "--format", "csv").stdout == before


# "Over 80" is not met by 80, which is short of 100 %; a met target is no worse than one that is just met.
def test_met_and_not_met_at_the_threshold(scaled):
    header = (
        "key,domain,name_en,unit,measure,direction,qualifier,baseline_year,baseline_value,target_year,target_value\n"
    )
    rows = scaled(
        header + "over,economy,Over,%,share,at_least,over,2020,40,2025,80\n"
        "about,economy,About,%,share,at_least,about,2020,40,2025,80\n",
        "key,period,value\nover,2025,80\nabout,2025,77\n",
    )
    assert (rows["over"]["method_value"], rows["over"]["status"]) == ("100.0", "reached")
    assert (rows["about"]["method_value"], rows["about"]["status"]) == ("96.25", "exceeded")


def test_a_kept_limit_counts_as_just_met_and_a_lost_one_has_the_last_band(settings, assessed):
    bands = "".join(
        f'{{from = {least}, status = "{code}", light = "{light}", name_en = "{code}"}},'
        for least, code, light in ((1.2, "best", "green"), (1, "good", "green"), (0, "poor", "yellow"))
    )
    last = '{status = "lost", light = "red", name_en = "Lost"}'
    settings(f'[method.mine]\nquantity = "pace"\nbands = [{bands}{last}]\n')
    rows = assessed(
        "key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n"
        "kept,ecology,Kept,%,share,at_most,2020,10,2025,20\n"
        "lost,ecology,Lost,%,share,at_most,2020,10,2025,20\n"
        "no_start,ecology,No start,%,share,at_most,2020,,2025,20\n"
        "final,ecology,Final,%,share,at_least,2020,10,2025,20\n",
        "key,period,value\nkept,2022,12\nlost,2022,21\nno_start,2022,30\nfinal,2025,21\n",
        "--method",
        "mine",
    )
    # At the end 1.1 of the distance is covered in all of the time: pace 1.1.
    assert {key: row["status"] for key, row in rows.items()} == {
        "kept": "good",
        "lost": "lost",
        "no_start": "no_baseline",
        "final": "good",
    }


def test_below_a_last_band_with_a_bound_nothing_is_said(settings, assessed):
    settings(
        '[method.mine]\nquantity = "lead_pp"\nbands = [{from = 0, status = "up", light = "green", name_en = "Up"}, '
        '{from = -5, status = "near", light = "yellow", name_en = "Near"}]\n'
    )
    rows = assessed(TARGETS, "key,period,value\na,2022,56\nb,2022,55\nc,2022,53\n", "--method", "mine")
    # 16, 15 and 13 of 40 in two of five years: leads of 0, -2.5 and -7.5 points.
    assert [rows[key]["status"] for key in "abc"] == ["up", "near", "not_classified"]


# With the bounds of the published traffic lights, the verdicts are theirs.
@pytest.mark.filterwarnings("ignore::lixia_cli.LixiaWarning")
@given(plans)
def test_the_bounds_of_a_published_rule_set_give_its_verdicts(some):
    rows, actuals = map(pd.DataFrame, cells_of(some))
    targets = rows.assign(target_year=2025)
    lights = {
        "quantity": "lead_pp",
        "bands": [
            {"from": 0, "status": "green", "light": "green", "name_en": "Green"},
            {"from": -30, "status": "yellow", "light": "yellow", "name_en": "Yellow"},
            {"status": "red", "light": "red", "name_en": "Red"},
        ],
    }
    published = assess(targets, actuals, method="lights")
    own = assess(targets, actuals, method="mine", rule_sets={"mine": lights})
    known = own["status"] != "not_classified"
    assert set(published["status"][~known]) <= {"no_baseline", "no_data", "red"}
    assert (own["status"] == published["status"])[known].all()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"quantity": None},
            "method.mine.quantity: is missing; use one of: pace, lead_pp, progress, percent",
        ),
        ({"quantity": "speed"}, "method.mine.quantity: 'speed' is not known; use one of: pace, lead_pp, progress"),
        ({"quantities": 1}, "method.mine.quantities: is not known; is it 'quantity'?"),
        ({"bands": []}, "method.mine.bands: must be a list of bands, from best to worst"),
        ({"bands": [1]}, "method.mine.bands[1]: must be a table with from, status, light, name_zh, name_en"),
        ({"source": ""}, "method.mine.source: must be a text of one line"),
        ({"source": "a\u202eb"}, "method.mine.source: must be a text of one line"),
        ({0: {"from": "1"}}, "method.mine.bands[1].from: must be a number"),
        ({0: {"from": float("nan")}}, "method.mine.bands[1].from: must be a number"),
        ({0: {"from": None}}, "method.mine.bands[1].from: is missing: only the last band may lack its lower bound"),
        ({1: {"from": 1.0}}, "method.mine.bands[2].from: 1 is not below 1, the lower bound of the better band"),
        ({0: {"form": 1}}, "method.mine.bands[1].form: is not known; is it 'from'?"),
        ({0: {"light": "blue"}}, "method.mine.bands[1].light: 'blue' is not known; use one of: green, yellow, red"),
        ({0: {"light": "grey"}}, "method.mine.bands[1].light: 'grey' is not known; use one of: green, yellow, red"),
        ({0: {"light": None}}, "method.mine.bands[1].light: is missing; use one of: green, yellow, red"),
        ({0: {"status": "a b"}}, "method.mine.bands[1].status: must be a word of letters, digits, - and _"),
        ({0: {"status": "no_data"}}, "method.mine.bands[1].status: 'no_data' has a meaning of its own"),
        ({0: {"status": "red"}}, "method.mine.bands[1].status: 'red' is the name of a light; only a band with that"),
        ({1: {"status": "good"}}, "method.mine.bands[2].status: 'good' is another band already"),
        ({1: {"name_en": "Good"}}, "method.mine.bands[2].name_en: 'Good' is another band already"),
        ({0: {"name_en": None}}, "method.mine.bands[1]: needs a name: name_zh, name_en or both"),
        ({0: {"name_en": 3}}, "method.mine.bands[1].name_en: must be a text of one line"),
    ],
)
def test_each_mistake_is_one_line_with_its_key(change, message):
    bands = [
        {name: value for name, value in (band | change.get(number, {})).items() if value is not None}
        for number, band in enumerate(BANDS)
    ]
    table = {"quantity": "pace", "bands": bands} | {name: value for name, value in change.items() if name not in (0, 1)}
    table = {name: value for name, value in table.items() if value is not None}
    with pytest.raises(InputError) as error:
        assess("unread.csv", "unread.csv", rule_sets={"mine": table})
    assert len(error.value.problems) == 1
    assert str(error.value).startswith(f"rule_sets: {message}")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("lights", "'lights' is a published rule set; use another name"),
        ("EuroStat", "'eurostat' is a published rule set; use another name"),
        ("a b", "the name of a rule set has letters, digits, - and _ only"),
    ],
)
def test_names_that_cannot_be_used(name, message):
    with pytest.raises(InputError, match=message):
        assess("unread.csv", "unread.csv", rule_sets={name: {"quantity": "pace", "bands": BANDS}})


def test_two_names_that_read_the_same():
    table = {"quantity": "pace", "bands": BANDS}
    with pytest.raises(InputError, match=r"method\.Mine: 'mine' reads the same"):
        assess("unread.csv", "unread.csv", rule_sets={"mine": table, "Mine": table})


def test_a_mistake_in_the_settings_stops_every_command_but_help(settings, run):
    settings("[method.mine]\nquantity = 'pace'\nbands = 3\n")
    result = run("list", "plans")
    assert result.exit_code == 2
    assert "lixia.toml: method.mine.bands: must be a list of bands, from best to worst" in result.stderr
    assert run("report", "--help").exit_code == 0


def test_what_is_no_table(settings, run):
    settings("[method]\nmine = 3\n")
    result = run("list", "plans")
    assert "lixia.toml: method.mine: must be a table: [method.mine]" in result.stderr


def test_completion_knows_names_and_statuses(settings, run):
    settings(SCALE)

    def completed(words: str, number: int) -> str:
        environment = {"_LIXIA_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(number)}
        return run(env=environment).stdout

    assert "scale" in completed("lixia report --method sc", 3)
    assert "exceeded" in completed("lixia report --method scale --status ex", 5)
