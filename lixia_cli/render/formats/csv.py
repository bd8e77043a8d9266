"""csv and tsv: the columns of `as_rows`, full precision, never translated."""

from __future__ import annotations

from lixia_cli.render.delimited import delimited
from lixia_cli.render.report import Report


def render_csv(report: Report) -> bytes:
    """Write csv in UTF-8 with line feeds and a header line; unknown and undefined values are empty."""
    return csv_rows(report, first=True)


def render_tsv(report: Report) -> bytes:
    """Write the same as `render_csv` with tabs between the cells."""
    return tsv_rows(report, first=True)


def csv_rows(report: Report, first: bool) -> bytes:
    """Write the lines of some rows, behind the header line if they are the `first`."""
    return _lines(report, ",", first)


def tsv_rows(report: Report, first: bool) -> bytes:
    """Write the same as `csv_rows` with tabs between the cells."""
    return _lines(report, "\t", first)


def _lines(report: Report, separator: str, first: bool) -> bytes:
    rows = report.rows()
    header = b"" if first else delimited(rows.iloc[:0], separator, report.excel)
    return delimited(rows, separator, report.excel)[len(header) :]
