"""Have the engine send what repeats as whole numbers: joined with the few distinct values, which are sent once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lixia_cli.model.arrays import Texts
from lixia_cli.model.coded import narrow
from lixia_cli.read.frames import cell_text

if TYPE_CHECKING:
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


def numbered(rows: Table, every: Table) -> Numbered:
    """Return rows with numbers in columns that repeat; the values of `every`, a table with all of the rows, have one.

    Only where the engine is DuckDB, in this process: it looks a number up faster than it makes a text, and the values
    need not be sent to it. Elsewhere rows are returned as they are.
    """
    if rows.get_backend().name != "duckdb":
        return Numbered(rows, {}, {})
    texts: dict[str, Texts] = {}
    constant: dict[str, str] = {}
    table, numbers = rows, dict[str, Any]()
    for name in COLUMNS:
        if name not in rows.columns or rows[name].type().is_floating():
            continue
        values = every.select(name).distinct().limit(MOST + 1).to_pyarrow()[name].combine_chunks()
        if len(values) > MOST:
            continue
        spelt = [cell_text(value) for value in values.to_pylist()]
        known = sorted(set(spelt))
        if len(known) < 2:
            constant[name] = "".join(known)
        else:
            texts[name] = np.array(known, dtype=object)
            table, numbers[name] = _joined(table, name, values, spelt, {text: at for at, text in enumerate(known)})
    columns = {name: numbers.get(name, table[name]) for name in rows.columns if name not in constant}
    return Numbered(table.select(**columns), texts, constant)


def _joined(table: Table, name: str, values: Any, spelt: list[str], place: Mapping[str, int]) -> tuple[Table, Any]:
    """Return a table joined with the numbers of the distinct values in a column, and the column of these numbers."""
    import ibis
    import pyarrow

    codes = narrow(np.array([place[text] for text in spelt]), len(place))
    value, number = f"value_of_{name}", f"number_of_{name}"
    found = ibis.memtable(pyarrow.table({value: values, number: codes}).filter(values.is_valid()))
    table = table.left_join(found, table[name] == found[value])
    return table, ibis.ifelse(table[name].isnull(), place.get("", 0), table[number]).cast(str(codes.dtype))
