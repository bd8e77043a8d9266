"""What a table of an engine is, besides its rows → records of some of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from lixia_cli.files.problems import Place
from lixia_cli.model.table import Table
from lixia_cli.read.headers import columns_not_used
from lixia_cli.read.layouts.understood import LONG, Understood
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message


@dataclass(frozen=True)
class Described:
    """A table: its name, its columns, and how they are understood."""

    label: str
    headers: Mapping[str, str]
    """The columns of the table by declared name."""
    unknown: Sequence[str]
    """Columns that are not used."""
    typed: bool
    """Values are numbers, not texts."""

    def records(
        self, rows: Table, notes: tuple[Message, ...] = (), words: Mapping[str, Collection[str]] | None = None
    ) -> Records:
        """Return records of some rows; `words` has all texts in some columns, see `Records`."""
        meanings = tuple((header, name) for name, header in self.headers.items())
        understood = Understood(LONG, Place(self.label), meanings, unused=tuple(self.unknown))
        places = _Rows(self.label, self.headers, rows)
        return Records(
            self.label,
            rows,
            self.headers,
            places,
            notes=notes,
            typed=self.typed,
            understood=understood,
            words=words or {},
        )

    def notes(self) -> tuple[Message, ...]:
        """Return the notes on columns."""
        return (columns_not_used(self.label, self.unknown),) if self.unknown else ()


@dataclass(frozen=True)
class _Rows:
    """The rows by what identifies an observation: a table has no lines."""

    label: str
    headers: Mapping[str, str]
    rows: Table

    def place(self, row: int, column: str) -> Place:
        """Return the location of a cell by the key, region and period of its row."""
        found = [str(self.rows[name][row]).strip() for name in ("key", "region", "period") if name in self.rows]
        return Place(self.label, column=self.headers.get(column, column), row=", ".join(filter(None, found)))
