"""The columns of a regular text, parsed by pandas."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from lixia_cli.model.coded import coded
from lixia_cli.model.table import Column
from lixia_cli.read.csv_kinds import Kinds

# From pandas 3.1 on this is the only way in which floats are read.
_EXACT = {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}


def parse(content: bytes, kinds: Kinds, numbers: Iterable[int]) -> dict[int, Column] | None:
    """Return the columns wanted by position, `numbers` as floats, NaN where a cell is empty; None where that fails.

    It fails for rows with more fields than the header, and for other cells than that among the numbers.
    """
    repeated = kinds.repeated
    types: dict[int, Any] = dict.fromkeys(kinds.positions, object)
    types |= dict.fromkeys(repeated, "category") | dict.fromkeys(numbers, np.float64)
    empty: dict[str, Any] = {"na_values": {position: [""] for position in numbers}} | _EXACT if numbers else {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame: pd.DataFrame = pd.read_csv(
                io.BytesIO(content),
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
    converted = {at for at in repeated if not _are_texts(frame[at].array.categories)}
    if converted:  # pandas makes numbers of categories that look like some: 007 is no 7
        kinds.converted |= converted
        kinds.repeated -= converted
        return parse(content, kinds, numbers)
    floats = frozenset(numbers)
    return {at: frame[at].to_numpy() if at in floats else coded(frame[at]) for at in kinds.positions}


def _are_texts(categories: pd.Index) -> bool:
    """Return whether pandas has left categories as they are written. Texts of Arrow are slow to go through."""
    is_text = isinstance(categories.dtype, pd.StringDtype)
    return is_text or all(isinstance(text, str) for text in categories.to_numpy(dtype=object).tolist())
