"""Text as a terminal sees it: a Chinese character takes two cells. Standard library only, for help needs it too."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

_NO_LINE_START = "、。，．；：？！）》」』】…%,.;:?!)]}/"
_NO_LINE_END = "（《「『【([{"


@cache
def character_width(character: str) -> int:
    """Cells one character takes: 2 if wide, 0 if it only modifies the one before."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Cc", "Me", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_width(text: str) -> int:
    """Cells a text takes on one line.

    >>> text_width("GDP 增速")
    8
    """
    return len(text) if text.isascii() else sum(map(character_width, text))


def plain(text: str) -> str:
    """A text from a file without what would move the cursor: line ends, tabs and other control characters."""
    return "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)


def pad(text: str, width: int, right: bool = False) -> str:
    """The text filled up with spaces to `width` cells, pushed to the right if asked; never cut."""
    spaces = " " * max(width - text_width(text), 0)
    return spaces + text if right else text + spaces


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at spaces and between Chinese characters, never before 、or 。

    What is in brackets stays together if it fits on a line. A word longer than a line is broken where the line ends, so
    nothing is lost.

    >>> wrap("金融业增加值占全市比重", 12)
    ['金融业增加值', '占全市比重']
    >>> wrap("4 (so far 3, required 2)", 12)
    ['4 (so far 3,', 'required 2)']
    """
    if text_width(text) <= width:
        return [text.rstrip()]
    lines = [""]
    for piece in _fitting_pieces(text, width):
        line = lines[-1]
        if text_width(line) + text_width(piece.rstrip()) <= width:
            lines[-1] += piece
            continue
        lines[-1] = line.rstrip()
        while text_width(piece.rstrip()) > width:
            head = _fitting(piece, width)
            lines.append(head)
            piece = piece[len(head) :]
        lines.append(piece.lstrip())
    return [line.rstrip() for line in lines if line.strip()] or [""]


def longest_piece(text: str) -> int:
    """Cells of the longest part that `wrap` keeps on one line if it can."""
    return max((text_width(piece.rstrip()) for piece in _pieces(text)), default=0)


def _fitting(text: str, width: int) -> str:
    """The longest start of the text that fits, at least one character."""
    used = 0
    for position, character in enumerate(text):
        used += character_width(character)
        if used > width:
            return text[: max(position, 1)]
    return text


def _fitting_pieces(text: str, width: int) -> Iterator[str]:
    """The pieces of the text, and those within brackets where the brackets do not fit on a line."""
    for piece in _pieces(text):
        yield from [piece] if text_width(piece.rstrip()) <= width else _pieces(piece, together=False)


def _pieces(text: str, together: bool = True) -> list[str]:
    """The text cut wherever a line may end; what is in brackets stays in one piece if `together`."""
    pieces: list[str] = []
    inside = 0
    for character in text:
        inside += together and character in _NO_LINE_END
        if pieces and (inside > (character in _NO_LINE_END) or not _may_break(pieces[-1][-1], character)):
            pieces[-1] += character
        else:
            pieces.append(character)
        inside = max(inside - (character in "）》」』】)]}"), 0)
    return pieces


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NO_LINE_START or before in _NO_LINE_END:
        return False
    return before == " " or character_width(before) == 2 or character_width(after) == 2
