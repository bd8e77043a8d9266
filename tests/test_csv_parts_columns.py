"""Long csv files with columns of flags, kinds of rows and the like: part by part as at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from plans_in_parts import outcome, text_of, text_of_targets

from lixia_cli.read.parts import csv_file, csv_pieces
from lixia_cli.read.scope import Rows

CELLS = {
    "flag": ["", "b", "p", "e", "F", "c", "weird", "bd", "u"],
    "OBS_FLAG": ["", "b", "e", "p", "d"],
    "OBS_STATUS": ["", "A", "E", "P", "B", "F", "M"],
    "status": ["", "final", "p", "e", "A", "preliminary"],
    "Nature": ["", "C", "E", "F", "X", "M"],
    "CONF_STATUS": ["", "F", "C", "N"],
    "Scale": ["", "0", "3", "6", "Units", "x"],
    "Scenario": ["actual", "target", "budget", "", "Climate plan", "estimate"],
    "类型": ["实际", "目标", "计划", "增速", "", "累计"],
    "Version": ["actual", "forecast", "v1", ""],
    "sex": ["", "T", "M", "F", "total"],
    "month": ["", "1", "6", "Jan", "12"],
    "Estimates Start After": ["", "2021", "2022"],
    "no column": ["", "x"],
}
"""Cells of columns that actuals may have besides their own."""
VALUES = ["1,200", "12.5%", "50 p", "≈40", "40①", "60e", "", "n/a", "-", "more than 30", "1.500", "3万", "+5%", "40*"]
TARGETS = [("p", region, key, 2025, "") for region in "rs" for key in "abc"]


@st.composite
def rows_of(draw: st.DrawFn) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """A header and rows, with few kinds of cells in each further column."""
    extra = draw(st.lists(st.sampled_from(sorted(CELLS)), max_size=2, unique=True))
    further = [st.sampled_from(draw(st.lists(st.sampled_from(CELLS[name]), min_size=1, max_size=3))) for name in extra]
    values = st.sampled_from(["40", "51.5", "100"] * 3 + draw(st.lists(st.sampled_from(VALUES), max_size=2)))
    periods = st.sampled_from(["2020", "2021", "2022", "2023", draw(st.sampled_from(["2022", "2022H1", "2022-03"]))])
    row = st.tuples(st.sampled_from("abcd"), st.sampled_from("rs"), periods, values, *further)
    return ("key", "region", "period", "value", *extra), draw(st.lists(row, min_size=1, max_size=25))


def lines(said: str) -> list[str]:
    """Messages in any order, without what they name first: that is the first in the file, or of the first target."""
    examples = r"belong to no target \(.*\);|such as [^;\n]*|though they are of .*"
    return sorted(re.sub(examples, "…", said).splitlines())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None)
@given(
    table=rows_of(),
    kinds=st.fixed_dictionaries({key: st.sampled_from(["stock", "flow"]) for key in "abc"}),
    separator=st.sampled_from([",", ",", "\t", ";"]),
    part=st.sampled_from([1, 3, 9]),
    piece=st.sampled_from([1, 60, 10_000]),
)
def test_columns_beside_the_figures(tmp_path, table, kinds, separator, part, piece):
    text = text_of(*table)
    (tmp_path / "a.csv").write_text(text if '"' in text else text.replace(",", separator), encoding="utf-8")
    (tmp_path / "t.csv").write_text(text_of_targets(TARGETS, kinds), encoding="utf-8")
    names = ["--targets", str(tmp_path / "t.csv"), "--actuals", str(tmp_path / "a.csv")]
    whole = outcome(names, ["--all", "--format", "csv"], Rows())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_pieces, "PIECE", piece)
        patch.setattr(csv_file, "PIECES", 2)
        found = outcome(names, ["--all", "--format", "csv"], Rows(bytes=0, part=part))
    event(f"exit {whole[0]}")
    assert found[:2] == whole[:2]
    assert lines(found[2]) == lines(whole[2])
