"""Plans with odd cells in a few columns, and what a report says of them that keeps only so many rows in memory."""

from __future__ import annotations

import csv
import io
from collections import Counter
from functools import partial

import pytest
from click.testing import CliRunner
from hypothesis import strategies as st

from lixia_cli.cli import assessing
from lixia_cli.cli.commands import report
from lixia_cli.cli.main import lixia
from lixia_cli.read.scope import Rows

TARGET = (
    "plan",
    "region",
    "key",
    "name_en",
    "unit",
    "measure",
    "baseline_year",
    "target_year",
    "target_value",
    "joint",
)
ACTUAL = ("key", "region", "period", "value", "unit", "status", "accumulation")
REFUSED = "the most that are read at once"

targets = st.lists(
    st.tuples(
        st.sampled_from(["p", "p", "q"]),
        st.sampled_from(["r", "s"]),
        st.sampled_from(["a", "b", "c", "d"]),
        st.sampled_from([2023, 2025]),
        st.sampled_from(["", "", "j"]),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda row: row[:4],
)
measures = st.fixed_dictionaries({key: st.sampled_from(["stock", "flow", "share", "growth"]) for key in "abcd"})
# What may stand in a column beside what is right.
ODD = {
    "key": ["A", "Name B", "c（km）", "zz", "d_累计值", "", None],
    "region": ["R", "t", "", None],
    "period": ["2022H1", "2022-03", "2010-11", "2012-13", "2011-12", "soon", "2022E", "2021年（快报）", "2022A"],
    "value": ["-20", "0", "99000", None],
    "unit": ["", "万km", "kg", None],
    "status": ["preliminary", "", "快报", "guess"],
    "accumulation": ["", "period"],
}
RIGHT = {
    "key": list("abcd"),
    "region": ["r", "s"],
    "period": ["2020", "2021", "2022", "2023"],
    "value": ["40", "51.5", "100"],
    "unit": ["km"],
    "status": ["final"],
    "accumulation": ["year_to_date"],
}


def _figure(row: tuple) -> tuple:
    return (*row[:3], row[5])


@st.composite
def observations(draw: st.DrawFn) -> list[tuple]:
    """Rows of actuals, of which few columns have odd cells, and few rows have one."""
    odd = draw(st.lists(st.sampled_from([(name, cell) for name, cells in ODD.items() for cell in cells]), max_size=3))
    cells = [st.sampled_from([*RIGHT[name] * 3, *(cell for where, cell in odd if where == name)]) for name in ACTUAL]
    return draw(st.lists(st.tuples(*cells), min_size=1, max_size=30, unique_by=_figure))


def text_of(names: tuple[str, ...], rows: list[tuple]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([names, *rows])
    return text.getvalue()


def text_of_targets(asked: list[tuple], kinds: dict[str, str]) -> str:
    """The file of targets, of which those are joint that share a plan and a region with others."""
    joint = Counter((plan, region) for plan, region, key in {row[:3] for row in asked if row[-1]})
    rows = [
        (plan, region, key, f"Name {key.upper()}", "km", kinds[key], 2020, year, 100 + year - 2020, group)
        if joint[plan, region] > 1
        else (plan, region, key, f"Name {key.upper()}", "km", kinds[key], 2020, year, 100 + year - 2020, "")
        for plan, region, key, year, group in asked
    ]
    return text_of(TARGET, rows)


def outcome(names: list[str], options: list[str], rows: Rows) -> tuple[int, bytes, str]:
    """Exit code, output and messages of a report that keeps so many rows in memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(report, "assess_selection_in_blocks", partial(assessing.assess_selection_in_blocks, rows=rows))
        found = CliRunner().invoke(lixia, ["report", *names, *options])
    return found.exit_code, found.stdout_bytes, found.stderr


OPTIONS = (
    ["--all"],
    ["--all", "--plan", "q"],
    ["--all", "--region", "r"],
    ["--as-of", "2022", "--fail-on", "red,behind"],
)


def spelt(asked: list[tuple], observed: list[tuple], regions: tuple[str, str]) -> tuple[list[tuple], list[tuple]]:
    """The same with regions of the targets, and of the observations, spelt as in these two texts."""
    names = [dict(zip("rs", (*map(str.strip, of), of[-1].strip()), strict=False)) for of in regions]
    asked = list(dict.fromkeys((plan, names[0][region], *rest) for plan, region, *rest in asked))
    return asked, [(key, names[1].get(region, region), *rest) for key, region, *rest in observed]


REGIONS = st.sampled_from([("rs", "rs"), ("rs", "rs"), ("r", "r"), ("r", " "), (" ", "r"), ("r ", "r"), (" ", "rs")])
