"""table: what people read. One table per domain, its roll-up under it, and at the end what the report rests on."""

from __future__ import annotations

from dataclasses import replace

from lixia_cli.render.cells import HEADINGS, sheet
from lixia_cli.render.report import Report, Screen
from lixia_cli.render.sections import places
from lixia_cli.render.sentences import footer, heading, roll_up
from lixia_cli.render.terminal.layout import fit
from lixia_cli.render.terminal.page import Page

PLAIN_ABOVE = 500
"""Rows above which tables are padded plainly: rich takes nearly a millisecond for each."""


def render_plain(report: Report) -> str:
    """The report as text at its natural width and without colour, wherever it goes."""
    return render(replace(report, screen=Screen(width=None, color=False)))


def render(report: Report) -> str:
    """The report as text for its screen."""
    assessed, rules, language, translate = report.shown, report.rules, report.language, report.translate
    screen = report.screen
    content = sheet(assessed, rules, language, translate)
    columns = fit(content, screen.width)
    page = _page(screen, len(assessed))
    page.title(heading(report.everything, translate))
    for place in places(assessed, report.everything, translate):
        page.line("")
        page.title(place.title)
        if place.rows:
            page.table(columns, [(row, content.rows[row].light) for row in place.rows])
        page.text(roll_up(place.targets, rules, language, translate))
    page.line("")
    there = {column.heading for column in columns}
    missing = [heading for heading in HEADINGS if heading not in there]
    for sentence in footer(assessed, rules, report.facts, missing, language, translate):
        page.text(sentence)
    return page.done()


def _page(screen: Screen, rows: int) -> Page:
    """Rich where there is colour to show, else the same text without the time that loading it takes."""
    if not screen.color or rows > PLAIN_ABOVE:
        return Page(screen.width)
    from lixia_cli.render.terminal.rich_page import RichPage

    return RichPage(screen.width)
