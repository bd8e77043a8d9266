"""A long CSV file → its ends, and all of it in pieces of whole lines, so that it is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

from lixia_cli.files.problems import InputError
from lixia_cli.read.csv_text import refuse_characters
from lixia_cli.read.encodings import MARK, PlainlyUtf8
from lixia_cli.read.source import MEGABYTE
from lixia_cli.text.messages import Message

HEAD, TAIL = 4 * MEGABYTE, MEGABYTE
"""Bytes of the ends of a file."""
PIECE = 16 * MEGABYTE
_MOST = 4 * PIECE
"""Bytes of a piece that ends within quotes and goes on for that reason."""


class Ends(NamedTuple):
    """The first and last lines of a file."""

    content: bytes
    tail: int
    """Where in this the last lines begin; its end if the first lines are all there are."""
    size: int
    """Of the file."""


class Piece(NamedTuple):
    """Whole lines of a file, at whose end no quote is open."""

    content: bytes
    first: int
    """The number of the first line."""


def ends_of(file: BinaryIO, size: int) -> Ends:
    """Read the ends of a file."""
    head = _lines(file.read(HEAD), HEAD)
    if len(head) == size:
        return Ends(head, size, size)
    begin = max(len(head), size - TAIL)
    file.seek(begin)
    tail = file.read()
    if begin > len(head):
        tail = tail[tail.find(b"\n") + 1 :]
    return Ends(head + tail, len(head), size)


def _lines(content: bytes, asked: int) -> bytes:
    """Return the whole lines of what was read, all of it at the end of the file."""
    return content if len(content) < asked else content[: content.rfind(b"\n") + 1]


def pieces_of(
    file: BinaryIO, begin: int, first: int, utf8: PlainlyUtf8, label: str, refused: Callable[[Message], InputError]
) -> Iterator[Piece]:
    """Read what is behind the header, whose end is at `begin`, up to the end; `first` is the number of its first line.

    Raises InputError for characters that no text has, and what `refused` makes of the reason why the file can't be read
    in pieces: it is not plainly UTF-8, lines end in returns alone, or a quote is open for long.
    """
    file.seek(begin)
    rest = b""
    while read := file.read(PIECE):
        lines = rest + read
        end = lines.rfind(b"\n") + 1
        if lines.count(b'"', 0, end) % 2:
            end = 0
        content, rest = lines[:end], lines[end:]
        if len(rest) > _MOST:
            values = {"line": first, "limit": _MOST // MEGABYTE}
            raise refused(Message('from line {line} on a quote (") stays open over more than {limit} MB', values))
        if content:
            yield _checked(Piece(content, first), utf8, label, refused)
            first += content.count(b"\n")
    if rest:
        yield _checked(Piece(rest, first), utf8, label, refused)
    if not utf8.is_certain:
        raise refused(Message("its text may be GB18030 as well as UTF-8; name its encoding with --encoding"))


def _checked(piece: Piece, utf8: PlainlyUtf8, label: str, refused: Callable[[Message], InputError]) -> Piece:
    """Return a piece. Raises InputError for what `pieces_of` says."""
    content = piece.content
    if (at := utf8.first_invalid(content)) >= 0:
        line = piece.first + content.count(b"\n", 0, at)
        raise refused(Message("line {line} is not UTF-8; save it as UTF-8", {"line": line}))
    if b"\0" in content or MARK in content:
        refuse_characters(content.decode(), label, piece.first)
    if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
        raise refused(Message("some of its lines end in returns (CR) alone"))
    return piece
