"""A document of headings, paragraphs, grids and drawings, laid out for a terminal or as Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lixia_cli.render.terminal.grid import LastColumnWraps
from lixia_cli.text.width import plain, wrap


@dataclass(frozen=True)
class Heading:
    """A heading line."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Grid:
    """Rows of cells; the last column takes the remaining width, and wraps."""

    titles: tuple[str, ...]
    """Empty texts for a grid without a header."""
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    """Positions of the columns aligned right."""
    lights: tuple[str, ...] = ()
    """The light of each row; empty if rows have none."""


@dataclass(frozen=True)
class Drawing:
    """Lines that are printed unchanged."""

    lines: tuple[str, ...]


Block = Heading | Paragraph | Grid | Drawing
Paint = Callable[[str, str], str]
"""Take a text and its kind (title, green, yellow, red, grey) and return the text in its colour."""


def as_text(blocks: Sequence[Block], width: int | None, paint: Paint) -> str:
    """Return the document for a terminal of `width` cells, or as wide as needed for None."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading):
            lines += [""] if lines else []
            lines += [paint(line, "title") for line in _wrapped(block.text, width)]
        elif isinstance(block, Paragraph):
            lines += _wrapped(block.text, width)
        elif isinstance(block, Drawing):
            lines += block.lines
        else:
            lines += _grid_lines(block, width, paint)
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _wrapped(text: str, width: int | None) -> list[str]:
    return wrap(plain(text), width) if width else [plain(text)]


def _grid_lines(grid: Grid, width: int | None, paint: Paint) -> list[str]:
    """Return the lines of a grid: the titles if it has any, then its rows, each in the colour of its light."""
    titles = [grid.titles] if any(grid.titles) else []
    rows = [tuple(map(plain, row)) for row in (*titles, *grid.rows)]
    if not rows:
        return []
    layout = LastColumnWraps.fit(rows, grid.right, width)
    kinds = ["title"] * len(titles) + list(grid.lights or [""] * len(grid.rows))
    return [
        paint(line, kind) if kind else line for row, kind in zip(rows, kinds, strict=True) for line in layout.lines(row)
    ]


def as_markdown(blocks: Sequence[Block]) -> str:
    """Return the document as Markdown, with markup characters in the data escaped."""
    parts = []
    for block in blocks:
        if isinstance(block, Heading):
            parts.append(f"{'#' * block.level} {escaped(block.text)}")
        elif isinstance(block, Paragraph):
            parts.append(_MARKER.sub(r"\1\\\2", escaped(block.text)))
        elif isinstance(block, Drawing):
            parts.append("```text\n" + "\n".join(line.rstrip() for line in block.lines) + "\n```")
        elif block.rows:
            rules = ["--:" if column in block.right else "---" for column in range(len(block.titles))]
            rows = [tuple(map(escaped, row)) for row in (block.titles, *block.rows)]
            lines = [rows[0], tuple(rules), *rows[1:]]
            parts.append("\n".join(f"| {' | '.join(row)} |" for row in lines))
    return "\n\n".join(parts) + "\n"


_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_[]<>|#~$@"} | {"&": "&amp;"})

_MARKER = re.compile(r"^([0-9]*)([-+.)])(?= )")
"""What makes a list of a paragraph that begins with it, 1. Economy for example."""
_ADDRESS = re.compile(r":(?=//)|(?<=www)\.", re.IGNORECASE)
"""What some renderers take for the start of an address, and make a link of."""


def escaped(text: str) -> str:
    r"""Return a text in which Markdown finds nothing to mark up or to link, on one line.

    >>> print(escaped("a|b*c, http://d, @e"))
    a\|b\*c, http\://d, \@e
    """
    return _ADDRESS.sub(r"\\\g<0>", plain(text).translate(_MARKUP))
