"""html: the table report as one page that needs nothing else, for a browser, a mail or paper."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from lixia_cli.render.cells import HEADINGS, Heading, Row, Sheet, sheet
from lixia_cli.render.formats.html_style import STYLE
from lixia_cli.render.report import Report
from lixia_cli.render.sections import Place, places
from lixia_cli.render.sentences import footer, heading, roll_up
from lixia_cli.render.terminal.layout import GAP
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain, text_width

LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en"}
WIDEST = {"indicator": 30, "unit": 16, "verdict": 18}
"""Cells of a terminal beyond which a column whose words wrap gets no more of the width."""
NOT_QUITE = 0.99
"""What is not met is never drawn as full."""
_CHINESE = re.compile("[\u3400-\u9fff]")


def render(report: Report) -> bytes:
    """The report as a page in UTF-8, without scripts or anything to fetch; it is well-formed as XML too."""
    assessed, everything, facts = report.shown, report.everything, report.facts
    rules, language, translate = report.rules, report.language, report.translate
    content = sheet(assessed, rules, language, translate)
    bars = _bars(assessed, content, translate)
    title = _text(heading(everything, translate))
    lines = [
        "<!doctype html>",
        f'<html lang="{LANGUAGE_TAGS[language]}">',
        "<head>",
        '<meta charset="utf-8"/>',
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>',
        f"<title>{title}</title>",
        f"<style>\n{STYLE}\n{_columns_style(content)}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{title}</h1>",
    ]
    for place in places(assessed, everything, translate):
        lines += ["<section>", f"<h2{_tag(place.title, language)}>{_text(place.title)}</h2>"]
        if place.rows:
            lines += _table(place, content, bars, language)
        lines += [f"<p>{_text(roll_up(place.targets, rules, language, translate))}</p>", "</section>"]
    lines += ["</main>", "<footer>", "<ul>"]
    lines += [
        f"<li>{_text(sentence)}</li>"
        for sentence in footer(assessed, rules, facts, (), language, translate, drawn=True)
    ]
    lines += ["</ul>", "</footer>", "</body>", "</html>", ""]
    # The name of a file need not be Unicode.
    return "\n".join(lines).encode("utf-8", "replace")


def _text(text: str) -> str:
    """Words as html: what comes from a file is never markup, and nothing that html has no way to write."""
    return escape(plain(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"))


def _tag(text: str, language: str) -> str:
    """Marks Chinese in a page of another language, or it is read aloud wrongly and may be shown in Japanese forms."""
    return ' lang="zh-CN"' if language != "zh" and _CHINESE.search(text) else ""


def _table(place: Place, content: Sheet, bars: list[str], language: str) -> list[str]:
    """The lines of the table of one place."""
    titles = [
        f'<th scope="col" class="{column.name}">{_text(title)}</th>'
        for column, title in zip(HEADINGS, content.titles, strict=True)
    ]
    return [
        "<table>",
        f"<caption{_tag(place.title, language)}>{_text(place.title)}</caption>",
        f"<thead><tr>{''.join(titles)}</tr></thead>",
        "<tbody>",
        *(_row(content.rows[row], bars[row], language) for row in place.rows),
        "</tbody>",
        "</table>",
    ]


def _row(row: Row, bar: str, language: str) -> str:
    """One indicator; the class of the row is its light."""
    cells = (_cell(column.name, text, bar, language) for column, text in zip(HEADINGS, row.cells, strict=True))
    return f'<tr class="{row.light}">{"".join(cells)}</tr>'


def _cell(name: str, text: str, bar: str, language: str) -> str:
    """A cell with the words of the sheet, but a drawn bar instead of the characters."""
    if name == "bar":
        return f'<td class="bar">{bar}</td>'
    if name == "indicator":
        return f'<th scope="row" class="indicator"{_tag(text, language)}>{_text(text)}</th>'
    if name == "latest":
        # The marks have a place of their own behind the figure, so that the figures of a column line up.
        figure, bracket, marks = text.rpartition(") ")
        if bracket and marks:
            return f'<td class="latest">{_text(figure + bracket)}<span class="marks">{_text(marks)}</span></td>'
    tag = _tag(text, language) if name == "unit" else ""
    return f'<td class="{name}"{tag}>{_text(text)}</td>'


def _bars(assessed: pd.DataFrame, content: Sheet, translate: Translate) -> list[str]:
    """For every row its bar as a picture; empty where the sheet has none."""
    words = translate("Progress {progress}, time elapsed {elapsed}")
    position = {column.name: number for number, column in enumerate(HEADINGS)}
    bars = []
    for row, progress, elapsed, met in zip(
        content.rows, assessed["progress"], assessed["elapsed"], assessed["met"], strict=True
    ):
        if not row.cells[position["bar"]]:
            bars.append("")
            continue
        share, _, passed = row.cells[position["progress"]].partition(" / ")
        done = max(0.0, min(progress, 1.0 if met else NOT_QUITE))
        now = max(0.0, min(elapsed, 1.0))
        bars.append(_picture(done, now, words.format(progress=share, elapsed=passed)))
    return bars


def _picture(done: float, now: float, words: str) -> str:
    """A bar filled up to `done`, with an upright line at `now`, both shares of its length; `words` say the same."""
    line = f'x1="{100 * now:.1f}%" x2="{100 * now:.1f}%" y1="0" y2="14"'
    return (
        f'<svg role="img" aria-label="{_text(words)}"><rect class="track" y="3" width="100%" height="8"/>'
        f'<rect class="done" y="3" width="{100 * done:.1f}%" height="8"/>'
        f'<line class="gap" {line}/><line class="now" {line}/></svg>'
    )


def _columns_style(content: Sheet) -> str:
    """What the style sheet can't know of a column: its title, for a card has no header, its width and its side.

    The widths are the same in every table of a report, so that the tables line up.
    """
    cells = zip(*(row.cells for row in content.rows), strict=True) if content.rows else [()] * len(HEADINGS)
    columns = list(zip(HEADINGS, content.titles, cells, strict=True))
    wanted = [_wanted(*column) for column in columns]
    rules = []
    for (column, title, _), width in zip(columns, wanted, strict=True):
        side = " --side: right; --space: nowrap;" if column.right else ""
        share = f"{100 * width / sum(wanted):.1f}%"
        rules.append(f'.{column.name} {{ --title: "{title}"; --width: {share};{side} }}\n')
    return "".join(rules)


def _wanted(column: Heading, title: str, cells: tuple[str, ...]) -> int:
    """Cells of a terminal that a column would take: a fair measure of the width it needs here."""
    widest = max(map(text_width, (*title.split(), *cells)))
    return GAP + min(widest, WIDEST.get(column.name, widest))
