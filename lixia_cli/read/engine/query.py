"""The statement that selects the rows of a table that a run needs. All of it is made by Ibis, never out of texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from lixia_cli.model.no_period import doubt_about_period
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.read.columns_beside import BREAKDOWNS, FLAG, NATURE, REGION_CODE, ROW_KINDS
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.text.comparison import comparable

if TYPE_CHECKING:
    from ibis.expr.types import Table

LISTED = 10_000
"""How many keys or regions a statement lists at most; beyond that all of them are read."""
Distinct = Callable[["Table", str], Mapping[Any, str]]
"""The distinct values in a column of a table, each with its text in the words of lixia. None is a value too."""


class Selected(NamedTuple):
    """The rows that are needed."""

    table: Table
    other_keys: tuple[str, ...] = ()
    """Keys that belong to none of the chosen targets, whose rows stay where they are."""


def declared_columns(table: Table, headers: Mapping[str, str]) -> Table:
    """Return the declared columns of a table under their own names; `headers` has those of the table.

    What has no exact counterpart in Arrow everywhere, such as numbers of any precision, is text.
    """
    columns = {}
    for name, header in headers.items():
        column = table[header]
        kind = column.type()
        exact = kind.is_string() or kind.is_integer() or kind.is_floating() or kind.is_date() or kind.is_boolean()
        columns[name] = column if exact or kind.is_timestamp() else column.cast("string")
    return table.select(**columns)


def select_rows(table: Table, wanted: Wanted, as_of: Period | None, distinct: Distinct) -> Selected:
    """Leave out the rows of other keys and regions than those of the chosen targets, and those after `as_of`.

    `table` is that of `declared_columns`. Nothing is left out that could change how the remaining rows are read: where
    some rows have no region, the regions of all others count for them; periods that may be two depend on the others of
    their series; a year beside a column of months is no whole one.
    """
    selected = _of_keys_and_regions(table, wanted, distinct)
    parts = {"month", "quarter"} & set(table.columns)
    if as_of is None or "period" not in table.columns or parts:
        return selected
    periods = distinct(selected.table, "period")
    if any(text and parse_period(text) is None and doubt_about_period(text) for text in periods.values()):
        return selected
    read = {value: parse_period(text) for value, text in periods.items()}
    later = [value for value, period in read.items() if period is not None and period.time > as_of.time]
    return selected._replace(table=_but(selected.table, "period", later))


def _of_keys_and_regions(table: Table, wanted: Wanted, distinct: Distinct) -> Selected:
    """Leave out other keys and regions, where that changes nothing for rows and targets without a region."""
    keys = distinct(table, "key") if "key" in table.columns else {}
    # Regions are also compared by figures that no target is for.
    all_keys = bool(wanted.further_regions)
    others = [value for value, text in keys.items() if text and not all_keys and not wanted.has_key(text)]
    chosen = _only(table, "key", keys, others)
    selected = Selected(chosen, tuple(keys[value] for value in others) if chosen is not table else ())
    # Codes may be the regions that are meant, see `region_codes`.
    if "region" not in table.columns or REGION_CODE.name in table.columns:
        return selected
    regions = distinct(table, "region")
    if all(regions.values()) and wanted.all_have_regions:
        elsewhere = [value for value, text in regions.items() if not wanted.has_region(text)]
        return selected._replace(table=_only(selected.table, "region", regions, elsewhere))
    named = {comparable(text) for text in regions.values()}
    return selected if {comparable(text) for text in distinct(chosen, "region").values()} == named else Selected(table)


def _only(table: Table, name: str, every: Mapping[Any, str], others: list[Any]) -> Table:
    """Leave out the rows with one of the values `others` out of `every`, by whichever list is shorter."""
    if len(others) * 2 <= len(every):
        return _but(table, name, others)
    left = set(others)
    kept = [value for value in every if value is not None and value not in left]
    return table if len(kept) > LISTED else table.filter(table[name].isnull() | table[name].isin(kept))


def _but(table: Table, name: str, values: list[Any]) -> Table:
    """Leave out the rows with one of the values."""
    if not values or len(values) > LISTED:
        return table
    return table.filter(table[name].isnull() | table[name].notin(values))


def without_replaced(table: Table, distinct: Distinct) -> Table:
    """Leave out preliminary figures where a final one of the same key, region and period counts in any case.

    Only where nothing about them could be reported: values are numbers, none is a bound, and there is one preliminary
    figure in the unit of the final one, and not ten times as large or as small.
    """
    if not {"key", "period", "value", "status"} <= set(table.columns) or not table.value.type().is_numeric():
        return table
    of_rows = {
        column.name for column in (FLAG, NATURE, *ROW_KINDS, *BREAKDOWNS)
    }  # which may say that a figure is no observation
    if of_rows & set(table.columns) or ("bound" in table.columns and any(distinct(table, "bound").values())):
        return table
    statuses = distinct(table, "status")
    preliminary = [value for value, text in statuses.items() if text == "preliminary"]
    if not preliminary or set(statuses.values()) - {"", "final", "preliminary"}:
        return table
    cells = ("key", "region", "period", "month", "quarter", "unit", "accumulation")
    same = {f"same_{name}": _cell(table[name]) for name in cells if name in table.columns}
    marked = table.mutate(is_preliminary=table.status.isin(preliminary).fill_null(False), **same)
    finals, others = marked.filter(~marked.is_preliminary), marked.filter(marked.is_preliminary)
    # Few figures are preliminary: joined with them costs little where a window over all rows would sort them.
    figures = others.group_by(*same).aggregate(figures=others.count(), figure=others.value.abs().max())
    single = figures.filter(figures.figures == 1)
    beside = finals.semi_join(single, [*same])
    size = beside.value.abs()
    sizes = beside.group_by(*same).aggregate(largest=size.max(), smallest=size.min())
    both = single.inner_join(sizes, [*same])
    replaced = both.filter(both.figure <= both.largest * 10, both.figure * 10 >= both.smallest)
    kept = finals.union(others.anti_join(replaced, [*same]))
    return kept.select(*table.columns)


def _cell(column: Any) -> Any:
    """Return a column to compare, in which a cell without a text is an empty one."""
    return column.fill_null("") if column.type().is_string() else column
