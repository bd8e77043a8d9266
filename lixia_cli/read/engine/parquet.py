"""A Parquet file of which all rows are needed: Arrow reads it by itself, in less time than any engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from lixia_cli.files.problems import Place as Located
from lixia_cli.model.arrays import Texts
from lixia_cli.model.coded import Coded, Codes, narrow
from lixia_cli.model.table import Column, Table
from lixia_cli.read.columns_beside import REGION_CODE, TOLD_BY_ALL_ROWS
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.batches import numbers_or_texts, texts_of
from lixia_cli.read.engine.connection import reported
from lixia_cli.read.engine.described import SAMPLE, Described
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.needed import Needed
from lixia_cli.read.engine.numbered import COLUMNS
from lixia_cli.read.headers import match_headers
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.parts.words import Words
from lixia_cli.read.scope import Scope

if TYPE_CHECKING:
    from pyarrow import Array, DataType, RecordBatch
    from pyarrow.parquet import ParquetFile

_BATCH = 400_000
_PATTERN = frozenset("*?[")
"""Signs of a pattern for the names of several files."""
_LARGEST_GROUP = 2_000_000
"""Rows that a file may have in a group, which is read as a whole."""


_GROUPS = 1000
"""Groups in whose lists of texts it is looked at most before all rows are read."""


class NotNeededError(Exception):
    """A file has rows that are not needed: an engine is to leave them out."""


@dataclass(frozen=True)
class WholeFile:
    """An open file of texts and floats. As far as its beginning tells, all rows are needed."""

    location: Location
    file: ParquetFile
    described: Described
    needed: Needed

    @classmethod
    def of(cls, location: Location, conventions: Conventions, wanted: Wanted, scope: Scope) -> WholeFile | None:
        """Open a file; None where it is to be read by an engine. Raises InputError for a missing column.

        That is where some rows are not needed, where there are several files, where groups of rows are very large, and
        where Arrow and the engine may read a column differently.
        """
        if location.table or not _PATTERN.isdisjoint(location.url):
            return None
        try:
            import pyarrow
            from pyarrow.parquet import ParquetFile
        except ImportError:
            return None
        try:
            file = ParquetFile(location.url)
        except (OSError, pyarrow.ArrowException):
            return None
        schema = file.schema_arrow
        positions, unknown = match_headers(schema.names, conventions.declared("actuals"), Located(location.label))
        headers = {name: schema.names[position] for name, position in positions.items()}
        texts = {name: schema.field(position).type for name, position in positions.items() if name != "value"}
        largest = max((file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)), default=0)
        of_rows = {REGION_CODE.name, *(column.name for column in TOLD_BY_ALL_ROWS)}
        if (
            schema.field(positions["value"]).type != pyarrow.float64()
            or not all(map(_are_texts, texts.values()))
            or len({name.casefold() for name in schema.names}) < len(schema.names)
            or any("." in name for name in schema.names)  # which may be within another
            or largest > _LARGEST_GROUP
            or not of_rows.isdisjoint(headers)
        ):
            return None
        # Buffered before they are asked for, all groups would be in memory.
        file = ParquetFile(location.url, read_dictionary=[headers[name] for name in texts], pre_buffer=False)
        described = Described(location.label, headers, unknown, typed=True)
        whole = cls(location, file, described, Needed(wanted, scope, Words(conventions)))
        with reported(location):
            described.check_unread(whole._first_rows, conventions, wanted.targets)
            return whole if whole._begins_needed() else None

    @property
    def count(self) -> int:
        """Return how many rows there are."""
        return int(self.file.metadata.num_rows)

    def _first_rows(self, names: Sequence[str]) -> Mapping[str, Sequence[object]]:
        """Return some values of the columns of texts, whole numbers and dates among these."""
        kinds = {name: str(self.file.schema_arrow.field(name).type) for name in names}
        plain = [name for name, kind in kinds.items() if any(word in kind for word in ("string", "int", "date"))]
        batch = next(self.file.iter_batches(SAMPLE, columns=plain, use_threads=False), None)
        return {} if batch is None else {name: batch.column(name).to_pylist() for name in plain}

    def _begins_needed(self) -> bool:
        """Return whether the texts that the groups of rows list in front are those of rows that are needed."""
        import pyarrow

        headers = {header: name for name, header in self.described.headers.items() if name in self.needed.columns}
        listed: dict[str, list[Array]] = {header: [] for header in headers}
        groups = self.file.num_row_groups
        for number in range(0, groups, groups // _GROUPS + 1):
            for batch in islice(self.file.iter_batches(1, [number], list(headers), use_threads=False), 1):
                for header, lists in listed.items():
                    lists.append(_dictionary(batch.column(header)))
        return all(
            self.needed(headers[header], text)
            for header, lists in listed.items()
            for text in pyarrow.chunked_array(lists, pyarrow.string()).unique().to_pylist()
        )

    def blocks(self) -> Iterator[Table]:
        """Read the rows. Raises NotNeededError where some are not needed, InputError where they can't be read."""
        lists = {name: _List() for name in self.described.headers if name in COLUMNS}
        batches = self.file.iter_batches(_BATCH, columns=[*self.described.headers.values()], use_threads=False)
        while (block := self._next(batches, lists)) is not None:
            new = {name: lists[name].new() for name in self.needed.columns & lists.keys()}
            if not all(self.needed(name, text) for name, texts in new.items() for text in texts):
                raise NotNeededError
            yield block

    def _next(self, batches: Iterator[RecordBatch], lists: Mapping[str, _List]) -> Table | None:
        """Read one batch, if there is another."""
        with reported(self.location):
            batch = next(batches, None)
            if batch is None:
                return None
            columns: dict[str, Column] = {}
            for name, header in self.described.headers.items():
                column = batch.column(header)
                if name in lists:
                    columns[name] = lists[name].column(column)
                else:
                    columns[name] = numbers_or_texts(column) if name == "value" else texts_of(column)
            return Table(columns, batch.num_rows)


def _are_texts(kind: DataType) -> bool:
    """Whether Arrow and DuckDB read a type alike, as texts."""
    import pyarrow

    values = kind.value_type if pyarrow.types.is_dictionary(kind) else kind
    return bool(values in (pyarrow.string(), pyarrow.large_string()))


def _dictionary(column: Array) -> Array:
    """Return the texts that a column of numbered texts has, and an empty one if a row has none."""
    import pyarrow

    texts = column.dictionary if column.dictionary.type == pyarrow.string() else column.dictionary.cast("string")
    return pyarrow.concat_arrays([texts, pyarrow.array([""])]) if column.null_count else texts


class _List:
    """The distinct texts of a column in all batches, each of which may number them anew."""

    def __init__(self) -> None:
        import pyarrow

        self._known: Array = pyarrow.array([], pyarrow.string())
        self._distinct: Texts = np.zeros(0, dtype=object)
        """The same."""
        self._told = 0
        self._asked: Array | None = None
        self._numbers: Codes = np.zeros(0, dtype=np.int8)
        """For the texts of the batch before."""

    def column(self, column: Array) -> Coded:
        """Return a column of a batch."""
        asked = _dictionary(column)
        if self._asked is None or not self._asked.equals(asked):
            self._asked, self._numbers = asked, self._places(asked)
        indices = column.indices.cast("int32").fill_null(len(asked) - 1) if column.null_count else column.indices
        return Coded(self._numbers.take(indices.to_numpy()), self._distinct)

    def _places(self, asked: Array) -> Codes:
        """Return the places of texts in the list, with new ones behind all others."""
        import pyarrow
        import pyarrow.compute

        places = pyarrow.compute.index_in(asked, value_set=self._known)
        if places.null_count:
            new = asked.filter(places.is_null()).unique()
            self._known = pyarrow.concat_arrays([self._known, new])
            self._distinct = np.concatenate([self._distinct, new.to_numpy(zero_copy_only=False)])
            places = pyarrow.compute.index_in(asked, value_set=self._known)
        return narrow(places.to_numpy(), len(self._known))

    def new(self) -> list[str]:
        """Return the texts that were not told before."""
        texts: list[str] = self._distinct[self._told :].tolist()
        self._told += len(texts)
        return texts
