"""A pandas frame → records."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.files.problems import Place
from lixia_cli.model.arrays import Texts
from lixia_cli.model.schema import Column
from lixia_cli.read.headers import columns_not_used, match_headers
from lixia_cli.read.records import Records


@dataclass(frozen=True)
class _Labels:
    """The labels of the rows of a frame."""

    name: str
    headers: dict[str, str]
    index: pd.Index

    def place(self, row: int, column: str) -> Place:
        """Return the label of a row."""
        return Place(self.name, column=self.headers.get(column, column), row=str(self.index[row]))


def from_frame(frame: pd.DataFrame, name: str, columns: Sequence[Column]) -> Records:
    """Turn a frame, called `name` in messages, into records.

    Cells may be text, numbers (2022.0 is read as 2022), periods and dates, booleans, or missing (None, NaN, NaT, NA).
    Raises InputError when a needed column is missing or one is there twice.
    """
    found = [str(header) for header in frame.columns]
    positions, unknown = match_headers(found, columns, Place(name))
    headers = {column: found[position] for column, position in positions.items()}
    texts = {column: _texts(frame.iloc[:, position]) for column, position in positions.items()}
    notes = (columns_not_used(name, unknown),) if unknown else ()
    rows = pd.DataFrame(texts, index=range(len(frame)), dtype=object)
    return Records(name, rows, headers, _Labels(name, headers, frame.index), notes=notes, typed=True)


_CALENDAR = ("Y-DEC", "A-DEC", "Q-DEC", "M", "ME", "D")
"""Frequencies of periods that are spelt as in a file. In the others 2022Q3, say, is a quarter of a fiscal year."""


def _texts(column: pd.Series) -> Texts:
    """Return the cells as text, as a file would spell them."""
    known = column.notna().to_numpy(dtype=np.bool_)
    texts = np.full(len(column), "", dtype=object)
    texts[known] = [_text(value) for value in column[known]]
    return texts


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | np.floating):
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    if isinstance(value, pd.Period) and value.freqstr not in _CALENDAR:
        return f"{value} ({value.freqstr})"
    return str(value)
