"""Text on a terminal: cells, lines, and what never reaches it."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from lixia_cli.render.terminal.grid import GridColumn, LastColumnWraps, natural_columns, row_lines
from lixia_cli.text.width import pad, padded, plain, text_width, widest, widths, wrap

FAMILY, SCIENTIST = "👨\u200d👩\u200d👧", "👩\u200d🔬"
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])
TEXTS = st.text(st.one_of(LETTERS, st.sampled_from("aé指（）😀❤️\u200d👍🏽क्षि")))


@given(st.lists(TEXTS | st.text(st.sampled_from("a指\t\n\x7f　e\u0301")), max_size=6), st.booleans())
def test_many_texts_take_what_each_of_them_takes(texts, right):
    assert widths(texts) == [text_width(text) for text in texts]
    assert widest(texts) == max(map(text_width, texts), default=0)
    assert padded(texts, 9, right) == [pad(text, 9, right) for text in texts]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("GDP", 3),
        ("增速", 4),
        ("％", 2),
        ("ｱ", 1),
        ("①—“…", 4),  # ambiguous characters are narrow outside of East Asian fonts
        ("e\u0301", 1),
        ("क्षि", 2),
        ("நி", 1),
        ("กำ", 2),
        ("\u1112\u1161\u11ab", 2),  # a Hangul syllable in three parts
        (FAMILY, 2),
        (SCIENTIST, 2),
        ("❤️", 2),
        ("1️⃣", 2),
        ("👍🏽", 2),
        ("🇨🇳", 2),
        ("\u0600", 1),
    ],
)
def test_cells_of_a_text(text, cells):
    """By the rules of Unicode's East Asian Width and emoji sequences; what terminals with emoji show."""
    assert text_width(text) == cells


def test_widths_are_those_of_rich():
    """Apart from characters that later versions of Unicode made wide or invisible."""
    differing = [
        character
        for character in map(chr, range(0x20, 0x30000))
        if unicodedata.category(character) not in ("Cc", "Cf", "Cn", "Co", "Cs")
        and text_width(character) != cell_len(character)
    ]
    assert len(differing) < 250
    assert all(unicodedata.category(character) in ("So", "No", "Sk", "Lo") for character in differing)


@pytest.mark.parametrize("width", [-1, 0, 1, 2])
def test_a_terminal_of_one_column_gets_all_of_a_text(width):
    assert "".join(wrap("金融 abc（de）", width)) == "金融abc（de）"


@given(TEXTS, st.integers(1, 40))
def test_wrapping_loses_nothing_and_fits(text, width):
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= max(width, 2) for line in lines)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.integers(1, 60))
def test_columns_stay_aligned(rows, width):
    rows = [tuple(plain(cell) for cell in row) for row in rows]
    columns = natural_columns(rows, frozenset({1}))
    assert len({text_width(line) for row in rows for line in row_lines(row, columns)}) == 1
    narrow = [GridColumn(max(width, 2), column.right, wraps=True) for column in columns]
    assert len({text_width(line) for row in rows for line in row_lines(row, narrow)}) == 1
    assert all(LastColumnWraps.fit(rows, frozenset(), width).lines(row) for row in rows)


@given(st.text())
def test_nothing_that_moves_the_cursor_is_left(text):
    shown = plain(text)
    assert not {unicodedata.category(character) for character in shown} & {"Cc", "Zl", "Zp"}
    assert not set(shown) & set("\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert plain(shown) == shown


def test_joiners_stay():
    assert plain(FAMILY) == FAMILY
    assert plain("می\u200cخواهم") == "می\u200cخواهم"
    assert plain("a\tb\r\n", keep="\t\n") == "a\tb \n"


@pytest.mark.parametrize("unit", ["n", "中", "(", "a ", "😀\u200d", "😀", "（中", "\u0301", " "])
def test_long_texts_are_wrapped_in_linear_time(unit):
    def seconds(length: int) -> float:
        start = time.process_time()
        wrap(unit * (length // len(unit)), 40)
        return time.process_time() - start

    seconds(1_000)
    assert seconds(160_000) < 30 * max(seconds(16_000), 0.002)  # ten times the text; a hundred times if it were square


def test_pad_counts_cells():
    assert pad("❤️", 4) == "❤️  "
    assert pad(FAMILY, 3, right=True) == " " + FAMILY
