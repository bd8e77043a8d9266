"""Output that is made piece by piece and kept until all of it is there: a little in memory, more in a file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from types import TracebackType
from typing import IO

from lixia_cli.files.replace import Piece, write_all, writing
from lixia_cli.files.unnamed import open_unnamed

IN_MEMORY = 2**24
"""Bytes from which a temporary file is used."""
_PIECE = 2**20


class Spool:
    """Bytes in the order in which they were added. A context: at its end they are gone."""

    def __init__(self, folder: str | None = None) -> None:
        """Keep what is much in a file without a name, in `folder`, else where the system has temporary files."""
        self._folder = folder
        self._pieces: list[Piece] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._can_be_named = False

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, content: Piece) -> None:
        """Keep these bytes behind those that are there. Raises UnwrittenError if the file can't be written."""
        self._pieces.append(content)
        self._size += len(content)
        if self._size > IN_MEMORY:
            self._into_file()

    def _into_file(self) -> None:
        """Move what is in memory into the file; it stays there if no file can be had."""
        self._file = self._file or self._new_file()
        if self._file is not None:
            with writing(self._folder):
                write_all(self._file.write, self._pieces)
            self._pieces = []

    def _new_file(self) -> IO[bytes] | None:
        if self._folder is not None:
            with contextlib.suppress(OSError):
                file = open_unnamed(self._folder)
                self._can_be_named = True
                return file
        import tempfile

        for folder in dict.fromkeys((self._folder, None)):
            with contextlib.suppress(OSError):
                return tempfile.TemporaryFile(buffering=0, dir=folder)
        return None

    def unnamed(self) -> int | None:
        """Return the descriptor of a file that has everything and can be given a name; None if there is none."""
        if not self._can_be_named:
            return None
        self._into_file()
        return self._file.fileno() if self._file is not None else None

    def __iter__(self) -> Iterator[Piece]:
        """Yield everything from the beginning, in pieces."""
        if self._file is not None:
            self._file.seek(0)
            while piece := self._file.read(_PIECE):
                yield piece
        yield from self._pieces
