"""Have the engine send what repeats as whole numbers: joined with the few distinct values, which are sent once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lixia_cli.model.arrays import Texts
from lixia_cli.model.coded import Codes, narrow
from lixia_cli.read.cell_text import cell_text

if TYPE_CHECKING:
    import pyarrow
    from ibis.expr.types import Table

COLUMNS = ("key", "region", "period", "unit", "status", "bound", "accumulation")
"""Columns with few distinct values in many rows."""
MOST = 1_000_000
"""Distinct values that a column may have to be numbered."""


class Numbered(NamedTuple):
    """Rows with whole numbers in columns that repeat."""

    table: Table
    texts: Mapping[str, Texts]
    """By name of such a column: the texts of the numbers from 0 on, sorted."""
    constant: Mapping[str, str]
    """By name of a column that is not sent: the text in all rows."""


class Numbers:
    """The numbers of the distinct values in columns that repeat.

    Only where the engine is DuckDB, in this process: it looks a number up faster than it makes a text, and the values
    need not be sent to it. Elsewhere there are none.
    """

    def __init__(self, table: Table, distinct: Callable[[Table, str], pyarrow.Array]) -> None:
        self._columns: dict[str, _Column] = {}
        names = COLUMNS if table.get_backend().name == "duckdb" else ()
        for name in names:
            if name in table.columns and not table[name].type().is_floating():
                values = distinct(table, name)
                if len(values) <= MOST:
                    self._columns[name] = _Column.of(values)

    def on(self, rows: Table) -> Numbered:
        """Return rows of the table with numbers instead of what repeats."""
        numbers = dict[str, Any]()
        texts, constant = dict[str, Texts](), dict[str, str]()
        table = rows
        for name, column in self._columns.items():
            if len(column.texts) < 2:
                constant[name] = "".join(column.texts)
            else:
                texts[name] = column.texts
                table, numbers[name] = column.joined(table, name)
        columns = {name: numbers.get(name, table[name]) for name in rows.columns if name not in constant}
        return Numbered(table.select(**columns), texts, constant)


class _Column(NamedTuple):
    """The distinct values in a column."""

    values: pyarrow.Array
    texts: Texts
    """How they are spelt, sorted, none of them twice."""
    codes: Codes
    """Of each value, the position of its text."""

    @classmethod
    def of(cls, values: pyarrow.Array) -> _Column:
        spelt = [cell_text(value) for value in values.to_pylist()]
        place = {text: at for at, text in enumerate(sorted(set(spelt)))}
        codes = narrow(np.array([place[text] for text in spelt], dtype=np.int64), len(place))
        return cls(values, np.array(list(place), dtype=object), codes)

    def joined(self, table: Table, name: str) -> tuple[Table, Any]:
        """Return a table joined with the numbers, and the column of these numbers."""
        import ibis
        import pyarrow

        value, number = f"value_of_{name}", f"number_of_{name}"
        columns = pyarrow.table({value: self.values, number: self.codes})
        found = ibis.memtable(columns.filter(self.values.is_valid()))
        # The empty text, which is that of no value, is the first.
        table = table.left_join(found, table[name] == found[value])
        return table, ibis.ifelse(table[name].isnull(), 0, table[number]).cast(str(self.codes.dtype))
