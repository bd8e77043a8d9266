"""Notes below a table: 注：…, 数据来源：…, Source: … . Needs no pandas."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from typing import NamedTuple

from lixia_cli.read.grid import filled
from lixia_cli.text.patterns import Pattern

_WORDS = Pattern(
    r"\s*(?:[(（【]?(?:注释?|备注|说明|附注|数据来源|资料来源|来源|Notes?|Sources?|Remarks?)[)）】]?\s*\d*\s*[:：.．]|[*※†])",
    re.IGNORECASE,
)
"""How a note begins."""
_FIGURE = Pattern(r"\s*[+-]?[0-9][0-9.,]*\s*[%％]?\s*")


class Tail(NamedTuple):
    """The notes at the end of a text."""

    end: int
    """Position in the text behind the last row of the table."""
    notes: tuple[tuple[int, str], ...]
    """Each with the position at which its line starts."""
    seen: int
    """Position of the first line that was looked at."""


def begins_like_note(cells: Sequence[str]) -> bool:
    """Whether a row begins with 注：, Source: or the like."""
    return bool(cells) and _WORDS.match(cells[0]) is not None


def may_be_note(cells: Sequence[str], width: int) -> bool:
    """Whether a row of a table with `width` columns may be a note: one text, or one that a separator cuts.

    A row that fits the table and has a figure is one of its rows, however it begins.
    """
    others = [cells[position] for position in filled(cells) if position]
    if not others:
        return filled(cells) == [0]
    return begins_like_note(cells) and not (len(cells) == width and any(map(_FIGURE.fullmatch, others)))


def notes_at_end(text: str, start: int, separator: str, width: int) -> Tail:
    """Find the notes at the end of the text of a CSV file, whose rows begin at `start`, without reading the rest.

    A note is a line that begins like one, or a line of one text that a blank line separates from the table; behind the
    first one there are only lines that may be notes. A line within quotes that began before it is none.
    """
    lines = list[tuple[int, str]]()  # from the end, blank ones next to each other as one
    end = len(text)
    begin = end
    while end > start:
        begin = _start_of_line(text, start, end)
        cells = _cells(text[begin:end], separator)
        if cells is None or (filled(cells) and not may_be_note(cells, width)):
            break
        note = " ".join(cell.strip() for cell in cells if cell.strip())
        if not note and lines and not lines[-1][1]:
            lines.pop()
        lines.append((begin, note))
        end = begin
    lines.reverse()
    for number, (line, note) in enumerate(lines):
        behind_blank = number > 0 and not lines[number - 1][1]
        if note and (_WORDS.match(note) or behind_blank):
            notes = tuple(each for each in lines[number:] if each[1])
            return Tail(lines[number - 1][0] if behind_blank else line, notes, begin)
    return Tail(len(text), (), begin)


def _start_of_line(text: str, start: int, end: int) -> int:
    """Return where the line that ends before `end` starts; `start` for the first one."""
    last = end - (2 if text.endswith("\r\n", start, end) else int(text.endswith(("\n", "\r"), start, end)))
    line_feed = text.rfind("\n", start, last)
    return max(text.rfind("\r", max(line_feed, start), last), line_feed, start - 1) + 1


def _cells(line: str, separator: str) -> list[str] | None:
    """Return the cells of a line that ends outside quotes; None if it begins within some."""
    if line.count('"') % 2:
        return None
    try:
        return next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        return None
