"""Rank the values of regions and find their median; only what is the same figure of the same period has an order."""

from __future__ import annotations

import math
import statistics
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from lixia_cli.model.measures import BY_YEAR, FROM_ZERO
from lixia_cli.model.periods import parse_period, same_end
from lixia_cli.model.records import is_unknown
from lixia_cli.text.messages import N_

Record = Mapping[Any, Any]
"""A row of the table of `assess`, or one that has only the value of a region without a target."""


class Ranking(NamedTuple):
    """The values of one indicator in several regions, in the order of the regions."""

    values: Sequence[float]
    """Those that are known exactly; NaN for any other."""
    places: Sequence[int | None]
    """The rank of each, the best being 1; None for what has no rank."""
    median: float | None
    """The median of the exact values, if there are at least three and all are known as such."""
    obstacle: str
    """Why none, or not every one, of the values has a rank; empty where each has."""


def ranking(records: Sequence[Record]) -> Ranking:
    """Rank the latest values of one indicator in several regions.

    One value alone has no rank. Neither has a sum from which years are missing or a figure published as a bound; what
    is certainly better or worse than they are has one.
    """
    known = [record for record in records if not math.isnan(record["latest_value"])]
    values = [math.nan if _is_bounded(record) else float(record["latest_value"]) for record in records]
    obstacle = why_no_order(known) if len(known) > 1 else ""
    if obstacle or len(known) < 2:
        return Ranking(values, [None] * len(values), None, obstacle)
    fewer_is_better = known[0]["direction"] == "at_most"
    bounds = [
        (float(record["latest_value"]), bool(record["flag_bound_upper"])) for record in known if _is_bounded(record)
    ]
    places = [
        None if place is None else _beside_bounds(place, value, bounds, fewer_is_better)
        for value, place in zip(values, ranks(values, fewer_is_better), strict=True)
    ]
    if bounds:
        return Ranking(
            values, places, None, N_("Some of the values are only known as bounds, so not every one has a rank.")
        )
    return Ranking(values, places, median(values), "")


def why_no_order(records: Sequence[Record]) -> str:
    """Return why the known values of an indicator's regions have no order; empty if they have one."""
    if any(not record["direction"] for record in records):
        return N_("Without a target it is not known which side is better, so the values are not ranked.")
    if len({(record["unit"], record["measure"], record["direction"]) for record in records}) > 1:
        return N_("The targets of these regions differ in unit or kind, so their values are not ranked.")
    if any(record["direction"] == "within" for record in records):
        return N_("A range has no better and worse side, so the values are not ranked.")
    if any(not same_period(records[0], record) for record in records[1:]):
        return N_("The latest values are of different periods, so they are not ranked.")
    if any(not same_start(records[0], record) for record in records[1:]):
        return N_("The values are counted from different years, so they are not ranked.")
    return ""


def same_period(record: Record, other: Record) -> bool:
    """Return whether the latest values of two records are of one period: what holds every year also by its name."""
    if "each_year" in (record["measure"], other["measure"]):
        return bool(record["latest_period"] == other["latest_period"])
    return same_end(record["latest_period"], other["latest_period"])


def same_start(record: Record, other: Record) -> bool:
    """Return whether sums, averages and changes are counted from the same year, or are each those of a single year."""
    starts = [_start(one) for one in (record, other)]
    return starts[0] == starts[1] or all(
        start is not None and (period := parse_period(one["latest_period"])) is not None and period.time - start == 1
        for one, start in zip((record, other), starts, strict=True)
    )


def _start(record: Record) -> float | None:
    """Return the year after which a sum, an average or a change is counted; None for values of their own."""
    if record["measure"] not in (*BY_YEAR, *FROM_ZERO):
        return None
    first, baseline = record["period_start"], record["baseline_year"]
    if not is_unknown(first) and record["measure"] in BY_YEAR:
        return float(first) - 1
    return None if is_unknown(baseline) else float(baseline)


def ranks(values: Sequence[float], fewer_is_better: bool) -> list[int | None]:
    """Return the rank of each value, the best being 1 and equal ones sharing theirs; None for NaN.

    >>> ranks([3, 5, 5, float("nan"), 1], fewer_is_better=False)
    [3, 1, 1, None, 4]
    """
    known = [value for value in values if not math.isnan(value)]
    return [
        None if math.isnan(value) else 1 + sum(_better(other, value, fewer_is_better) for other in known)
        for value in values
    ]


def median(values: Sequence[float]) -> float | None:
    """Return the median of the values that are known; None for fewer than three.

    >>> median([1, 4, float("nan"), 3]), median([1, 4])
    (3, None)
    """
    known = [value for value in values if not math.isnan(value)]
    return statistics.median(known) if len(known) > 2 else None


def _is_bounded(record: Record) -> bool:
    return bool(record["lower_bound"] or record["flag_bound_lower"] or record["flag_bound_upper"])


def _beside_bounds(place: int, value: float, bounds: Sequence[tuple[float, bool]], fewer_is_better: bool) -> int | None:
    """Return the place of a value also beside bounds, each with whether it is an upper one; None if it is not known.

    >>> _beside_bounds(1, 5, [(7, False)], fewer_is_better=False)
    2
    >>> _beside_bounds(1, 5, [(3, False)], fewer_is_better=False) is None
    True
    """
    for bound, is_upper in bounds:
        decided = bound < value if is_upper else bound > value
        if not decided:
            return None
        place += _better(bound, value, fewer_is_better)
    return place


def _better(value: float, other: float, fewer_is_better: bool) -> bool:
    return value < other if fewer_is_better else value > other
