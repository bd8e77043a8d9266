"""markdown: the tables of the report for a wiki, an issue or a note."""

from __future__ import annotations

from lixia_cli.render.cells import HEADINGS, sheet
from lixia_cli.render.document import Block, Grid, Heading, Paragraph, as_markdown
from lixia_cli.render.report import Report
from lixia_cli.render.sections import places
from lixia_cli.render.sentences import footer, heading, roll_up

_RIGHT = frozenset(position for position, column in enumerate(HEADINGS) if column.right)


def render(report: Report) -> bytes:
    """The report as Markdown in UTF-8: a table per domain, with the cells of every other format for people."""
    rules, language, translate = report.rules, report.language, report.translate
    content = sheet(report.shown, rules, language, translate)
    blocks: list[Block] = [Heading(heading(report.everything, translate), level=1)]
    for place in places(report.shown, report.everything, translate):
        blocks.append(Heading(place.title))
        if place.rows:
            blocks.append(Grid(content.titles, tuple(content.rows[row].cells for row in place.rows), right=_RIGHT))
        blocks.append(Paragraph(roll_up(place.targets, rules, language, translate)))
    blocks += [Paragraph(line) for line in footer(report.shown, rules, report.facts, (), language, translate)]
    return as_markdown(blocks).encode("utf-8", "replace")
