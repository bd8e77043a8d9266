"""Rows that come in any order → those of one part after those of the other, by a file in between."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Self

import numpy as np

from lixia_cli.files.replace import write_all, writing
from lixia_cli.model.arrays import Ints
from lixia_cli.model.grouping import Groups

if TYPE_CHECKING:
    from pyarrow import RecordBatch, Schema

_AT_ONCE = 1_000_000
"""About so many rows are distributed at a time, so that a part is in few pieces of the file."""


class Spill:
    """Batches of Arrow in a temporary file of this process alone, which is gone when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="lixia-", buffering=0)  # noqa: SIM115, closed by __exit__
        self._pieces: dict[int, list[tuple[int, int]]] = {}
        """By part: where each of its batches begins, and how many bytes it takes."""
        self._schema: Schema | None = None
        self.count = 0
        """How many rows there are."""

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the file."""
        self._file.close()

    def fill(self, batches: Iterable[tuple[RecordBatch, Ints]]) -> None:
        """Write batches, each with the parts that its rows belong to. Raises UnwrittenError if that can't be done."""
        mixed: list[tuple[RecordBatch, Ints]] = []
        rows = 0
        for batch, part in batches:
            if len(part) and (part == part[0]).all():
                self._append(batch, int(part[0]))
                continue
            mixed.append((batch, part))
            rows += len(part)
            if rows >= _AT_ONCE:
                self._distribute(mixed)
                mixed, rows = [], 0
        if rows:
            self._distribute(mixed)

    def _distribute(self, batches: list[tuple[RecordBatch, Ints]]) -> None:
        """Write batches whose rows belong to several parts."""
        import pyarrow

        part = np.concatenate([part for _, part in batches])
        order = np.argsort(part, kind="stable")
        sorted_rows = pyarrow.Table.from_batches([batch for batch, _ in batches]).combine_chunks().take(order)
        groups = Groups(part[order])
        for number, first, last in zip(groups.number, groups.first, groups.last, strict=True):
            for piece in sorted_rows.slice(first, last - first + 1).to_batches():
                self._append(piece, int(number))

    def _append(self, batch: RecordBatch, part: int) -> None:
        self._schema = batch.schema
        self.count += batch.num_rows
        written = batch.serialize()
        self._pieces.setdefault(part, []).append((self._file.tell(), written.size))
        with writing(tempfile.gettempdir()):
            write_all(self._file.write, [memoryview(written)])

    def rows(self, part: int) -> Iterator[RecordBatch]:
        """Read the batches of a part."""
        import pyarrow

        for begin, size in self._pieces.get(part, ()):
            self._file.seek(begin)
            written = self._file.read(size)
            if len(written) < size:
                raise OSError(errno.EIO, os.strerror(errno.EIO), tempfile.gettempdir())
            yield pyarrow.ipc.read_record_batch(pyarrow.py_buffer(written), self._schema)
