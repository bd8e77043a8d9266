"""Write a history as csv, tsv, json, Markdown or a page."""

from __future__ import annotations

from lixia_cli.model.table import Table
from lixia_cli.render.delimited import delimited
from lixia_cli.render.document import Block, Grid, Heading, Paragraph, as_markdown
from lixia_cli.render.formats.json import basis, encoded, records
from lixia_cli.render.history.content import History
from lixia_cli.render.markup import element
from lixia_cli.render.pages.blocks import as_html
from lixia_cli.render.pages.page import page
from lixia_cli.render.report import Report
from lixia_cli.render.view.chosen import chosen_for_csv
from lixia_cli.summarise.over_years import OverYears, as_rows


def as_csv(report: Report, years: OverYears, separator: str) -> bytes:
    """Return the columns of `_rows`, one row per target and time, in UTF-8 with line feeds."""
    return delimited(_rows(report, years), separator, excel=False)


def as_json(report: Report, years: OverYears) -> bytes:
    """Return one object: the basis of the verdicts, the times, and the rows with the columns of csv."""
    return encoded(
        {
            **basis(report.provenance, list(years.as_of)),
            "method": report.rules.name,
            "history": list(records(_rows(report, years))),
        }
    )


def _rows(report: Report, years: OverYears) -> Table:
    """Return the rows of `as_rows`, or those with the columns that are chosen."""
    rows, every = as_rows(years.rows), years.rows
    chosen = chosen_for_csv(list(rows), report.columns)
    return Table({name: rows[name] if name in rows else every[name] for name in chosen}, len(rows))


def as_markdown_text(history: History) -> bytes:
    """Return the history as Markdown in UTF-8."""
    return as_markdown(_blocks(history)).encode("utf-8", "replace")


def as_page(history: History, language: str) -> bytes:
    """Return the history as one html page in UTF-8, without scripts or external resources."""
    return page(history.title, element("main", {}, as_html(_blocks(history), language)), language)


def _blocks(history: History) -> list[Block]:
    blocks: list[Block] = [Heading(history.title, level=1), *map(Paragraph, history.lines)]
    for table in history.tables:
        blocks += [Heading(table.title)] if table.title else []
        blocks.append(Grid((table.first, *history.headings), table.rows))
    counts = history.counts
    titles = (counts.first, *history.years)
    if counts.rows:
        blocks += [Heading(counts.title), Grid(titles, counts.rows, right=frozenset(range(1, len(titles))))]
    return [*blocks, *map(Paragraph, history.sentences)]
