"""Where input comes from: a path or standard input → bytes."""

from __future__ import annotations

import errno
import os
import stat
import sys
from typing import BinaryIO

from lixia_cli.files.problems import STANDARD_INPUT, InputError, Place, Problem, file_label
from lixia_cli.text.messages import Message
from lixia_cli.text.system_errors import reason_of

WORKBOOK = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
"""How workbooks begin: archives, empty ones too, and the compound files of xls."""
MEGABYTE = 1024 * 1024
LIMIT = 512 * MEGABYTE
"""Bytes that one input may have: some eight million observations."""


def read_bytes(source: str) -> bytes:
    """Return the content of a file, or of standard input for ``-``.

    Raises InputError if it can't be read, or is larger than the limit; no more than that is taken from a pipe or a
    device, which may never end.
    """
    try:
        if source == STANDARD_INPUT:
            content = _read(_standard_input())
        else:
            with open(source, "rb", buffering=0) as file:
                content = _read(file)
    except (OSError, ValueError) as error:  # ValueError for a name that no file can have
        message = Message("cannot be read: {reason}", {"reason": reason_of(error)})
        raise InputError([Problem(Place(file_label(source)), message)]) from error
    if content is None:
        message = Message("is larger than {limit} MB, the most that is read; split it", {"limit": LIMIT // MEGABYTE})
        raise InputError([Problem(Place(file_label(source)), message)])
    return content


def size_of_text(source: str) -> int:
    """Return the bytes of a file that is no workbook; 0 for any other, and for what is no file or can't be read."""
    if not os.path.isfile(source):
        return 0
    try:
        with open(source, "rb", buffering=0) as file:
            return 0 if file.read(len(WORKBOOK[-1])).startswith(WORKBOOK) else _size(file)
    except (OSError, ValueError):
        return 0


def split_sheet(source: str) -> tuple[str, str | None]:
    """Split FILE#SHEET into the name of the file and that of the sheet; None where no sheet is named.

    A file whose own name holds the sign is that file.
    """
    if "#" not in source or os.path.exists(source):
        return source, None
    marks = [position for position, character in enumerate(source) if character == "#"]
    for mark in marks:
        file = source[:mark]
        if file == STANDARD_INPUT or os.path.isfile(file):
            return file, source[mark + 1 :]
    return source, None


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer


def _read(file: BinaryIO) -> bytes | None:
    """Read to the end; None where that is beyond the limit."""
    known = _size(file)
    if known > LIMIT:
        return None
    chunks, size = list[bytes](), 0
    while chunk := file.read(max(known - size, MEGABYTE)):
        chunks.append(chunk)
        if size == 0 and not chunk.strip(b"\0"):
            break  # a device: what it gives is no text, however much there is
        size += len(chunk)
        if size > LIMIT:
            return None
    return b"".join(chunks)


def _size(file: BinaryIO) -> int:
    """Return the size of a regular file; 0 where it is not known beforehand."""
    try:
        status = os.fstat(file.fileno())
    except (OSError, ValueError):  # standard input that is no file: a test, or a notebook
        return 0
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
