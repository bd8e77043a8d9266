"""Build the text of a report from lines, sentences and tables, padded to terminal cells."""

from __future__ import annotations

from collections.abc import Sequence

from lixia_cli.render.terminal.grid import GAP, aligned, beside, rule
from lixia_cli.render.terminal.layout import FittedColumn
from lixia_cli.text.width import plain, wrap


class Page:
    """A report without colour."""

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._lines: list[str] = []

    def line(self, text: str) -> None:
        """Add one line as it is."""
        self._lines.append(text)

    def title(self, text: str) -> None:
        """Add a title, wrapped to the terminal; it stands out where it can."""
        self.text(text)

    def text(self, sentence: str) -> None:
        """Add running text, wrapped to the terminal."""
        for line in self._wrapped(sentence):
            self.line(line)

    def _wrapped(self, text: str) -> list[str]:
        return wrap(plain(text), self._width) if self._width else [plain(text)]

    def table(self, columns: Sequence[FittedColumn], rows: Sequence[tuple[int, str]]) -> None:
        """Add a table of these columns and rows; a row is a position in the columns' cells and a light."""
        grid = [fitted.grid for fitted in columns]
        self._lines += aligned(title_lines(columns), grid)
        self._lines.append(rule(grid))
        places, gap = [row for row, _ in rows], " " * GAP
        whole = ([fitted.whole[row] for row in places] for fitted in columns)
        for row, cells in zip(places, zip(*whole, strict=True), strict=True):
            if None in cells:
                self._lines += beside([fitted.lines[row] for fitted in columns], grid)
            else:
                self._lines.append(gap.join(cells))

    def render(self) -> str:
        """Return everything added so far, without trailing spaces."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)


def title_lines(columns: Sequence[FittedColumn]) -> list[list[str]]:
    """Return the lines of each title, with blank lines above shorter ones."""
    titles = [fitted.title_lines for fitted in columns]
    height = max(map(len, titles))
    return [[""] * (height - len(lines)) + lines for lines in titles]
