"""Lock a file that is replaced as a whole against other processes, by a lock file next to it."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_UNLOCKABLE = (errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
"""Errors of file systems without locks."""
_PATIENCE_SECONDS = 2.0
_RETRY_SECONDS = 0.05


@contextlib.contextmanager
def locked(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep other processes from `path` until the end of the block; `waiting` is called once after two seconds.

    The lock file is removed in the end. Where the file system has no locks there is none. Raises OSError, about `path`,
    if no file can be written there.
    """
    # Cut, for names may have no more than 255 bytes.
    lock = path.with_name(f".{path.name[:60]}.lock")
    descriptor = _acquire(lock, path, waiting)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows removes no file that another process has open
            os.unlink(lock)
        os.close(descriptor)


def _acquire(lock: Path, path: Path, waiting: Callable[[], None]) -> int:
    """Open the lock file and lock it, waiting if necessary; return its descriptor."""
    patience = time.monotonic() + _PATIENCE_SECONDS
    while True:
        descriptor = _open(lock, path)
        try:
            while not _try_lock(descriptor):
                if time.monotonic() > patience:
                    waiting()
                    patience = float("inf")
                time.sleep(_RETRY_SECONDS)
            # The previous owner has removed the file: a lock on it protects nothing.
            if _is_current(descriptor, lock):
                return descriptor
        except BaseException:
            # Another process has the lock, so its file must stay.
            with contextlib.suppress(OSError):
                if _try_lock(descriptor) and _is_current(descriptor, lock):
                    os.unlink(lock)
            os.close(descriptor)
            raise
        os.close(descriptor)


def _open(lock: Path, path: Path) -> int:
    try:
        return os.open(lock, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _is_current(descriptor: int, lock: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(lock))
    except FileNotFoundError:
        return False


def _try_lock(descriptor: int) -> bool:
    """Lock the file unless another process has it; a file system without locks counts as locked."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _UNLOCKABLE:
            return True
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            return False
        raise
    return True
