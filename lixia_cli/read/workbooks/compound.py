"""The compound file (OLE) that an xls file is: its streams."""

from __future__ import annotations

import struct

from lixia_cli.read.workbooks.limits import damaged

_FREE = 0xFFFFFFFA
"""From here on numbers of sectors are marks: free, end of a chain."""
_HEADER, _ENTRY, _MINI_SECTOR = 512, 128, 64
_IN_HEADER = 109
_ROOT, _STREAM = 5, 2


class Compound:
    """The streams of a compound file by name."""

    def __init__(self, content: bytes, file: str) -> None:
        """Read the directory. Raises InputError for a damaged file."""
        self._content, self._file = content, file
        if len(content) < _HEADER:
            raise damaged(file)
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in (9, 12):
            raise damaged(file)
        self._sector = 1 << shift
        first_directory, self._cutoff, first_mini = struct.unpack_from("<I4xII", content, 48)
        self._table = self._sectors_of(self._table_sectors())
        directory = self._chain(first_directory)
        self._entries: dict[str, tuple[int, int]] = {}
        root = (_FREE, 0)
        for start in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, start + 64)
            entry = struct.unpack_from("<II", directory, start + 116)
            if kind == _ROOT:
                root = entry
            elif kind == _STREAM and 2 <= length <= 64:
                name = directory[start : start + length - 2].decode("utf-16-le", "replace")
                self._entries.setdefault(name, entry)
        self._mini = self._chain(root[0])[: root[1]]
        self._mini_table = self._numbers(self._chain(first_mini))

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """Return the bytes of a stream."""
        start, size = self._entries[name]
        if size >= self._cutoff:
            found = self._chain(start)
        else:
            pieces = self._follow(start, self._mini_table)
            found = b"".join(self._mini[piece * _MINI_SECTOR : (piece + 1) * _MINI_SECTOR] for piece in pieces)
        if len(found) < size:
            raise damaged(self._file)
        return found[:size]

    def _table_sectors(self) -> list[int]:
        """Return the sectors with the table of chains: those named in the header, and in the sectors it points to."""
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._content, 76))
        following, _ = struct.unpack_from("<II", self._content, 68)
        seen = set[int]()
        while following < _FREE:
            if following in seen:
                raise damaged(self._file)
            seen.add(following)
            *more, following = self._numbers(self._bytes(following))
            sectors += more
        return [sector for sector in sectors if sector < _FREE]

    def _sectors_of(self, sectors: list[int]) -> list[int]:
        if len(set(sectors)) < len(sectors):
            raise damaged(self._file)
        return self._numbers(b"".join(map(self._bytes, sectors)))

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._bytes, self._follow(start, self._table)))

    def _follow(self, start: int, table: list[int]) -> list[int]:
        """Return the numbers of a chain. Raises InputError for one that leaves the table or comes back to itself."""
        chain = list[int]()
        while start < _FREE:
            if start >= len(table) or len(chain) > len(table):
                raise damaged(self._file)
            chain.append(start)
            start = table[start]
        return chain

    def _bytes(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        if start >= len(self._content):
            raise damaged(self._file)
        return self._content[start : start + self._sector]

    @staticmethod
    def _numbers(content: bytes) -> list[int]:
        count = len(content) // 4
        return list(struct.unpack_from(f"<{count}I", content))
