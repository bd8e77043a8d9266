"""Exchange two folders in one step, so that there is always one of them at either place."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_SWAP = 2
"""RENAME_EXCHANGE of renameat2 (Linux), RENAME_SWAP of renamex_np (macOS): the same number."""
_HERE = -100
"""AT_FDCWD: paths start from the working directory."""
_NOT_THERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP)
"""Errors of a system, or of a file system, that can't exchange."""


def exchange(one: Path, other: Path) -> None:
    """Give each of two folders of one file system the place of the other, with three renames where need be.

    Raises OSError; both are then where they were.
    """
    number = _exchange(os.fsencode(one), os.fsencode(other))
    if number == 0:
        return
    if number not in _NOT_THERE:
        raise OSError(number, os.strerror(number), str(other))
    aside = one.with_name(f"{one.name}.old")
    other.rename(aside)
    try:
        one.rename(other)
    except OSError:
        aside.rename(other)
        raise
    aside.rename(one)


def _exchange(one: bytes, other: bytes) -> int:
    """Return 0, or the number of the error."""
    if sys.platform == "win32":
        return errno.ENOSYS
    library = ctypes.CDLL(None, use_errno=True)
    try:
        if sys.platform == "darwin":
            failed = library.renamex_np(one, other, _SWAP)
        else:
            failed = library.renameat2(_HERE, one, _HERE, other, _SWAP)
    except AttributeError:  # a library without it
        return errno.ENOSYS
    return ctypes.get_errno() if failed else 0
