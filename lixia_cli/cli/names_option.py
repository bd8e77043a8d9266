"""The option that names the file of names, and reading that file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from lixia_cli.cli import diagnostics
from lixia_cli.cli.base import Function, Option
from lixia_cli.cli.input_options import Files, beside, conventions_for, encoding_of
from lixia_cli.cli.parameters import FileName
from lixia_cli.cli.progress import reading
from lixia_cli.files.problems import STANDARD_INPUT, InputError
from lixia_cli.read.source import split_sheet
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    from lixia_cli.model.names import Names

FILE = "names.csv"
"""The file beside the targets that is read unless another one is named."""


def names_option(command: Function) -> Function:
    """Add ``--names`` to a command."""
    return click.option(
        "--names",
        cls=Option,
        type=FileName(),
        help=N_("File of names for codes [names.csv beside the targets]."),
    )(command)


def find_names(path: str | None, files: Files) -> str:
    """Return the file of names: the one named, else names.csv beside the targets; empty without any."""
    file, _ = split_sheet(files.targets)
    if path is not None or file == STANDARD_INPUT:
        return path or ""
    return beside(file, FILE)


def read_names(path: str | None, files: Files, translate: Translate) -> Names:
    """Read and check the file of `find_names`; without one there are no names.

    A file that nobody named and that has other columns is somebody else's: a note says that it is not used. Raises
    InputError with every other problem.
    """
    from lixia_cli.model.names import NO_NAMES

    file = find_names(path, files)
    if not file:
        return NO_NAMES
    from lixia_cli.check.names import check_names
    from lixia_cli.read.inputs import read_listed

    with reading((file,), translate):
        try:
            records = read_listed(file, "names", encoding_of(file), conventions_for(file))
        except InputError as error:
            if path is not None:
                raise
            problem = error.problems[0]
            values = {"file": file, "column": problem.place.column or file, "reason": problem.message}
            diagnostics.note(Message("{file} is not used for names: {column}: {reason}", values), translate)
            return NO_NAMES
        names = check_names(records)
    for message in records.notes:
        diagnostics.note(message, translate)
    return names
