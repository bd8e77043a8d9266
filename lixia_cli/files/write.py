"""The way out: one write of a finished report, to standard output or to a file that is then complete or untouched."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import TextIO

import click

_OPEN_ALREADY = re.compile(r"/(?:dev|proc/self)/fd/([0-9]+)|/dev/(stdout|stderr)")
"""Names of what the shell has opened."""
_STREAMS = {"stdout": 1, "stderr": 2}


def write(content: str | bytes, path: str | None, color: bool = False) -> None:
    """Write a whole report: text in the terminal's encoding, bytes as they are, both as UTF-8 into a file.

    Raises OSError when it can't be written; a file that was there before is then unchanged.
    """
    if path is None and sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if path is not None and path != "-":
        # The name of an input, which reports say, need not be Unicode.
        replace_file(content if isinstance(content, bytes) else content.encode("utf-8", "replace"), Path(path))
    elif isinstance(content, bytes):
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    else:
        click.echo(content, nl=False, color=color)
        sys.stdout.flush()


def wants_color(option: bool | None, path: str | None, environment: Mapping[str, str]) -> bool:
    """``--color/--no-color``, NO_COLOR, FORCE_COLOR and CLICOLOR_FORCE, else whether a terminal is watching."""
    if option is not None:
        return option
    if environment.get("NO_COLOR"):
        return False
    if path is not None:
        return False
    if environment.get("FORCE_COLOR") or environment.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return environment.get("CLICOLOR") != "0" and environment.get("TERM") != "dumb" and _on_terminal()


def terminal_width(option: int | None, path: str | None) -> int | None:
    """``--width``, else the width of the terminal, else None: off a terminal, text takes what it needs."""
    if option is not None:
        return option
    if path is not None or not _on_terminal():
        return None
    return shutil.get_terminal_size().columns


def to_terminal(path: str | None) -> bool:
    """Whether a report for `path`, None or ``-`` for standard output, is shown on a terminal."""
    return path in (None, "-") and _on_terminal()


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def forgive_encoding(stream: TextIO | None) -> None:
    """Let a terminal that can't show a character show ``?`` instead of ending the run."""
    reconfigure = getattr(stream, "reconfigure", None)
    encoding = (getattr(stream, "encoding", "") or "").lower()
    unforgiving = getattr(stream, "errors", None) == "strict" or not encoding.startswith("utf")
    if reconfigure is not None and unforgiving:
        with contextlib.suppress(OSError):  # a stream that was exchanged under way stays as it is
            reconfigure(errors="replace")


def real_path(path: Path) -> Path:
    """Where a file really is, links followed. Raises OSError where they go round in a circle."""
    try:
        return path.resolve()
    except RuntimeError as error:  # how Python 3.11 says that they do
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


def replace_file(content: bytes, path: Path, durable: bool = False) -> None:
    """Write beside the file, then rename; devices, pipes and what is open already are written to directly.

    With `durable` the content is on the disk before the old one goes, so that no loss of power leaves neither.
    Raises OSError when it can't be written; a file that was there before is then unchanged.
    """
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    already_open = _OPEN_ALREADY.fullmatch(str(path))
    if already_open:
        # Opened by that name, a log that the shell appends to would be cut off or replaced.
        number = already_open[1] or _STREAMS[already_open[2]]
        with os.fdopen(os.dup(int(number)), "wb") as stream:
            stream.write(content)
        return
    if path.exists() and not path.is_file():
        with path.open("wb") as stream:
            stream.write(content)
        return
    path = real_path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        # The user knows the file, not the temporary one beside it.
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        os.chmod(name, _permissions(path))
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _permissions(path: Path) -> int:
    """Those of the file that is replaced, else those a new file would get."""
    if path.exists():
        return stat.S_IMODE(path.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
