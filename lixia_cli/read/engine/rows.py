"""The rows of a table of an engine → records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.table import Table as Columns
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.batches import table_of_batches
from lixia_cli.read.engine.connection import fetched, opened
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.numbered import numbered
from lixia_cli.read.engine.query import declared_columns, select_rows, without_replaced
from lixia_cli.read.engine.wanted import Wanted
from lixia_cli.read.frames import cell_text
from lixia_cli.read.headers import columns_not_used, match_headers
from lixia_cli.read.layouts.understood import LONG, Understood
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    from ibis.expr.types import Table

MOST_ROWS = 20_000_000
"""Rows that are read at most, after selection: they are kept in memory."""
_BATCH = 200_000
_NAMED = 5


@dataclass(frozen=True)
class _Rows:
    """The rows by what identifies an observation: a table has no lines."""

    label: str
    headers: Mapping[str, str]
    rows: Columns

    def place(self, row: int, column: str) -> Place:
        """Return the location of a cell by the key, region and period of its row."""
        found = [str(self.rows[name][row]).strip() for name in ("key", "region", "period") if name in self.rows]
        return Place(self.label, column=self.headers.get(column, column), row=", ".join(filter(None, found)))


def read_table(location: Location, conventions: Conventions, wanted: Wanted, scope: Scope | None) -> Records:
    """Read the actuals in a table, one row per observation, as far as the chosen targets need them.

    Raises InputError for what the engine reports, for a missing column, and for more rows than are read.
    """
    columns = conventions.declared("actuals")
    with opened(location) as source:
        found = list(source.columns)
        positions, unknown = match_headers(found, columns, Place(location.label))
        headers = {name: found[position] for name, position in positions.items()}
        table = declared_columns(source, headers)
        texts = _Texts(conventions)
        selected = select_rows(table, wanted, scope.as_of if scope else None, texts.distinct)
        if int(selected.table.count().execute()) > MOST_ROWS:
            template = N_(
                "has more than {limit} rows for these targets, the most that are read; select fewer, or a view"
            )
            raise InputError([Problem(Place(location.label), Message(template, {"limit": MOST_ROWS}))])
        rows = without_replaced(selected.table, texts.distinct) if scope and scope.figures_only else selected.table
        kind = source[headers["value"]].type()
        sent, numbers, constant = numbered(rows, selected.table)
        cells = table_of_batches(
            fetched(sent, _BATCH), list(sent.columns), kind.is_decimal(), numbers, constant, wanted.place
        )
        every = len(cells) if rows is table else int(table.count().execute())
    notes = [columns_not_used(location.label, unknown)] if unknown else []
    if every > len(cells):
        notes.append(_said_selected(location.label, len(cells), every, selected.other_keys))
    meanings = tuple((header, name) for name, header in headers.items())
    understood = Understood(LONG, Place(location.label), meanings, unused=tuple(unknown))
    places = _Rows(location.label, headers, cells)
    return Records(
        location.label, cells, headers, places, notes=tuple(notes), typed=not kind.is_string(), understood=understood
    )


def _said_selected(label: str, count: int, every: int, other_keys: tuple[str, ...]) -> Message:
    """Say how many rows are read, and keys of those that are not."""
    values: dict[str, object] = {"file": label, "count": count, "every": every}
    if not other_keys:
        return Message("{file}: rows read for the selected targets and periods: {count} of {every}", values)
    named = ", ".join(sorted(other_keys)[:_NAMED]) + (", …" if len(other_keys) > _NAMED else "")
    template = N_("{file}: rows read for the selected targets and periods: {count} of {every}; other keys: {keys}")
    return Message(template, values | {"keys": named})


class _Texts:
    """The texts that stand in columns, in the words of lixia."""

    def __init__(self, conventions: Conventions) -> None:
        self._conventions = conventions
        self._columns = {column.name: column for column in conventions.declared("actuals")}

    def distinct(self, table: Table, name: str) -> dict[Any, str]:
        """Return the distinct values in a column, each with the text that it is read as, codes as codes."""
        values = table.select(name).distinct().to_pyarrow()[name].to_pylist()
        return {value: self._read_as(name, cell_text(value).strip()) for value in values}

    def _read_as(self, name: str, text: str) -> str:
        words = {same_word(word): text for word, text in self._conventions.words.get(name, {}).items()}
        text = words.get(same_word(text), text) or self._conventions.defaults.get("actuals", {}).get(name, "")
        choices = self._columns[name].choices
        codes = {same_word(spelling): code for code, others in choices.items() for spelling in (code, *others)}
        return codes.get(same_word(text), text)
