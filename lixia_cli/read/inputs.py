"""The inputs of a plan, files or frames → the records of its targets and of its actuals."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.read.frames import from_frame
from lixia_cli.read.joined import join
from lixia_cli.read.layouts.context import NO_TARGETS, Context, Targets
from lixia_cli.read.read import read
from lixia_cli.read.records import Notation, Records

Source = str | os.PathLike[str] | pd.DataFrame
"""A file, or a frame with the columns of one; the name ``-`` is standard input."""
Sources = Source | Sequence[Source]
"""One of them, or several that are read as one table."""


def read_inputs(
    targets: Source, actuals: Sources, encoding: str | None = None, notation: Notation | None = None
) -> tuple[Records, Records]:
    """Read the targets, and then the actuals, whose layout may depend on the keys and regions of the targets.

    `notation` is that of the numbers in all text files, if it is known. Raises InputError with what is wrong with any
    of the inputs.
    """
    sources = _several(actuals)
    both = len(sources) == 1 and _is_same(targets, sources[0])
    found = _Found(encoding, notation)
    found.read(targets, "targets", Context(TARGET_COLUMNS, both=both))
    known = Targets.of(found.records[0]) if found.records else NO_TARGETS
    for source in sources:
        found.read(source, "actuals", Context(ACTUAL_COLUMNS, known, both))
    if found.problems:
        raise InputError(found.problems, found.count)
    return found.records[0], join(found.records[1:])


def read_source(source: Source, name: str, context: Context, encoding: str | None = None) -> Records:
    """Read a file or a frame, which messages call `name`. Raises InputError with what is wrong with it."""
    if isinstance(source, pd.DataFrame):
        return from_frame(source, name, context.columns)
    if isinstance(source, str | os.PathLike):
        return read(os.fspath(source), context.columns, encoding, context)
    raise TypeError(f"{name}: a path or a DataFrame is needed, not {type(source).__name__}")


@dataclass
class _Found:
    """The records of the inputs that can be read, and the problems of the others."""

    encoding: str | None
    notation: Notation | None
    records: list[Records] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    def read(self, source: Source, name: str, context: Context) -> None:
        """Read an input."""
        try:
            self.records.append(read_source(source, name, context, self.encoding).in_notation(self.notation))
        except InputError as error:
            self.problems += error.problems
            self.count += error.count


def _several(actuals: Sources) -> Sequence[Source]:
    """Return the sources of actuals, one at least."""
    if isinstance(actuals, str | os.PathLike | pd.DataFrame) or not isinstance(actuals, Sequence):
        return (actuals,)
    if not actuals:
        raise ValueError("actuals: name one file or frame at least")
    return actuals


def _is_same(targets: Source, actuals: Source) -> bool:
    """Whether targets and actuals are one file or frame."""
    if isinstance(targets, str | os.PathLike) and isinstance(actuals, str | os.PathLike):
        return os.path.realpath(targets) == os.path.realpath(actuals)
    return targets is actuals
