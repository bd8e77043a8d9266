"""A pandas frame → records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.files.problems import Place
from lixia_cli.model.arrays import Texts
from lixia_cli.model.schema import Column
from lixia_cli.model.table import Table
from lixia_cli.read.cell_text import cell_text
from lixia_cli.read.further import further_positions, notes_on_further
from lixia_cli.read.grid import Grid
from lixia_cli.read.headers import columns_not_used, match_headers, names_needed
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.registry import read_grid
from lixia_cli.read.records import Records
from lixia_cli.read.unread import SAMPLE, Unread, are_units_said


@dataclass(frozen=True)
class _Labels:
    """The labels of the rows of a frame."""

    name: str
    headers: dict[str, str]
    index: pd.Index

    def place(self, row: int, column: str) -> Place:
        """Return the label of a row."""
        return Place(self.name, column=self.headers.get(column, column), row=str(self.index[row]))


@dataclass(frozen=True)
class _FrameGrid(Grid):
    """The cells of a frame below its headings, with the labels of its rows."""

    labels: Sequence[str] = ()
    """Of each row; empty for the headings."""

    def place(self, row: int, column: int | None = None, header: str = "") -> Place:  # noqa: ARG002
        """Return the location of a cell, or of a row, by the label of its row."""
        return Place(self.label, column=header, row=self.labels[row])


def from_frame(frame: pd.DataFrame, name: str, columns: Sequence[Column], context: Context | None = None) -> Records:
    """Turn a frame, called `name` in messages, into records: one row per record, or one of the other layouts.

    Cells and headings may be text, numbers (2022.0 is read as 2022), periods and dates, booleans, or missing (None,
    NaN, NaT, NA). Where the columns that are needed are not there, an index with names or texts is read as further
    columns. Raises InputError when a needed column is missing or one is there twice.
    """
    found = [_heading(header) for header in frame.columns]
    if not names_needed(found, columns):
        context = context or Context(columns)
        with_index = _with_index(frame)
        if names_needed([_heading(header) for header in with_index.columns], columns):
            return from_frame(with_index, name, columns, context)
        records = read_grid(_grid(with_index, frame.index, name), context)
        if records is not None:
            return records
    positions, _ = match_headers(found, columns, Place(name))
    known = set(positions.values())
    others = [position for position, header in enumerate(found) if position not in known and header.strip()]
    further = further_positions(found, others, context)
    unused = [found[position] for position in others if position not in further.values()]
    if context is not None and context.of_actuals:
        sample = frame.iloc[:SAMPLE]
        noted, dated = ([positions[column]] if column in positions else [] for column in ("note", "period"))
        unknown, remarks = (
            [(Place(name, column=found[at]), [*_texts(sample.iloc[:, at])]) for at in places]
            for places in (others, noted)
        )
        periods = [text for at in dated for text in _texts(sample.iloc[:, at])]
        named = [_texts(sample.iloc[:, positions[column]]) for column in ("key", "region") if column in positions]
        series = [*zip(*named, strict=True)]
        Unread(unknown, remarks, periods, series=series).check(context, are_units_said(context, positions, found))
    positions |= further
    headers = {column: found[position] for column, position in positions.items()}
    texts = {column: _texts(frame.iloc[:, position]) for column, position in positions.items()}
    notes = [columns_not_used(name, unused)] if unused else []
    notes += notes_on_further(name, found, further)
    table = Table(texts, len(frame))
    return Records(name, table, headers, _Labels(name, headers, frame.index), notes=tuple(notes), typed=True)


def _with_index(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its index as further columns where that has names, or texts: the names of the rows."""
    index = frame.index
    if not index.names[0] and index.nlevels == 1 and isinstance(index.dtype, pd.StringDtype | np.dtypes.ObjectDType):
        return frame.reset_index(names="") if "" not in frame.columns else frame
    taken = {*frame.columns, *frame.columns.names}
    return frame if None in index.names or taken & set(index.names) else frame.reset_index()


def _grid(frame: pd.DataFrame, index: pd.Index, name: str) -> Grid:
    """Return the cells of a frame below a row for each level of its headings; `index` has the labels of its rows."""
    levels = frame.columns.nlevels
    headings = [[cell_text(text) for text in frame.columns.get_level_values(level)] for level in range(levels)]
    cells = [_texts(frame.iloc[:, position]) for position in range(frame.shape[1])]
    rows = [*headings, *(list(row) for row in zip(*cells, strict=True))]
    labels = [*([""] * levels), *map(str, index)]
    return _FrameGrid(name, rows, range(1, len(rows) + 1), typed=True, labels=labels)


def _heading(header: object) -> str:
    """Return a heading as text; the levels of one with several are separated by spaces."""
    return " ".join(map(cell_text, header)).strip() if isinstance(header, tuple) else cell_text(header)


def _texts(column: pd.Series) -> Texts:
    """Return the cells as text, as a file would spell them."""
    known = column.notna().to_numpy(dtype=np.bool_)
    texts = np.full(len(column), "", dtype=object)
    values = column[known]
    # A series hands out floats of eight bytes, whose digits are others: 47.2 of four bytes would be 47.20000076.
    short = _SHORT_FLOATS.get(str(values.dtype).lower())
    texts[known] = [cell_text(value) for value in (values if short is None else values.to_numpy(dtype=short))]
    return texts


_SHORT_FLOATS = {
    **dict.fromkeys(("float32", "float[pyarrow]"), np.float32),
    **dict.fromkeys(("float16", "halffloat[pyarrow]"), np.float16),
}
"""Types of columns, in lower case, with numbers of fewer than eight bytes."""
