"""Tables of named columns: rows by position, columns by name, and what a frame makes of them."""

import numpy as np
import pandas as pd
import pytest

from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table, below


def texts(*of: str) -> Coded:
    return Coded.of(np.array(of, dtype=object))


@pytest.fixture
def table() -> Table:
    return Table(
        {"key": texts("a", "b", "a"), "value": np.array([1.0, 2.0, np.nan]), "met": np.array([True, False, True])}
    )


def test_a_table_has_rows_and_names(table: Table) -> None:
    assert len(table) == 3
    assert list(table) == ["key", "value", "met"]
    assert "value" in table
    assert "unit" not in table


def test_rows_are_chosen_by_condition_position_or_range(table: Table) -> None:
    for some in (np.array([True, False, True]), np.array([0, 2]), slice(None, None, 2)):
        assert table.rows(some).texts("key").texts().tolist() == ["a", "a"]
        assert table.rows(some).bools("met").tolist() == [True, True]
        assert len(table.rows(some)) == 2


def test_columns_are_replaced_in_their_place_and_added_at_the_end(table: Table) -> None:
    changed = table.with_columns({"value": np.zeros(3), "year": np.array([2021, 2022, 2023])})
    assert list(changed) == ["key", "value", "met", "year"]
    assert changed.floats("value").tolist() == [0, 0, 0]
    assert table.floats("value")[0] == 1


def test_a_table_keeps_its_rows_without_columns(table: Table) -> None:
    assert len(table.select([])) == 3


def test_columns_of_different_lengths_are_no_table() -> None:
    with pytest.raises(ValueError, match="unit"):
        Table({"key": texts("a", "b"), "unit": texts("%")})


def test_tables_are_put_below_each_other(table: Table) -> None:
    both = below([table, table.with_columns({"key": texts("c", "a", "d")})])
    assert both.texts("key").texts().tolist() == ["a", "b", "a", "c", "a", "d"]
    assert both.bools("met").tolist() == [True, False, True] * 2


def test_a_frame_and_back_is_the_same_table(table: Table) -> None:
    frame = table.frame()
    assert frame["key"].tolist() == ["a", "b", "a"]
    assert frame["key"].dtype != "category"
    again = Table.of(frame[["met", "key", "value"]].set_index(pd.Index([7, 8, 9])))
    assert list(again) == ["met", "key", "value"]
    assert again.texts("key").texts().tolist() == ["a", "b", "a"]
    assert np.array_equal(again.floats("value"), table.floats("value"), equal_nan=True)


def test_all_rows_are_the_table_itself(table: Table) -> None:
    assert table.rows(np.array([True, True, True])) is table
    assert table.rows(np.arange(3)) is table
    assert table.rows(np.array([0, 2, 1])).bools("met").tolist() == [True, True, False]


def test_columns_are_left_out(table: Table) -> None:
    assert list(table.without("key", "met")) == ["value"]
