"""markdown: the tables of the report for a wiki, an issue or a note."""

from __future__ import annotations

from lixia_cli.render.document import Block, Grid, Heading, Paragraph, as_markdown
from lixia_cli.render.report import Report
from lixia_cli.render.sections import sections
from lixia_cli.render.sentences import footer, report_title, roll_up
from lixia_cli.render.table import table


def render(report: Report) -> bytes:
    """Return the report as Markdown in UTF-8: one table per domain, with the same cells as the table format."""
    rules, language, translate = report.rules, report.language, report.translate
    content = table(report.shown, rules, language, translate)
    right = frozenset(position for position, column in enumerate(content.columns) if column.right)
    blocks: list[Block] = [Heading(report_title(report.everything, translate), level=1)]
    for section in sections(report.shown, report.everything, translate):
        blocks += [Heading(section.title)] if section.title else []
        if section.rows:
            blocks.append(Grid(content.titles, tuple(content.texts[row] for row in section.rows), right=right))
        blocks.append(Paragraph(roll_up(section.targets, rules, language, translate)))
    blocks += [Paragraph(line) for line in footer(report.shown, rules, report.provenance, (), language, translate)]
    return as_markdown(blocks).encode("utf-8", "replace")
