"""Show on a terminal which files are being read, if that takes long."""

from __future__ import annotations

import contextlib
import sys
import threading
from collections.abc import Iterator, Sequence

from lixia_cli.files.problems import STANDARD_INPUT, file_label
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain

DELAY = 2.0
"""Seconds after which something is shown."""


@contextlib.contextmanager
def reading(sources: Sequence[str], translate: Translate) -> Iterator[None]:
    """Show on the terminal of standard error that files are being read, once that takes more than two seconds.

    Nothing is shown if standard error is not a terminal, or if the input is typed at a terminal.
    """
    if not _is_terminal(sys.stderr) or (STANDARD_INPUT in sources and _is_terminal(sys.stdin)):
        yield
        return
    files = plain(", ".join(file_label(source) for source in sources))
    message = translate("reading {files} …").format(files=files)
    with contextlib.ExitStack() as shown:
        lock, over = threading.Lock(), threading.Event()

        def show() -> None:
            from rich.console import Console
            from rich.text import Text

            with lock:
                if not over.is_set():
                    shown.enter_context(Console(stderr=True).status(Text(message), spinner="line"))

        timer = threading.Timer(DELAY, show)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            with lock:
                over.set()


def _is_terminal(stream: object) -> bool:
    isatty = getattr(stream, "isatty", None)
    with contextlib.suppress(ValueError):  # a closed stream
        return bool(isatty and isatty())
    return False
