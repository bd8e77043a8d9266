"""The Python API: the functions of the commands, without the command line."""

from __future__ import annotations

import contextlib
import copy
import datetime
import gc
import io
import json
import locale
import os
import pickle
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest
from support import dedent

import lixia_cli
from lixia_cli import InputError, LixiaWarning, RequestError, assess, explain, read_plan
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS

TARGETS = """\
key,plan,region,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
green,p,north,ecology,Green,%,share,2020,46.5,2025,48
green,p,south,ecology,Green,%,share,2020,40,2025,50
jobs,p,north,economy,Jobs,家,stock,2020,100,2025,200
green,q,north,ecology,Green,%,share,2020,46.5,2030,60
"""
ACTUALS = """\
key,region,period,value
green,north,2022,47.2
green,north,2023,47.9
green,south,2022,44
jobs,north,2022,140
"""


@pytest.fixture
def files(tmp_path) -> tuple[Path, Path]:
    """The files of a plan, as paths."""
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTUALS, encoding="utf-8")
    return tmp_path / "t.csv", tmp_path / "a.csv"


def test_importing_the_package_loads_nothing_heavy():
    script = "import sys, lixia_cli; print({'pandas', 'numpy', 'click', 'rich'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout == b"set()\n"


def test_functions_keep_their_names_where_folders_have_them_too():
    script = (
        "import lixia_cli.assess.assess, lixia_cli.explain.explain, lixia_cli.api\n"
        "from lixia_cli import assess, explain\n"
        "assert assess is lixia_cli.api.assess and explain is lixia_cli.api.explain\n"
        "import lixia_cli.assess.methods.unsd\n"
        "assert lixia_cli.assess is lixia_cli.api.assess"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
    assert set(lixia_cli.__all__) <= set(dir(lixia_cli))
    with pytest.raises(AttributeError, match="no attribute 'asess'"):
        _ = lixia_cli.asess


def test_the_package_is_typed():
    assert Path(lixia_cli.__file__).with_name("py.typed").is_file()


# Assess.
def test_a_row_per_target_with_the_columns_and_values_of_csv(files, run):
    targets, actuals = files
    frame = assess(targets, str(actuals), today=datetime.date(2026, 11, 21))  # as that of the command
    assert list(frame.columns) == list(ASSESSED_COLUMNS)
    assert list(frame.index) == [0, 1, 2]
    printed = run("report", "--format", "csv", "--all", "--targets", targets, "--actuals", actuals).stdout
    assert frame.to_csv(index=False) == printed
    # 44 of 40 to 50; 1.4 of 1.5.
    assert frame.loc[1, "progress"] == pytest.approx(0.4)
    assert frame.loc[0, "progress"] == pytest.approx(1.4 / 1.5)


def test_selection(files):
    assert list(assess(*files, plan="q")["key"]) == ["green"]
    assert list(assess(*files, region="north")["key"]) == ["green", "jobs"]
    assert list(assess(*files, domains="economy")["key"]) == ["jobs"]
    assert list(assess(*files, domains=["economy", "Ecology"])["key"]) == ["green", "green", "jobs"]
    assert set(assess(*files, method="unsd")["method"]) == {"unsd"}


@pytest.mark.parametrize("as_of", ["2022", 2022, "2022年", pd.Period("2022")])
def test_later_observations_do_not_count(files, as_of):
    frame = assess(*files, as_of=as_of)
    assert list(frame["latest_period"]) == ["2022", "2022", "2022"]
    assert frame.loc[0, "latest_value"] == 47.2


@pytest.mark.parametrize(("today", "due"), [("2025-12-31", False), ("2026-01-01", True)])
def test_today_decides_which_years_are_over(files, today, due):
    frame = assess(*files, today=datetime.date.fromisoformat(today))
    assert frame["flags"].str.contains("due").tolist() == [due] * 3


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"plan": "r"}, "no plan 'r'; is it 'p'?|no plan 'r'; available: p, q"),
        ({"region": "nroth"}, "no region 'nroth' in this plan; is it 'north'?"),
        ({"method": "eurostatt"}, "no method 'eurostatt'; is it 'eurostat'?"),
        ({"as_of": "soon"}, "as_of: 'soon' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06"),
    ],
)
def test_what_does_not_exist_is_a_request_error(files, options, message):
    with pytest.raises(RequestError) as caught:
        assess(*files, **options)
    assert str(caught.value) in message.split("|")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_every_problem_is_in_the_error(files):
    targets, actuals = files
    targets.write_text(TARGETS.replace(",50\n", ",5O\n"), encoding="utf-8")
    actuals.write_text(ACTUALS + "jobs,north,soon,1\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        assess(targets, actuals)
    assert str(caught.value) == dedent(
        f"""
        {targets}:3: target_value: '5O' is not a number; write it like 1910 or 46.5
        {actuals}:6: period: 'soon' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06, counted from 1 January
        """
    ).removesuffix("\n")
    places = [problem.place for problem in caught.value.problems]
    assert [(place.line, place.column) for place in places] == [
        (3, "target_value"),
        (6, "period"),
    ]
    copied = pickle.loads(pickle.dumps(caught.value))
    assert (copied.problems, copied.count) == (caught.value.problems, 2)


def test_problems_beyond_the_first_are_counted(files):
    targets, actuals = files
    actuals.write_text(ACTUALS + "jobs,north,soon,1\n" * 25, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        assess(targets, actuals)
    assert str(caught.value).splitlines()[20:] == ["and 5 more"]
    assert caught.value.count == 25


def test_a_reading_that_is_not_literal_is_a_warning_of_the_callers_line(files):
    targets, actuals = files
    actuals.write_text(ACTUALS.replace("\n", ",\n").replace("value,", "value,extra"), encoding="utf-8")
    for call in (assess, read_plan, explain):
        with pytest.warns(LixiaWarning, match="columns not used: extra") as caught:
            call(targets, actuals)
        assert [warning.filename for warning in caught] == [__file__]
    with pytest.warns(LixiaWarning):
        plan = read_plan(targets, actuals)
    assert [str(note) for note in plan.notes] == [f"{actuals}: columns not used: extra"]


def test_a_plan_is_both_frames_checked(files):
    plan = read_plan(*files)
    assert list(plan.targets["key"]) == ["green", "green", "jobs", "green"]
    assert list(plan.actuals["value"]) == [47.2, 47.9, 44, 140]
    assert plan.notes == ()


def test_what_is_neither_a_path_nor_a_frame_is_refused(files):
    with pytest.raises(TypeError):
        assess(files[0], [1, 2])


# Frames.
def test_frames_give_the_same_as_files(files):
    targets, actuals = (pd.read_csv(file) for file in files)
    pd.testing.assert_frame_equal(assess(targets, actuals), assess(*files))
    assert explain(targets, actuals, "jobs") == explain(*files, "jobs")
    plan = read_plan(targets, files[1])
    pd.testing.assert_frame_equal(plan.targets, read_plan(*files).targets)


def test_a_checked_plan_can_be_assessed(files):
    plan = read_plan(*files)
    pd.testing.assert_frame_equal(assess(plan.targets, plan.actuals), assess(*files))


def test_frames_are_not_changed(files):
    frames = [pd.read_csv(file, index_col=0).reset_index() for file in files]
    before = [frame.copy(deep=True) for frame in frames]
    assess(*frames, as_of="2022")
    for frame, old in zip(frames, before, strict=True):
        pd.testing.assert_frame_equal(frame, old)


def test_a_problem_of_a_frame_names_the_row(files):
    targets, actuals = (pd.read_csv(file, dtype=object) for file in files)
    actuals.loc[2, "value"] = "many"
    with pytest.raises(InputError) as caught:
        assess(targets, actuals)
    assert str(caught.value) == "actuals[2]: value: 'many' is not a number; write it like 1910 or 46.5"


# Explain.
def test_explanations_are_those_of_show(files, run):
    options = ("--targets", files[0], "--actuals", files[1])
    shown = json.loads(run("show", "green", "--format", "json", "--as-of", "2022", *options).stdout)
    assert explain(*files, "green", as_of=2022) == shown["indicators"]
    assert [about["key"] for about in explain(*files)] == ["green", "green", "jobs"]
    assert explain(*files, "jobs", language="zh")[0]["verdict"]["label"] == "达到序时进度"


def test_explanations_name_their_sources(files, tmp_path):
    (tmp_path / "sources.csv").write_text("id,title\ns,Report\n", encoding="utf-8")
    files[1].write_text("key,region,period,value,source\njobs,north,2022,130,s\n", encoding="utf-8")
    (about,) = explain(*files, "jobs", sources=tmp_path / "sources.csv")
    assert about["observations"][0]["source"]["title"] == "Report"


def test_an_unknown_key_or_language_is_refused(files):
    with pytest.raises(RequestError, match="no indicator 'job'; is it one of: jobs"):
        explain(*files, "job")
    with pytest.raises(ValueError, match="language must be one of zh, en, not 'de'"):
        explain(*files, language="de")


# The process is left as it was.
def test_no_state_of_the_process_changes(files):
    umask = os.umask(0)
    os.umask(umask)

    def state() -> list[object]:
        return [
            dict(os.environ),
            gc.isenabled(),
            locale.setlocale(locale.LC_ALL),
            list(warnings.filters),
            os.getcwd(),
            copy.copy(pd.options.display.max_rows),
            (sys.stdout.encoding, sys.stdout.errors),
        ]

    before = state()
    with contextlib.redirect_stdout(io.StringIO()) as printed, contextlib.redirect_stderr(printed):
        assess(*files)
        explain(*files)
        with pytest.raises(InputError):
            read_plan(files[0], "nowhere.csv")
    assert state() == before
    assert printed.getvalue() == ""
    assert os.umask(umask) == umask
