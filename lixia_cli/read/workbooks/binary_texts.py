"""The texts that the cells of an xls file share: how long they are, and what their fonts say."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from lixia_cli.read.workbooks.rich_text import Runs, SharedTexts

_WIDE, _EXTENDED, _RICH = 1, 4, 8
"""Flags of a text: two bytes for a character, something behind it, runs of other fonts."""
_SUPERSCRIPT, _STRUCK = 1, 8
_MISSING_FONT = 4
"""No font has this number: those from the fifth on are called by the next one."""


def font_of(data: bytes) -> tuple[bool, bool]:
    """Return whether the font of a record is raised, and whether it is struck through."""
    flags, height = struct.unpack_from("<2xH4xH", data)
    return height == _SUPERSCRIPT, bool(flags & _STRUCK)


def read_binary_texts(pieces: Sequence[bytes], fonts: Sequence[tuple[bool, bool]], file: str) -> SharedTexts:
    """Read the texts out of their record and those that continue it.

    Characters that continue in the next record have a new byte of flags before them there. Raises struct.error and
    IndexError for damaged records.
    """
    texts = SharedTexts(file)
    piece, position = 0, 8
    while piece < len(pieces):
        if position >= len(pieces[piece]):
            piece, position = piece + 1, 0
            continue
        count, flags = struct.unpack_from("<HB", pieces[piece], position)
        position += 3
        runs = extension = 0
        if flags & _RICH:
            (runs,) = struct.unpack_from("<H", pieces[piece], position)
            position += 2
        if flags & _EXTENDED:
            (extension,) = struct.unpack_from("<I", pieces[piece], position)
            position += 4
        left, parts, behind = count, list[str](), bytearray()
        while left:
            width = 1 + (flags & _WIDE)
            here = min(left, (len(pieces[piece]) - position) // width)
            if runs:
                content = pieces[piece][position : position + here * width]
                parts.append(content.decode("utf-16-le" if flags & _WIDE else "latin-1", "replace"))
            left -= here
            position += here * width
            if left:
                piece, position = piece + 1, 1
                flags = pieces[piece][0]
        left = 4 * runs + extension
        while left:
            here = min(left, len(pieces[piece]) - position)
            if len(behind) < 4 * runs:
                behind += pieces[piece][position : position + here]
            left -= here
            position += here
            if left:
                piece, position = piece + 1, 0
        texts.lengths.append(count)
        if runs:
            texts.add(_in_runs("".join(parts), list(struct.iter_unpack("<HH", behind[: 4 * runs])), fonts))
    return texts


def _in_runs(text: str, runs: Sequence[tuple[int, ...]], fonts: Sequence[tuple[bool, bool]]) -> Runs:
    """Return a text in its runs, each given by its first character and the number of its font."""
    found = Runs()
    found.add(text[: runs[0][0]])
    for (start, font), (end, _) in zip(runs, (*runs[1:], (len(text), 0)), strict=True):
        number = font - (font > _MISSING_FONT)
        found.be(*(fonts[number] if number < len(fonts) else (False, False)))
        found.add(text[start:end])
    return found
