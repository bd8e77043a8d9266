"""What the ends of a long CSV file say of all of it, and what is below its header in pieces."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.read.csv_heading import Heading
from lixia_cli.read.csv_rows import Body
from lixia_cli.read.csv_text import read_header
from lixia_cli.read.encodings import MARK, PlainlyUtf8, checked, decode, keeps_marks, mark_of
from lixia_cli.read.headers import names_needed
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.notes_below import notes_at_end
from lixia_cli.read.parts.csv_pieces import OR_GB18030, Encoding, Ends, pieces_of
from lixia_cli.read.scope import Scope
from lixia_cli.read.source import MEGABYTE
from lixia_cli.text.messages import N_, Message


class Opened(NamedTuple):
    """What the ends of a file say of all of it, see `csv_file.CsvInParts`."""

    heading: Heading
    begin: int
    encoding: Encoding
    said: Sequence[Message]


def opened_at_ends(ends: Ends, file: str, context: Context, encoding: str | None, scope: Scope) -> Opened:
    """Return what the ends of a file say. Raises as `csv_file.csv_in_parts` does."""
    named = mark_of(ends.content) or encoding
    if named is not None and not keeps_marks(checked(named)):
        message = Message("{encoding} is not read part by part; save it as UTF-8", {"encoding": named.upper()})
        raise too_long(file, scope, message)
    text, found, said = decode(ends.content, file, encoding)
    name = codecs.lookup(found).name.removesuffix("-sig")
    if named is None and said and (name == "utf-8" or _is_utf8(ends.content)):
        raise too_long(file, scope, Message(OR_GB18030))
    header = read_header(text, file, context.columns)
    if not names_needed(header.cells, context.columns):
        raise too_long(file, scope, Message("only a table with one row per observation is read part by part"))
    tail = notes_at_end(text, header.end, header.separator, len(header.cells))
    mark = len(MARK) if ends.content.startswith(MARK) else 0
    start_of_tail = len(ends.content[mark : ends.tail].decode(name))
    begin = mark + len(text[: header.end].encode(name))
    if tail.notes:
        raise too_long(file, scope, Message("there are notes below its rows"))
    is_usual = start_of_tail == len(text) or header.end < start_of_tail < tail.seen
    if not is_usual or ends.content[mark:begin].decode(name, "replace") != text[: header.end]:
        raise too_long(file, scope, Message("its first or last lines are not as usual"))
    heading = Heading.of(header, file, context.columns, context)
    heading.check_unread(text, (), context)
    return Opened(heading, begin, Encoding(name, named is not None or name != "utf-8"), said)


def _is_utf8(content: bytes) -> bool:
    return PlainlyUtf8(certain=True).first_invalid(content) < 0


def bodies_of(
    file: BinaryIO, opened: Opened, as_written: bool, refused: Callable[[Message], InputError]
) -> Iterator[Body]:
    """Yield what is below the header in pieces, see `pieces_of`."""
    heading, begin, encoding, _ = opened
    for piece in pieces_of(file, begin, heading.header.lines + 1, encoding, heading.file, refused):
        body = heading.body(piece.content, 0, len(piece.content), as_written)
        yield body._replace(first=piece.first)


def too_long(file: str, scope: Scope, reason: Message) -> InputError:
    """Return the error for a file that can only be read as a whole, for a reason."""
    template = N_("is larger than {limit} MB, the most that is read at once: {reason}; split it")
    values = {"limit": scope.rows.bytes // MEGABYTE, "reason": reason}
    return InputError([Problem(Place(file), Message(template, values))])
