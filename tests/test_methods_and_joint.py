"""Choosing a rule set, adding one, rows on which they differ, and targets judged together."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys

import pytest
from support import QUIET, REPOSITORY, TARGET_HEADER, cautions, rows_of

from lixia_cli.assess import methods

TARGET = "share,at_least,,,,2020,40,2025,50,,"


# Choosing.
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_unknown_method_is_one_line(run, language):
    result = run("report", "--lang", language, "--method", "sixth")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert "sixth" in result.stderr
    assert all(name in result.stderr for name in methods.names())


def test_the_method_and_its_quantity_stand_in_every_row(run, plan):
    files = plan(
        TARGET_HEADER + f"a,economy,A,%,{TARGET}\nb,economy,B,%,share,at_most,,,,2020,60,2025,50,,\n",
        "key,period,value\na,2022,44\nb,2022,57\n",
    )
    same_as = {"lixia": "pace", "lights": "lead_pp"}
    for name in methods.names():
        rows = rows_of(run("report", "--format", "csv", *files, "--method", name).stdout)
        assert all(row["method"] == name for row in rows.values())
        if name in same_as:
            assert all(row["method_value"] == row[same_as[name]] != "" for row in rows.values())


def test_status_filters_know_the_statuses_of_the_method(run, plan):
    files = plan(TARGET_HEADER + f"a,economy,A,%,{TARGET}\n", "key,period,value\na,2022,44\n")
    chosen = run("report", "--format", "csv", *files, "--method", "eurostat", "--status", "significant")
    assert list(rows_of(chosen.stdout)) == ["a"]
    other = run("report", "--format", "csv", *files, "--method", "eurostat", "--status", "on_track")
    assert other.exit_code == 2


# Where another rule set says another light.
def dependent(row: dict[str, str]) -> bool:
    return "method_dependent" in row["flags"].split()


@pytest.mark.parametrize(
    ("target", "values", "flagged"),
    [
        # On the path: pace 1, R 0.04881 / 0.04564, the projection beyond 50, lead 0; too few values for a trend.
        (TARGET, {"2022": 44}, ()),
        # 7 of 20 after 40 % of the time: pace 0.875 and a lead of -5 are yellow; R 0.16190 / 0.14870 is green, so is
        # 27 x 1.35^1.5 = 42.35 to come.
        ("share,at_least,,,,2020,20,2025,40,,", {"2022": 27}, ("lixia", "eurostat", "unsd", "lights")),
        # A steady 2 a year from before: only the German symbols can judge it, and nothing contradicts them.
        ("share,at_least,,,,2020,,2025,50,,", {"2021": 38, "2022": 40, "2023": 42, "2024": 44}, ()),
        # All yellow but the German rules, which say incomplete.
        ("share,at_least,,,,2020,43.8,2025,50,,", {"2022": 46}, ()),
        # On the path for four rule sets; the mean since 2018 is 44 - 46 over 4 years, away from the target.
        (TARGET, {"2018": 46, "2019": 46, "2022": 44}, ("lixia", "eurostat", "unsd", "destatis", "lights")),
        (TARGET, {"2022": 50}, ()),
        (TARGET, {}, ()),
    ],
)
def test_method_dependent(judge, target, values, flagged):
    for name in methods.names():
        assert dependent(judge(target, values, "--method", name)) == (name in flagged), name


# Adding one.
SIXTH = """
import numpy as np
from lixia_cli.assess.methods import Judgement, RuleSet, Status, Bilingual
from lixia_cli.model.coded import first_that_holds


def judge(measured):
    progress = measured.floats("progress")
    status = first_that_holds([(np.isnan(progress), "no_data"), (progress >= 0.5, "far")], "near")
    return Judgement(progress, status)


RULE_SET = RuleSet(
    name="sixth",
    source=Bilingual("Nobody, Half is enough", "佚名，一半即可"),
    quantity=Bilingual("share of the distance", "已走路程"),
    formula="(y - y0) / (T - y0)",
    statuses=(
        Status("far", "green", Bilingual("Far", "已过半"), Bilingual("half or more", "一半以上")),
        Status("near", "red", Bilingual("Near", "未过半"), Bilingual("less than half", "不到一半")),
    ),
    judge=judge,
)
"""


EACH = """
import json, sys
from click.testing import CliRunner
from lixia_cli.cli.main import lixia
print(json.dumps([CliRunner().invoke(lixia, run, catch_exceptions=False).stdout for run in json.loads(sys.argv[1])]))
"""
"""Run each of the command lines and print what they print."""


def test_one_more_file_is_one_more_method(tmp_path, plan):
    shutil.copytree(REPOSITORY / "lixia_cli", tmp_path / "lixia_cli", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "lixia_cli" / "assess" / "methods" / "sixth.py").write_text(SIXTH, encoding="utf-8")
    files = plan(
        TARGET_HEADER + f"a,economy,A,%,{TARGET}\nb,economy,B,%,{TARGET}\n", "key,period,value\na,2022,44\nb,2022,46\n"
    )
    runs = (
        ("list", "methods", "--lang", "zh"),
        ("report", "--format", "csv", "--method", "sixth", *files),
        ("report", "--method", "sixth", "--lang", "zh", *files),
        ("report", "--format", "csv", *files),
    )
    clean = {name: value for name, value in os.environ.items() if name not in QUIET} | {"PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-c", EACH, json.dumps(runs)]
    done = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, check=True)
    listed, chosen, report, default = json.loads(done.stdout)
    assert all(
        text in listed for text in ("sixth", "已走路程", "(最新值 - 基期值) / (目标值 - 基期值)", "佚名，一半即可")
    )
    rows = rows_of(chosen)
    # 4 and 6 of 10.
    assert {key: (row["method"], row["method_value"], row["status"], row["light"]) for key, row in rows.items()} == {
        "a": ("sixth", "0.4", "near", "red"),
        "b": ("sixth", "0.6", "far", "green"),
    }
    assert "已过半" in report
    assert "未过半" in report
    # It has a say in the others' reports too: four in ten is on schedule for lixia, red for it.
    assert dependent(rows_of(default)["a"])


# Joint targets. 40 → 50 in 2020-2025: in 2022 44 is on schedule, 46 ahead, 43 slightly behind (0.75), 41 behind, 39
# moving away.
@pytest.fixture
def together(assessed):
    """together({"a": 44, "b": None}) → the rows, all judged together; no figure for None."""

    def call(values: dict[str, float | None], *options: str, target: str = TARGET) -> dict[str, dict[str, str]]:
        targets = TARGET_HEADER.replace("\n", ",joint\n")
        targets += "".join(f"{key},economy,X,%,{target},both\n" for key in values)
        actuals = "key,period,value\n" + "".join(f"{key},2022,{value}\n" for key, value in values.items() if value)
        return assessed(targets + f"alone,economy,X,%,{TARGET},\n", actuals + "alone,2022,44\n", *options)

    return call


@pytest.mark.parametrize(
    ("values", "verdicts"),
    [
        ({"a": 44, "b": 43}, ("slightly_behind", "slightly_behind")),
        ({"a": 46, "b": 44, "c": 50}, ("on_track", "on_track", "on_track")),
        ({"a": 41, "b": 39}, ("reversing", "reversing")),
        ({"a": 44, "b": None}, ("incomplete", "no_data")),  # what is not known is no proof
        ({"a": 43, "b": None}, ("slightly_behind", "no_data")),
        ({"a": 44, "b": None, "c": 41}, ("behind", "no_data", "behind")),  # red whatever the other is
        ({"a": None, "b": None}, ("no_data", "no_data")),
    ],
)
def test_the_worst_of_joint_targets_counts(together, values, verdicts):
    rows = together(values)
    assert tuple(rows[key]["status"] for key in values) == verdicts
    for key in values:
        assert "joint" in rows[key]["flags"].split()
        assert f"joint targets, the worst verdict counts ({', '.join(values)})" in rows[key]["note"]
    assert (rows["alone"]["status"], cautions(rows["alone"])) == ("on_track", "due")


def test_each_keeps_its_own_figures_and_says_its_own_verdict(together):
    rows = together({"a": 44, "b": 43})
    assert [float(rows[key]["pace"]) for key in "ab"] == [1, 0.75]
    assert [float(rows[key]["method_value"]) for key in "ab"] == [1, 0.75]
    assert {rows[key]["light"] for key in "ab"} == {"yellow"}
    assert "on its own: on_track" in rows["a"]["note"]
    assert "on its own" not in rows["b"]["note"]


def test_joint_targets_under_another_rule_set(together):
    # 44: R 0.0488 / 0.0456, 43: 0.0368 / 0.0456 = 0.807, 41: 0.0124 / 0.0456 = 0.272.
    rows = together({"a": 44, "b": 44}, "--method", "eurostat")
    assert {rows[key]["status"] for key in "ab"} == {"significant"}
    rows = together({"a": 44, "b": 43}, "--method", "eurostat")
    assert {rows[key]["status"] for key in "ab"} == {"moderate"}
    rows = together({"a": 44, "b": 41, "c": None}, "--method", "eurostat")
    assert [rows[key]["status"] for key in "abc"] == ["insufficient", "insufficient", "no_data"]


def test_no_baseline_beside_red_and_green(assessed):
    targets = TARGET_HEADER.replace("\n", ",joint\n") + "".join(
        f"{key},economy,X,%,share,at_least,,,,2020,{baseline},2025,50,,,{name}\n"
        for key, baseline, name in (("a", 40, "one"), ("b", "", "one"), ("c", 40, "two"), ("d", "", "two"))
    )
    rows = assessed(targets, "key,period,value\na,2022,44\nb,2022,44\nc,2022,41\nd,2022,41\n")
    assert [rows[key]["status"] for key in "abcd"] == ["incomplete", "no_baseline", "behind", "behind"]


def test_of_many_joint_targets_the_note_names_a_few(assessed):
    targets = joint_targets(*(f"k{number},economy,X,%,{TARGET},all," for number in range(30)))
    notes = {row["note"] for row in assessed(targets, "key,period,value\nk0,2022,44\n").values()}
    assert all(" (k0, k1, k2, k3, k4, k5, k6, k7 and 22 more)" in note for note in notes)


def joint_targets(*rows: str) -> str:
    return TARGET_HEADER.replace("\n", ",joint,region\n") + "".join(f"{row}\n" for row in rows)


def test_the_same_name_in_another_region_is_another_group(run, plan):
    files = plan(
        joint_targets(
            *(f"{key},economy,X,%,{TARGET},both,{region}" for region in ("lixia", "shizhong") for key in "ab")
        ),
        "key,region,period,value\na,lixia,2022,44\nb,lixia,2022,46\na,shizhong,2022,41\nb,shizhong,2022,44\n",
    )
    rows = csv.DictReader(io.StringIO(run("report", "--format", "csv", *files).stdout))
    assert [(row["region"], row["status"]) for row in rows] == [
        ("lixia", "on_track"),
        ("lixia", "on_track"),
        ("shizhong", "behind"),
        ("shizhong", "behind"),
    ]


# What check says of it.


def test_a_joint_name_of_one_target_only(run, plan):
    # The same name in another region is another group.
    files = plan(
        joint_targets(
            f"a,economy,A,%,{TARGET},both,lixia",
            f"b,economy,B,%,{TARGET},both,lixia",
            f"a,economy,A,%,{TARGET},both,shizhong",
            f"c,economy,C,%,{TARGET},single,lixia",
        ),
        "key,period,value\na,2022,44\n",
    )
    result = run("check", *files)
    assert result.exit_code == 2
    lines = [line for line in result.stderr.splitlines() if "on one target only" in line]
    assert [("'both'" in line, "'single'" in line) for line in lines] == [(True, False), (False, True)]
    assert all(f"targets.csv:{number}" in line for number, line in zip((4, 5), lines, strict=True))


def test_joint_targets_of_two_domains(run, plan):
    files = plan(
        joint_targets(f"a,economy,A,%,{TARGET},both,lixia", f"b,ecology,B,%,{TARGET},both,lixia"),
        "key,period,value\na,2022,44\n",
    )
    result = run("check", *files)
    assert result.exit_code == 2
    assert "joint targets ('both') must be of one domain" in result.stderr
