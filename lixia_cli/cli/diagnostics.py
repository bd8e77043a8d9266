"""Exit codes and diagnostics: the only module that writes to standard error."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from typing import TextIO

import click

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.files.replace import UnwrittenError, writing
from lixia_cli.files.signals import Terminated, end_by, raising_terminated
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import Message, RequestError
from lixia_cli.text.system_errors import reason_of
from lixia_cli.text.width import plain


class ExitCode(IntEnum):
    """The exit status of the process."""

    DONE = 0
    MATCHED = 1
    """A target matched --fail-on. The output is complete."""
    INVALID = 2
    """The command line or the input can't be used."""
    INTERNAL = 70
    """An error in lixia itself."""
    UNWRITTEN = 74
    """The output could not be written, to a full disk for example."""
    INTERRUPTED = 130
    """Ctrl-C."""
    READER_GONE = 141
    """The reader of the output closed the pipe."""


QUIET = "lixia.quiet"
"""Key in the context's meta: whether notes are suppressed."""
DEBUG = "lixia.debug"
"""Key in the context's meta: whether tracebacks are printed."""


def be_quiet() -> None:
    """Suppress notes for the current command."""
    click.get_current_context().meta[QUIET] = True


def note(message: Message, translate: Translate) -> None:
    """Print a note, which changes nothing in the output, unless notes are suppressed."""
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(QUIET):
        return
    labelled = Message("{label}: {message}", {"label": Message("note"), "message": message})
    _say("lixia: " + labelled.text(translate))


def warn(problem: Problem, translate: Translate) -> None:
    """Print a warning about one location in an input, unless notes are suppressed."""
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(QUIET):
        return
    _say(
        Problem(
            problem.place, Message("{label}: {message}", {"label": Message("warning"), "message": problem.message})
        ).text(translate)
    )


def _say(line: str) -> None:
    """Write one line to standard error, without control characters; ignore it if that is closed or full."""
    try:
        click.echo(plain(line), err=True)
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Redirect a broken stream to os.devnull, so that the flush at interpreter exit cannot fail."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def run(action: Callable[[], object], translate: Translate, debug: Callable[[], bool]) -> int:
    """Run a command, with all output written, and return its exit code.

    An error becomes one line on standard error, behind its traceback if `debug` returns true then.
    """
    try:
        with raising_terminated():
            try:
                action()
            except click.exceptions.Exit as end:
                return end.exit_code
            finally:
                # Flush now: a failure after the exit code is chosen would go unnoticed.
                if sys.stdout is not None:
                    with writing():
                        sys.stdout.flush()
    except Terminated as end:
        end_by(end.number)
        return 128 + end.number
    except Exception as error:
        if debug():
            import traceback

            traceback.print_exc()
        return _explain(error, translate)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.DONE


def _explain(error: Exception, translate: Translate) -> ExitCode:
    """Print one line about an error and return the exit code for it."""

    def complain(text: str) -> None:
        _say("lixia: " + translate("{label}: {message}").format(label=translate("error"), message=text))

    if isinstance(error, InputError):
        for problem in error.problems[: error.shown]:
            _say(problem.text(translate))
        complain(_counted(error, translate))
        return ExitCode.INVALID
    if isinstance(error, RequestError):
        complain(error.message.text(translate))
        return ExitCode.INVALID
    if isinstance(error, click.ClickException):
        hint = ""
        if isinstance(error, click.UsageError) and error.ctx is not None:
            hint = translate(" ({command} --help lists the options)").format(command=error.ctx.command_path)
        # click sets a space between two sentences, which in Chinese are made one.
        complain(" ".join(error.format_message().split()).replace("。 ", "；").rstrip(".。") + hint)
        return ExitCode.INVALID
    if isinstance(error, click.Abort):
        return ExitCode.INTERRUPTED
    if isinstance(error, UnwrittenError):
        _silence(sys.stdout)
        if error.errno == errno.EPIPE:
            return ExitCode.READER_GONE
        reason = reason_of(error)
        if error.filename:
            reason = Message("{file}: {reason}", {"file": error.filename, "reason": reason})
        complain(Message("the output can't be written: {reason}", {"reason": reason}).text(translate))
        return ExitCode.UNWRITTEN
    complain(
        translate("internal error: {error} (--debug shows where)").format(error=f"{type(error).__name__}: {error}")
    )
    return ExitCode.INTERNAL


def _counted(error: InputError, translate: Translate) -> str:
    shown, count = min(len(error.problems), error.shown), error.count
    if not shown:  # they are in the output
        return translate("1 problem") if count == 1 else translate("{count} problems").format(count=count)
    if shown < count:
        return translate("{count} problems, the first {shown} above; nothing was written").format(
            count=count, shown=shown
        )
    if count == 1:
        return translate("1 problem; nothing was written")
    return translate("{count} problems; nothing was written").format(count=count)
