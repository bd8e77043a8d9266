"""Choose the values of targets that are in force: of several announcements the last one so far, or the first."""

from __future__ import annotations

import datetime

import numpy as np

from lixia_cli.model.announcements import Announcements
from lixia_cli.model.arrays import Bools, Floats, Ints, select
from lixia_cli.model.choices import CURRENT, ORIGINAL
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.dates import end_of_day
from lixia_cli.model.grouping import Groups, codes_of, last_of_each
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.model.table import Table

_VALUE = ("target_value", "target_high", "target_text", "qualifier")


def in_force(
    targets: Table,
    as_of: Period | None = None,
    today: datetime.date = datetime.date.max,
    version: str = CURRENT,
) -> Table:
    """Return the rows of `check_targets` that set the values in force, at most one for each year due.

    What was announced counts from the end of the day, month or year that is given: by `as_of` if it is over by then;
    without an as-of date if it has begun by `today`. Before the first announcement of a target the first one counts.
    ``original`` takes the first value of each year instead of the last, and no year that was put in the place of
    another one.

    Adds `revised` (bool): the value is not the original one of that time; of the last row of a target, any of its
    values is not. And of that original value, for the last row the last one, `original_value`, `original_high`
    (float64), `original_text` and `original_period`.
    """
    if np.isnan(targets.floats("announced_end")).all():
        return _with_original(targets, targets, np.full(len(targets), -1, dtype=np.int64))
    said = Announcements(
        codes_of(*map(targets.texts, TARGET_ID)),
        *(targets.floats(name) for name in ("target_time", "announced_begin", "announced_end")),
    )
    known = _known(said, as_of, today)
    order = said.order()
    order = order[known[order]]
    withdrawn = targets.bools("withdrawn")
    current = _without(withdrawn, _last_of_each(order, said), said)
    original = _last_of_each(order[~(said.moves_the_end() | withdrawn)[order]][::-1], said)
    chosen = np.sort(original if version == ORIGINAL else current)
    originals = _originals(targets, said, original, current, chosen)[chosen]
    return _with_original(targets.rows(chosen), targets, originals)


def _known(said: Announcements, as_of: Period | None, today: datetime.date) -> Bools:
    """Return which rows have been announced; of an indicator without any the first announcement."""
    undated = np.isnan(said.end)
    known = undated | (said.end <= as_of.time if as_of is not None else said.begin < end_of_day(today))
    any_known = np.zeros(len(known), dtype=np.bool_)
    np.logical_or.at(any_known, said.indicator, known)
    first = np.full(len(known), np.inf)
    np.minimum.at(first, said.indicator, said.when)
    return np.asarray(known | (~any_known[said.indicator] & (said.when == first[said.indicator])), dtype=np.bool_)


def _last_of_each(order: Ints, said: Announcements) -> Ints:
    """Return the last of the rows in `order` for each indicator and time due."""
    return order[last_of_each(codes_of(said.indicator[order], said.due[order]))]


def _without(withdrawn: Bools, rows: Ints, said: Announcements) -> Ints:
    """Return `rows` without those withdrawn; an indicator with nothing left keeps its last one."""
    kept = rows[~withdrawn[rows]]
    empty = rows[~np.isin(said.indicator[rows], said.indicator[kept])]
    last = empty[np.lexsort((said.due[empty], said.indicator[empty]))]
    return np.concatenate([kept, last[Groups(said.indicator[last]).last]])


def _originals(targets: Table, said: Announcements, original: Ints, current: Ints, chosen: Ints) -> Ints:
    """Return for each row of the targets the row with its original value, -1 where that was not changed.

    `original` and `current` are the rows of the two versions, at most one for each indicator and time due; `chosen` is
    one of them.
    """
    changed = np.concatenate([original, current])
    values = codes_of(said.indicator[changed], said.due[changed], *(targets[name][changed] for name in _VALUE))
    changed = changed[np.bincount(values)[values] == 1]
    first = np.full(len(targets), -1, dtype=np.int64)
    # Of each time due: there must be a value in both versions.
    point = codes_of(said.indicator, said.due)
    both = np.bincount(point[changed], minlength=len(targets)) == 2
    first[point[original]] = np.where(both[point[original]], original, -1)
    found = first[point]
    # Of the last time due: any value may have changed, and the last original one may be due at another time.
    own, last = _last_due(original, said)
    last_original = np.full(len(targets), -1, dtype=np.int64)
    last_original[own] = last
    any_changed = np.zeros(len(targets), dtype=np.bool_)
    any_changed[said.indicator[changed]] = True
    own, last = _last_due(chosen, said)
    found[last] = np.where(any_changed[own], last_original[own], -1)
    return found


def _last_due(rows: Ints, said: Announcements) -> tuple[Ints, Ints]:
    """Return each indicator of some rows, and the row of it that is due last."""
    ordered = rows[np.lexsort((said.due[rows], said.indicator[rows]))]
    groups = Groups(said.indicator[ordered])
    return groups.number, ordered[groups.last]


def _with_original(chosen: Table, targets: Table, original: Ints) -> Table:
    """Add to the rows `chosen` the values of the rows `original` of the targets, nothing where that is -1."""
    there = original >= 0

    unknown = np.full(len(there), np.nan)

    def numbers(name: str) -> Floats:
        return select([(there, lambda: targets.floats(name)[original])], unknown)

    def texts(name: str) -> Coded:
        return where(there, targets.texts(name)[original], "")

    found: dict[str, np.ndarray | Coded] = {
        "revised": there,
        "original_value": numbers("target_value"),
        "original_high": numbers("target_high"),
        "original_text": texts("target_text"),
        "original_period": texts("target_period"),
    }
    return chosen.with_columns(found)
