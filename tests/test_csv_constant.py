"""Columns with one cell in all rows of a long csv file: taken over from block to block as long as that is so."""

import csv
import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.read.csv_cells import WIDEST, block_of, block_of_cells
from lixia_cli.read.csv_columns import Columns
from lixia_cli.read.csv_rows import Body

TEXTS = st.sampled_from(
    ["", "a", "b", "ab", "km", "kmh", "stock", "Indicator 1", "区域", "x" * (WIDEST - 1), "x" * WIDEST]
)
ODD = ("5*", "1,5")
NUMBERS = st.sampled_from(["", "100", "100.0", "-0", "0", "2020", "1.5", "15", *ODD])
ROWS = st.tuples(TEXTS, NUMBERS, TEXTS, NUMBERS, TEXTS)
BLOCKS = st.tuples(ROWS, st.integers(1, 5), st.lists(st.tuples(st.integers(0, 5), ROWS), max_size=1))
"""A row, how many there are of it, and another one among them."""


@given(st.lists(BLOCKS, min_size=1, max_size=5), st.sampled_from(["\n", "\r\n"]), st.sampled_from([[], [1], [1, 3]]))
def test_columns_of_blocks_are_those_that_python_reads(blocks, line_end, numbers):
    columns, every = Columns(Body(b"", 2, ",", 5, [0, 1, 2, 3, 4], frozenset(numbers), True)), []
    for row, count, others in blocks:
        rows = [row] * count
        for at, other in others:
            rows.insert(at, other)
        odd_rows = [row for row in rows if any(row[at] in ODD for at in numbers)]
        if any(sum(row[at] != "" for row in odd_rows) * 2 > len(rows) for at in numbers):
            continue  # of such blocks numbers are left as texts
        text = io.StringIO()
        csv.writer(text, lineterminator=line_end).writerows(rows)
        block = block_of(text.getvalue().encode(), ",", 5)
        assert block is not None
        columns.add(block)
        every += rows
    if not every:
        return
    found, odd = columns.joined()
    for at, cells in enumerate(zip(*every, strict=True)):
        if at not in numbers:
            assert found[at].texts().tolist() == list(cells)
            continue
        # All numbers of a row with an odd cell are kept as they are written.
        is_odd = [any(row[other] in ODD for other in numbers) for row in every]
        expected = [float(cell) if cell and not odd else np.nan for cell, odd in zip(cells, is_odd, strict=True)]
        np.testing.assert_array_equal(found[at], expected)
        assert np.signbit(found[at]).tolist() == np.signbit(expected).tolist()
        assert not odd or odd[at].texts().tolist() == [
            cell * is_odd for cell, is_odd in zip(cells, is_odd, strict=True)
        ]


@pytest.mark.parametrize(
    ("before", "cells"),
    [
        ("km", ["kms", "km"]),
        ("km", ["km", "kms"]),
        ("km", ["k", "km"]),
        ("12345678", ["123456789", "12345678"]),
        ("1234567", ["1234567 ", "1234567"]),
        ("km", ["km\n2", "km"]),
        ("km", ["km,2", "km"]),
        ("km", ['km"', "km"]),
        ("km", ["", "km"]),
        ("", ["km", ""]),
        ("x" * 200, ["x", "x"]),
        ("x" * 200, ["x" * 199 + "y", "x" * 200]),
    ],
)
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("others", [[], ["z"]])
def test_a_column_is_as_before_only_if_every_cell_is(before, cells, quoting, others):
    columns = Columns(Body(b"", 2, ",", 2 + len(others), [*range(2 + len(others))]))
    for some in ([before, before], cells, [before, before]):
        text = io.StringIO()
        csv.writer(text, quoting=quoting, lineterminator="\n").writerows(
            [at, cell, *others] for at, cell in enumerate(some)
        )
        block = block_of(text.getvalue().encode(), ",", 2 + len(others))
        assert block is not None
        columns.add(block)
    assert columns.joined()[0][1].texts().tolist() == [before, before, *cells, before, before]


@pytest.mark.parametrize(
    ("lines", "at", "cells"), [(b"km,1\nkm,2\n", 0, ["km,x", "1"] * 2), (b"1,km\n2,km\n", 1, ["1", "km\nx"] * 2)]
)
def test_cells_that_python_has_read_are_not_taken_for_those_they_begin_with(lines, at, cells):
    columns = Columns(Body(b"", 2, ",", 2, [0, 1]))
    block = block_of(lines, ",", 2)
    assert block is not None
    columns.add(block)
    columns.add(block_of_cells(cells, 2, np.arange(2), 2))
    assert columns.joined()[0][at].texts().tolist() == ["km", "km", cells[at], cells[at]]
