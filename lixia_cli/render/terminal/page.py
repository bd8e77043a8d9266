"""The text of a report as it grows: lines, sentences and tables, padded by cells."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from lixia_cli.render.terminal.layout import GAP, Column
from lixia_cli.text.width import pad, wrap


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

    def table(self, columns: Sequence[Column], rows: Sequence[tuple[int, str]]) -> None:
        """A table with the columns at their widths, of these rows of the sheet, each with its light."""
        titles = [column.title_lines() for column in columns]
        height = max(map(len, titles))
        self._lines += side_by_side([[""] * (height - len(lines)) + lines for lines in titles], columns)
        self._lines.append("-" * (sum(column.width for column in columns) + GAP * (len(columns) - 1)))
        for row, _ in rows:
            self._lines += side_by_side([column.cell_lines(row) for column in columns], columns)

    def done(self) -> str:
        """Everything so far, without spaces at the ends of lines."""
        return "".join(f"{line.rstrip()}\n" for line in self._lines)


def side_by_side(cells: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[str]:
    """The lines of a row of cells, each padded to the width of its column."""
    return [
        (" " * GAP).join(
            pad(line, column.width, column.heading.right) for line, column in zip(lines, columns, strict=True)
        )
        for lines in zip_longest(*cells, fillvalue="")
    ]
