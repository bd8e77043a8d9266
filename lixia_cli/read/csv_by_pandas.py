"""The columns of a regular text, parsed by pandas."""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from lixia_cli.model.coded import Coded, coded
from lixia_cli.model.table import Column
from lixia_cli.read.csv_kinds import Kinds

# From pandas 3.1 on this is the only way in which floats are read.
_EXACT = {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}

_TEXT = chr(sys.maxunicode)
"""A cell put before all others: of texts that all look like numbers pandas would make some, and 007 is no 7.

It comes after all others in order, so that it is easily left out.
"""


def parse(content: bytes, kinds: Kinds, numbers: Iterable[int]) -> dict[int, Column] | None:
    """Return the columns wanted by position, `numbers` as floats, NaN where a cell is empty; None where that fails.

    It fails for rows with more fields than the header, and for other cells than that among the numbers.
    """
    types: dict[int, Any] = dict.fromkeys(kinds.positions, object)
    types |= dict.fromkeys(kinds.repeated, "category") | dict.fromkeys(numbers, np.float64)
    first = kinds.separator.join(_TEXT if types.get(at) == "category" else "" for at in range(kinds.width))
    empty: dict[str, Any] = {"na_values": {position: [""] for position in numbers}} | _EXACT if numbers else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame: pd.DataFrame = pd.read_csv(
                io.BytesIO(b"%b\n%b" % (first.encode(), content)),
                sep=kinds.separator,
                header=None,
                names=range(kinds.width),
                dtype=types,
                keep_default_na=False,
                na_filter=bool(numbers),
                index_col=False,
                skip_blank_lines=False,
                low_memory=False,
                **empty,
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning, ValueError, OverflowError):
        return None
    return {at: _column(frame[at]) for at in kinds.positions}


def _column(column: pd.Series) -> Column:
    """Return a column without its first row."""
    if column.dtype != "category":
        cells = column.to_numpy()[1:]
        return cells if cells.dtype == np.float64 else Coded.of(cells)
    texts = coded(column)[1:]
    last = len(texts.distinct) - 1
    # Categories are sorted.
    return texts if texts.codes.max(initial=-1) == last else Coded(texts.codes, texts.distinct[:last])
