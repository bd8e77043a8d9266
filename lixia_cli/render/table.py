"""table: what people read. One table per domain, its roll-up under it, and at the end what the report rests on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lixia_cli.language import Translate
from lixia_cli.methods import RuleSet
from lixia_cli.render.cells import HEADINGS, domain_title, sheet
from lixia_cli.render.layout import fit
from lixia_cli.render.page import Page
from lixia_cli.render.places import inside, places
from lixia_cli.render.words import Facts, footer, heading, roll_up
from lixia_cli.text_width import plain

PLAIN_ABOVE = 500
"""Rows above which tables are padded plainly: rich takes nearly a millisecond for each."""


@dataclass(frozen=True)
class Screen:
    """Where the table will be seen."""

    width: int | None
    """Cells in a line; None to take what the text needs."""
    color: bool


def render(
    assessed: pd.DataFrame,
    everything: pd.DataFrame,
    rules: RuleSet,
    facts: Facts,
    screen: Screen,
    language: str,
    translate: Translate,
) -> str:
    """The report as text.

    `assessed` are the rows to show and `everything` the rows that the roll-ups count, both frames of `assess`.
    """
    content = sheet(assessed, rules, language, translate)
    columns = fit(content, screen.width)
    page = _page(screen, len(assessed))
    page.title(heading(everything, translate))
    there_are = places(everything)
    regions = {region for region, _ in there_are}
    for region, domain in there_are:
        page.line("")
        title = domain_title(domain, translate)
        page.title(f"{plain(region)} · {title}" if len(regions) > 1 else title)
        chosen = inside(assessed, region, domain).to_numpy().nonzero()[0]
        if len(chosen):
            page.table(columns, [(int(row), content.rows[row].light) for row in chosen])
        page.text(roll_up(everything[inside(everything, region, domain)], rules, language, translate))
    page.line("")
    there = {column.heading for column in columns}
    missing = [heading for heading in HEADINGS if heading not in there]
    for sentence in footer(assessed, rules, facts, missing, translate):
        page.text(sentence)
    return page.done()


def _page(screen: Screen, rows: int) -> Page:
    """Rich where there is colour to show, else the same text without the time that loading it takes."""
    if not screen.color or rows > PLAIN_ABOVE:
        return Page(screen.width)
    from lixia_cli.render.rich_page import RichPage

    return RichPage(screen.width)
