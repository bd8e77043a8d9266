"""Cells that hold a number: one reading, or a refusal that names what may be meant."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lixia_cli.check.number_text import read_number
from lixia_cli.check.numbers import parse_numbers
from lixia_cli.model.coded import Coded
from lixia_cli.model.missing import MISSING_MARKS
from lixia_cli.read.notation import Notation

POINT, COMMA, UNKNOWN = Notation.POINT, Notation.COMMA, Notation.UNKNOWN


def refusal(text: str, notation: Notation = POINT) -> str:
    """Why a cell is not read; empty if it is."""
    problem = read_number(text, notation).problem
    return problem.text(str) if problem else ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,446.9", 2446.9),
        ("１２３.４", 123.4),
        ("1,2345,6789", 123456789),  # grouped in fours, as 万 counts
        ("12,3456.7", 123456.7),
        ("－5", -5),
        ("−5", -5),
        ("负5", -5),
        ("‑5", -5),  # a hyphen that does not break
        ("+0.5", 0.5),
        ("1e3", 1000),
        ("1E+05", 100000),
        (".5", 0.5),
        ("5.", 5),
        ("007", 7),
        ("1\u00a0234\u00a0567.5", 1234567.5),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("-1’234’567", -1234567),
    ],
)
def test_numbers(text, value):
    assert read_number(text, POINT) == read_number("1", POINT)._replace(value=value)


MARKS = [
    *("¹", "²", "³", "⁴", "⁰", "₁", "₂", "¹²", "¹,²", "ᵃ", "ᵖ", "⁽¹⁾"),
    *("①", "⑩", "㉑", "㊿", "⓪", "❶", "➀", "⑴", "⒈", "⒛", "ⓐ", "⓵", "㈠", "㊀", "ⅱ", "Ⅲ", "🄁"),
    *("*", "**", "＊", "†", "‡", "§", "#", "＃", "¶", "※"),
    *("(p)", "(r)", "(e)", "（p）", "(P)", "(a)", "(1)", "（12）", "[1]", "［2］", "【3】", "[a]", "(*)", "(①)"),
    *("注", "注1", "注①", "（注1）", "[注2]", "p", "r", "① ②", "*①"),
]


@pytest.mark.parametrize("mark", MARKS)
def test_footnote_marks_behind_a_number_are_no_part_of_it(mark):
    for before in ("", " "):
        read = read_number(f"46.5{before}{mark}", POINT)
        assert (read.value, read.words, read.problem) == (46.5, "", None)
        assert read.marks != ""
    for text in (f"46.5{mark}%", f"46.5%{mark}", f"46.5 {mark} %"):
        if mark not in ("p", "r") or (text.endswith(mark) and mark != "p"):
            assert read_number(text, POINT)[:2] == (46.5, "%")
    assert read_number(f"1,208{mark}", POINT).value == 1208


@pytest.mark.parametrize("mark", [mark for mark in MARKS if mark not in ("注", "p", "r", "(1)", "（12）")])
def test_footnote_marks_in_front_and_alone_are_refused(mark):
    assert "has a footnote mark in front" in refusal(f"{mark}46") or "46" in refusal(f"{mark}46")
    reasons = ("is a footnote mark without a number", "is not a number", "may be a footnote mark or the number")
    assert refusal(mark).removeprefix(f"'{mark}' ").startswith(reasons)
    assert mark == "注1" or refusal(f"4{mark}6") != ""


@pytest.mark.parametrize("text", ["10⁵", "10²", "-10⁵", "2⁸", "10¹²", "10^5", "46^a"])
def test_powers_are_refused(text):
    assert "a footnote mark or a power of" in refusal(text)


@pytest.mark.parametrize("text", ["2×10³", "2x10³", "1.5·10⁶", "2*10^3", "2*10", "10⁻⁵", "46⁺"])
def test_other_sums_are_refused(text):
    assert refusal(text) != "" or read_number(text, POINT).words != ""


def test_the_first_power_is_the_number_itself():
    assert read_number("10¹", POINT).value == 10


@pytest.mark.parametrize("unit", ["m²", "km²", "元/m²", "㎡", "m³"])
def test_powers_of_units_are_no_marks(unit):
    assert read_number(f"5{unit}", POINT)[:3] == (5, unit, "")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("1,23", "1.23", "123"),
        ("46,5", "46.5", "465"),
        ("0,250", "0.25", "250"),
        ("-0,500", "-0.5", "-500"),
        ("+0,250", "0.25", "250"),
        ("00,250", "0.25", "250"),
        ("000,123", "0.123", "123"),
        ("0,1234", "0.1234", "1234"),
        ("0,250%", "0.25", "250"),
        ("0,250万", "0.25", "250"),
        ("０，２５０", "0.25", "250"),
        ("1,2345", "1.2345", "12345"),
        ("-1234,5678", "-1234.5678", "-12345678"),
        ("12,3456%", "12.3456", "123456"),
    ],
)
def test_a_comma_that_may_be_decimal_is_refused_with_both_readings(text, first, second):
    assert refusal(text).startswith(f"'{text}' may be {first} or {second};")


@pytest.mark.parametrize("text", ["1.234", "1,234", "-12.345", "1,2345"])
def test_where_the_notation_is_not_known_both_readings_are_named(text):
    assert re.match(r"'.*' may be \S+ or \S+; write it without", refusal(text, UNKNOWN))


@pytest.mark.parametrize(
    ("text", "point", "comma", "unknown"),
    [
        ("46.5", 46.5, None, 46.5),
        ("47,2", None, 47.2, 47.2),
        ("0,250", None, 0.25, 0.25),
        ("0.250", 0.25, None, 0.25),
        ("1.234,5", None, 1234.5, 1234.5),
        ("1,234.5", 1234.5, None, 1234.5),
        ("1.234", 1.234, 1234, None),
        ("1,234", 1234, 1.234, None),
        ("1234", 1234, 1234, 1234),
        ("1234.567", 1234.567, None, 1234.567),
        ("1.234.567", None, 1234567, 1234567),
        ("1\u00a0234,5", None, 1234.5, 1234.5),
        (",5", None, 0.5, 0.5),
        ("1.23e4", 12300, None, 12300),
    ],
)
def test_notations(text, point, comma, unknown):
    for notation, value in ((POINT, point), (COMMA, comma), (UNKNOWN, unknown)):
        read = read_number(text, notation)
        assert (None if read.problem else read.value) == value, notation


def test_commas_of_one_column_that_contradict_each_other_are_refused():
    read = parse_numbers(Coded.of(np.array(["47,2", "1,234.5", "46.5", "7"], dtype=object)), UNKNOWN)
    assert read.bad.tolist() == [True, True, False, False]
    assert read.problems[0].text(str).startswith("the commas of '47,2' and '1,234.5' can't mean the same")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("12,34,567", "has its digits grouped in twos, as in India; write 1234567"),
        ("(5)", "may be -5, as accountants write, or a footnote mark; write -5 or 5"),
        ("（1,234.5）", "may be -1,234.5, as accountants write"),
        ("–5", "begins with a dash"),
        ("—5", "begins with a dash"),
        ("1 910", "has a space between its digits"),
        ("#REF!", "is an error of a spreadsheet"),
        ("#N/A", "is an error of a spreadsheet"),
        ("#DIV/0!", "is an error of a spreadsheet"),
        ("####", "is an error of a spreadsheet"),
        ("Err:502", "is an error of a spreadsheet"),
        ("=1+1", "is a formula"),
        ("\u200b1910", "invisible character (U+200B)"),
        ("1910\u202c", "invisible character (U+202C)"),
        ("4\u0336\u0035", "invisible character (U+0336)"),
        ("46️⃣", "invisible character (U+FE0F)"),
        ("1e200", "is too large or too small"),
        ("1e-400", "is too large or too small"),
        ("1e400", "is too large or too small"),
    ],
)
def test_refusals_say_why(text, reason):
    assert reason in refusal(text)


NO_NUMBERS = [
    *("1.2.3", "abc", "inf", "⑤x", ".5.", "1,2,3", "1..2", "--5", "+-5", "TRUE", "0x1F", "1_000", "٣", "١٢٣"),
    *("一千二百", "½", '"5"', "≤35", "1,234,56", "0,000,250", "1'23", "1'234\u00a0567", "5 6", "1910.5.", "𝟏𝟐"),
]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text):
    assert refusal(text) != ""


@pytest.mark.parametrize("text", ["5-", "5+", "5e", "12½", "3-May", "5~6", "6—8", "46.5x"])
def test_words_that_no_unit_can_be_are_left_for_the_unit_to_refuse(text):
    assert refusal(text) != "" or read_number(text, POINT).words != ""


@pytest.mark.parametrize("mark", MISSING_MARKS)
def test_marks_for_what_is_not_known(mark):
    read = parse_numbers(Coded.of(np.array([mark, "1"], dtype=object)))
    assert read.missing.tolist() == [True, False]
    assert not read.bad.any()


# Whatever is written.
SHAPES = {
    "plain": lambda number: f"{number}",
    "grouped": lambda number: f"{number:,}",
    "narrow": lambda number: f"{number:,}".replace(",", "\u202f"),
    "full-width": lambda number: f"{number:,}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,.-"}),
    "exponent": lambda number: f"{number}e0",
}


@settings(max_examples=100)
@given(
    st.decimals(-(10**12), 10**12, places=3).map(lambda number: number.normalize()),
    st.sampled_from(sorted(SHAPES)),
    st.sampled_from(["", *MARKS]),
    st.sampled_from(["", "%", "％", "万", "亿", "家", "m²", "million"]),
    st.booleans(),
)
def test_a_number_written_in_an_accepted_way_reads_as_itself(number, shape, mark, words, mark_first):
    written = SHAPES[shape](format(number, "f") if shape == "exponent" else number.__class__(format(number, "f")))
    if mark in ("p", "r") and words:
        mark = "*"
    read = read_number(written + (mark + words if mark_first else words + mark), POINT)
    if mark and "power" in (read.problem.template if read.problem else ""):
        assert abs(number) in (2, 10)
        return
    if words in ("m²", "million") and not mark_first and mark[:1] in tuple("¹²³⁴⁰₁₂ᵃᵖ⁽"):
        assert read.words not in (words, "")  # which is no unit
        return
    assert read.problem is None, read.problem
    assert read.value == pytest.approx(float(number), rel=1e-15)
    assert bool(read.marks) == bool(mark)


CELLS = st.text(st.sampled_from("0123456789.,-+eE%()[] '\u00a0\u202f０１５①②²³⁵⑴⒈ⅱ*†pr万亿千百注½٣#—–"), max_size=12)
DIGITS = {ord("０") + digit: str(digit) for digit in range(10)}


@settings(max_examples=100)
@given(CELLS | st.text(max_size=8), st.sampled_from(list(Notation)))
def test_no_digit_of_a_number_comes_from_anything_but_plain_digits(text, notation):
    read = read_number(text.strip(), notation)
    assert sum([read.missing, read.problem is not None, read.problem is None and not math.isnan(read.value)]) == 1
    if read.problem is None and not read.missing and "e" not in text.lower() and "ｅ" not in text.lower():
        written = re.sub("[^0-9]", "", text.translate(DIGITS))
        shown = re.sub("[^0-9]", "", f"{abs(read.value):.6f}").strip("0")
        assert is_subsequence(shown[:12], written), (text, read)


def is_subsequence(inner: str, outer: str) -> bool:
    rest = iter(outer)
    return all(character in rest for character in inner)


@given(st.lists(CELLS, max_size=6), st.sampled_from(list(Notation)))
def test_a_column_reads_each_cell_as_it_reads_alone(cells, notation):
    cells = [cell.strip() for cell in cells]
    column = parse_numbers(Coded.of(np.array([*cells, "1"], dtype=object)), notation)
    alone = [read_number(cell, notation) for cell in cells]
    if any(read.decimal_comma for read in alone) and any(read.grouping_comma for read in alone):
        return
    for row, (cell, read) in enumerate(zip(cells, alone, strict=True)):
        assert (column.bad[row], column.missing[row]) == (read.problem is not None, read.missing), cell
        assert column.values[row] == read.value or math.isnan(read.value), cell
        assert (column.words[row], column.marks[row]) == (read.words, read.marks), cell


def test_one_odd_cell_leaves_the_others_of_a_long_column_as_they_are():
    cells = [f"{number / 8}" for number in range(10_000)]
    cells[5_000] = "46.5①"
    read = parse_numbers(Coded.of(np.array(cells, dtype=object)))
    assert np.flatnonzero(read.marks != "").tolist() == [5_000]
    assert np.delete(read.values, 5_000).tolist() == [number / 8 for number in range(10_000) if number != 5_000]


@pytest.mark.parametrize(
    ("text", "words", "marks"), [("5.2%p", "%p", ""), ("5.2%(p)", "%", "(p)"), ("5.2%r", "%", "r")]
)
def test_percentage_points_of_korea_are_no_percent_with_a_mark(text, words, marks):
    reading = read_number(text, POINT)
    assert (reading.words, reading.marks) == (words, marks)
