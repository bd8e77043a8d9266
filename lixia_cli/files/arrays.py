"""Numpy arrays that are put away, in a temporary file or in memory, and of which parts are read again."""

from __future__ import annotations

import errno
import os
import tempfile
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.files.replace import write_all, writing

Array = npt.NDArray[Any]


class Written(NamedTuple):
    """An array in the file."""

    begin: int
    dtype: np.dtype[Any]
    same: Any = None
    """The number that all elements have; then they are not in the file."""


class ArrayFile:
    """A file of this process alone, which is gone when it is closed."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="lixia-", buffering=0)  # noqa: SIM115, closed by the owner
        self._end = 0
        self.close = self._file.close

    def put(self, array: Array) -> Written:
        """Write an array. Raises UnwrittenError if that can't be done."""
        if _is_one_number(array):
            return Written(self._end, array.dtype, array[0])
        written = Written(self._end, array.dtype)
        if array.nbytes:
            self._file.seek(self._end)
            with writing(tempfile.gettempdir()):
                write_all(self._file.write, [np.ascontiguousarray(array).view(np.uint8).data])
        self._end += array.nbytes
        return written

    def get(self, written: Written, begin: int, end: int) -> Array:
        """Read some elements of an array."""
        array = np.empty(end - begin, dtype=written.dtype)
        self.read(written, begin, array)
        return array

    def read(self, written: Written, begin: int, array: Array) -> None:
        """Read elements of an array from one on into another one of the same type."""
        if written.same is not None:
            array.fill(written.same)
            return
        rest = array.view(np.uint8).data
        self._file.seek(written.begin + begin * written.dtype.itemsize)
        while rest:
            count = self._file.readinto(rest)
            if not count:
                raise OSError(errno.EIO, os.strerror(errno.EIO), tempfile.gettempdir())
            rest = rest[count:]


class ArraysInMemory:
    """The same in memory."""

    def __init__(self) -> None:
        self._arrays: list[Array] = []
        self.close = self._arrays.clear

    def put(self, array: Array) -> Written:
        """Keep an array, which must not change any more."""
        if _is_one_number(array):
            return Written(0, array.dtype, array[0])
        self._arrays.append(array)
        return Written(len(self._arrays) - 1, array.dtype)

    def get(self, written: Written, begin: int, end: int) -> Array:
        """Return some elements of an array."""
        if written.same is not None:
            return np.full(end - begin, written.same, dtype=written.dtype)
        return self._arrays[written.begin][begin:end]

    def read(self, written: Written, begin: int, array: Array) -> None:
        """Copy elements of an array from one on into another one."""
        array[:] = self.get(written, begin, begin + len(array))


def _is_one_number(array: Array) -> bool:
    """Whether all elements are the same whole number; of floats equal ones may differ, as 0 and -0 do."""
    if array.dtype.kind not in "iu" or not len(array) or array[0] != array[-1] or array[0] != array[len(array) // 2]:
        return False
    return bool((array == array[0]).all())
