"""docx: a progress note as a Word document: sentences and a table for each section, and charts of what is behind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lixia_cli.render.columns import TABLE
from lixia_cli.render.excel.charts import chart_parts, titled
from lixia_cli.render.prose.note import chinese, note
from lixia_cli.render.report import Report
from lixia_cli.render.sections import Section
from lixia_cli.render.sentences import footer
from lixia_cli.render.table import Table, table
from lixia_cli.render.word import styles
from lixia_cli.render.word.document import WordColumn, WordDocument
from lixia_cli.text.messages import N_
from lixia_cli.text.width import text_width

COLUMNS = tuple(name for name in TABLE if name != "bar")
"""The columns of the tables: those of the table format but the bar, which says the same as the figures beside it."""
WORDS = {"heading": 11, "indicator": 22, "unit": 12, "verdict": 22}
"""Widths, in terminal cells, within which words wrap: of a heading, and of columns."""
MARGIN = 2
_CHINESE = re.compile("[\u3400-\u9fff]")
_SIGN = 3
"""Terminal cells of the sign of a light and the space behind it."""


def render(report: Report) -> bytes:
    """Return the report as a Word document.

    Raises RequestError where python-docx is not installed, or for charts XlsxWriter.
    """
    say, written, content = report.translate, note(report), _verdict_last(table(report, COLUMNS, kept=("verdict",)))
    document = WordDocument(written.opening.title, report.language)
    document.paragraph(written.opening.title, styles.TITLE)
    document.paragraph(written.opening.as_of, styles.SUBTITLE)
    document.paragraph(written.opening.selection, styles.TEXT)
    document.paragraph(written.opening.total, styles.TEXT)
    columns, rows, number = _columns(content), content.rows_of_texts, 0
    for part in written.parts:
        document.paragraph(part.heading, styles.HEADING)
        document.paragraph(part.text, styles.TEXT)
        if part.section.rows:
            number += 1
            document.paragraph(_caption(part.section, number, report), styles.CAPTION)
            # Marks are padded for terminals, where the figures before them line up.
            texts = [[text.rstrip() for text in rows[row]] for row in part.section.rows]
            document.table(columns, texts, [content.lights[row] for row in part.section.rows])
    before = sum(bool(part.heading) for part in written.parts)
    if report.charts:
        document.paragraph(_numbered(say("Charts of what is behind"), before, report.language), styles.HEADING)
        before += 1
    for number, chart in enumerate(report.charts, 1):
        document.chart(*chart_parts(chart, say), chart.title, chart.summary)
        caption = say("Figure {number}. {title}").format(number=number, title=titled(chart, say))
        document.paragraph(caption, styles.FIGURE_CAPTION)
    document.paragraph(_numbered(say("Sources and notes"), before, report.language), styles.HEADING)
    for parts in report.citations:
        document.paragraph(say(", ").join(_cited(parts, report.language)), styles.NUMBERED)
    for line in footer(report.shown, report.rules, report.provenance, None, report.language, say):
        document.paragraph(line, styles.BULLETED)
    return document.render()


def _verdict_last(content: Table) -> Table:
    """Return a table with the verdicts in its last column."""
    places = sorted(range(len(content.columns)), key=lambda place: content.columns[place].name == "verdict")
    columns = tuple(content.columns[place] for place in places)
    titles = tuple(content.titles[place] for place in places)
    return Table(columns, titles, tuple(content.cells[place] for place in places), content.lights)


def _caption(section: Section, number: int, report: Report) -> str:
    template = N_("Table {number}. {title}") if section.title else N_("Table {number}. Targets and progress")
    return report.translate(template).format(number=number, title=section.title)


def _numbered(title: str, before: int, language: str) -> str:
    """Return a heading behind so many others; in Chinese with its number, where these have theirs."""
    return f"{chinese(before + 1)}、{title}" if language == "zh" and before > 1 else title


def _cited(parts: Sequence[str], language: str) -> list[str]:
    """Return the parts of a source; in Chinese its title, if that is Chinese, stands in 《》."""
    title, *others = parts
    return [f"《{title}》" if language == "zh" and others and _CHINESE.search(title) else title, *others]


def _columns(content: Table) -> list[WordColumn]:
    """Return the columns of the tables, the same in all of them, with the share of the page that each needs.

    Numbers stay on one line; words wrap.
    """
    wanted = []
    for column, title, texts in zip(content.columns, content.titles, content.texts, strict=True):
        heading = min(max(text_width(word) for word in title.split()), WORDS["heading"])
        widest = max(map(text_width, texts.values), default=0)
        if not column.right and column.name != "latest":
            widest = min(widest + (_SIGN if column.name == "verdict" else 0), WORDS.get(column.name, widest))
        wanted.append(max(heading, widest) + MARGIN)
    titled = zip(content.columns, content.titles, wanted, strict=True)
    return [WordColumn(title, width / sum(wanted), column.right) for column, title, width in titled]
