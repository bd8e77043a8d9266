"""Sources with more rows than fit into memory → records of some targets after those of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from typing import NamedTuple

from lixia_cli.files.problems import InputError
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.flags import CARE, FORECASTS
from lixia_cli.read.breakdowns import PART_ALONE, PARTS_LEFT_OUT
from lixia_cli.read.columns_beside import PLACE, REGION_CODE
from lixia_cli.read.conventions import Conventions
from lixia_cli.read.flags import CONFIDENTIAL
from lixia_cli.read.headers import NOT_USED
from lixia_cli.read.joined import join
from lixia_cli.read.kinds_of_rows import LEFT_OUT
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.parts.divided import divided
from lixia_cli.read.parts.places import Placing
from lixia_cli.read.parts.source import InParts, Rows
from lixia_cli.read.parts_of_years import JOINED
from lixia_cli.read.records import Records
from lixia_cli.read.settle import BY_SETTINGS, said_by_settings, settle, used_settings
from lixia_cli.read.stated_beside import REMARKS
from lixia_cli.read.stated_periods import STATED
from lixia_cli.text.added_up import added_up
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import N_, Message

_ORDER = (NOT_USED, LEFT_OUT, FORECASTS, *CARE, CONFIDENTIAL, PARTS_LEFT_OUT, PART_ALONE, STATED, REMARKS, JOINED)
"""Notes of `settle` that can be added up, in their order."""


class Part(NamedTuple):
    """The observations of some targets."""

    records: Records | None
    """None if they contradict what is known besides their cells."""
    problems: InputError | None
    """Why there are none."""
    targets: Bools
    """Of every row of the file of targets: whether it belongs to this part. Each does to one."""


@dataclass
class Reading:
    """Reads sources of actuals part by part, as one table."""

    targets: Records
    actuals: Records
    """Without rows: those of one source with `in_parts`, or of several."""

    @cached_property
    def _sources(self) -> list[_Source]:
        return [_Source(records) for records in self.actuals.sources]

    @cached_property
    def _known(self) -> Targets:
        return Targets.of(self.targets)

    @property
    def notes(self) -> tuple[Message, ...]:
        """Return how the sources were read; complete after the last part."""
        return tuple(note for source in self._sources for note in source.notes)

    def refused(self, reason: Message) -> InputError:
        """Return the error for what can only be read as a whole, for a reason."""
        return self._sources[0].rows.refused(reason)

    def __iter__(self) -> Iterator[Part]:
        """Read one part after the other, in the order of the targets.

        Together they have all rows of the sources in their order. Raises InputError for what is wrong with a source,
        and where rows without a region may depend on those of other parts.
        """
        for source in self._sources:
            source.check_headers()
        first = self._sources[0].rows
        places, placing = first.wanted.place, Placing(first.wanted.place)
        with ExitStack() as stack:
            rows, errors = list[Rows](), list[InputError]()
            for source in self._sources:
                try:
                    rows.append(stack.enter_context(source.rows.opened(placing)))
                except InputError as error:
                    errors.append(error)
            if errors:
                raise _of_all(errors)
            self._check_regions(those.placed.regions for those in rows)
            counts = reduce(_added, (those.placed.counts for those in rows))
            for source, those in zip(self._sources, rows, strict=True):
                source.read = those.notes()
            for begin, end, targets in divided(counts, first.scope.rows.part, places, self.targets.table):
                yield self._part([those.records(begin, end) for those in rows], targets)

    def _part(self, records: list[Records], targets: Bools) -> Part:
        """Return a part with its records settled; what is said of settings is said once for all parts."""
        settled, errors = list[Records](), list[InputError]()
        for source in self._sources:
            try:
                settled.append(source.settled(records.pop(0), self._known))
            except InputError as error:
                errors.append(error)
        if errors:
            return Part(None, _of_all(errors), targets)
        for source, those in zip(self._sources, settled, strict=True):
            source.add(those.notes)
        return Part(join(settled), None, targets)

    def _check_regions(self, regions: Iterable[Coded]) -> None:
        """Raise InputError where what a row without a region is of depends on the regions of all others."""
        named = {comparable(text) for of_source in regions for text in of_source.unique()}
        if "" in named and len(named) > 1:
            raise self.refused(Message("some rows name a region and others do not"))
        if len(named) > 1 and not self._sources[0].rows.wanted.all_have_regions:
            raise self.refused(Message("the table names several regions, but some targets name none"))


@dataclass
class _Source:
    """A source, and what is said of it."""

    records: Records
    """Those without rows, as it was opened."""
    read: tuple[Message, ...] = ()
    """Notes of the source."""
    _said: list[Message] = field(default_factory=list)
    """Notes on what is in all parts so far."""
    _used: set[str] = field(default_factory=set)
    """The settings that changed how any part was read."""

    @property
    def rows(self) -> InParts:
        assert self.records.in_parts is not None
        return self.records.in_parts

    def check_headers(self) -> None:
        """Raise InputError where it depends on all rows which column has the regions."""
        headers = self.records.headers
        if REGION_CODE.name in headers:
            raise self.rows.refused(Message("regions may be read from their names or from their codes"))
        if PLACE.name in headers:
            template = N_("the column '{header}' may have regions or something else; [columns.actuals] can say so")
            raise self.rows.refused(Message(template, {"header": headers[PLACE.name]}))

    def settled(self, records: Records, known: Targets) -> Records:
        """Return the records of a part, settled. Raises InputError where they contradict what is known besides."""
        conventions = self.rows.conventions
        records = replace(records, notation=self.records.notation)
        self._used.update(used_settings(records, "actuals", conventions))
        return settle(records, "actuals", conventions, known)

    def add(self, notes: Sequence[Message]) -> None:
        """Add the notes on a part. Raises InputError where they do not add up to those on all rows."""
        notes = [note for note in notes if note.template != BY_SETTINGS]
        unknown = [note for note in notes if note.template not in _ORDER]
        if unknown:
            raise self.rows.refused(
                Message("what is said of all rows can't be said part by part ({note})", {"note": unknown[0]})
            )
        self._said = added_up(self._said, notes, _ORDER)

    @property
    def notes(self) -> tuple[Message, ...]:
        """Return all of them."""
        conventions = self.rows.conventions
        used = [text for text in _described(conventions) if text in self._used]
        said = [said_by_settings(self.records.label, conventions.file, used)] if used and conventions.file else []
        # A column of breakdowns that a part has no use for may be used in others.
        in_use = {note.values.get("header") for note in self._said}
        parts = [note for note in self._said if note.template != NOT_USED or note.values["columns"] not in in_use]
        return (*self.read, *parts, *said)


def _of_all(errors: Sequence[InputError]) -> InputError:
    """Return the error with the problems of several sources."""
    problems = [problem for error in errors for problem in error.problems]
    return InputError(problems, sum(error.count for error in errors))


def _added(first: Ints, second: Ints) -> Ints:
    """Return the sum of two arrays, of which the shorter one is zero behind its end."""
    longer, shorter = sorted((first, second), key=len, reverse=True)
    both = longer.copy()
    both[: len(shorter)] += shorter
    return both


def _described(conventions: Conventions) -> list[str]:
    return [f"{key} = {text}" for key, text in conventions.described("actuals")]
