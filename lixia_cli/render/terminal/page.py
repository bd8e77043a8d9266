"""The text of a report as it grows: lines, sentences and tables, padded by cells."""

from __future__ import annotations

from collections.abc import Sequence

from lixia_cli.render.terminal.grid import aligned, row_lines, rule
from lixia_cli.render.terminal.layout import FittedColumn
from lixia_cli.text.width import wrap


class Page:
    """A report without colour."""

    def __init__(self, width: int | None) -> None:
        self._width = width
        self._lines: list[str] = []

    def line(self, text: str) -> None:
        """One line as it is."""
        self._lines.append(text)

    def title(self, text: str) -> None:
        """One line that stands out where it can."""
        self.line(text)

    def text(self, sentence: str) -> None:
        """Running text, wrapped to the terminal."""
        for line in wrap(sentence, self._width) if self._width else [sentence]:
            self.line(line)

    def table(self, columns: Sequence[FittedColumn], rows: Sequence[tuple[int, str]]) -> None:
        """A table with the columns at their widths, of these rows, each a position in the cells and its light."""
        grid = [fitted.grid for fitted in columns]
        self._lines += aligned(title_lines(columns), grid)
        self._lines.append(rule(grid))
        for row, _ in rows:
            self._lines += row_lines([fitted.cells[row] for fitted in columns], grid)

    def render(self) -> str:
        """Everything so far, without spaces at the ends of lines."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)


def title_lines(columns: Sequence[FittedColumn]) -> list[list[str]]:
    """The lines of each title, with blank ones above those that have fewer."""
    titles = [fitted.title_lines for fitted in columns]
    height = max(map(len, titles))
    return [[""] * (height - len(lines)) + lines for lines in titles]
