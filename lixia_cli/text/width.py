"""Fit text to a terminal: remove control characters, count the cells that text takes, pad and wrap it.

Standard library only, because help needs it too.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from lixia_cli.text.patterns import Pattern

_NO_LINE_START = "、。，．；：？！）》」』】…%,.;:?!)]}/"
_NO_LINE_END = "（《「『【([{"
_CLOSING = "）》」』】)]}"

_JOINER, _EMOJI_STYLE = "\u200d", "\ufe0f"
_JOINERS = "\u200c\u200d"
"""Format characters that scripts and emoji need, and that take no cell."""
_NUMBER_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
"""Format characters that are visible: signs around numbers in Arabic, Syriac and Kaithi."""
_SEQUENCES = Pattern("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")
"""Characters that join others into one emoji or make it wide: joiner, emoji style, skin tones."""


def plain(text: str, keep: str = "") -> str:
    r"""Return a text without characters that would move the cursor or reorder a line.

    Control characters, line and paragraph separators become spaces, except those in `keep`; bidirectional controls and
    other invisible format characters are removed.

    >>> plain("two\nlines, 48\u202e and \x1b[31mred")
    'two lines, 48 and  [31mred'
    """
    if text.isprintable():
        return text
    return "".join(character if character in keep else _shown(character) for character in text)


def all_plain(texts: list[str]) -> list[str]:
    """Return `plain` of each text."""
    return texts if "".join(texts).isprintable() else list(map(plain, texts))


@cache
def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category == "Cf" and character not in _JOINERS + _NUMBER_SIGNS else character


@cache
def character_width(character: str) -> int:
    """Return how many cells a single character takes: 2 if wide, 0 if it only modifies the one before."""
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":
        return 0  # vowels and finals of a Hangul syllable that is written in parts
    if character in _NUMBER_SIGNS:
        return 1
    if unicodedata.category(character) in ("Cf", "Cc", "Me", "Mn", "Mc", "Zl", "Zp"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def text_width(text: str) -> int:
    """Return how many cells a text takes on one line. An emoji made of several characters takes two.

    >>> text_width("GDP 增速"), text_width("👩‍🔬"), text_width("❤️"), text_width("क्षि")
    (8, 2, 2, 2)
    """
    if text.isascii():
        return len(text)
    if _SEQUENCES.search(text):
        return sum(map(_cluster_width, _clusters(text)))
    return sum(map(character_width, text))


def pad(text: str, width: int, right: bool = False) -> str:
    """Pad the text with spaces to `width` cells, on the left if `right`; longer texts are not cut."""
    spaces = " " * max(width - text_width(text), 0)
    return spaces + text if right else text + spaces


def widths(texts: Sequence[str]) -> list[int]:
    """Return `text_width` of each text."""
    every = "".join(texts)
    if every.isascii():
        return list(map(len, texts))
    if not every.isprintable() or _SEQUENCES.search(every):
        return list(map(text_width, texts))
    # As many letters in the place of each character as it takes cells.
    as_wide = {ord(character): "x" * character_width(character) for character in {*every}}
    return list(map(len, "\n".join(texts).translate(as_wide).split("\n")))


def widest(texts: Sequence[str]) -> int:
    """Return how many cells the widest text takes, 0 without any."""
    return max(map(len, texts) if "".join(texts).isascii() else widths(texts), default=0)


def padded(texts: Sequence[str], width: int, right: bool = False) -> list[str]:
    """Return texts as `pad` does each of them."""
    if "".join(texts).isascii():
        return [text.rjust(width) for text in texts] if right else [text.ljust(width) for text in texts]
    spaces = [" " * max(width - own, 0) for own in widths(texts)]
    return [space + text if right else text + space for text, space in zip(texts, spaces, strict=True)]


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` cells, at spaces and between Chinese characters, never before 、or 。

    Text in brackets stays together if it fits on a line. A word longer than a line is broken at the end of the line, so
    nothing is lost. Takes linear time.

    >>> wrap("金融业增加值占全市比重", 12)
    ['金融业增加值', '占全市比重']
    >>> wrap("4 (so far 3, required 2)", 12)
    ['4 (so far 3,', 'required 2)']
    """
    width = max(width, 1)
    if text_width(text) <= width:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    for piece in _fitting_pieces(text, width):
        if used + text_width(piece.rstrip()) > width:
            lines.append(line)
            *full, rest = _chunks(piece, width)
            lines += full
            line, used = rest.lstrip(), text_width(rest.lstrip())
        else:
            line += piece
            used += text_width(piece)
    return [line.rstrip() for line in (*lines, line) if line.strip()] or [""]


def shortened(text: str, width: int) -> str:
    """Return the text if it fits into `width` cells, else its beginning with … behind it.

    >>> shortened("保持在合理区间", 14), shortened("保持在合理区间", 10)
    ('保持在合理区间', '保持在合…')
    """
    return text if text_width(text) <= width else _chunks(text, width - 2)[0].rstrip() + "…"


def longest_piece(text: str) -> int:
    """Return the width in cells of the longest part that `wrap` keeps on one line if possible."""
    return max((text_width(piece.rstrip()) for piece in _pieces(text)), default=0)


def _clusters(text: str) -> Iterator[str]:
    """Split the text into clusters that are each shown as one character."""
    start = 0
    for position in range(1, len(text)):
        if not _joined(text[position - 1], text[position]):
            yield text[start:position]
            start = position
    if text:
        yield text[start:]


@lru_cache(maxsize=8192)
def _joined(before: str, after: str) -> bool:
    """Return whether `after` modifies the character `before`, or both are parts of one emoji."""
    if character_width(after) == 0 and unicodedata.category(after) != "Cc":
        return True
    if before == _JOINER:
        return unicodedata.category(after) in ("So", "Sk")
    skin_tone = "\U0001f3fb" <= after <= "\U0001f3ff"
    return skin_tone and unicodedata.category(before) == "So"


def _cluster_width(cluster: str) -> int:
    """Return the width of a cluster: that of its first character, but 2 for a symbol in emoji style."""
    first = cluster[0]
    symbol = first in "0123456789#*ℹ‼⁉" or unicodedata.category(first) in ("So", "Sm")
    return 2 if symbol and _EMOJI_STYLE in cluster else character_width(first)


def _chunks(piece: str, width: int) -> list[str]:
    """Split a piece into full lines of `width` cells and the rest, with at least one character per line."""
    chunks: list[str] = []
    start = position = used = 0
    for cluster in _clusters(piece.rstrip()):
        wide = _cluster_width(cluster)
        if used + wide > width and position > start:
            chunks.append(piece[start:position])
            start, used = position, 0
        used += wide
        position += len(cluster)
    return [*chunks, piece[start:]]


def _fitting_pieces(text: str, width: int) -> Iterator[str]:
    """Yield the pieces of the text; brackets that do not fit on a line are split further."""
    for piece in _pieces(text):
        yield from [piece] if text_width(piece.rstrip()) <= width else _pieces(piece, together=False)


def _pieces(text: str, together: bool = True) -> Iterator[str]:
    """Split the text wherever a line may end; text in brackets stays in one piece if `together`."""
    start = depth = 0
    for position, character in enumerate(text):
        opens = together and character in _NO_LINE_END
        # An opening bracket may begin a piece, what follows it may not.
        if position > start and depth == 0 and _may_break(text[position - 1], character):
            yield text[start:position]
            start = position
        depth += opens
        if character in _CLOSING:
            depth = max(depth - 1, 0)
    if text:
        yield text[start:]


@lru_cache(maxsize=8192)
def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NO_LINE_START or before in _NO_LINE_END or _joined(before, after):
        return False
    return before == " " or character_width(before) == 2 or character_width(after) == 2
