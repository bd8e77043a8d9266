"""More rows of a table than fit into memory → records of some targets after those of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from lixia_cli.files.problems import InputError
from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.belonging import last_row_needed
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table as Columns
from lixia_cli.read.conventions import REGION_CODE, Conventions
from lixia_cli.read.engine.connection import opened
from lixia_cli.read.engine.rows import Chosen, InParts, Sent, too_many
from lixia_cli.read.engine.series import OfSeries, Series
from lixia_cli.read.engine.spill import Spill
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.parts_of_years import JOINED
from lixia_cli.read.records import Records
from lixia_cli.read.settle import BY_SETTINGS, said_by_settings, settle, used_settings
from lixia_cli.text.added_up import added_up
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import Message


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
    """Reads a table part by part."""

    targets: Records
    actuals: Records
    """Those of `read_table`, with `in_parts`."""
    notes: tuple[Message, ...] = ()
    """On how the table was read; complete after the last part."""
    _said: list[Message] = field(default_factory=list)
    _used: set[str] = field(default_factory=set)

    @property
    def rows(self) -> InParts:
        """Return what is read."""
        assert self.actuals.in_parts is not None
        return self.actuals.in_parts

    @cached_property
    def _known(self) -> Targets:
        return Targets.of(self.targets)

    def refused(self, reason: Message) -> InputError:
        """Return the error for a table that can only be read as a whole, for a reason."""
        return too_many(self.rows.location, self.rows.scope, reason)

    def __iter__(self) -> Iterator[Part]:
        """Read one part after the other, in the order of the targets.

        Together they have the rows of `read_table` in their order. Raises InputError for what the engine reports, and
        where rows without a region may depend on those of other parts.
        """
        location, conventions, wanted, scope, distinct = self.rows
        with Spill() as spill:
            with opened(location) as source:
                chosen = Chosen.of(source, location, conventions, wanted, scope, distinct)
                parts, sent, place = self._fill(spill, chosen)
                notes = chosen.notes(spill.count)
            for number, targets in enumerate(parts):
                cells = sent.table(spill.rows(number), place)
                part = self._part(chosen.records(cells), targets, conventions)
                del cells
                yield part
                del part
        used = [text for text in _described(conventions) if text in self._used]
        said = [said_by_settings(location.label, conventions.file, used)] if used and conventions.file else []
        self.notes = (*notes, *self._said, *said)

    def _fill(self, spill: Spill, chosen: Chosen) -> tuple[list[Bools], Sent, OfSeries]:
        """Fetch all rows, ordered by parts; return the targets of each, what was sent, and the places of series."""
        if REGION_CODE.name in chosen.headers:
            raise self.refused(Message("regions may be read from their names or from their codes"))
        series = Series.of(chosen, self.refused)
        self._check_regions(series)
        parts = list(_divided(series, self.rows, self.targets.table))
        number = np.empty(len(series.counts), dtype=np.int64)
        for at, (of_part, _) in enumerate(parts):
            number[of_part] = at
        sent = chosen.sent()
        spill.fill(sent.with_series(series.numbers(number)))
        if not sent.fewer and spill.count != int(series.counts.sum()):
            raise RuntimeError("the table has changed meanwhile")
        return [targets for _, targets in parts], sent, series.numbers(series.place)

    def _part(self, records: Records, targets: Bools, conventions: Conventions) -> Part:
        """Return a part with its records settled; what is said of settings is said once for all parts."""
        records = replace(records, notation=self.actuals.notation)
        self._used.update(used_settings(records, "actuals", conventions))
        try:
            settled = settle(records, "actuals", conventions, self._known)
        except InputError as error:
            return Part(None, error, targets)
        notes = [note for note in settled.notes if note.template != BY_SETTINGS]
        if any(note.template != JOINED for note in notes):
            raise self.refused(
                Message("what is said of all rows can't be said part by part ({note})", {"note": notes[0]})
            )
        self._said = added_up(self._said, notes)
        return Part(settled, None, targets)

    def _check_regions(self, series: Series) -> None:
        """Raise InputError where what a row without a region is of depends on the regions of all others."""
        named = {comparable(text) for text in series.region.unique()}
        if "" in named and len(named) > 1:
            raise self.refused(Message("some rows name a region and others do not"))
        if len(named) > 1 and not self.rows.wanted.all_have_regions:
            raise self.refused(Message("the table names several regions, but some targets name none"))


def _described(conventions: Conventions) -> list[str]:
    return [f"{key} = {text}" for key, text in conventions.described("actuals")]


def _divided(series: Series, rows: InParts, targets: Columns) -> Iterator[tuple[Ints, Bools]]:
    """Yield the positions of the series of each part, and its targets. What belongs together is in one part."""
    place = rows.wanted.place
    ends = _ends(place.order, place.chosen, targets)
    behind = max(int(series.place.max(initial=0)) + 1, len(place.order))
    ends = np.concatenate([ends, np.arange(len(place.order) + 1, behind + 1)])
    before = np.append(0, np.cumsum(np.bincount(series.place, series.counts, behind).astype(np.int64)))
    there = before[ends]  # how many rows are before each end
    by_place = np.argsort(series.place, kind="stable")
    sorted_places = series.place[by_place]
    begin = 0
    while begin < behind:
        fits = np.searchsorted(there, before[begin] + rows.scope.rows.part, "right") - 1
        some = min(int(np.searchsorted(there, before[begin], "right")), len(ends) - 1)
        # No part is without rows, if there are any, and targets without rows go with those before them.
        end = int(ends[np.searchsorted(there, there[max(fits, some)], "right") - 1])
        of_part = by_place[np.searchsorted(sorted_places, begin) : np.searchsorted(sorted_places, end)]
        own = np.zeros(len(place.order), dtype=np.bool_)
        own[place.order] = (begin <= place.own) & (place.own < end)
        yield of_part, own
        begin = end


def _ends(order: Ints, chosen: int, targets: Columns) -> Ints:
    """Return the places of targets where nothing that belongs together is divided.

    Where some targets have no region, a target and those that are joint with it may be of any.
    """
    first = order[:chosen]
    plan, region, key, joint = (
        targets.texts(name)[first].map(comparable) if name in targets else Coded.full(chosen, "")
        for name in ("plan", "region", "key", "joint")
    )
    if (region == "").any():
        region = Coded.full(chosen, "")
    last = last_row_needed(plan, region, key, joint)
    ends = np.flatnonzero(last == np.arange(chosen)) + 1
    return np.concatenate([ends, np.arange(chosen + 1, len(order) + 1)])
