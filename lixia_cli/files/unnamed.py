"""Files without a name, of which nothing is left however the process ends; a finished one may be given its name."""

from __future__ import annotations

import errno
import os
from typing import IO


def open_unnamed(folder: str) -> IO[bytes]:
    """Open a new file in a folder for writing and reading, with the mode that any new file has.

    Raises OSError where the system or the file system has no such files.
    """
    if not hasattr(os, "O_TMPFILE"):  # other systems than Linux
        raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))
    return os.fdopen(os.open(folder, os.O_TMPFILE | os.O_RDWR, 0o666), "w+b", buffering=0)


def give_name(descriptor: int, path: str) -> None:
    """Give an open file without a name this one. Raises OSError for a name that is taken or on another file system."""
    # Only with a descriptor for relative paths, which this one is not, does Python follow the link that /proc has.
    os.link(f"/proc/self/fd/{descriptor}", path, src_dir_fd=descriptor)
