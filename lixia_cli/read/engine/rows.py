"""The rows of a table of an engine → records."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table as Columns
from lixia_cli.read.cell_text import cell_text
from lixia_cli.read.columns_beside import TOLD_BY_ALL_ROWS
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.batches import columns_of_batch
from lixia_cli.read.engine.connection import fetched, opened
from lixia_cli.read.engine.described import Described
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.numbered import Numbered, Numbers
from lixia_cli.read.engine.parquet import NotNeededError, WholeFile
from lixia_cli.read.engine.query import Selected, declared_columns, select_rows, without_replaced
from lixia_cli.read.headers import match_headers
from lixia_cli.read.parts.by_place import all_in_order
from lixia_cli.read.parts.source import NOT_IN_PARTS
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.parts.words import Words
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.read.unread import SAMPLE
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    from ibis.expr.datatypes import DataType
    from ibis.expr.types import Table
    from pyarrow import Array

_BATCH = 200_000
_NAMED = 5


@dataclass(frozen=True)
class Chosen:
    """The rows of an open table that a run needs."""

    location: Location
    conventions: Conventions
    wanted: Wanted
    figures_only: bool
    source: Table
    headers: Mapping[str, str]
    unknown: Sequence[str]
    """Columns that are not used."""
    table: Table
    """The declared columns of all rows."""
    selected: Selected
    distinct: DistinctTexts

    @classmethod
    def of(
        cls,
        source: Table,
        location: Location,
        conventions: Conventions,
        wanted: Wanted,
        scope: Scope,
        distinct: DistinctTexts | None = None,
    ) -> Chosen:
        """Choose the rows for these targets; `distinct` are values that are known of the same table.

        Raises InputError for a missing column.
        """
        columns, found = conventions.declared("actuals"), list(source.columns)
        positions, unknown = match_headers(found, columns, Place(location.label))
        headers = {name: found[position] for name, position in positions.items()}
        Described(location.label, headers, unknown, typed=True).check_unread(
            partial(_first_rows, source), conventions, wanted.targets
        )
        table = declared_columns(source, headers)
        distinct = distinct or DistinctTexts(Words(conventions))
        selected = select_rows(table, wanted, scope.as_of, distinct)
        return cls(
            location, conventions, wanted, scope.figures_only, source, headers, unknown, table, selected, distinct
        )

    @property
    def words(self) -> Words:
        """Return what texts in columns are read as."""
        return self.distinct.words

    def sent(self) -> Sent:
        """Return what the engine sends of the rows; with `figures_only` without those that others replace."""
        every = self.selected.table
        rows = without_replaced(every, self.distinct) if self.figures_only else every
        decimal = self.source[self.headers["value"]].type().is_decimal()
        numbered = Numbers(every, self.distinct.values).on(rows)
        return Sent(numbered, decimal)

    def records(self, cells: Columns, notes: tuple[Message, ...] = ()) -> Records:
        """Return the records of some rows."""
        kinds = [column.name for column in TOLD_BY_ALL_ROWS if column.name in self.headers]
        words = {name: list(self.distinct(self.table, name).values()) for name in kinds}
        return self._described.records(cells, notes, words)

    @property
    def _described(self) -> Described:
        typed = not self.source[self.headers["value"]].type().is_string()
        return Described(self.location.label, self.headers, self.unknown, typed)

    def notes(self, count: int) -> tuple[Message, ...]:
        """Return notes on what is not read where so many rows are."""
        every = int(self.table.count().execute())
        said = _said_selected(self.location.label, count, every, self.selected.other_keys)
        return (*self._described.notes(), *([said] if every > count else []))


def _first_rows(source: Table, names: Sequence[str]) -> Mapping[str, Sequence[object]]:
    """Return some values of the columns of texts, whole numbers, dates and booleans among these."""
    kinds = source.schema()
    plain = [name for name in names if _is_plain(kinds[name])]
    rows = source.select(plain).limit(SAMPLE).to_pyarrow() if plain else {}
    return {name: rows[name].to_pylist() for name in plain}


def _is_plain(kind: DataType) -> bool:
    """Whether a column of this type may say of what its figures are."""
    return bool(kind.is_string() or kind.is_integer() or kind.is_date() or kind.is_boolean())


class Sent(NamedTuple):
    """What the engine sends of some rows."""

    rows: Numbered
    decimal: bool
    """Values are numbers of a decimal type, as texts."""

    def blocks(self) -> Iterator[Columns]:
        """Fetch the rows, each batch as columns of its own."""
        sent = list(self.rows.table.columns)
        for batch in fetched(self.rows.table, _BATCH):
            yield columns_of_batch(batch, sent, self.decimal, self.rows.texts, self.rows.constant)

    @property
    def names(self) -> list[str]:
        """Return the names of all columns."""
        return [*self.rows.table.columns, *self.rows.constant]


def read_table(location: Location, conventions: Conventions, wanted: Wanted, scope: Scope | None) -> Records:
    """Read the actuals in a table, one row per observation, as far as the chosen targets need them.

    Where there are too many and they can be judged part by part, the records have none, but `in_parts`. Raises
    InputError for what the engine reports, for a missing column, and for more rows than are read.
    """
    scope = scope or Scope()
    file = WholeFile.of(location, conventions, wanted, scope)
    if file is not None and (file.count <= scope.rows.most or scope.in_parts):
        with contextlib.suppress(NotNeededError):
            return _read_file(file, conventions, wanted, scope)
    with opened(location) as source:
        chosen = Chosen.of(source, location, conventions, wanted, scope)
        rows = chosen.selected.table
        if int(rows.count().execute()) > scope.rows.most:
            if rows.get_backend().name == "pyspark":
                raise too_many(location, scope, Message("Spark is not asked for parts of a table"))
            if scope.in_parts:
                from lixia_cli.read.engine.parts import TableInParts

                in_parts = TableInParts(location, conventions, wanted, scope, chosen.distinct)
                return replace(chosen.records(_nothing(chosen.headers)), in_parts=in_parts)
            raise too_many(location, scope, Message(NOT_IN_PARTS))
        sent = chosen.sent()
        cells = all_in_order(sent.blocks(), sent.names, wanted.place, chosen.words)
        return chosen.records(cells, chosen.notes(len(cells)))


def _read_file(file: WholeFile, conventions: Conventions, wanted: Wanted, scope: Scope) -> Records:
    """Read a Parquet file without an engine. Raises NotNeededError where some rows are not needed."""
    if file.count > scope.rows.most:
        from lixia_cli.read.engine.parts import FileInParts, TableInParts

        distinct = DistinctTexts(file.needed.words)
        table = TableInParts(file.location, conventions, wanted, scope, distinct)
        return replace(file.described.records(_nothing(file.described.headers)), in_parts=FileInParts(file, table))
    rows = all_in_order(file.blocks(), file.described.headers, wanted.place, file.needed.words)
    return file.described.records(rows, file.described.notes())


def _nothing(headers: Mapping[str, str]) -> Columns:
    """Return a table without rows."""
    return Columns({name: Coded.full(0, "") for name in headers}, 0)


def too_many(location: Location, scope: Scope, reason: Message) -> InputError:
    """Return the error for more rows than are read at once."""
    template = N_(
        "has more than {limit} rows for these targets, the most that are read at once: {reason}; "
        "select fewer, or name a view"
    )
    values = {"limit": scope.rows.most, "reason": reason}
    return InputError([Problem(Place(location.label), Message(template, values))])


def _said_selected(label: str, count: int, every: int, other_keys: tuple[str, ...]) -> Message:
    """Say how many rows are read, and keys of those that are not."""
    values: dict[str, object] = {"file": label, "count": count, "every": every}
    if not other_keys:
        return Message("{file}: rows read for the selected targets and periods: {count} of {every}", values)
    named = ", ".join(sorted(other_keys)[:_NAMED]) + (", …" if len(other_keys) > _NAMED else "")
    template = N_("{file}: rows read for the selected targets and periods: {count} of {every}; other keys: {keys}")
    return Message(template, values | {"keys": named})


class DistinctTexts:
    """The distinct values in columns, which the engine looks for once."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self._statements: dict[Any, str] = {}
        """By table: the statement of it, which is the same when it is opened again."""
        self._found: dict[tuple[str, str], Array] = {}

    def __call__(self, table: Table, name: str) -> dict[Any, str]:
        """Return those in a column of a table, each with the text that it is read as, codes as codes."""
        return {
            value: self.words.read_as(name, cell_text(value).strip()) for value in self.values(table, name).to_pylist()
        }

    def values(self, table: Table, name: str) -> Array:
        """Return those in a column of a table."""
        column = self._statement(table), name
        if column not in self._found:
            self._found[column] = table.select(name).distinct().to_pyarrow()[name].combine_chunks()
        return self._found[column]

    def _statement(self, table: Table) -> str:
        import ibis

        if table.op() not in self._statements:
            self._statements[table.op()] = str(ibis.to_sql(table))
        return self._statements[table.op()]
