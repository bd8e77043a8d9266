"""Rows in any order → in that of their series and periods, and those that agree in both by all their other cells."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Bools, Ints
from lixia_cli.model.coded import Coded, narrow
from lixia_cli.model.table import Column

_SPARSE = 2
"""Up to so many times as many pairs of a series and a period as rows there is a place for each of them."""
_LARGEST_OF_32_BITS = 2**31 - 1
Numbers = npt.NDArray[np.signedinteger]


class Ordered(NamedTuple):
    """Rows in order."""

    counts: Ints
    """How many there are of each series."""
    period: Coded
    others: Mapping[str, Column]


def ordered(series: Numbers, count: int, period: Coded, others: Mapping[str, Column]) -> Ordered:
    """Return rows in the order of their series, each a number below `count`, and of the texts of their periods.

    Rows that agree in both, if there are any, are ordered by `others`, with `value` as the first of them.
    """
    periods = Coded(np.arange(len(period.distinct)), period.distinct).ranks()
    size = count * len(periods)
    pair: Numbers = series.astype(np.int32 if size <= _LARGEST_OF_32_BITS else np.int64)
    np.multiply(pair, len(periods), out=pair)
    are_in_order = (periods[1:] > periods[:-1]).all()
    np.add(pair, period.codes if are_in_order else periods.astype(pair.dtype).take(period.codes), out=pair)
    if (pair[1:] > pair[:-1]).all():
        return Ordered(np.bincount(series, minlength=count), period, others)
    if size <= _SPARSE * len(pair):
        pair = pair.astype(np.int64, copy=False)  # half the time of what numpy does with other positions
        there = np.zeros(size, dtype=np.bool_)
        there[pair] = True
        if int(np.count_nonzero(there)) == len(pair):
            return _each_in_its_place(pair, there.reshape(count, len(periods)), periods, period, others)
    order = np.argsort(pair, kind="stable")  # rows come in long runs, of which this kind makes use
    _by_others(order, pair, others)
    counts = np.bincount(series, minlength=count)
    return Ordered(counts, period.take(order), {name: column.take(order) for name, column in others.items()})


def _each_in_its_place(
    pair: Numbers, there: Bools, ranks: Ints, period: Coded, others: Mapping[str, Column]
) -> Ordered:
    """Return rows of which none agree in both, put where they belong: in less time than sorting takes.

    `there` has a row for each series, and a column for each period by rank.
    """
    flat = None if there.all() else there.reshape(-1)

    def placed(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
        cells = np.empty(there.size, dtype=column.dtype)
        cells[pair] = column
        return cells if flat is None else cells[flat]

    of_rank = narrow(np.argsort(ranks), len(ranks))
    codes = np.broadcast_to(of_rank, there.shape)
    return Ordered(
        np.count_nonzero(there, axis=1),
        Coded(codes.reshape(-1) if flat is None else codes[there], period.distinct),
        {
            name: placed(column)
            if not isinstance(column, Coded)
            else column
            if len(column.distinct) == 1
            else Coded(placed(column.codes), column.distinct)
            for name, column in others.items()
        },
    )


def _by_others(order: Ints, pair: Numbers, others: Mapping[str, Column]) -> None:
    """Order positions that follow each other and have the same pair by other cells."""
    in_order = pair.take(order)
    equal = np.flatnonzero(in_order[1:] == in_order[:-1])
    several = np.union1d(equal, equal + 1)
    if len(several):
        rows = order[several]
        names = [*(name for name in others if name != "value"), *(name for name in others if name == "value")]
        cells = [others[name].take(rows) for name in names]
        keys = [of.ranks() if isinstance(of, Coded) else of for of in cells]
        order[several] = rows[np.lexsort([*keys, pair[rows]])]
