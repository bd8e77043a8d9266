"""Delimited text, written by columns, is that of pandas byte for byte."""

from __future__ import annotations

import csv
import io
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.table import Table
from lixia_cli.render import byte_rows
from lixia_cli.render.delimited import delimited

TEXTS = st.text(st.sampled_from('ab,;"\t\n\r é=1 亿'), max_size=5)
NUMBERS = st.one_of(st.floats(allow_infinity=False), st.sampled_from([0.1 + 0.2, 1e-5, 1e22, -0.0, 5.0]))
FRAMES = st.integers(1, 9).flatmap(
    lambda rows: st.builds(
        lambda texts, mixed, numbers, years: pd.DataFrame(
            {
                'te"xt': pd.Series(texts, dtype=object),
                "number": pd.Series(numbers, dtype=np.float64),
                "empty": "",
                "mixed": pd.Series(mixed, dtype=object),
                "year": pd.Series(years, dtype="Int64"),
            }
        ),
        st.lists(TEXTS, min_size=rows, max_size=rows),
        st.lists(st.sampled_from(["", "a", 1, 1.0, True, None, float("nan")]), min_size=rows, max_size=rows),
        st.lists(NUMBERS, min_size=rows, max_size=rows),
        st.lists(st.one_of(st.none(), st.integers(1900, 2100)), min_size=rows, max_size=rows),
    )
)


def by_pandas(frame: pd.DataFrame, separator: str) -> str:
    # A row's end that no cell has a part of but the two characters that always need quotes.
    return frame.to_csv(sep=separator, index=False, lineterminator="\r\x1e\n").replace("\r\x1e\n", "\n")


@given(FRAMES, st.sampled_from([",", "\t"]), st.sampled_from([1, 2, 100]))
def test_the_bytes_are_those_of_pandas(frame, separator, rows):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_rows, "BLOCK", rows)
        assert delimited(frame, separator, excel=False).decode() == by_pandas(frame, separator)


@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_every_cell_comes_back(cells):
    frame = pd.DataFrame({"one": pd.Series(cells, dtype=object)})
    rows = list(csv.reader(io.StringIO(delimited(frame, ",", excel=False).decode(), newline="")))
    assert rows == [["one"], *([cell] for cell in cells)]


@given(FRAMES, st.sampled_from([",", "\t"]), st.booleans(), st.sampled_from([1, 2, 100]), st.integers(0, 300))
def test_a_table_is_written_like_its_frame(frame, separator, excel, rows, length):
    texts, numbers = frame['te"xt'], frame["number"]
    unit = [None if math.isnan(number) else int(number) for number in numbers.clip(-99, 99)]
    frame = pd.DataFrame(
        {"text": texts, "number": numbers, "again": numbers, "long": texts + "x" * length, "more": numbers + 1}
        | {"target_year": pd.array(unit, dtype="Int64"), "count": range(len(frame)), "met": numbers > 0}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(byte_rows, "BLOCK", rows)
        assert delimited(Table.of(frame), separator, excel) == delimited(frame, separator, excel)


def test_no_rows_leave_the_header():
    assert delimited(pd.DataFrame({"a": [], "b": []}), ",", excel=False) == b"a,b\n"
