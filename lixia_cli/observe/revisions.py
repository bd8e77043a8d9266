"""Choose the values of targets that are in force: of several announcements the last one so far, or the first."""

from __future__ import annotations

import datetime

import numpy as np
import pandas as pd

from lixia_cli.model.announcements import Announcements
from lixia_cli.model.arrays import Bools, Floats, Ints, Texts
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import CURRENT, ORIGINAL, TARGET_ID

_VALUE = ("target_value", "target_high", "target_text", "qualifier")


def in_force(
    targets: pd.DataFrame,
    as_of: Period | None = None,
    today: datetime.date = datetime.date.max,
    version: str = CURRENT,
) -> pd.DataFrame:
    """Return the rows of the frame of `check_targets` that set the values in force, at most one for each year due.

    What was announced counts from the end of the day, month or year that is given: by `as_of` if it is over by then;
    without an as-of date if it has begun by `today`. Before the first announcement of a target the first one counts.
    ``original`` takes the first value of each year instead of the last, and no year that was put in the place of
    another one.

    Adds `revised` (bool): the values in force are not the original ones; and of the last original value
    `original_value`, `original_high` (float64), `original_text` and `original_period`.
    """
    frame = targets.reset_index(drop=True)
    if frame["announced_end"].isna().all():
        nothing = np.zeros(len(frame), dtype=np.bool_)
        return _with_original(frame, frame, codes_of(*_identity(frame)), nothing)
    said = Announcements(
        codes_of(*_identity(frame)),
        *(frame[name].to_numpy(dtype=np.float64) for name in ("target_time", "announced_begin", "announced_end")),
    )
    known = _known(said, as_of, today)
    order = said.order()
    order = order[known[order]]
    withdrawn = frame["withdrawn"].to_numpy(dtype=np.bool_)
    current = _without(withdrawn, _last_of_each(order, said), said)
    original = _last_of_each(order[~(said.moves_the_end() | withdrawn)[order]][::-1], said)
    chosen = frame.iloc[np.sort(original if version == ORIGINAL else current)]
    changed = _changed(frame.iloc[original], frame.iloc[current], said.indicator, len(frame))
    return _with_original(chosen, frame.iloc[np.sort(original)], said.indicator, changed)


def _identity(frame: pd.DataFrame) -> list[np.ndarray]:
    return [frame[name].to_numpy(dtype=object) for name in TARGET_ID]


def _known(said: Announcements, as_of: Period | None, today: datetime.date) -> Bools:
    """Return which rows have been announced; of an indicator without any the first announcement."""
    undated = np.isnan(said.end)
    if as_of is not None:
        known = undated | (said.end <= as_of.time)
    else:
        known = undated | (said.begin < today.year - 1 + today.timetuple().tm_yday / 365)
    any_known = np.zeros(len(known), dtype=np.bool_)
    np.logical_or.at(any_known, said.indicator, known)
    first = np.full(len(known), np.inf)
    np.minimum.at(first, said.indicator, said.when)
    return np.asarray(known | (~any_known[said.indicator] & (said.when == first[said.indicator])), dtype=np.bool_)


def _last_of_each(order: Ints, said: Announcements) -> Ints:
    """Return the last of the rows in `order` for each indicator and time due."""
    pairs = pd.MultiIndex.from_arrays([said.indicator[order], said.due[order]])
    return order[~pairs.duplicated(keep="last")]


def _without(withdrawn: Bools, rows: Ints, said: Announcements) -> Ints:
    """Return `rows` without those withdrawn; an indicator with nothing left keeps its last one."""
    kept = rows[~withdrawn[rows]]
    empty = rows[~np.isin(said.indicator[rows], said.indicator[kept])]
    last = empty[np.lexsort((said.due[empty], said.indicator[empty]))]
    last = last[~pd.Index(said.indicator[last]).duplicated(keep="last")]
    return np.concatenate([kept, last])


def _changed(original: pd.DataFrame, current: pd.DataFrame, indicator: Ints, count: int) -> Bools:
    """Return for each indicator whether its current values are others than the original ones."""
    values = pd.concat([frame[["target_time", *_VALUE]] for frame in (original, current)])
    values["indicator"] = indicator[values.index.to_numpy()]
    alone = ~values.duplicated(keep=False).to_numpy()
    changed = np.zeros(count, dtype=np.bool_)
    changed[values["indicator"].to_numpy()[alone]] = True
    return changed


def _with_original(chosen: pd.DataFrame, original: pd.DataFrame, indicator: Ints, changed: Bools) -> pd.DataFrame:
    """Add to the rows `chosen` whether they are `changed`, and the last value of the `original` rows of each."""
    own = indicator[chosen.index.to_numpy()]
    last = np.full(len(indicator), -1, dtype=np.int64)
    order = np.argsort(original["target_time"].to_numpy(dtype=np.float64), kind="stable")
    last[indicator[original.index.to_numpy()[order]]] = order
    of_original = last[own]
    there = changed[own] & (of_original >= 0)

    def numbers(name: str) -> Floats:
        return np.where(there, original[name].to_numpy(dtype=np.float64)[of_original], np.nan)

    def texts(name: str) -> Texts:
        return np.where(there, original[name].to_numpy(dtype=object)[of_original], "")

    return chosen.assign(
        revised=changed[own],
        original_value=numbers("target_value"),
        original_high=numbers("target_high"),
        original_text=texts("target_text"),
        original_period=texts("target_period"),
    )
