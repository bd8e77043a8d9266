"""table and plain: one table per domain with its total line, and the footer."""

from __future__ import annotations

from dataclasses import replace

from lixia_cli.render.opening import opening
from lixia_cli.render.report import Report, Screen
from lixia_cli.render.sections import sections
from lixia_cli.render.sentences import footer
from lixia_cli.render.table import table
from lixia_cli.render.terminal.layout import fit
from lixia_cli.render.terminal.page import Page

PLAIN_ABOVE = 500
"""Number of rows above which rich is not used: it takes nearly a millisecond per row."""


def render_plain(report: Report) -> str:
    """Return the report as text at its natural width and without colour."""
    return render(replace(report, screen=Screen(width=None, color=False)))


def render(report: Report) -> str:
    """Return the report as text for its screen."""
    rules, language, translate, screen = report.rules, report.language, report.translate, report.screen
    content = table(report)
    columns = fit(content, screen.width)
    page = _page(screen, len(report.shown))
    begin = opening(report)
    page.title(begin.title)
    for line in begin.lines():
        page.text(line)
    for section in sections(report):
        page.line("")
        if section.title:
            page.title(section.title)
        if section.rows:
            page.table(columns, [(row, content.lights[row]) for row in section.rows])
        if section.total:
            page.text(section.total)
    page.line("")
    shown = {fitted.column for fitted in columns}
    missing = [column for column in content.columns if column not in shown]
    for sentence in footer(report.shown, rules, report.provenance, missing, language, translate, bar=content.has_bar):
        page.text(sentence)
    return page.render()


def _page(screen: Screen, rows: int) -> Page:
    """Return a page with colours by rich if wanted, else the same text without loading rich."""
    if not screen.color or rows > PLAIN_ABOVE:
        return Page(screen.width)
    from lixia_cli.render.terminal.rich_page import RichPage

    return RichPage(screen.width)
