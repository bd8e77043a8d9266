"""Cells of columns of years: which are read as a year, and why others are not."""

from __future__ import annotations

from lixia_cli.model.periods import parse_period
from lixia_cli.text.messages import N_, Message


def digits_of_year(text: str) -> str:
    """Return a year as a number where the text is a period that ends with a year, else the text."""
    if text.isdecimal() or not text:
        return text
    period = parse_period(text)
    return str(period.year) if period is not None and period.months == 12 else text


def why_no_year(name: str, text: str) -> Message:
    """Return why a cell is not read as a year."""
    if parse_period(text) is not None:
        template = N_("'{text}' ends within a year, but {column} is a whole year; write it like 2025")
        return Message(template, {"text": text, "column": name})
    return Message("'{text}' is not a year; write it like 2025", {"text": text})
