"""A long CSV file → its ends, and all of it in pieces of whole lines, so that it is never in memory as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple

import numpy as np

from lixia_cli.files.problems import InputError
from lixia_cli.read.csv_regular import BLOCK
from lixia_cli.read.csv_text import refuse_characters
from lixia_cli.read.encodings import MARK, PlainlyUtf8
from lixia_cli.read.source import MEGABYTE
from lixia_cli.text.messages import N_, Message

HEAD, TAIL = 4 * MEGABYTE, MEGABYTE
"""Bytes of the ends of a file."""
PIECE = BLOCK * 31 // 32
"""Bytes that are read at once: most pieces are one block, and stay in the cache of a processor until it is read."""
MOST = 64 * MEGABYTE
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


class Encoding(NamedTuple):
    """The encoding of a file."""

    name: str
    """One that `keeps_marks`."""
    is_certain: bool
    """No other one is in question."""


def pieces_of(
    file: BinaryIO, begin: int, first: int, encoding: Encoding, label: str, refused: Callable[[Message], InputError]
) -> Iterator[Piece]:
    """Read what is behind the header, whose end is at `begin`, up to the end; `first` is the number of its first line.

    Pieces are UTF-8, whatever the file is. Raises InputError for characters that no text has, and what `refused` makes
    of the reason why the file can't be read in pieces: it is not in its encoding, or not plainly UTF-8, lines end in
    returns alone, or a quote is open for long.
    """
    utf8 = PlainlyUtf8(encoding.is_certain)
    for piece in _lines_of(file, begin, first, refused):
        content = piece.content
        if encoding.name == "utf-8":
            at = utf8.first_invalid(content)
        else:
            at, content = _as_utf8(content, encoding.name)
        if at >= 0:
            values = {"line": piece.first + piece.content.count(b"\n", 0, at), "encoding": encoding.name.upper()}
            raise refused(Message("line {line} is not {encoding}; save it as UTF-8", values))
        if b"\0" in content or (not content.isascii() and MARK in content):
            refuse_characters(content.decode(), label, piece.first)
        if b"\r" in content and content.count(b"\r") != content.count(b"\r\n"):
            raise refused(Message("some of its lines end in returns (CR) alone"))
        yield piece._replace(content=content)
    if not utf8.is_certain:
        raise refused(Message(OR_GB18030))


OR_GB18030 = N_("its text may be GB18030 as well as UTF-8; name its encoding with --encoding")


def _as_utf8(content: bytes, name: str) -> tuple[int, bytes]:
    """Return the position of the first byte that is not valid in an encoding, -1 if all are; and the text in UTF-8."""
    try:
        return -1, content.decode(name).encode()
    except UnicodeDecodeError as error:
        return error.start, b""


def _lines_of(file: BinaryIO, begin: int, first: int, refused: Callable[[Message], InputError]) -> Iterator[Piece]:
    """Read whole lines, as they are in the file."""
    file.seek(begin)
    rest = b""
    while read := file.read(max(PIECE, len(rest))):  # what is open for long is not joined a megabyte at a time
        end = read.rfind(b"\n") + 1
        content = b"".join([rest, memoryview(read)[:end]])
        rest = read[end:]
        if not end or (b'"' in content and content.count(b'"') % 2):  # to count takes ten times as long
            content, rest = b"", content + rest
        if len(rest) > MOST:
            values = {"line": first, "limit": MOST // MEGABYTE}
            raise refused(Message('from line {line} on a quote (") stays open for more than {limit} MB', values))
        if content:
            yield Piece(content, first)
            first += int(np.count_nonzero(np.frombuffer(content, dtype=np.uint8) == ord("\n")))
    if rest:
        yield Piece(rest, first)
