"""Records: an input as rows of text cells in declared columns, independent of its format."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeGuard

import numpy as np

from lixia_cli.files.problems import Place
from lixia_cli.model.arrays import Floats, Ints, Texts
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Column, Table
from lixia_cli.read.headers import columns_not_used
from lixia_cli.read.layouts.understood import Understood
from lixia_cli.read.notation import Notation
from lixia_cli.text.messages import Message

if TYPE_CHECKING:
    from lixia_cli.read.parts.source import InParts


class Places(Protocol):
    """The locations of cells in the source of records."""

    def place(self, row: int, column: str) -> Place:
        """Return the location of the cell in row number `row` (from 0) of a declared column.

        For an empty column name it is that of the row; for a column that the source lacks, the row and the name.
        """


@dataclass(frozen=True)
class Records:
    """An input as rows of text cells under declared columns. Nothing else of the source is seen by `check`."""

    label: str
    """The source as messages name it."""
    table: Table
    """One row per record; one column per declared column that the source has.

    They are texts, as `Coded` or as arrays of str. Columns of numbers may be float64, with NaN where a cell is empty or
    odd.
    """
    headers: Mapping[str, str]
    """Declared name → header as written in the source."""
    places: Places
    notation: Notation = Notation.POINT
    notes: tuple[Message, ...] = ()
    """Notes on reading: an assumed encoding, columns not used."""
    typed: bool = False
    """The source has numbers of its own, as a frame does: no notation is to be named for them."""

    understood: Understood | None = None
    """What was recognised in a file; None for a frame."""

    parts: tuple[Records, ...] = ()
    """The records of each source, where several are joined."""

    odd: Mapping[str, Coded] = field(default_factory=dict)
    """By column of float64: the cells of which more than the value may matter, as written without white space around
    them; empty elsewhere. In a row with such a cell the other numbers are given so as well."""

    words: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By column: all texts that the source has in it, where the records are only some of its rows."""

    order: Ints | None = None
    """Numbers that sort the rows as they are in the source, where they are in another order here."""

    in_parts: InParts | None = None
    """What has more rows than fit into memory: they are read part by part, and there is none here."""

    @property
    def sources(self) -> tuple[Records, ...]:
        """Return the records of each source."""
        return self.parts or (self,)

    @property
    def are_in_parts(self) -> bool:
        """Whether the rows of the sources are read part by part."""
        return any(source.in_parts is not None for source in self.sources)

    def in_notation(self, notation: Notation | None) -> Records:
        """Return the records with the notation that somebody has named for their numbers; None names none."""
        return self if notation is None or self.typed else replace(self, notation=notation)

    def in_encoding(self, encoding: str) -> Records:
        """Return the records with the encoding of their text among what was understood."""
        return (
            self if self.understood is None else replace(self, understood=replace(self.understood, encoding=encoding))
        )

    def with_notes(self, *notes: Message) -> Records:
        """Return the records with further notes."""
        return replace(self, notes=(*self.notes, *notes))

    def with_table(self, table: Table, headers: Mapping[str, str] | None = None) -> Records:
        """Return the records with another table of as many rows; `headers` are those of columns that are new in it."""
        known = {**(headers or {}), **self.headers}
        return replace(self, table=table, headers={name: known[name] for name in table})

    def not_using(self, name: str) -> Records:
        """Return the records without a column that has something else in it than its header made expect, and say so."""
        header = self.headers[name]
        records = self.with_table(self.table.without(name)).with_notes(columns_not_used(self.label, [header]))
        understood = self.understood
        if understood is not None:
            used = tuple(meaning for meaning in understood.columns if meaning != (header, name))
            understood = replace(understood, columns=used, unused=(*understood.unused, header))
        return replace(records, understood=understood)

    def understood_as(self, name: str, meaning: str) -> Records:
        """Return the records without a column whose content went elsewhere; `meaning` is what it was understood as."""
        records, understood = self.with_table(self.table.without(name)), self.understood
        if understood is not None:
            columns = [(header, meaning if known == name else known) for header, known in understood.columns]
            understood = replace(understood, columns=tuple(columns))
        return replace(records, understood=understood)

    def floats(self, name: str) -> Floats | None:
        """Return a column of numbers, NaN where a cell is empty or odd; None for a column of texts."""
        column = self.table[name]
        return column if is_floats(column) else None

    def texts(self, name: str) -> Texts:
        """Return the cells of a column of texts as they are written."""
        column = self.table[name]
        return column.texts() if isinstance(column, Coded) else column

    def distinct(self, name: str) -> list[str]:
        """Return the texts in a column, each once, in order of appearance; none where the source lacks the column.

        Where they are known they are those of all rows of the source.
        """
        if name in self.words:
            return list(self.words[name])
        return self.table.texts(name).unique() if name in self.table else []

    def __len__(self) -> int:
        return len(self.table)

    def in_order(self, rows: Ints) -> Ints:
        """Return some row numbers in the order of the source."""
        return rows if self.order is None else rows[np.argsort(self.order[rows], kind="stable")]

    def place(self, row: int, column: str = "") -> Place:
        """Return the location of a cell, for a problem: row number from 0, declared name of the column."""
        return self.places.place(row, column)


def is_floats(column: Column) -> TypeGuard[Floats]:
    """Return whether a column is of numbers, not of texts."""
    return not isinstance(column, Coded) and column.dtype == np.float64
