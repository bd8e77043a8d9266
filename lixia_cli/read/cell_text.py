"""A value of a frame or a database → the text that a file would have for it."""

from __future__ import annotations

import datetime
import math
import sys

import numpy as np

_CALENDAR = ("Y-DEC", "A-DEC", "Q-DEC", "M", "ME", "D")
"""Frequencies of periods that are spelt as in a file. In the others 2022Q3, say, is a quarter of a fiscal year."""


def cell_text(value: object) -> str:
    """Return a value of a frame or a database as a file would spell it."""
    if isinstance(value, str):
        return value
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, float | np.floating):
        number = float(value) if isinstance(value, float) else float(str(value))  # 47.2, not 47.20000076 of four bytes
        return str(int(number)) if number.is_integer() and abs(number) < 2**53 else repr(number)
    if "pandas" in sys.modules:  # without which nobody has a value of its types
        import pandas as pd

        if value is pd.NaT or value is pd.NA:
            return ""
        if isinstance(value, pd.Period) and value.freqstr not in _CALENDAR:
            return f"{value} ({value.freqstr})"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return str(value)
