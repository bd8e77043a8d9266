"""markdown: the tables of the report for a wiki, an issue or a note."""

from __future__ import annotations

from lixia_cli.render.document import Block, Grid, Heading, Paragraph, as_markdown
from lixia_cli.render.opening import opening
from lixia_cli.render.report import Report
from lixia_cli.render.sections import sections
from lixia_cli.render.sentences import footer
from lixia_cli.render.table import table


def render(report: Report) -> bytes:
    """Return the report as Markdown in UTF-8: one table per domain, with the same cells as the table format."""
    rules, language, translate = report.rules, report.language, report.translate
    content = table(report)
    right = frozenset(position for position, column in enumerate(content.columns) if column.right)
    begin, rows = opening(report), content.rows_of_texts
    blocks: list[Block] = [Heading(begin.title, level=1), *map(Paragraph, begin.lines())]
    for section in sections(report):
        blocks += [Heading(section.title)] if section.title else []
        if section.rows:
            blocks.append(Grid(content.titles, tuple(rows[row] for row in section.rows), right=right))
        blocks += [Paragraph(section.total)] if section.total else []
    blocks += [
        Paragraph(line)
        for line in footer(report.shown, rules, report.provenance, (), language, translate, bar=content.has_bar)
    ]
    return as_markdown(blocks).encode("utf-8", "replace")
