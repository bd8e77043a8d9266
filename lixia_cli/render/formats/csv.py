"""csv and tsv: the columns of `schema.ASSESSED_COLUMNS`, full precision, never translated."""

from __future__ import annotations

import pandas as pd

from lixia_cli.model.schema import ASSESSED_COLUMNS
from lixia_cli.render.report import Report

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render_csv(report: Report) -> bytes:
    """UTF-8 with line feeds, a header line first; what is not known or not defined is empty."""
    return delimited(report.shown[list(ASSESSED_COLUMNS)], ",", report.excel)


def render_tsv(report: Report) -> bytes:
    """The same with tabs between the cells."""
    return delimited(report.shown[list(ASSESSED_COLUMNS)], "\t", report.excel)


def delimited(frame: pd.DataFrame, separator: str, excel: bool) -> bytes:
    """A frame as delimited text.

    For `excel` with a byte order mark and CRLF, and with an apostrophe before texts that a spreadsheet program would
    take for a formula; numbers, negative ones too, stay what they are.
    """
    if not excel:
        return frame.to_csv(sep=separator, index=False, lineterminator="\n").encode("utf-8")
    texts = frame.select_dtypes(exclude="number").columns
    guarded = frame.assign(**{name: _guarded(frame[name]) for name in texts})
    return guarded.to_csv(sep=separator, index=False, lineterminator="\r\n").encode("utf-8-sig")


def _guarded(texts: pd.Series) -> pd.Series:
    plain = texts.astype(object)
    return plain.where(~plain.astype(str).str.startswith(_FORMULA_STARTS), "'" + plain.astype(str))
