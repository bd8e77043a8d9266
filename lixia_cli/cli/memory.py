"""How the process asks the system for memory: a setting of the C library, which the program alone may change."""

from __future__ import annotations

import ctypes
import sys
from typing import Final

_TRIM_THRESHOLD: Final = -1
_MMAP_THRESHOLD: Final = -3
"""Parameters of `mallopt` in malloc.h of the GNU C library."""
_LARGE = 32 * 1024**2
_FREE = 192 * 1024**2


def keep_freed_memory() -> None:
    """Let freed memory of up to 192 MB be used again instead of giving it back, except arrays of 32 MB and more.

    Blocks of long files need the same arrays again and again. Given back each time, their pages are cleared each time
    they are asked for: up to a tenth of all time. Does nothing where the C library has no such setting.
    """
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt") and hasattr(library, "gnu_get_libc_version"):
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _FREE)
