"""Replace a file atomically: at every moment it has its old content or its new one."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from lixia_cli.files.signals import last_step
from lixia_cli.files.unnamed import give_name
from lixia_cli.text.patterns import Pattern

if TYPE_CHECKING:
    from pathlib import Path

_OPEN_ALREADY = Pattern(r"/(?:dev|proc/self)/fd/([0-9]+)|/dev/(stdout|stderr)")
"""Names of open file descriptors."""
_STREAMS = {"stdout": 1, "stderr": 2}
_PIECE = 2**20
"""Bytes written at a time: for more than two megabytes at once Linux takes up to three times as long."""
RETRY_SECONDS = 0.005
"""Between attempts to write into a full pipe."""


class UnwrittenError(OSError):
    """Output could not be written."""


@contextlib.contextmanager
def writing(path: str | os.PathLike[str] | None = None) -> Iterator[None]:
    """Turn every OSError of the block into an UnwrittenError, about `path` if that is given."""
    try:
        yield
    except UnwrittenError:
        raise
    except OSError as error:
        number = error.errno or errno.EIO
        reason = error.strerror or str(error)
        named = os.fspath(path) if path is not None else error.filename
        raise (UnwrittenError(number, reason, named) if named else UnwrittenError(number, reason)) from error


Piece = bytes | bytearray | memoryview
Content = bytes | Iterable[Piece]
"""Bytes, at once or in pieces."""


def write_all(write: Callable[[memoryview], int | None], content: Content) -> None:
    """Write everything by a function that may write a part of what it is given, or nothing while a pipe is full.

    Raises OSError if that can't be done.
    """
    for piece in (content,) if isinstance(content, bytes) else content:
        _write_piece(write, piece)


def _write_piece(write: Callable[[memoryview], int | None], piece: Piece) -> None:
    rest = memoryview(piece)
    while rest:
        try:
            written = write(rest[:_PIECE])
        except BlockingIOError as error:
            written = getattr(error, "characters_written", 0) or None
        if written == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        if written is None:
            time.sleep(RETRY_SECONDS)
            continue
        rest = rest[written:]


def real_path(path: Path) -> Path:
    """Return the path of a file with links resolved. Raises OSError for a loop of links."""
    try:
        return path.resolve()
    except RuntimeError as error:  # Python 3.11 on a loop of links
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def replace_file(
    content: Content, path: str | os.PathLike[str], durable: bool = False, unnamed: int | None = None
) -> None:
    """Write a temporary file next to the file, then rename it; owner and mode stay as they are.

    An open file without a name that holds the content, `unnamed`, becomes the temporary one if it can.

    Written to directly are devices, pipes and open descriptors, and files that a rename would take from their owner or
    from their other names (hard links). With `durable` a file is always renamed, and its content is on the disk before
    the old one goes. Raises UnwrittenError; a file that was there before is then unchanged.
    """
    path = os.fspath(path)
    with writing():
        if os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        already_open = _OPEN_ALREADY.fullmatch(os.path.normpath(path))
        if already_open:
            # Opened by that name, a log that the shell appends to would be cut off or replaced.
            _write_descriptor(int(already_open[1] or _STREAMS[already_open[2]]), content)
            return
        before = _existing(path)
        if before is not None and not stat.S_ISREG(before.st_mode):
            with open(path, "wb", buffering=0) as stream:
                write_all(stream.write, content)
            return
        path = os.path.realpath(path)
        if before is not None and not os.access(path, os.W_OK):
            # A rename would get around the protection of the file.
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        if before is not None and before.st_nlink > 1 and not durable:
            _overwrite(content, path)
        else:
            _rename_onto(content, path, before, durable, unnamed)


def _existing(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
    except ValueError as error:  # a NUL character
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path) from error


def _write_descriptor(number: int, content: Content) -> None:
    try:
        copy = os.dup(number)
    except OverflowError as error:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF)) from error
    with os.fdopen(copy, "wb", buffering=0) as stream:
        write_all(stream.write, content)


def _rename_onto(
    content: Content, path: str, before: os.stat_result | None, durable: bool, unnamed: int | None
) -> None:
    folder, name = os.path.split(path)
    # Cut, for names may have no more than 255 bytes.
    temporary = os.path.join(folder, f".{name[:40]}.{os.urandom(4).hex()}")
    try:
        is_there = unnamed is not None and not durable and _named(unnamed, temporary, before)
        if not is_there and not _written(content, temporary, path, before, durable):
            _overwrite(content, path)
            os.unlink(temporary)
            return
        with last_step():
            os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _written(content: Content, temporary: str, path: str, before: os.stat_result | None, durable: bool) -> bool:
    """Write a temporary file that is to become `path`; returns False, with nothing in it, if that changes its owner."""
    mode = 0o666 if before is None else stat.S_IMODE(before.st_mode) & 0o777
    try:
        # The system takes the umask off the mode.
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    except OSError as error:
        # The message names the file of the user, not the temporary one.
        raise OSError(error.errno, error.strerror, path) from error
    with os.fdopen(descriptor, "wb", buffering=0) as stream:
        if before is not None and not _like(stream.fileno(), before) and not durable:
            return False
        write_all(stream.write, content)
        if durable:
            os.fsync(stream.fileno())
    return True


def _named(unnamed: int, temporary: str, before: os.stat_result | None) -> bool:
    """Name an open file; before that, give it the owner and mode of another one. Returns whether both could be done."""
    if before is not None and not _like(unnamed, before):
        return False
    try:
        give_name(unnamed, temporary)
    except OSError:
        return False
    return True


def _like(descriptor: int, before: os.stat_result) -> bool:
    """Give an open file the owner and mode of another one; returns whether it has that owner."""
    own = os.fstat(descriptor)
    same = (own.st_uid, own.st_gid) == (before.st_uid, before.st_gid)
    if not same and hasattr(os, "fchown"):
        with contextlib.suppress(OSError):
            os.fchown(descriptor, before.st_uid, before.st_gid)
            same = True
    if hasattr(os, "fchmod") and stat.S_IMODE(own.st_mode) != stat.S_IMODE(before.st_mode):
        with contextlib.suppress(OSError):  # file systems without modes
            os.fchmod(descriptor, stat.S_IMODE(before.st_mode))
    return same


def _overwrite(content: Content, path: str) -> None:
    """Write into a file itself; if that fails, its old content is put back as far as that is possible."""
    with open(path, "r+b", buffering=0) as stream:
        old = stream.readall()
        try:
            stream.seek(0)
            write_all(stream.write, content)
            stream.truncate()
        except BaseException:
            with contextlib.suppress(OSError):
                stream.seek(0)
                write_all(stream.write, old)
                stream.truncate()
            raise
