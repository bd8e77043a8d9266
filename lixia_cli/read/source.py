"""Where input comes from: a path or standard input → bytes."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from lixia_cli.files.problems import STANDARD_INPUT, InputError, Place, Problem, file_label
from lixia_cli.text.messages import Message


def read_bytes(source: str) -> bytes:
    """Return the content of a file, or of standard input for ``-``. Raises InputError if it can't be read."""
    try:
        return _standard_input() if source == STANDARD_INPUT else Path(source).read_bytes()
    except OSError as error:
        message = Message("cannot be read: {reason}", {"reason": error.strerror or str(error)})
        raise InputError([Problem(Place(file_label(source)), message)]) from error


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return sys.stdin.buffer.read()
