"""Cells of a block of csv: where they are, their texts and their numbers, held against Python's csv and float."""

import csv
import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.read import csv_texts
from lixia_cli.read.csv_cells import WIDEST, block_of
from lixia_cli.read.csv_numbers import plain_floats
from lixia_cli.read.csv_texts import Texts

SHORT = st.sampled_from(["", "a", "b", "ab", "区域", "Indicator 1", "Indicator 12", 'say "so"', '"', "a,b", " a "])
LONG = st.builds(lambda text, count: text * count, st.sampled_from(["x", "yz", "城市"]), st.integers(0, 2 * WIDEST))


@given(
    st.lists(st.tuples(SHORT, LONG, SHORT), min_size=1),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([1, 100]),
)
def test_texts_are_those_that_python_reads(rows, quoted, line_end, remembered):
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator=line_end).writerows(rows)
    block = block_of(text.getvalue().encode(), ",", 3)
    assert block is not None
    for at, column in enumerate(zip(*rows, strict=True)):
        texts = Texts()
        for _ in range(3):  # the first time no text is known, the second one none is remembered yet
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(csv_texts, "_REMEMBERED", remembered)
                codes = texts.codes(block.column(at))
            assert texts.texts()[codes].tolist() == list(column)
        assert texts.texts().tolist() == list(dict.fromkeys(column))


@given(
    st.lists(SHORT | LONG, min_size=1, max_size=12, unique=True),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 300), SHORT | LONG), max_size=3),
    st.integers(1, 60),
)
def test_texts_in_turn_in_runs_and_in_any_order_keep_their_numbers(distinct, run, edits, size):
    """Whatever the texts of a block have in common with those before, and whatever few are not as the others."""
    column = [text for text in distinct for _ in range(run)] * (300 // run // len(distinct))
    for at, text in edits:
        column[at % len(column) :] = [text, *column[at % len(column) + at % 2 :]]
    texts = Texts()
    for begin in range(0, len(column), size):
        some = column[begin : begin + size]
        text = io.StringIO()
        csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows([cell, "x"] for cell in some)
        block = block_of(text.getvalue().encode(), ",", 2)
        assert block is not None
        codes = texts.codes(block.column(0))
        assert texts.texts()[codes].tolist() == some
    assert texts.texts().tolist() == list(dict.fromkeys(column))


@pytest.mark.parametrize(
    ("text", "rows", "lines"),
    [
        ("a,b\n\nc,d\n", [["a", "b"], ["c", "d"]], [0, 2]),
        ("\r\n,\r\n\r\nc,d", [["", ""], ["c", "d"]], [1, 3]),
        ('"",""\n\n', [["", ""]], [0]),
        ("a,b\n", [["a", "b"]], None),
        ("a\n", None, None),
        ("a,b,c\nd\n", None, None),  # which has two cells a row on average
        ('a,"b\nc"\n', [["a", "b\nc"]], [0]),
        ('"\n",b\n\n"c\r\n""d""\n",\r\ne,f', [["\n", "b"], ['c\r\n"d"\n', ""], ["e", "f"]], [0, 3, 6]),
        ('a,b\nc,"d\n', None, None),
        ('a,b"c\n', None, None),
        ('a,"b"c\n', None, None),
        ('a,"b\n', None, None),
        ("a, \n \n", None, None),
        pytest.param("\n" * 1_000_001, [], [], id="many blank lines"),
        pytest.param("\n" * 1_000_001 + "a,b", [["a", "b"]], [1_000_001], id="a row below many blank lines"),
        pytest.param("a,b\nc," + "d" * 1_000_000, None, None, id="a line that is too long"),
        pytest.param("a,b\nc," + "d" * 999_997, [["a", "b"], ["c", "d" * 999_997]], None, id="a line of the limit"),
    ],
)
def test_rows_of_a_block_and_their_lines(text, rows, lines):
    block = block_of(text.encode(), ",", 2)
    if rows is None:
        assert block is None
    else:
        assert block is not None
        assert [list(row) for row in zip(*(block.column(at).texts() for at in (0, 1)), strict=True)] == rows
        assert (block.lines if block.lines is None else block.lines.tolist()) == lines
        assert block.line_count == text.count("\n") + (not text.endswith("\n"))


DIGITS = st.integers(1, 19).flatmap(lambda count: st.integers(10 ** (count - 1), 10**count - 1))


@given(st.lists(st.tuples(DIGITS, st.integers(0, 18), st.booleans()), min_size=1))
def test_digits_are_the_closest_float_or_not_read(numbers):
    texts = [
        "-" * minus + (digits[:-decimals] + "." + digits[-decimals:] if decimals else digits)
        for number, decimals, minus in numbers
        for digits in [str(number).zfill(decimals + 1)]
    ]
    values, others = numbers_in(texts)
    found = [text for text, other in zip(texts, others, strict=True) if not other]
    assert values[~others].tolist() == list(map(float, found))
    assert np.signbit(values[~others]).tolist() == [text.startswith("-") for text in found]
    assert all(sum(map(str.isdigit, text)) > 15 for text, other in zip(texts, others, strict=True) if other)


@given(st.lists(st.floats(1e-3, 9e15).filter(lambda value: len(repr(value)) <= 21), min_size=1))
def test_floats_as_python_writes_them_are_read(floats):
    values, others = numbers_in([f"{value!r}" for value in floats])
    # Next to a power of two the places are not of one width.
    assert all(math.frexp(value)[0] == 0.5 for value in np.array(floats)[others])
    assert values[~others].tolist() == [value for value, other in zip(floats, others, strict=True) if not other]


NO_PLAIN_NUMBERS = (
    "-|.|5.|.5|-.5|--5|+5|5-|1.2.3|1..2|1e5|1,5| 5|5 |nan|true|５|1_0|1/2|1:2|123456789a|a12345678.5|"
    "0.00000000000000000001|12345678901234567890|9007199254740993|0.1234567a|.12345678901234567|1.2345678.901234567|1.234567890123456.7|"
    "18446744073709551616|18446744073709551616.5|1.0000000000000000000000000|000000000000000000000000000001"
)


@pytest.mark.parametrize("text", [*NO_PLAIN_NUMBERS.split("|"), "1" * 99])
def test_other_cells_are_no_plain_numbers(text):
    values, others = numbers_in(["1.5", text, ""])
    np.testing.assert_array_equal(values, [1.5, np.nan, np.nan])
    assert others.tolist() == [False, True, False]


@pytest.mark.parametrize("usual", ["1.500", "-12", "12345678.25", "1.1234567", "0.12345678"])
@pytest.mark.parametrize("text", f"12345|1.25|1.2345|-1.500|1-500|1234.5x0|{NO_PLAIN_NUMBERS}".split("|"))
def test_a_cell_unlike_the_others_is_read_or_no_number_all_the_same(usual, text):
    values, others = numbers_in([usual] * 20 + [text, "", usual])
    is_number = text in ("12345", "1.25", "1.2345", "-1.500")
    assert values.tolist()[:20] == [float(usual)] * 20
    np.testing.assert_array_equal(values[20:], [float(text) if is_number else np.nan, np.nan, float(usual)])
    assert others.tolist() == [False] * 20 + [not is_number, False, False]


@given(
    st.integers(0, 9),
    st.lists(st.integers(-(10**16), 10**16) | st.integers(-(10**9), 10**9), min_size=1),
    st.lists(st.sampled_from(["", "7", "1.5", "12.345678", "x", "0.1.5"]), max_size=3),
)
def test_numbers_with_the_same_decimals_are_those_that_python_reads(decimals, numbers, last):
    texts = [f"{'-' * (number < 0)}{abs(number) // 10**decimals}" for number in numbers]
    if decimals:
        ends = [abs(number) % 10**decimals for number in numbers]
        texts = [f"{text}.{end:0{decimals}}" for text, end in zip(texts, ends, strict=True)]
    values, others = numbers_in([*texts, *last])
    for text, value, other in zip([*texts, *last], values.tolist(), others, strict=True):
        if other:
            assert text in ("x", "0.1.5") or sum(map(str.isdigit, text)) > 15
        else:
            assert math.isnan(value) if not text else value == float(text)


def numbers_in(texts):
    block = block_of("".join(f'"{text}";x\n' for text in texts).encode(), ";", 2)
    assert block is not None
    return plain_floats(block.column(0))
