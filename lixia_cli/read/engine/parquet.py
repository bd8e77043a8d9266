"""A Parquet file of which all rows are needed: Arrow reads it by itself, in less time than any engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from lixia_cli.files.problems import Place as Located
from lixia_cli.model.coded import Coded, narrow
from lixia_cli.model.table import Column, Table
from lixia_cli.read.columns_beside import REGION_CODE, TOLD_BY_ALL_ROWS
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.engine.batches import numbers_of, numbers_or_texts, texts_of
from lixia_cli.read.engine.connection import reported
from lixia_cli.read.engine.described import Described
from lixia_cli.read.engine.location import Location
from lixia_cli.read.engine.needed import Needed
from lixia_cli.read.engine.numbered import COLUMNS
from lixia_cli.read.headers import match_headers
from lixia_cli.read.parts.text_numbers import numbers_in
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.parts.words import Words
from lixia_cli.read.scope import Scope
from lixia_cli.read.unread import SAMPLE

if TYPE_CHECKING:
    from pyarrow import Array, DataType, RecordBatch
    from pyarrow.parquet import ParquetFile

_BATCH = 400_000
_PATTERN = frozenset("*?[")
"""Signs of a pattern for the names of several files."""
_LARGEST_GROUP = 2_000_000
"""Rows that a file may have in a group, which is read as a whole."""
_SURELY_WHOLE = 15
"""Bytes of a text that no program shortens in the statistics that it writes."""
_GROUPS = 100
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
        """Return some values of the columns of texts, whole numbers, dates and booleans among these."""
        kinds = {name: str(self.file.schema_arrow.field(name).type) for name in names}
        words = ("string", "int", "date", "bool")
        plain = [name for name, kind in kinds.items() if any(word in kind for word in words)]
        batch = next(self.file.iter_batches(SAMPLE, columns=plain, use_threads=False), None)
        return {} if batch is None else {name: batch.column(name).to_pylist() for name in plain}

    def _begins_needed(self) -> bool:
        """Return whether the texts that the groups of rows list in front are those of rows that are needed."""
        headers = {header: name for name, header in self.described.headers.items() if name in self.needed.columns}
        listed = {name: set[str]() for name in headers.values()}
        groups = self.file.num_row_groups
        for number in range(0, groups, groups // _GROUPS + 1):
            for batch in islice(self.file.iter_batches(1, [number], list(headers), use_threads=False), 1):
                for header, name in headers.items():
                    listed[name].update(_listed(batch.column(header)).to_pylist())
        return all(self.needed(name, text) for name, texts in listed.items() for text in texts)

    def blocks(self) -> Iterator[Table]:
        """Read the rows. Raises NotNeededError where some are not needed, InputError where they can't be read."""
        lists = {name: _List() for name in self.described.headers if name in COLUMNS}
        paths = [self.file.schema.column(number).path for number in range(self.file.metadata.num_columns)]
        places = {name: paths.index(self.described.headers[name]) for name in lists}
        for number in range(self.file.num_row_groups):
            with reported(self.location):
                repeated = self._repeated(number, places)
            headers = [header for name, header in self.described.headers.items() if name not in repeated]
            batches = self.file.iter_batches(_BATCH, [number], headers, use_threads=False)
            while (block := self._next(batches, lists, repeated)) is not None:
                new = {name: lists[name].new() for name in self.needed.columns & lists.keys()}
                if not all(self.needed(name, text) for name, texts in new.items() for text in texts):
                    raise NotNeededError
                yield block

    def _repeated(self, group: int, places: Mapping[str, int]) -> dict[str, str]:
        """Return the texts that all rows of a group have in one of some columns, by name of the column.

        So say the statistics of the file, by which engines too leave out what they need not read.
        """
        columns = self.file.metadata.row_group(group)
        found = dict[str, str]()
        for name, place in places.items():
            of = columns.column(place).statistics
            if of is None or not of.has_min_max or not of.has_null_count or of.null_count or of.min != of.max:
                continue
            if isinstance(of.min, str) and len(of.min.encode()) <= _SURELY_WHOLE:
                found[name] = of.min
        return found

    def _next(
        self, batches: Iterator[RecordBatch], lists: Mapping[str, _List], repeated: Mapping[str, str]
    ) -> Table | None:
        """Read one batch, if there is another, with columns of one text beside."""
        with reported(self.location):
            batch = next(batches, None)
            if batch is None:
                return None
            columns: dict[str, Column] = {}
            for name, header in self.described.headers.items():
                if name in repeated:
                    columns[name] = lists[name].repeated(repeated[name], batch.num_rows)
                elif name in lists:
                    columns[name] = lists[name].column(batch.column(header))
                else:
                    column = batch.column(header)
                    columns[name] = numbers_or_texts(column) if name == "value" else texts_of(column)
            return Table(columns, batch.num_rows)


def _are_texts(kind: DataType) -> bool:
    """Whether Arrow and DuckDB read a type alike, as texts."""
    import pyarrow

    values = kind.value_type if pyarrow.types.is_dictionary(kind) else kind
    return bool(values in (pyarrow.string(), pyarrow.large_string()))


def _listed(column: Array) -> Array:
    """Return the texts that a column of numbered texts lists."""
    import pyarrow

    return column.dictionary if column.dictionary.type == pyarrow.string() else column.dictionary.cast("string")


class _List:
    """The distinct texts of a column in all groups of rows, each of which may number them anew."""

    def __init__(self) -> None:
        self._known = dict[str, int]()
        self._told = 0
        self._alone = dict[str, Coded]()
        """By text that all rows of a group have: a column with it."""
        self._listed: Array | None = None
        self._has_gaps = False
        self._texts = Coded.full(0, "")
        """Those that the batch before lists, and an empty one behind them if it has gaps."""

    def column(self, column: Array) -> Coded:
        """Return a column of a batch, with the texts of its group alone."""
        listed, has_gaps = _listed(column), column.null_count > 0
        if self._listed is None or self._has_gaps != has_gaps or not self._listed.equals(listed):
            self._listed, self._has_gaps = listed, has_gaps
            self._texts = self._numbered([*listed.to_pylist(), *([""] if has_gaps else [])])
        if len(self._texts.distinct) == 1:
            return Coded(np.zeros(len(column), dtype=np.int8), self._texts.distinct)
        indices = column.indices.cast("int32").fill_null(len(listed)) if has_gaps else column.indices
        codes = narrow(numbers_of(indices), len(self._texts))
        are_different = len(self._texts.distinct) == len(self._texts)
        return Coded(codes if are_different else self._texts.codes.take(codes), self._texts.distinct)

    def repeated(self, text: str, count: int) -> Coded:
        """Return a column with one text in all rows of a batch."""
        if text not in self._alone:
            self._alone[text] = self._numbered([text])
        return Coded(np.zeros(count, dtype=np.int8), self._alone[text].distinct)

    def _numbered(self, texts: list[str]) -> Coded:
        place: dict[str, int] = {}
        codes = np.array(numbers_in(place, texts), dtype=np.int32)
        self._known |= place
        return Coded(narrow(codes, len(place)), np.array([*place, None], dtype=object)[:-1])

    def new(self) -> list[str]:
        """Return the texts that were not told before."""
        texts = [*islice(self._known, self._told, None)]
        self._told += len(texts)
        return texts
