"""The output options shared by commands: --format, -o, --width, --color."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from lixia_cli.cli.base import SETTINGS_FILE, Function, Option
from lixia_cli.cli.parameters import FileName, FolderName
from lixia_cli.files import write as output
from lixia_cli.files.problems import STANDARD_INPUT
from lixia_cli.files.spool import Spool
from lixia_cli.read.source import split_sheet
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.files.replace import Content

STANDARD_OUTPUT = "-"
"""The file name that means standard output."""
_NARROWEST = 20


class Destination(NamedTuple):
    """The destination of the output and its width."""

    form: str
    path: str | None
    """The file; None for standard output."""
    width: int | None
    """Columns of a line; None to take what the text needs."""
    color: bool

    def refuse_overwriting(self, *inputs: str | None) -> None:
        """Raise RequestError if the output would overwrite an input or the settings file.

        `inputs` are the files that the run reads; None and empty texts stand for files not given.
        """
        if self.path is None:
            return
        settings = click.get_current_context().find_root().meta.get(SETTINGS_FILE)
        if any(_same_file(self.path, name) for name in (*inputs, settings) if name):
            raise RequestError(Message("-o: {path} is an input; name another file", {"path": self.path}))

    def refuse_terminal(self, suffix: str) -> None:
        """Raise RequestError if binary output would be written to a terminal; `suffix` is that of its files."""
        if output.to_terminal(self.path):
            template = N_("{format} can't be shown on a terminal; name a file: -o FILE{suffix}")
            raise RequestError(Message(template, {"format": self.form, "suffix": suffix}))

    def write(self, content: str | Content) -> None:
        """Write the whole output, see `files.write.write`."""
        output.write(content, self.path, self.color)

    def spool(self) -> Spool:
        """Return what keeps an output that is made in pieces, as near as can be to where it goes."""
        file = "" if self.path is None else os.path.realpath(self.path)
        # Its folder is no place for files: /dev of a container holds 64 MB.
        is_device = os.path.exists(file) and not os.path.isfile(file)
        return Spool(None if is_device else os.path.dirname(file) or None)


class _WholeNumber(click.IntRange):
    """A whole number of a range, called so in messages."""

    name = "whole number"


_width_option = click.option(
    "--width",
    cls=Option,
    type=_WholeNumber(min=_NARROWEST),
    metavar="CELLS",
    help=N_("Width in terminal cells, 20 or more [that of the terminal]."),
)


def text_options(command: Function) -> Function:
    """Add the options of a `Destination` of plain text without colour to a command, as its argument `destination`."""

    @functools.wraps(command)
    def packed(*arguments: Any, **options: Any) -> Any:
        path, width = _file(options.pop("path")), options.pop("width")
        destination = Destination("text", path, output.terminal_width(width, path), color=False)
        return command(*arguments, destination=destination, **options)

    path_option = click.option(
        "-o", "--output", "path", cls=Option, type=FileName(written=True), help=N_("Write to FILE.")
    )
    for add in (_width_option, path_option):
        packed = add(packed)
    return packed  # type: ignore[return-value]  # it takes the options instead of the destination


def output_options(formats: Mapping[str, str]) -> Callable[[Function], Function]:
    """Add the options of a `Destination` to a command, which receives it as its argument `destination`.

    `formats` maps each format to its file suffix; the first is the default.
    """
    default, *others = formats

    def add_to(command: Function) -> Function:
        @functools.wraps(command)
        def packed(*arguments: Any, **options: Any) -> Any:
            chosen, path = options.pop("chosen_format"), _file(options.pop("path"))
            width, color = options.pop("width"), options.pop("color")
            destination = Destination(
                form=_choose_format(_given_format(chosen, path), path, formats),
                path=path,
                width=output.terminal_width(width, path),
                color=output.wants_color(color, path, os.environ),
            )
            return command(*arguments, destination=destination, **options)

        described = [
            click.option(
                "--format",
                "chosen_format",
                cls=Option,
                type=click.Choice(list(formats)),
                metavar="FORMAT",
                help=N_("Output format [{default}], or {others}."),
                help_values={"default": default, "others": ", ".join(others)},
            ),
            click.option(
                "-o",
                "--output",
                "path",
                cls=Option,
                type=FileName(written=True),
                help=N_("Write to FILE; its suffix sets the format."),
            ),
            _width_option,
            click.option("--color/--no-color", cls=Option, default=None, help=N_("Colours [on a terminal].")),
        ]
        for add in reversed(described):
            packed = add(packed)
        return packed  # type: ignore[return-value]  # it takes the options instead of the destination

    return add_to


def folder_option(command: Function) -> Function:
    """Add ``-o DIR`` to a command, which receives the folder as its argument `folder`."""
    return click.option(
        "-o", "--output", "folder", cls=Option, required=True, type=FolderName(written=True), help=N_("Write to DIR.")
    )(command)


def excel_option(command: Function) -> Function:
    """Add ``--excel`` to a command, which receives it as its argument `excel`."""
    return click.option(
        "--excel", cls=Option, is_flag=True, help=N_("csv for Excel and WPS: byte order mark, CRLF, safe texts.")
    )(command)


def refuse_excel(excel: bool, applies: bool) -> None:
    """Raise RequestError for ``--excel`` on the command line if it does not apply to the format.

    From an environment variable or a setting it is meant for the formats that have it.
    """
    said = click.get_current_context().get_parameter_source("excel") == click.core.ParameterSource.COMMANDLINE
    if excel and said and not applies:
        raise RequestError(Message("--excel goes with --format csv or tsv"))


def _given_format(chosen: str | None, path: str | None) -> str | None:
    """Return ``--format``; None if it comes from the environment or lixia.toml while the command line names a file."""
    context = click.get_current_context()
    said = {name: context.get_parameter_source(name) for name in ("chosen_format", "path")}
    on_command_line = click.core.ParameterSource.COMMANDLINE
    outranked = said["path"] == on_command_line and said["chosen_format"] != on_command_line
    return None if outranked and path is not None and _suffix(path) else chosen


def _choose_format(chosen: str | None, path: str | None, formats: Mapping[str, str]) -> str:
    """Return the format given, else the one of the file's suffix, else the first."""
    if chosen is not None:
        return chosen
    suffix = _suffix(path or "").lower()
    by_suffix = {known: form for form, known in reversed(list(formats.items()))}
    if suffix and suffix not in by_suffix:
        template = N_("-o: no format has the suffix '{suffix}'; use {known}, or --format")
        raise RequestError(Message(template, {"suffix": suffix, "known": ", ".join(dict.fromkeys(formats.values()))}))
    return by_suffix.get(suffix, next(iter(formats)))


def _suffix(path: str) -> str:
    """Return the suffix of the name of a file: a point and what is behind it, if there is something."""
    return os.path.splitext(path)[1].rstrip(".")


def _same_file(path: str, other: str) -> bool:
    """Return whether an output is the file of an input; ``-`` is the file that is standard input."""
    with contextlib.suppress(OSError, ValueError):
        other, _ = split_sheet(other)
        if other == STANDARD_INPUT:
            return sys.stdin is not None and os.path.samestat(os.stat(path), os.fstat(sys.stdin.fileno()))
        there = os.path.exists(path) and os.path.exists(other)
        return os.path.samefile(path, other) if there else os.path.realpath(path) == os.path.realpath(other)
    return False


def _file(path: str | None) -> str | None:
    """Return the file that ``-o`` names; None for ``-``, which is standard output."""
    return None if path == STANDARD_OUTPUT else path
