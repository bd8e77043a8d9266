"""The ZIP archive that an xlsx or ods file is, opened without trust in its sizes."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from xml.parsers import expat

from lixia_cli.read.source import MEGABYTE
from lixia_cli.read.workbooks.limits import (
    DIRECTORY_LIMIT,
    PART_LIMIT,
    UNPACKED_LIMIT,
    damaged,
    encrypted,
    refused,
)
from lixia_cli.text.messages import N_, Message

_CHUNK = 256 * 1024
_LONGEST_TAG = 4 * MEGABYTE
_END, _END_SIZE = b"PK\x05\x06", 22
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20
_LONG_END_SIZE = 56
_LONGEST_COMMENT = 65_535
_ENCRYPTED = 1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
"""What zipfile raises for archives that are none, or are not whole."""


class Archive:
    """The parts of an archive: by name, and never more of them than the limits allow."""

    def __init__(self, content: bytes, file: str) -> None:
        """Open an archive. Raises InputError for one that is damaged, needs a password or is too large unpacked."""
        self.file = file
        if _directory_size(content) > DIRECTORY_LIMIT:
            raise refused(file, Message("is an archive of too many parts; save the sheet in a workbook of its own"))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN as error:
            raise damaged(file) from error
        parts = self._zip.infolist()
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise encrypted(file)
        if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
            template = N_("is larger than {limit} MB when unpacked, the most that is read; split it")
            raise refused(file, Message(template, {"limit": UNPACKED_LIMIT // MEGABYTE}))
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) < len(parts):
            raise damaged(file)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def names(self) -> list[str]:
        """Return the names of all parts."""
        return list(self._parts)

    def read(self, name: str, limit: int = PART_LIMIT) -> bytes:
        """Return a whole part; raises InputError if it is missing, damaged or larger than the limit."""
        if name not in self._parts or self._parts[name].file_size > limit:
            raise damaged(self.file)
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece; zipfile stops at the size that the directory names, which is within limits."""
        if name not in self._parts:
            raise damaged(self.file)
        try:
            with self._zip.open(self._parts[name]) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except _BROKEN as error:
            raise damaged(self.file) from error

    def copy(self, names: Iterable[str]) -> bytes:
        """Return an archive of these parts alone, as they were read here: nothing else can be hidden in it."""
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w") as target:
            for name in names:
                if name in self._parts:
                    target.writestr(zipfile.ZipInfo(name), self.read(name, UNPACKED_LIMIT))
        return copy.getvalue()


def parse(parser: expat.XMLParserType, archive: Archive, name: str) -> None:
    """Feed a part to a parser of XML. Raises InputError for what is no XML, and for declarations of entities."""

    def refuse(*_: object) -> None:
        raise damaged(archive.file)  # no program writes one into a workbook; a few lines of entities may fill a disk

    parser.StartDoctypeDeclHandler = refuse
    parser.buffer_text = True
    try:
        fed = 0
        for chunk in archive.chunks(name):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:  # each piece of a tag makes expat start it anew
                raise damaged(archive.file)
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding that does not exist
        raise damaged(archive.file) from error


def local_name(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def _directory_size(content: bytes) -> int:
    """Return the size of an archive's directory; 0 if it has none, which zipfile then refuses."""
    end = len(content) - _END_SIZE
    if content[end : end + 4] != _END or content[-2:] != b"\0\0":
        end = content.rfind(_END, max(0, end - _LONGEST_COMMENT))
    if end < 0:
        return 0
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    locator = end - _LOCATOR_SIZE
    if locator >= _LONG_END_SIZE and content[locator : locator + 4] == _LOCATOR:
        start = locator - _LONG_END_SIZE
        size = max(size if size < 2**32 - 1 else 0, int.from_bytes(content[start + 40 : start + 48], "little"))
    return size


def integer(text: str | None) -> int:
    """Return a number of a part; -1 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else -1
