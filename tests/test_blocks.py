"""Rows are assessed and written a block of targets at a time: the same bytes and notes as all at once."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from frames import checked
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lixia_cli import stages
from lixia_cli.assess.blocks import blocks
from lixia_cli.cli.commands import report
from lixia_cli.cli.main import lixia
from lixia_cli.loading import Plan
from lixia_cli.model import runs
from lixia_cli.model.table import Table
from lixia_cli.observe.by_series import BySeries
from lixia_cli.text.messages import RequestError

MEASURES = ("stock", "share", "flow", "cumulative", "growth", "each_year", "change")
SOURCES = "id,title,published\ns1,A,2022-05\ns2,B,2024-02-01\ns3,C,\n"
OPTIONS = (
    [],
    ["--all"],
    ["--all", "--by", "plan"],
    ["--plan", "b", "--region", "r2"],
    ["--status", "grey", "--status", "behind"],
    ["--fail-on", "red,no_data"],
    ["--as-of", "2023"],
    ["--known-on", "2023-06-30", "--all"],
    ["--targets-of", "original", "--all"],
    ["--columns", "key,target_value,further,note,flags", "--all"],
    ["--method", "eurostat", "--all"],
    ["--where", "measure=stock", "--sort", "worst"],
    ["--milestones"],
    ["--columns", "nothing"],
    ["--status", "nothing"],
)

# Of the key: its measure, and the targets that it is judged with.
keys = st.fixed_dictionaries({"measure": st.sampled_from(MEASURES), "joint": st.sampled_from(["", "", "j", "l"])})
values = st.sampled_from(["-20", "0", "3", "40", "51.5", "100"])
names = st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["r1", "r2"]), st.integers(0, 3))
"""Plan, region and key."""
due = st.lists(st.sampled_from([2022, 2023, 2025]), min_size=1, max_size=2, unique=True)
announced = st.sampled_from([[""], [""], ["", "2022-03"], ["2020-06", "2023-05"]])
targets = st.dictionaries(names, st.tuples(due, announced, values), min_size=3)
observed = st.dictionaries(
    st.tuples(st.sampled_from(["r1", "r2"]), st.integers(0, 3), st.sampled_from(["2020", "2021", "2022", "2023H1"])),
    st.tuples(values, st.sampled_from(["final", "preliminary"]), st.sampled_from(["s1", "s2", "s3", "s4", ""])),
    max_size=20,
)
plans = st.tuples(st.lists(keys, min_size=4, max_size=4), targets, observed)


def table(rows: list[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def written(folder: Path, some: tuple) -> list[str]:
    """The files of a plan in a folder, and the options that name them."""
    kinds, asked, seen = some
    joint = Counter((plan, region, kinds[key]["joint"]) for plan, region, key in asked)
    rows = [
        {"plan": plan, "region": region, "key": f"k{key}", "name_en": "N", "unit": "%", "target_year": year}
        | {"measure": kinds[key]["measure"], "direction": "at_least", "baseline_year": 2020, "baseline_value": ""}
        | {"target_value": float(value) + year - 2020 + place, "announced": day, "further": f"x{key}"}
        | {"joint": kinds[key]["joint"] if joint[plan, region, kinds[key]["joint"]] > 1 else ""}
        for (plan, region, key), (years, days, value) in asked.items()
        for year in years
        for place, day in enumerate(days)
    ]
    rows.sort(key=lambda row: str(row["target_value"]))  # what belongs together need not stand together
    figures = [
        {"region": region, "key": f"k{key}", "period": period, "value": value, "status": status, "source": source}
        | {"accumulation": "year_to_date"}
        for (region, key, period), (value, status, source) in seen.items()
    ]
    figures = figures or [{"region": "r1", "key": "k0", "period": "2022", "value": "1"}]
    for name, content in (("t.csv", table(rows)), ("a.csv", table(figures)), ("sources.csv", SOURCES)):
        (folder / name).write_text(content)
    return ["--targets", folder / "t.csv", "--actuals", folder / "a.csv"]


def outputs(files: list, options: list[str], form: str, path: Path | None = None) -> tuple[int, bytes, str]:
    """Exit code, output and messages of a report."""
    where = [] if path is None else ["-o", path]
    found = CliRunner().invoke(lixia, ["report", "--format", form, *map(str, [*files, *options, *where])])
    # What is left out is told after the last block, and not at all if there is none for an error.
    said = found.stderr.splitlines()[-1] if found.exit_code == 2 else found.stderr
    return found.exit_code, found.stdout_bytes if path is None else path.read_bytes(), said


@pytest.mark.parametrize("form", ["csv", "tsv", "jsonl"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(some=plans, options=st.sampled_from(OPTIONS), size=st.sampled_from([1, 2, 3, 7]))
def test_a_block_at_a_time_says_the_same(tmp_path, form, some, options, size):
    files = written(tmp_path, some)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report.Wanted, "in_blocks", lambda _: False)
        whole = outputs(files, options, form)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "BLOCK", size)
        assert outputs(files, options, form) == whole


MANY = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n" + "".join(
    f"k{number},economy,N{number},%,share,2020,40,2025,50\n" for number in range(20)
)
FEW = "key,period,value\nk0,2022,46\nk7,2022,41\nk7,2022H1,42\nk13,2022,39\n"


def test_notes_count_over_all_blocks(plan, run, monkeypatch):
    targets = MANY.replace("share", "flow").replace("%", "km")
    figures = "key,period,value,accumulation\n" + "".join(
        f"k{number},2022,45,\nk{number},2023H1,20,year_to_date\n" for number in (4, 5, 11, 19)
    )
    monkeypatch.setattr(report, "BLOCK", 3)
    result = run("report", "--format", "csv", *plan(targets, figures))
    start = "lixia: note: targets with figures of parts of a year, which do not count for them: "
    assert result.stderr == f"{start}4, such as 2023H1 of 'k4'\n"


def divided(rows: list[dict[str, object]], size: int) -> list[list[str]]:
    targets, _ = checked([{"baseline_year": 2020, "target_value": 1, "unit": "家"} | row for row in rows], [])
    return [block.texts("key").texts().tolist() for block in blocks(targets, size)]


def test_blocks_end_where_nothing_belongs_together():
    plain = [{"key": key} for key in "abcde"]
    assert divided(plain, 2) == [["a", "b"], ["c", "d"], ["e"]]
    assert divided(plain, 5) == divided(plain, 99) == [list("abcde")]
    joint = [{"key": key, "joint": "j" if key in "bd" else ""} for key in "abcde"]
    assert divided(joint, 1) == [["a"], ["b", "c", "d"], ["e"]]
    apart = [{"key": key, "joint": "j", "region": region} for region in ("r", "s") for key in "ab"]
    assert divided(apart, 1) == [["a", "b"], ["a", "b"]]  # joint within a region alone
    milestones = [{"key": key, "target_year": year} for key, year in zip("abcb", (2025, 2023, 2025, 2025), strict=True)]
    assert divided(milestones, 1) == [["a"], ["b", "c", "b"]]


def test_an_unknown_rule_set_is_refused_before_the_first_block():
    targets, actuals = checked([{"key": "a", "target_value": 1}], [])
    with pytest.raises(RequestError, match="lixa"):
        stages.assess_in_blocks(Plan(targets, actuals), targets, 1, stages.How(method="lixa"))


def test_no_targets_are_one_block():
    targets, _ = checked([{"key": "a", "target_value": 1}], [])
    assert [len(block) for block in blocks(targets.rows(slice(0)), 0)] == [0]


OBSERVED = st.tuples(st.sampled_from("abcd"), st.sampled_from(["", "r", "s"]))


@given(
    st.lists(OBSERVED, max_size=30)
    | st.lists(OBSERVED, max_size=8).map(lambda series: [one for one in series for _ in range(5)]),
    st.lists(st.tuples(st.sampled_from("xbcda"), st.sampled_from(["s", "r", ""])), max_size=10)
    | st.lists(OBSERVED, unique=True),
    st.sampled_from([1, 1000]),
)
def test_observations_are_found_by_key_and_region(observed, wanted, long):
    tables = [Table.of(pd.DataFrame(rows, columns=["key", "region"], dtype=object)) for rows in (observed, wanted)]
    with mock.patch.object(runs, "_LONG", long):  # of short ranges the rows are sorted, those of long ones counted
        target, found = BySeries(tables[0]).rows(tables[1])
    rows = np.arange(len(observed))[found]
    expected = [(i, k) for i, one in enumerate(wanted) for k, other in enumerate(observed) if one == other]
    assert list(zip(target.tolist(), rows.tolist(), strict=True)) == expected
