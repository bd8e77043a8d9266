"""Cells that are made together for many rows: they are those that are made one by one, whatever the numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.assess.methods import load
from lixia_cli.assess.remarks import FLAGS, flag_column
from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.measures import MEASURES
from lixia_cli.model.records import records_of
from lixia_cli.model.table import Table
from lixia_cli.render.cell_column import Alike, cell_column
from lixia_cli.render.cells import Cell
from lixia_cli.render.column import Wording
from lixia_cli.render.columns import COLUMNS
from lixia_cli.render.distinct import alike, numbers_of
from lixia_cli.render.figures import DividedError, Figures, Words, filled, text_of
from lixia_cli.render.numbers import Number, rounded, share
from lixia_cli.text.i18n import translator

ROWS = 24
ODD = [0.0, -0.0, math.nan, 1.0, 0.9999, 1.0004, 0.35, 2.5, -2.5, 1e-7, -0.00004, 1234567.125, 1e17, -4e300, 99.95, 0.1]
NUMBERS = st.one_of(st.sampled_from(ODD), st.floats(-2, 2), st.floats(allow_infinity=False, width=32))
CHOICES = {
    "measure": list(MEASURES),
    "path": ["linear", "compound", ""],
    "unit": ["%", "km", "亿元"],
    "direction": ["at_least", "at_most", "within"],
    "qualifier": ["at_least", "over", "about"],
    "relative": ["", "", "percent", "difference"],
    "status": ["on_track", "behind", "within_limit", "over_limit", "over_pace"],
    "latest_period": ["2022", "2022H1", ""],
    "target_period": ["2025", "2026-10"],
    "original_period": ["", "2024"],
    "target_text": ["", "keep it so"],
    "judged_by": ["year", "quarter"],
    "nature": ["", "binding"],
    "light": ["green", "red"],
    "prospect": ["", "likely", "open"],
    "domain": ["economy", "other"],
}
WHOLE = {"data_decimals": (0, 4), "years_observed": (0, 3), "years_met": (0, 3), "target_year": (2025, 2026)}


@st.composite
def tables(draw, names):
    """Rows with any numbers in the columns of numbers, and few different words in the others."""
    columns = {}
    for name in names:
        if name in CHOICES:
            found = draw(st.lists(st.sampled_from(CHOICES[name]), min_size=2, max_size=2))
            picked = draw(st.lists(st.sampled_from(found), min_size=ROWS, max_size=ROWS))
            columns[name] = Coded.of(np.array(picked, dtype=object))
        elif name in WHOLE or name in WHOLE_NUMBERS:
            low, high = WHOLE.get(name, (2020, 2022))
            picked = draw(st.lists(st.integers(low, high), min_size=ROWS, max_size=ROWS))
            columns[name] = np.array(picked, dtype=np.float64 if name in WHOLE_NUMBERS else np.int64)
        elif name in BOOLS:
            columns[name] = np.array(draw(st.lists(st.booleans(), min_size=ROWS, max_size=ROWS)))
        else:
            columns[name] = np.array(draw(st.lists(NUMBERS, min_size=ROWS, max_size=ROWS)), dtype=np.float64)
    return Table(columns)


BOOLS = {
    *("met", "latest_met", "lower_bound", "year_to_date", "has_trajectory", "changing_limit"),
    *map(flag_column, FLAGS),
}
WITH_NUMBERS = ("baseline", "latest", "latest_value", "target", "percent", "bar", "progress", "progress_alone")
WITH_NUMBERS += ("elapsed", "lead", "needed", "left")


def wording(language):
    years = {"baseline_year": 2020, "target_year": 2025}
    return Wording(language, translator(language), load("lixia"), years)


def shown(cell):
    """Return all that a format may ask of a cell, numbers by their bits."""
    number = cell.number and cell.number.settled()
    return cell.text, number and repr(number), cell.marks, repr(cell.bar)


@pytest.mark.parametrize("name", WITH_NUMBERS)
@given(data=st.data(), language=st.sampled_from(["en", "zh"]))
def test_cells_made_together_are_those_made_one_by_one(name, data, language):
    column, words = COLUMNS[name], wording(language)
    rows = data.draw(tables(column.reads))
    numbers = {of: numbers_of(rows[of]) for of in rows}
    codes, first = alike(list(numbers.values()))
    distinct_rows = rows.rows(first)
    own = {of: found[first] for of, found in numbers.items()}
    together = cell_column(distinct_rows, own, codes, lambda record: column.cell(record, words), least=2)
    assert list(map(shown, together.rows())) == [shown(column.cell(record, words)) for record in records_of(rows)]


def test_rows_that_differ_in_numbers_alone_are_one_part():
    rows = Table({"elapsed": np.arange(1, 41) / 100})
    numbers = {"elapsed": numbers_of(rows["elapsed"])}
    column = cell_column(rows, numbers, np.arange(40), lambda record: COLUMNS["elapsed"].cell(record, wording("en")))
    (part,) = column.parts
    assert isinstance(part, Alike)
    assert column.texts[:3] == ["1.0%", "2.0%", "3.0%"]


def names_of(english, keys):
    """The columns that the name of an indicator is made from."""
    columns = {"name_en": english, "name_zh": [""] * len(keys), "key": keys}
    return Table({name: Coded.of_list(texts) for name, texts in columns.items()})


def test_names_of_many_rows_are_made_together_each_as_it_is():
    keys = [f"k{number}" for number in range(40)]
    rows = names_of(["", "Grain\noutput", *(f"Name {number}" for number in range(2, 40))], keys)
    numbers = {name: numbers_of(rows[name]) for name in rows}
    column = cell_column(rows, numbers, np.arange(40), lambda of: COLUMNS["indicator"].cell(of, wording("en")), 1)
    assert all(isinstance(part, Alike) for part in column.parts)
    # By hand: without a name the key, and what would move the cursor is a space.
    assert column.texts == ["k0", "Grain output", *(f"Name {number}" for number in range(2, 40))]


@pytest.mark.parametrize("make", [lambda text: text, lambda text: text.strip()])
def test_texts_that_are_not_made_by_columns_are_made_one_by_one(make):
    keys = [f"k{number}" for number in range(40)]
    rows = names_of(keys, keys)
    numbers = {name: numbers_of(rows[name]) for name in rows}
    column = cell_column(rows, numbers, np.arange(40), lambda of: Cell(make(of["key"])))
    assert column.texts == keys


def words(*texts):
    return Words(np.array(texts, dtype=object), [])


def test_texts_are_there_or_not_if_the_answer_is_one():
    assert words("a", "b")
    assert not words("", "")
    with pytest.raises(DividedError) as divided:
        bool(words("a", "", "b"))
    assert divided.value.holds.tolist() == [True, False, True]


@pytest.mark.parametrize(
    "ask",
    [str, len, hash, list, "{}".format, "".join, lambda one: one == "a", lambda one: one.strip(), lambda one: one + ""],
)
def test_what_is_true_of_one_text_alone_is_refused(ask):
    with pytest.raises(TypeError):
        ask(words("a", "b"))


def figures(*values):
    return Figures(np.array(values), [])


def test_a_question_is_answered_if_the_answer_is_one():
    assert figures(1.0, 2.0) > 0
    assert not figures(1.0, 2.0) < 0
    with pytest.raises(DividedError) as divided:
        bool(figures(1.0, -2.0, 3.0) > 0)
    assert divided.value.holds.tolist() == [True, False, True]


@pytest.mark.parametrize("ask", [str, float, math.isnan, math.floor, hash, "{:.1f}".format, lambda one: one / 0])
def test_what_is_true_of_one_row_alone_is_refused(ask):
    with pytest.raises(TypeError):
        ask(figures(1.0, 2.0))


def test_gaps_are_filled_with_the_text_of_each_row():
    held = []
    first, second = (Figures(np.array(values), held) for values in ([1.0, -1234.5], [0.25, 0.00001]))
    text = f"{rounded(first).text} of {rounded(second, decimals=2).text}"
    assert filled(text, held, 2) == ["1 of 0.25", "-1,234.5 of 0.00001"]
    halves = text_of(lambda of, by: [f"{one:g}/{two}" for one, two in zip(of, by, strict=True)], first, 2)
    assert filled(halves, held, 2) == ["1/2", "-1234.5/2"]


def test_a_share_is_never_shown_as_reached_for_some_of_the_rows():
    with pytest.raises(DividedError) as divided:
        share(figures(0.5, 0.9999), met=False)
    assert divided.value.holds.tolist() == [False, True]


def test_a_number_of_many_rows_is_signed_as_each_is():
    held = []
    text = Number(Figures(np.array([0.2, -0.3, -0.00001]), held), 1, signed=True, fall="down ").text
    # By hand: the last rounds to 0.0, which is no fall.
    assert filled(text, held, 3) == ["+0.2", "down 0.3", "+0.0"]
