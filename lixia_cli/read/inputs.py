"""The inputs of a plan, files or frames → the records of its targets and of its actuals."""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table
from lixia_cli.read.conventions import NO_CONVENTIONS, Conventions
from lixia_cli.read.engine.location import Location, location_of
from lixia_cli.read.joined import join
from lixia_cli.read.layouts.context import NO_TARGETS, Context, Targets
from lixia_cli.read.layouts.understood import LONG
from lixia_cli.read.notation import Notation
from lixia_cli.read.read import read
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.read.settle import settle
from lixia_cli.read.source import size_of_text, split_sheet
from lixia_cli.text.messages import Message

if TYPE_CHECKING:
    import pandas as pd

    from lixia_cli.read.parts.wanted import Wanted

Source: TypeAlias = "str | os.PathLike[str] | pd.DataFrame"
"""A file, or a frame with the columns of one; the name ``-`` is standard input."""
Sources: TypeAlias = "Source | Sequence[Source]"
"""One of them, or several that are read as one table."""


class _Nowhere:
    """The locations in a source without rows."""

    def place(self, row: int, column: str) -> Place:  # noqa: ARG002
        """Return the location of a column."""
        return Place("actuals", column=column)


_NEEDED = ("key", "period", "value")
NOTHING_OBSERVED = Records(
    "actuals",
    Table(dict.fromkeys(_NEEDED, Coded.full(0, ""))),
    {name: name for name in _NEEDED},
    _Nowhere(),
    typed=True,
)
"""The actuals where no source is named."""


def read_inputs(
    targets: Source,
    actuals: Sources,
    encoding: str | None = None,
    notation: Notation | None = None,
    conventions: Conventions = NO_CONVENTIONS,
    today: datetime.date | None = None,
    scope: Scope | None = None,
) -> tuple[Records, Records]:
    """Read the targets, and then the actuals, whose layout may depend on the keys and regions of the targets.

    `notation` is that of the numbers in all text files, if it is known, `conventions` what is known of headers, words
    and gaps. What is of a later year than `today`, which is that of the clock unless given, is no actual. `scope` is
    what is selected later: databases send no more than that needs, or all that any target needs without it. Without
    any actuals nothing has been observed. Raises InputError with what is wrong with the inputs.
    """
    sources: Sequence[Source | Records] = _several(actuals) or (NOTHING_OBSERVED,)
    both = len(sources) == 1 and _is_same(targets, sources[0])
    # Sources that can be read again are read as if all wrote numbers in one notation, which is nearly always so.
    several = len(sources) > 1
    as_written = several and not all(map(_can_be_read_again, sources))
    day = today or datetime.date.today()
    found = _Found(encoding, notation, conventions, day, scope, as_written)
    found.read(targets, "targets", NO_TARGETS, both)
    known = Targets.of(found.records[0]) if found.records else NO_TARGETS
    sizes = [0 if both else _size(source) for source in sources]
    in_parts = bool(found.records) and found.usual_scope.in_parts and sum(sizes) > found.usual_scope.rows.bytes
    with_actuals = found.with_actuals(sources, known, both, in_parts)
    if in_parts and with_actuals.problems and max(sizes) <= found.usual_scope.rows.bytes:
        with_actuals = found.with_actuals(sources, known, both, False)
    if _are_some_in_parts(with_actuals.records[1:]):
        with_actuals = found.with_actuals(sources, known, both, True)
    found = with_actuals
    if _are_some_in_parts(found.records[1:]):
        found.problems += _beside_others(found.records[1:])
    if not several and not both:
        found.problems = [*_swapped(found, targets, sources[0]), *found.problems]
    if found.problems:
        raise InputError(found.problems, max(found.count, len(found.problems)))
    return found.records[0], join(found.records[1:])


def _swapped(found: _Found, targets: Source, actuals: Source | Records) -> list[Problem]:
    """Return the problem of targets given as actuals and actuals as targets, where the files look like that."""
    if not found.problems and _is_long(found.records[0]):
        return []
    from lixia_cli.read.swapped import is_of_targets, may_be_swapped, said_swapped

    if not found.problems:
        problem = may_be_swapped(*found.records)
        return [] if problem is None else [problem]
    if isinstance(actuals, Records) or not (_can_be_read_again(targets) and _can_be_read_again(actuals)):
        return []
    other = replace(found, records=[], problems=[], count=0)
    other.read(actuals, "targets", NO_TARGETS, False)
    if other.problems or not is_of_targets(other.records[0]):
        return []
    other.read(targets, "actuals", Targets.of(other.records[0]), False)
    return [] if other.problems else [said_swapped(*other.records)]


def _is_long(targets: Records) -> bool:
    """Return whether targets have a row and columns of their own, and are no table of years."""
    return targets.understood is None or targets.understood.layout == LONG


def read_listed(
    source: Source, kind: str, encoding: str | None = None, conventions: Conventions = NO_CONVENTIONS
) -> Records:
    """Read a file or frame of sources or names, as `kind` says. Raises InputError with what is wrong with it."""
    location = location_of(os.fspath(source)) if isinstance(source, str | os.PathLike) else None
    if location is not None:
        raise _only_actuals(location.label)
    return settle(_read(source, kind, Context(conventions.declared(kind)), encoding), kind, conventions)


def _read(source: Source | Records, kind: str, context: Context, encoding: str | None) -> Records:
    """Read a file or a frame of targets, actuals or sources. Raises InputError with what is wrong with it."""
    if isinstance(source, str | os.PathLike):
        return read(os.fspath(source), context.columns, encoding, context)
    if isinstance(source, Records):
        return source
    if "pandas" in sys.modules:  # without which nobody has a frame
        import pandas as pd

        if isinstance(source, pd.DataFrame):
            from lixia_cli.read.frames import from_frame

            return from_frame(source, kind, context.columns, context)
    raise TypeError(f"{kind}: a path or a DataFrame is needed, not {type(source).__name__}")


@dataclass
class _Found:
    """The records of the inputs that can be read, and the problems of the others."""

    encoding: str | None
    notation: Notation | None
    conventions: Conventions
    today: datetime.date
    scope: Scope | None
    numbers_as_written: bool
    """Actuals are in several sources, which write numbers in different notations."""
    in_parts: bool = False
    """Text files and tables of actuals are read part by part, of whatever size."""
    records: list[Records] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    count: int = 0

    @property
    def usual_scope(self) -> Scope:
        """Return the scope, the usual one where none is given."""
        return self.scope or Scope()

    def with_actuals(self, sources: Sequence[Source | Records], known: Targets, both: bool, in_parts: bool) -> _Found:
        """Return these with those of the sources of actuals, which are read once more if not all write 1.5."""
        found = replace(self, records=[*self.records], problems=[*self.problems], in_parts=in_parts)
        for source in sources:
            found.read(source, "actuals", known, both)
        others = any(each.notation is not Notation.POINT for each in found.records[len(self.records) :])
        if len(sources) == 1 or self.numbers_as_written or not others:
            return found
        return replace(self, numbers_as_written=True).with_actuals(sources, known, both, in_parts)

    def read(self, source: Source | Records, kind: str, known: Targets, both: bool) -> None:
        """Read an input, targets or actuals."""
        columns = self.conventions.declared(kind)
        # Numbers are filled in by `settle`, which knows how the file spells them.
        numbers = {column.name for column in columns if column.kind == "number"}
        given = self.conventions.defaults.get(kind, {})
        as_written = self.numbers_as_written or self.notation is not None or not numbers.isdisjoint(given)
        defaults = {name: text for name, text in given.items() if name not in numbers}
        context = Context(columns, known, both, defaults, self.today, as_written)
        try:
            location = location_of(os.fspath(source)) if isinstance(source, str | os.PathLike) else None
            if location is not None:
                records = self._read_table(location, kind)
            elif kind == "actuals" and not both and self._is_long(source):
                records = self._read_in_parts(source, context)
            else:
                records = _read(source, kind, context, self.encoding)
            records = records.in_notation(self.notation)
            as_it_is = records.in_parts is not None
            self.records.append(records if as_it_is else settle(records, kind, self.conventions, known))
        except InputError as error:
            self.problems += error.problems
            self.count += error.count

    def _read_table(self, location: Location, kind: str) -> Records:
        """Read actuals by an engine. Without targets, which have problems of their own, there is nothing to read."""
        if kind != "actuals":
            raise _only_actuals(location.label)
        if not self.records:
            raise InputError([], 0)
        from lixia_cli.read.engine.rows import read_table

        scope = self.scope
        if self.in_parts and scope is not None:
            scope = scope._replace(rows=scope.rows._replace(most=-1))
        return read_table(location, self.conventions, self._wanted, scope)

    @cached_property
    def _wanted(self) -> Wanted:
        from lixia_cli.read.parts.wanted import wanted_of

        return wanted_of(self.records[0], self.scope)

    def _is_long(self, source: Source | Records) -> bool:
        """Return whether a source of actuals is to be read part by part, or is too large for anything else."""
        size = _size(source)
        return size > self.usual_scope.rows.bytes or (self.in_parts and size > 0)

    def _read_in_parts(self, source: Source | Records, context: Context) -> Records:
        """Return the records of a text file without its rows. Raises InputError where these can't be had in parts."""
        assert isinstance(source, str | os.PathLike)
        if not self.records:  # without targets, which have problems of their own, there is nothing to read
            raise InputError([], 0)
        from lixia_cli.read.parts.csv_file import csv_in_parts

        return csv_in_parts(os.fspath(source), context, self.encoding, self.conventions, self._wanted, self.usual_scope)


def _only_actuals(label: str) -> InputError:
    """Return the error for targets or sources in a database."""
    message = Message("only --actuals can be a database or a Parquet file; save it as csv or as a workbook")
    return InputError([Problem(Place(label), message)])


def _are_some_in_parts(actuals: Sequence[Records]) -> bool:
    """Return whether some sources are read part by part and others as a whole."""
    return len({records.in_parts is None for records in actuals}) > 1


def _beside_others(actuals: Sequence[Records]) -> list[Problem]:
    """Return the problems of sources that are read part by part beside others that can't be."""
    others = [records.label for records in actuals if records.in_parts is None]
    reason = Message("{file} is read as one table with it, and only as a whole", {"file": others[0]})
    sources = [records.in_parts for records in actuals if records.in_parts is not None]
    return [problem for source in sources for problem in source.refused(reason).problems]


def _size(source: Source | Records) -> int:
    """Return the bytes of a text file; 0 for any other source."""
    if not isinstance(source, str | os.PathLike):
        return 0
    try:
        is_table = location_of(os.fspath(source)) is not None
    except InputError:
        return 0
    return 0 if is_table else size_of_text(split_sheet(os.fspath(source))[0])


def _can_be_read_again(source: Source | Records) -> bool:
    """Return whether a source can be read twice, as pipes can't."""
    return not isinstance(source, str | os.PathLike) or os.path.isfile(source)


def _several(actuals: Sources) -> Sequence[Source]:
    """Return the sources of actuals."""
    return actuals if isinstance(actuals, Sequence) and not isinstance(actuals, str) else (actuals,)


def _is_same(targets: Source, actuals: Source | Records) -> bool:
    """Return whether targets and actuals are one file or frame."""
    if isinstance(targets, str | os.PathLike) and isinstance(actuals, str | os.PathLike):
        return os.path.realpath(targets) == os.path.realpath(actuals)
    return targets is actuals
