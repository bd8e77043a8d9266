"""csv and tsv: the columns of `ASSESSED_COLUMNS`, full precision, never translated."""

from __future__ import annotations

import unicodedata

import pandas as pd

from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.render.report import Report
from lixia_cli.text.width import plain

_KEPT = "\t\r\n"
"""Control characters that a quoted cell can hold; all others would only reach a terminal."""
_FORMULA_STARTS = "=+-@"
_ROW_END = "\r\x1e\n"
"""Ends rows until all is written: the csv module before Python 3.11.9 quotes a carriage return only in cells that have
a character of the row's end. No cell has the one in the middle."""


def render_csv(report: Report) -> bytes:
    """Write csv in UTF-8 with line feeds and a header line; unknown and undefined values are empty."""
    return delimited(report.shown[list(ASSESSED_COLUMNS)], ",", report.excel)


def render_tsv(report: Report) -> bytes:
    """Write the same as `render_csv` with tabs between the cells."""
    return delimited(report.shown[list(ASSESSED_COLUMNS)], "\t", report.excel)


def delimited(frame: pd.DataFrame, separator: str, excel: bool) -> bytes:
    """Return a frame as delimited text.

    For `excel` with a byte order mark and CRLF, and with an apostrophe before texts that a spreadsheet program would
    take for a formula; numbers, negative ones too, stay what they are.
    """
    written = frame.copy(deep=False)
    for name in frame.select_dtypes(exclude="number").columns:
        cells = frame[name].tolist()
        if excel or not all(cell.isprintable() for cell in cells if isinstance(cell, str)):
            texts = [_text(cell, excel) for cell in cells]
            written[name] = pd.Series(texts, index=frame.index, dtype=object)
    content = written.to_csv(sep=separator, index=False, lineterminator=_ROW_END)
    content = content.replace(_ROW_END, "\r\n" if excel else "\n")
    return content.encode("utf-8-sig" if excel else "utf-8")


def _text(cell: object, excel: bool) -> object:
    """Return a cell, if it is a text without control characters that can't stand in a table."""
    if not isinstance(cell, str):
        return cell
    text = plain(cell, keep=_KEPT)
    return f"'{text}" if excel and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """Return whether a spreadsheet program may take the text for a formula: full-width and small signs count too.

    >>> _is_formula("＝1+1"), _is_formula(" @SUM(1)"), _is_formula("1=1")
    (True, True, False)
    """
    first = text.lstrip()[:1]
    return text[:1] in tuple(_KEPT) or (bool(first) and unicodedata.normalize("NFKC", first) in tuple(_FORMULA_STARTS))
