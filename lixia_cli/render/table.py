"""The content of a table: titles, and a row of cells for every row of the table of `assess`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import add

import numpy as np

from lixia_cli.model.arrays import Floats
from lixia_cli.model.records import cells_of
from lixia_cli.model.table import Table as Assessed
from lixia_cli.render.cell_column import CellColumn, cell_column
from lixia_cli.render.cells import Cell
from lixia_cli.render.column import Column, Wording
from lixia_cli.render.columns import LEAST_OF_LEDGER, LEDGER, ONLY_WHERE_GIVEN, TABLE
from lixia_cli.render.distinct import Distinct, Numbers, alike, numbers_of
from lixia_cli.render.figure_text import counts_from_zero
from lixia_cli.render.ledger import DEADLINES
from lixia_cli.render.period_text import in_brackets, label_text
from lixia_cli.render.report import Report
from lixia_cli.render.view.columns import chosen_for_tables
from lixia_cli.text.i18n import Translate


@dataclass(frozen=True)
class Table:
    """Columns, their titles, and the cells and the light of each row."""

    columns: tuple[Column, ...]
    titles: tuple[str, ...]
    """One per column; a year that most rows share is added to the title and left out in cells."""
    cells: tuple[CellColumn, ...]
    """The cells of each column, one per row."""
    lights: tuple[str, ...]
    """One per row."""

    @property
    def has_bar(self) -> bool:
        """Return whether there is a column of bars."""
        return any(column.name == "bar" for column in self.columns)

    @cached_property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the cells of each row."""
        return tuple(zip(*(column.rows() for column in self.cells), strict=True))

    @cached_property
    def texts(self) -> tuple[Distinct[str], ...]:
        """Return the texts of each column, followed by marks padded to the same width in a column."""
        return tuple(Distinct(column.codes, _texts(column)) for column in self.cells)

    @property
    def rows_of_texts(self) -> tuple[tuple[str, ...], ...]:
        """Return the texts of each row."""
        return tuple(zip(*(column.rows() for column in self.texts), strict=True))

    @cached_property
    def marks_width(self) -> int:
        """Return the number of marks in the cell with most of them."""
        return max((_marks_width(column) for column in self.cells), default=0)


def table(report: Report, names: Sequence[str] = TABLE, kept: Sequence[str] = (), cells: Cells | None = None) -> Table:
    """Return the table of the shown rows of a report with the columns of these names, or those that a view has chosen.

    The columns `kept` are there in any case, as the last ones where nobody has chosen them.
    Several tables of the same rows can share their `cells`.
    """
    assessed, translate = report.shown, report.translate
    usual = [
        name for name in _usual(report, names) if name not in ONLY_WHERE_GIVEN or (assessed.texts(name) != "").any()
    ]
    chosen = chosen_for_tables(usual, report.columns, kept)
    due_apart = any(column.name == "due" or column.title in DEADLINES for column in chosen)
    columns = tuple(_arranged(_titled(column, assessed), report.by == "owner", due_apart) for column in chosen)
    years = shared_years(columns, assessed)
    wording = Wording(report.language, translate, report.rules, years, report.names, due_apart)
    made = cells or Cells(assessed)
    of_columns = tuple(made.of(column, wording) for column in columns)
    lights = tuple(cells_of(assessed["light"]))
    return Table(columns, titles_with_years(columns, years, translate), of_columns, lights)


class Cells:
    """The cells of the rows of a table, made once for the rows that agree in all that a column reads."""

    def __init__(self, assessed: Assessed) -> None:
        self._assessed = assessed
        self._numbers: dict[str, Numbers] = {}
        self._made: dict[tuple[object, ...], CellColumn] = {}

    def of(self, column: Column, wording: Wording) -> CellColumn:
        """Return the cells of a column, in a table with this wording in the language of all."""
        kind = column.name, column.year, wording.due_apart
        if kind not in self._made:
            names = [name for name in dict.fromkeys(column.reads) if name in self._assessed]
            numbers = {name: self._numbers_of(name) for name in names}
            codes, first = alike(list(numbers.values()))
            rows = self._assessed.select(names).rows(first)
            numbers = {name: of[first] for name, of in numbers.items()}
            self._made[kind] = cell_column(rows, numbers, codes, lambda record: column.cell(record, wording))
        return self._made[kind]

    def _numbers_of(self, name: str) -> Numbers:
        """Return a number for the value of each row in a column."""
        if name not in self._numbers:
            self._numbers[name] = numbers_of(self._assessed[name])
        return self._numbers[name]


def shared_years(columns: Sequence[Column], assessed: Assessed) -> dict[str, int]:
    """Return the year that most rows share, by the column that some of the columns take it from."""
    return {column.year: _most_common(assessed.floats(column.year)) for column in columns if column.year}


def titles_with_years(columns: Sequence[Column], years: Mapping[str, int], translate: Translate) -> tuple[str, ...]:
    """Return the titles of columns, with the year that most rows share."""
    return tuple(
        in_brackets(translate(column.title), label_text(str(year), translate), translate)
        if (year := years.get(column.year))
        else translate(column.title)
        for column in columns
    )


def _usual(report: Report, names: Sequence[str]) -> Sequence[str]:
    """Return the columns of a table without any chosen: a ledger for tables by owner."""
    if report.by != "owner":
        return names
    return [name for name in LEDGER if name != "remark" or (report.shown.texts("remark") != "").any()]


def _arranged(column: Column, ledger: bool, due_apart: bool) -> Column:
    """Return the column as it stands beside the others of a ledger, or of a table with deadlines."""
    if column.name == LEAST_OF_LEDGER and ledger:
        return replace(column, importance=1)
    return replace(column, year="") if column.name == "target" and due_apart else column


def _titled(column: Column, assessed: Assessed) -> Column:
    """Return the column under the title that suits the rows: a completion rate is said of what counts from zero."""
    if not column.title_from_zero:
        return column
    shown = assessed.rows(~np.isnan(assessed.floats("percent_of_target")))
    kinds = set(zip(cells_of(shown["measure"]), cells_of(shown["years_left"]), strict=True))
    from_zero = bool(kinds) and all(counts_from_zero(*kind) for kind in kinds)
    return replace(column, title=column.title_from_zero) if from_zero else column


def _most_common(years: Floats) -> int:
    """Return the year that most rows share, of several the first one; 0 if there is none."""
    counts = Counter(years[~np.isnan(years)].tolist())
    return int(max(counts, key=counts.__getitem__)) if counts else 0


def _texts(column: CellColumn) -> list[str]:
    width = _marks_width(column)
    if not width:
        return column.texts
    behind = column.behind.each(lambda of: "" if of[1] is None else f"{of[0]}{of[1]:{width}}")
    return list(map(add, column.texts, behind))


def _marks_width(column: CellColumn) -> int:
    return max((len(marks) for marks in column.marks.values if marks), default=0)
