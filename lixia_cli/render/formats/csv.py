"""csv and tsv: the columns of `as_rows`, full precision, never translated."""

from __future__ import annotations

from collections.abc import Iterator

from lixia_cli.render.byte_rows import Lines
from lixia_cli.render.delimited import blocks_of_lines, header_line
from lixia_cli.render.report import Report


def render_csv(report: Report) -> bytes:
    """Write csv in UTF-8 with line feeds and a header line; unknown and undefined values are empty."""
    return b"".join(csv_rows(report, first=True))


def render_tsv(report: Report) -> bytes:
    """Write the same as `render_csv` with tabs between the cells."""
    return b"".join(tsv_rows(report, first=True))


def csv_rows(report: Report, first: bool) -> Iterator[Lines]:
    """Write the lines of some rows, behind the header line if they are the `first`."""
    return _lines(report, ",", first)


def tsv_rows(report: Report, first: bool) -> Iterator[Lines]:
    """Write the same as `csv_rows` with tabs between the cells."""
    return _lines(report, "\t", first)


def _lines(report: Report, separator: str, first: bool) -> Iterator[Lines]:
    rows = report.rows()
    if first:
        yield header_line(rows, separator, report.excel)
    yield from blocks_of_lines(rows, separator, report.excel, report.once)
