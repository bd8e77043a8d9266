"""Cells are made once for rows that agree in what a column reads, so each column must say all that it reads."""

from __future__ import annotations

import ast
import inspect
import textwrap

import pytest

from lixia_cli.render.columns import COLUMNS


def constants_read(function, seen):
    """Yield the columns that a function reads from `record`, itself or in the functions that it hands it on to."""
    if function in seen or not inspect.isfunction(function):
        return
    seen.add(function)
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)).strip())):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            if ast.unparse(node.value) == "record":
                yield node.slice.value
        elif isinstance(node, ast.Call) and "record" in map(ast.unparse, node.args):
            for name in map(ast.unparse, (node.func, *node.args)):
                yield from constants_read(function.__globals__.get(name), seen)


@pytest.mark.parametrize("name", [name for name in COLUMNS if name not in ("region", "owner")])
def test_a_column_says_all_that_its_cells_are_made_from(name):
    column = COLUMNS[name]
    assert set(constants_read(column.cell, set())) <= set(column.reads)


def test_what_is_read_is_found():
    assert set(constants_read(COLUMNS["needed"].cell, set())) == set(COLUMNS["needed"].reads)
    assert {"measure", "year_to_date", "lower_bound"} <= set(constants_read(COLUMNS["latest"].cell, set()))


def test_rows_that_differ_in_anything_else_share_a_cell(run, plan):
    """By hand: 5 of 10 since 0 is a half, and 0.5 is 5 % of 10; the key and the name differ, the unit once."""
    targets = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n" + "".join(
        f"k{number},economy,N{number},{unit},stock,2020,0,2024,10\n"
        for number, unit in enumerate(["km", "km", "t", "km"])
    )
    actuals = "key,period,value\nk0,2022,5\nk1,2022,5\nk2,2022,5\nk3,2022,0.5\n"
    lines = run(
        "report", *plan(targets, actuals), "--lang", "en", "--columns", "unit,latest,percent"
    ).stdout.splitlines()
    cells = [line.split() for line in lines if line.startswith("N")]
    assert [row[:3] + row[-1:] for row in cells] == [
        ["N0", "km", "5", "50.0%"],
        ["N1", "km", "5", "50.0%"],
        ["N2", "t", "5", "50.0%"],
        ["N3", "km", "0.5", "5.0%"],
    ]
