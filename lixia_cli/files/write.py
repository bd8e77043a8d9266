"""Write a finished report once, to standard output or to a file; decide about colour and width by the destination."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import sys
import time
from collections.abc import Mapping
from typing import TextIO

import click

from lixia_cli.files.replace import RETRY_SECONDS, Content, replace_file, write_all, writing
from lixia_cli.files.spool import Spool
from lixia_cli.text.width import plain

_USUAL = 80
"""Columns of a terminal that does not say how many it has."""


def write(content: str | Content, path: str | None, color: bool = False) -> None:
    """Write a whole report: text in the terminal's encoding, bytes as they are, both as UTF-8 into a file.

    `path` is None for standard output; with `color` the escape sequences in the content are kept. Raises
    UnwrittenError unless everything is written; a file that was there before is then unchanged.
    """
    if path is not None:
        # The name of an input, which reports contain, need not be Unicode.
        unnamed = content.unnamed() if isinstance(content, Spool) else None
        content = content.encode("utf-8", "replace") if isinstance(content, str) else content
        replace_file(content, path, unnamed=unnamed)
        return
    with writing():
        _to_standard_output(content, color)


def _to_standard_output(content: str | Content, color: bool) -> None:
    stream = sys.stdout
    if stream is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if not color and _on_terminal():
        content = _printable(content)
    if isinstance(content, str) and os.name == "nt":
        click.echo(content, nl=False, color=color)  # handles the consoles of Windows
        return
    binary = getattr(stream, "buffer", None)
    if binary is None:  # a StringIO in its place, as in a notebook
        stream.write(content if isinstance(content, str) else _whole(content).decode("utf-8"))
        return
    if isinstance(content, str):
        encoding, errors = stream.encoding or "utf-8", stream.errors or "strict"
        if codecs.lookup(encoding).name == "ascii":  # as click does: most likely no locale is set
            encoding = "utf-8"
        content = content.encode(encoding, errors)
    stream.flush()
    # Not through the text stream: unbuffered (PYTHONUNBUFFERED), it loses what a full pipe does not accept at once.
    write_all(binary.write, content)
    _flush(stream)


def _flush(stream: TextIO) -> None:
    """Flush a stream, and wait while its pipe is full."""
    while True:
        try:
            stream.flush()
            return
        except BlockingIOError:
            time.sleep(RETRY_SECONDS)


def _whole(content: Content) -> bytes:
    return content if isinstance(content, bytes) else b"".join(content)


def _printable(content: str | Content) -> str:
    """Return the text without control characters, which a terminal would obey."""
    text = content if isinstance(content, str) else _whole(content).decode("utf-8", "replace")
    return plain(text, keep="\n\t")


def wants_color(option: bool | None, path: str | None, environment: Mapping[str, str]) -> bool:
    """Decide whether to colour: --color, NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, else only on a terminal."""
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
    """Return --width, else the width of the terminal, else None: elsewhere lines are as long as their text."""
    if option is not None:
        return option
    if path is not None or not _on_terminal():
        return None
    return columns()


def columns() -> int:
    """Return the columns that `shutil.get_terminal_size` gives; it loads four libraries of compression for nothing."""
    with contextlib.suppress(KeyError, ValueError):
        if (given := int(os.environ["COLUMNS"])) > 0:
            return given
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # none, closed, detached or no terminal
        return _USUAL


def to_terminal(path: str | None) -> bool:
    """Return whether output for `path` (None: standard output) appears on a terminal."""
    return path is None and _on_terminal()


def _on_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()


def forgive_encoding(stream: TextIO | None) -> None:
    """Make a stream write ``?`` for characters that its encoding lacks, instead of raising an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    encoding = (getattr(stream, "encoding", "") or "").lower()
    unforgiving = getattr(stream, "errors", None) == "strict" or not encoding.startswith("utf")
    if reconfigure is not None and unforgiving:
        with contextlib.suppress(OSError):  # a stream that was replaced meanwhile stays as it is
            reconfigure(errors="replace")
