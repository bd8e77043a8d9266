"""Delimited text, written by columns, is that of pandas byte for byte."""

from __future__ import annotations

import csv
import io

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.coded import Coded
from lixia_cli.model.once import Once
from lixia_cli.model.table import Table
from lixia_cli.render import byte_rows
from lixia_cli.render import delimited as rows_as_text
from lixia_cli.render.delimited import blocks_of_lines, delimited

TEXTS = st.text(st.sampled_from('ab,;"\t\n\r é=1 亿'), max_size=5)
NUMBERS = st.one_of(st.floats(allow_infinity=False), st.sampled_from([0.1 + 0.2, 1e-5, 1e22, -0.0, 5.0]))
ROWS = st.lists(
    st.tuples(TEXTS, NUMBERS, st.one_of(st.none(), st.integers(1900, 2100)), st.booleans()), min_size=1, max_size=9
)


def frame_of(rows: list[tuple[str, float, int | None, bool]], length: int) -> pd.DataFrame:
    """The rows with texts of every kind, long ones too, and numbers of every kind, some in two columns."""
    texts, numbers, years, held = (list(cells) for cells in zip(*rows, strict=True))
    number = pd.Series(numbers, dtype=np.float64)
    return pd.DataFrame(
        {
            'te"xt': pd.Series(texts, dtype=object),
            "number": number,
            "again": number,
            "long": pd.Series([text + "x" * length for text in texts], dtype=object),
            "more": number + 1,
            "empty": "",
            "target_year": pd.Series(years, dtype="Int64"),
            "count": range(len(rows)),
            "met": held,
        }
    )


def by_pandas(frame: pd.DataFrame, separator: str) -> str:
    # A row's end that no cell has a part of but the two characters that always need quotes.
    return frame.to_csv(sep=separator, index=False, lineterminator="\r\x1e\n").replace("\r\x1e\n", "\n")


@given(ROWS, st.sampled_from([",", "\t"]), st.sampled_from([1, 2, 100]), st.integers(0, 300))
def test_the_bytes_are_those_of_pandas(rows, separator, block, length):
    frame = frame_of(rows, length)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_rows, "BLOCK", block)
        assert delimited(Table.of(frame), separator, excel=False).decode() == by_pandas(frame, separator)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_every_cell_comes_back(cells):
    table = Table({"one": Coded.of_list(cells)})
    rows = list(csv.reader(io.StringIO(delimited(table, ",", excel=False).decode(), newline="")))
    assert rows == [["one"], *([cell] for cell in cells)]


def test_no_rows_leave_the_header():
    assert delimited(Table({"a": Coded.of_list([]), "b": np.empty(0)}), ",", excel=False) == b"a,b\n"


@given(st.lists(ROWS, min_size=1, max_size=3), st.integers(1, 5), st.sampled_from([0, 3, 50_000]))
def test_rows_in_blocks_are_those_of_the_whole(parts, size, made_once):
    """A few rows of a table at a time, which have its texts in common; then those of a table with others."""
    once, lines = Once(), list[bytes]()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows_as_text, "_MADE_ONCE", made_once)
        for rows in parts:
            table = Table.of(frame_of(rows, 3))
            blocks = [table.rows(slice(first, first + size)) for first in range(0, len(table), size)]
            lines += [piece for block in blocks for piece in blocks_of_lines(block, ",", False, once)]
    frame = pd.concat([frame_of(rows, 3) for rows in parts])
    assert b"".join(lines).decode() == by_pandas(frame, ",").partition("\n")[2]
