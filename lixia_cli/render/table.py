"""table: what people read. One table per domain, its roll-up under it, and at the end what the report rests on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import pandas as pd
from rich.box import Box
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from lixia_cli.language import Translate
from lixia_cli.methods import RuleSet
from lixia_cli.render.cells import HEADINGS, domain_title, sheet
from lixia_cli.render.layout import GAP, Column, fit
from lixia_cli.render.words import Facts, footer, heading, roll_up
from lixia_cli.text_width import pad, wrap

PLAIN_ABOVE = 500
"""Rows above which tables are padded plainly: rich takes nearly a millisecond for each."""
STYLES = {"green": "green", "yellow": "yellow", "red": "bold red", "grey": "bright_black"}
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""Nothing but a dashed line under the header: box-drawing characters are two cells wide on some Chinese terminals."""


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
    page = _Page(screen, plain=len(assessed) > PLAIN_ABOVE)
    page.line(heading(everything, translate), "bold")
    places = [(str(region), str(domain)) for region, domain in _places(everything)]
    regions = {region for region, _ in places}
    for region, domain in places:
        inside = _inside(everything, region, domain)
        page.line("")
        title = domain_title(domain, translate)
        page.line(f"{region} · {title}" if len(regions) > 1 else title, "bold")
        chosen = _inside(assessed, region, domain).to_numpy().nonzero()[0]
        if len(chosen):
            page.table(columns, [(int(row), content.rows[row].light) for row in chosen])
        page.text(roll_up(everything[inside], rules, language, translate))
    page.line("")
    there = {column.heading for column in columns}
    missing = [heading for heading in HEADINGS if heading not in there]
    for sentence in footer(assessed, everything, rules, facts, missing, translate):
        page.text(sentence)
    return page.done()


def _places(frame: pd.DataFrame) -> list[tuple[object, object]]:
    return list(frame[["region", "domain"]].drop_duplicates().itertuples(index=False, name=None))


def _inside(frame: pd.DataFrame, region: str, domain: str) -> pd.Series:
    return (frame["region"] == region) & (frame["domain"] == domain)


class _Page:
    """Gathers the text of a report; rich colours and lays out, up to a number of rows."""

    def __init__(self, screen: Screen, plain: bool) -> None:
        self._plain = plain
        self._width = screen.width
        self._text = io.StringIO()
        self._console = Console(
            file=self._text,
            width=10_000,
            force_terminal=screen.color,
            color_system="standard" if screen.color else None,
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )

    def line(self, text: str, style: str = "") -> None:
        """One line as it is."""
        self._console.print(Text(text, style=style), soft_wrap=True)

    def text(self, sentence: str) -> None:
        """Running text, wrapped to the terminal."""
        for line in wrap(sentence, self._width) if self._width else [sentence]:
            self.line(line)

    def table(self, columns: Sequence[Column], chosen: Sequence[tuple[int, str]]) -> None:
        """A table with the columns at their widths, of the rows chosen, each with its light."""
        if self._plain:
            self._padded(columns, chosen)
            return
        table = Table(box=_RULE, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="bold")
        for column in columns:
            title = "\n".join(pad(line, column.width, column.heading.right) for line in column.title_lines())
            table.add_column(Text(title), width=column.width, no_wrap=True)
        for row, light in chosen:
            table.add_row(*(_styled(row, light, column) for column in columns))
        self._console.print(table)

    def _padded(self, columns: Sequence[Column], chosen: Sequence[tuple[int, str]]) -> None:
        """The same table without rich: no colour, the same cells in the same places."""
        titles = [column.title_lines() for column in columns]
        height = max(map(len, titles))
        out = _side_by_side([[""] * (height - len(lines)) + lines for lines in titles], columns)
        out.append("-" * (sum(column.width for column in columns) + GAP * (len(columns) - 1)))
        for row, _ in chosen:
            out += _side_by_side([column.cell_lines(row) for column in columns], columns)
        self._text.write("\n".join(out) + "\n")

    def done(self) -> str:
        """Everything so far, without spaces at the ends of lines."""
        return "\n".join(line.rstrip() for line in self._text.getvalue().split("\n"))


def _styled(row: int, light: str, column: Column) -> Text:
    """A cell for rich, padded already: its words are data and never read as markup."""
    style = STYLES[light] if column.heading.name in ("bar", "verdict") else ""
    lines = [pad(line, column.width, column.heading.right) for line in column.cell_lines(row)]
    return Text("\n".join(lines), style=Style.parse(style))


def _side_by_side(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[str]:
    """The lines of a row of cells, each padded to the width of its column."""
    return [
        (" " * GAP).join(
            pad(line, column.width, column.heading.right) for line, column in zip(lines, columns, strict=True)
        )
        for lines in zip_longest(*cells, fillvalue="")
    ]
