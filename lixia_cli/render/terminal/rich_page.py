"""The page in colour, rendered by rich."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.box import Box
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from lixia_cli.render.terminal.grid import GAP
from lixia_cli.render.terminal.layout import FittedColumn
from lixia_cli.render.terminal.page import Page
from lixia_cli.text.width import pad

STYLES = {"green": "green", "yellow": "yellow", "red": "bold red", "grey": "bright_black"}
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""A dashed line under the header only: box-drawing characters are two cells wide on some Chinese terminals."""


class RichPage(Page):
    """A page with the text and layout of `Page`, coloured by light."""

    def __init__(self, width: int | None) -> None:
        super().__init__(width)
        self._text = io.StringIO()
        self._console = Console(
            file=self._text,
            width=10_000,  # the columns have their widths already
            height=100,  # otherwise rich assumes 80 cells on a dumb terminal
            force_terminal=True,
            color_system="standard",
            markup=False,
            highlight=False,
            emoji=False,
            legacy_windows=False,
        )

    def line(self, text: str) -> None:
        """Add one line as it is."""
        self._console.print(Text(text), soft_wrap=True)

    def title(self, text: str) -> None:
        """Add a title in bold, wrapped to the terminal."""
        for line in self._wrapped(text):
            self._console.print(Text(line, style="bold"), soft_wrap=True)

    def table(self, columns: Sequence[FittedColumn], rows: Sequence[tuple[int, str]]) -> None:
        """Add a table in which bar and verdict have the colour of the row's light."""
        table = Table(box=_RULE, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), header_style="bold")
        for fitted in columns:
            title = "\n".join(pad(line, fitted.width, fitted.column.right) for line in fitted.title_lines)
            table.add_column(Text(title), width=fitted.width, no_wrap=True)
        for row, light in rows:
            table.add_row(*(_cell(row, light, fitted) for fitted in columns))
        self._console.print(table)

    def render(self) -> str:
        """Return everything added so far, without trailing spaces."""
        return "\n".join(line.rstrip() for line in self._text.getvalue().split("\n"))


def _cell(row: int, light: str, fitted: FittedColumn) -> Text:
    """Return a padded cell as rich text; data are never interpreted as markup."""
    style = STYLES[light] if fitted.column.name in ("bar", "verdict") else ""
    return Text("\n".join(fitted.lines[row]), style=Style.parse(style))
