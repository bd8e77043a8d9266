"""csv and tsv: the columns of `as_rows`, full precision, never translated."""

from __future__ import annotations

from lixia_cli.render.delimited import delimited
from lixia_cli.render.report import Report


def render_csv(report: Report) -> bytes:
    """Write csv in UTF-8 with line feeds and a header line; unknown and undefined values are empty."""
    return delimited(report.rows(), ",", report.excel)


def render_tsv(report: Report) -> bytes:
    """Write the same as `render_csv` with tabs between the cells."""
    return delimited(report.rows(), "\t", report.excel)
