"""Rows written by columns are those that XlsxWriter writes cell by cell, in the bytes of the sheet."""

from __future__ import annotations

import io
import math
import re
import zipfile

import numpy as np
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.render.excel import number_formats, row_lines, workbook
from lixia_cli.render.excel.many_rows import ManyRows
from lixia_cli.render.excel.number_formats import cell_value, cell_values
from lixia_cli.render.excel.row_lines import SheetCells
from lixia_cli.render.excel.workbook import SheetColumn, Workbook, finite, lines_of, lines_of_all
from lixia_cli.render.numbers import Number
from lixia_cli.text.messages import RequestError

STYLES = {"align": "right", "bold": True}
TEXTS = [
    "=1+1",
    "  lead",
    "two\nlines",
    "a\tb",
    "a\x07b",
    "<b>&\"'",
    "_x0041_",
    "<r>x</r>",
    "https://a.b",
    "007",
    "词👩‍🔬",
    "\ufffe",
    "",
]
NUMBERS = [0.0, -0.0, 0.1 + 0.2, 1e-7, 1e22, 123456789012345.67, -2.5, None, 3]


def parts(book: Workbook) -> dict[str, str]:
    archive = zipfile.ZipFile(io.BytesIO(book.render()))
    named = {name: archive.read(name).decode() for name in archive.namelist()}
    # XlsxWriter says the columns of each row, which is optional, and an empty element has two spellings.
    return {name: re.sub(' spans="[0-9:]+"', "", text).replace("></row>", "/>") for name, text in named.items()}


def cells_of(book, values, **style):
    """The cells of a column with these numbers, NaN for none."""
    kinds = np.arange(len(values)) % 2  # two of the same look
    return SheetCells(np.array(values, dtype=np.float64), kinds, [book.kind(text=False, **style)] * 2)


def book_of(texts, numbers, lines, by_columns):
    """Return the parts of a workbook with a column of texts and one of numbers, above a total and beside a title."""
    book = Workbook("T", ())
    page = book.table("T", [SheetColumn("Text", 9, False), SheetColumn("Number", 9, True)])
    of_text, _ = book.kind(text=True), book.kind(text=False, **STYLES)  # styles have numbers in the order of their use
    if by_columns:
        distinct = list(dict.fromkeys(texts))
        number_of = dict(
            zip(distinct, book.numbers_of_texts(page, distinct, list(map(texts.count, distinct))), strict=True)
        )
        of_texts = SheetCells(
            np.array([number_of[text] for text in texts], dtype=np.float64),
            np.zeros(len(texts), dtype=np.int64),
            [of_text],
        )
        of_numbers = cells_of(book, [math.nan if number is None else number for number in numbers], **STYLES)
        book.rows(page, [of_texts, of_numbers], np.array(lines, dtype=np.int64))
    else:
        for row, text in enumerate(texts, 1):
            book.text(page, row, 0, text)
        for row, number in enumerate(numbers, 1):
            if number is not None:
                book.number(page, row, 1, number, **STYLES)
        for row, count in enumerate(lines, 1):
            book.height(page, row, count)
    book.text(page, len(lines) + 3, 1, "total", **STYLES)
    return parts(book)


def test_odd_cells_are_those_of_xlsxwriter():
    count = max(len(TEXTS), len(NUMBERS)) + 1
    texts = TEXTS + [TEXTS[0]] * (count - len(TEXTS))
    numbers = NUMBERS + [None] * (count - len(NUMBERS))
    lines = [1 + row % 40 for row in range(count)]
    assert book_of(texts, numbers, lines, True) == book_of(texts, numbers, lines, False)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(TEXTS[:-1]) | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4),
            st.none() | st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_any_cells_are_those_of_xlsxwriter(rows):
    texts, numbers = zip(*rows, strict=True)
    assert book_of(list(texts), list(numbers), [1] * len(rows), True) == book_of(
        list(texts), list(numbers), [1] * len(rows), False
    )


def test_blocks_follow_each_other(monkeypatch):
    whole = book_of(list("abcabc"), [1, 2, 3, 1, 2, 3], [1, 1, 2, 1, 1, 3], True)
    monkeypatch.setattr(row_lines, "BLOCK", 4)
    assert book_of(list("abcabc"), [1, 2, 3, 1, 2, 3], [1, 1, 2, 1, 1, 3], True) == whole


def test_no_rows_are_an_empty_table():
    assert book_of([], [], [], True) == book_of([], [], [], False)


@pytest.mark.parametrize(("length", "fits"), [(32_767, True), (32_768, False)])
def test_a_text_that_does_not_fit_is_an_error(length, fits):
    book = Workbook("T", ())
    page = book.table("T", [SheetColumn("Text", 9, False)])
    if fits:
        assert book.numbers_of_texts(page, ["x" * length], [1]) == [1]
    else:
        with pytest.raises(RequestError):
            book.numbers_of_texts(page, ["x" * length], [1])


def test_more_rows_than_a_sheet_has_are_an_error():
    book = Workbook("T", ())
    page = book.table("T", [SheetColumn("Text", 9, False)])
    with pytest.raises(RequestError):
        book.rows(page, [cells_of(book, np.zeros(2**20))], np.ones(2**20, dtype=np.int64))


def test_a_long_workbook_is_compressed_less(monkeypatch):
    sizes = []
    for long in (10_000, 100):
        monkeypatch.setattr(workbook, "LONG", long)
        book = Workbook("T", ())
        page = book.table("T", [SheetColumn("Text", 9, False)])
        book.rows(page, [cells_of(book, np.arange(2_000) / 7)], np.ones(2_000, dtype=np.int64))
        sizes.append(len(book.render()))
    assert sizes[0] < sizes[1]
    assert xlsxwriter.workbook.ZipFile is zipfile.ZipFile
    assert xlsxwriter.packager.SharedStrings is xlsxwriter.sharedstrings.SharedStrings


def test_the_parts_of_a_long_workbook_are_the_same(monkeypatch):
    cells = [*TEXTS, "b", "a", "b"], [1, 2.5, *[None] * (len(TEXTS) + 1)], [1] * (len(TEXTS) + 3)
    usual = book_of(*cells, True)
    monkeypatch.setattr(workbook, "LONG", 0)
    assert book_of(*cells, True) == usual


def test_rows_that_are_left_out_are_noticed(monkeypatch):
    monkeypatch.delattr(ManyRows, "_write_rows")
    with pytest.raises(RuntimeError):
        book_of(["a"], [1], [1], True)


def test_what_is_no_number_is_refused():
    assert finite(np.array([0.1, np.nan]))[0] == 0.1
    with pytest.raises(ValueError, match="inf"):
        finite(np.array([0.1, np.inf]))


@given(
    st.floats(-1e14, 1e14) | st.floats(-1e6, 1e6) | st.integers(-(10**9), 10**9).map(lambda number: number / 2000),
    st.integers(0, 9),
    st.booleans(),
    st.booleans(),
)
def test_values_far_from_a_half_are_those_found_by_decimal_arithmetic(value, decimals, percent, grouped):
    number = Number(value, decimals, percent, grouped=grouped)
    quick = cell_value(number)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(number_formats, "_PLAIN", 0)
        assert repr(cell_value(number)) == repr(quick)
    (of_column,) = cell_values(np.array([value]), number._replace(value=0.0)).tolist()
    assert of_column == quick or (quick is None and math.isnan(of_column))


@pytest.mark.parametrize("texts", [["a", "two words", "x" * 30], ["词语" * 4, "abc", "每户年末人均可支配收入 x"], []])
def test_heights_of_a_column_are_those_of_its_texts(texts):
    assert lines_of_all(texts, 9.0).tolist() == [lines_of(text, 9.0) for text in texts]
