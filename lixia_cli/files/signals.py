"""Signals that end a run: temporary files are removed first, and what is committed is not reported as interrupted."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

_TERMINATING = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None]


class Terminated(BaseException):  # no error, like KeyboardInterrupt
    """The process received SIGTERM or SIGHUP."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(number)


@contextlib.contextmanager
def raising_terminated() -> Iterator[None]:
    """Raise Terminated on SIGTERM and SIGHUP inside the block, so that cleanup runs; ignored signals stay ignored."""
    handled = [number for number in _TERMINATING if signal.getsignal(number) == signal.SIG_DFL]
    _set(handled, _raise)
    try:
        yield
    finally:
        _set([number for number in handled if signal.getsignal(number) is _raise], signal.SIG_DFL)


def end_by(number: int) -> None:
    """End the process by a signal, as if it had not been handled."""
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


@contextlib.contextmanager
def last_step() -> Iterator[None]:
    """Ignore Ctrl-C, SIGTERM and SIGHUP during the last step of a run and afterwards, unless the step fails.

    Otherwise a signal during that step would report a finished run as interrupted.
    """
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, *_TERMINATING)}
    _set(list(before), signal.SIG_IGN)
    try:
        yield
    except BaseException:
        for number, handler in before.items():
            _set([number], handler)
        raise


def _set(numbers: list[signal.Signals], handler: object) -> None:
    with contextlib.suppress(ValueError):  # in a thread other than the main one, which gets no signals
        for number in numbers:
            signal.signal(number, handler)  # type: ignore[arg-type]  # whatever getsignal returned


def _raise(number: int, _: object) -> None:
    raise Terminated(number)
