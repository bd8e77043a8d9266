"""What a table of an engine is, besides its rows → records of some of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from lixia_cli.files.problems import Place
from lixia_cli.model.table import Table
from lixia_cli.read.cell_text import cell_text
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.headers import columns_not_used
from lixia_cli.read.layouts.context import Context, Targets
from lixia_cli.read.layouts.understood import LONG, Understood
from lixia_cli.read.records import Records
from lixia_cli.read.unread import Unread, are_units_said
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

    def check_unread(
        self,
        first_rows: Callable[[Sequence[str]], Mapping[str, Sequence[object]]],
        conventions: Conventions,
        targets: Targets,
    ) -> None:
        """Raise InputError for units or parts of years in columns that are not used, as far as some rows tell.

        `first_rows` fetches a few values of each of some columns that is of texts, whole numbers or dates.
        """
        remarks = [self.headers["note"]] if "note" in self.headers else []
        context = Context(conventions.declared("actuals"), targets, defaults=conventions.defaults.get("actuals", {}))
        units_said = are_units_said(context, self.headers, self.headers.values())
        if not (self.unknown or remarks):
            Unread((), (), ()).check(context, units_said)
            return
        period = self.headers.get("period", "")
        series = [self.headers[name] for name in ("key", "region") if name in self.headers]
        names = list(dict.fromkeys(filter(None, [*self.unknown, *remarks, *series, period])))
        texts = {name: [*map(cell_text, values)] for name, values in first_rows(names).items()}
        unknown, noted = (
            [(Place(self.label, column=name), texts[name]) for name in columns if name in texts]
            for columns in (self.unknown, remarks)
        )
        rows = [*zip(*(texts[name] for name in series if name in texts), strict=True)]
        Unread(unknown, noted, texts.get(period, ()), series=rows).check(context, units_said)

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
