"""Floats spelt by columns are what `repr` writes, to the last digit."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.table import Table
from lixia_cli.render.delimited import delimited
from lixia_cli.render.float_text import spell

DECIMALS = st.builds(
    lambda digits, places: float(f"{digits}e-{places}"), st.integers(-(10**15), 10**15), st.integers(0, 22)
)
NUMBERS = st.one_of(st.floats(), DECIMALS, st.integers(-(10**17), 10**17).map(float))
EDGES = [
    *(0.0, -0.0, 0.1, 0.1 + 0.2, 1 / 3, 2 / 3, 100.0, 1234.5, -9999.0, 10000.0, 123456789012345.0, 5e-324),
    *(999999999999999.9, 999999999999999.0, 1e15, 1e16, 1e22, 1e23, 1.7976931348623157e308, -1.7976931348623157e308),
    *(0.0001, 0.00099, 9.999e-05, 0.00012345678901234, 0.123456789012345, 99999.99999, 9.99999999999999, math.inf),
    *(math.nextafter(1.0, 0), math.nextafter(1.0, 2), math.nextafter(1e15, 0), math.nextafter(1e-4, 0), -math.inf),
]


def spelt(numbers: list[float]) -> list[str]:
    rows = np.column_stack(spell(np.array(numbers, dtype=np.float64), ","))
    return [row.tobytes().replace(b"\0", b"").decode() for row in rows]


@given(st.lists(NUMBERS, min_size=1, max_size=40))
def test_any_column_is_spelt_as_repr_does(numbers):
    assert spelt(numbers) == [f",{'' if math.isnan(number) else repr(number)}" for number in numbers]


@pytest.mark.parametrize("number", EDGES)
def test_edges_alone_and_beside_others(number):
    assert spelt([number]) == [f",{number!r}"]
    assert spelt([number, 12.5, math.nan, -3.0]) == [f",{number!r}", ",12.5", ",", ",-3.0"]


def digits_of(count: int, places: int, random: np.random.Generator) -> list[float]:
    """A number of so many decimal digits, at each of so many places of its point."""
    first, rest = random.integers(1, 10), random.integers(0, 10, count - 1)
    text = "".join(map(str, (first, *rest)))
    return [float(f"{sign}{text}e{-place}") for place in range(places) for sign in ("", "-")]


@pytest.mark.parametrize("count", range(1, 18))
def test_numbers_of_so_many_digits_wherever_their_point_is(count):
    random = np.random.default_rng(count)
    numbers = [number for _ in range(50) for number in digits_of(count, 24, random)]
    assert spelt(numbers) == [f",{number!r}" for number in numbers]
    for number in numbers[:200]:  # no other in the column makes room for it
        assert spelt([number]) == [f",{number!r}"]


def test_numbers_beside_each_power_of_two_and_ten():
    edges = [2.0**power for power in range(-20, 60)] + [10.0**power for power in range(-6, 23)]
    numbers = [math.nextafter(edge, end) for edge in edges for end in (0, edge, math.inf)]
    assert spelt(numbers) == [f",{number!r}" for number in numbers]


def test_zero_and_minus_zero_are_two_texts_however_often_they_come():
    frame = pd.DataFrame({"a": [0.0, -0.0] * 100, "b": 1})
    assert delimited(Table.of(frame), ",", excel=False) == b"a,b\n" + b"0.0,1\n-0.0,1\n" * 100


def test_any_number_may_begin_a_row():
    frame = pd.DataFrame({"a": [number for number in EDGES if math.isfinite(number)]}).assign(b=-1e-300)
    assert delimited(Table.of(frame), ",", excel=False).decode().splitlines()[1:] == [
        f"{number!r},-1e-300" for number in frame["a"]
    ]


def test_numbers_beside_long_texts_of_all_kinds():
    rows = 300
    numbers = [number / 7 for number in range(rows)]
    notes = [f'said "{row}", {"long" * 30}\n二' for row in range(rows)]
    frame = pd.DataFrame({"a": numbers, "note": pd.Series(notes, dtype=object), "b": numbers, "key": "GDP"})
    lines = [f'{number!r},"said ""{row}"", {"long" * 30}\n二",{number!r},GDP\r\n' for row, number in enumerate(numbers)]
    assert delimited(Table.of(frame), ",", excel=True).decode("utf-8-sig") == "a,note,b,key\r\n" + "".join(lines)


def test_negative_numbers_stay_numbers_for_a_spreadsheet_program():
    frame = pd.DataFrame({"whole": [-1, -2], "part": [-1.5, -2.5], "text": pd.Series(["-1", "=1"], dtype=object)})
    assert (
        delimited(Table.of(frame), ",", excel=True) == b"\xef\xbb\xbfwhole,part,text\r\n-1,-1.5,'-1\r\n-2,-2.5,'=1\r\n"
    )
