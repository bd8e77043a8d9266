"""How a run ends: every exit code, and everything that is said on standard error."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Callable
from enum import IntEnum
from typing import TextIO

import click

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import Message, RequestError


class ExitCode(IntEnum):
    """What a run tells the program that started it."""

    DONE = 0
    MATCHED = 1
    """--fail-on: what was asked for was found. The output is complete."""
    INVALID = 2
    """The command line or the input can't be used."""
    INTERNAL = 70
    """An error in lixia itself."""
    UNWRITTEN = 74
    """The output could not be written: a full disk, say."""
    INTERRUPTED = 130
    """Ctrl-C."""
    READER_GONE = 141
    """Whoever read the output closed the pipe."""


QUIET = "lixia.quiet"
"""Under this name the context of a command knows whether notes are wanted."""
DEBUG = "lixia.debug"
"""Under this name it knows whether the tracebacks of errors are wanted."""


def be_quiet() -> None:
    """Let the command that is running say no notes."""
    click.get_current_context().meta[QUIET] = True


def note(message: Message, translate: Translate) -> None:
    """Say something on standard error that changes nothing in the output, unless the run is to be quiet."""
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(QUIET):
        return
    label = translate("note")
    _say(f"lixia: {label}: {message.text(translate)}")


def warn(problem: Problem, translate: Translate) -> None:
    """Say of one place in an input what may be wrong, unless the run is to be quiet."""
    context = click.get_current_context(silent=True)
    if context is not None and context.meta.get(QUIET):
        return
    _say(
        Problem(
            problem.place, Message("{label}: {message}", {"label": Message("warning"), "message": problem.message})
        ).text(translate)
    )


def _say(line: str) -> None:
    """One line on standard error; a reader who does not listen changes nothing."""
    try:
        click.echo(line, err=True)
    except OSError:
        _silence(sys.stderr)


def _silence(stream: TextIO) -> None:
    """Send what is still in a broken stream nowhere, so that the interpreter's own last flush can't fail."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def run(action: Callable[[], object], translate: Translate, debug: Callable[[], bool]) -> int:
    """Run a command to its end, with everything written out, and return its exit code.

    Whatever goes wrong becomes one line on standard error; if `debug` says so then, the traceback comes before it.
    """
    try:
        try:
            action()
        except click.exceptions.Exit as end:
            return end.exit_code
        finally:
            # What is still in the buffer must not fail after the exit code is chosen.
            if sys.stdout is not None:
                sys.stdout.flush()
    except Exception as error:
        if debug():
            traceback.print_exc()
        return _explain(error, translate)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    return ExitCode.DONE


def _explain(error: Exception, translate: Translate) -> ExitCode:
    """Say what went wrong, and choose the exit code for it."""

    def complain(text: str) -> None:
        label = translate("error")
        _say(f"lixia: {label}: {text}")

    if isinstance(error, InputError):
        for problem in error.problems:
            _say(problem.text(translate))
        complain(_counted(error, translate))
        return ExitCode.INVALID
    if isinstance(error, RequestError):
        complain(error.message.text(translate))
        return ExitCode.INVALID
    if isinstance(error, click.ClickException):
        hint = ""
        if isinstance(error, click.UsageError) and error.ctx is not None:
            hint = translate(" ({command} --help shows what there is)").format(command=error.ctx.command_path)
        complain(" ".join(error.format_message().split()).rstrip(".。") + hint)
        return ExitCode.INVALID
    if isinstance(error, click.Abort):
        return ExitCode.INTERRUPTED
    if isinstance(error, OSError):
        _silence(sys.stdout)
        if error.errno == errno.EPIPE:
            return ExitCode.READER_GONE
        place = f"{error.filename}: " if error.filename else ""
        reason = place + (error.strerror or str(error))
        complain(translate("the output can't be written: {reason}").format(reason=reason))
        return ExitCode.UNWRITTEN
    complain(
        translate("internal error: {error} (--debug shows where)").format(error=f"{type(error).__name__}: {error}")
    )
    return ExitCode.INTERNAL


def _counted(error: InputError, translate: Translate) -> str:
    shown, count = len(error.problems), error.count
    if shown < count:
        return translate("{count} problems, the first {shown} above; nothing was written").format(
            count=count, shown=shown
        )
    if count == 1:
        return translate("1 problem; nothing was written")
    return translate("{count} problems; nothing was written").format(count=count)
