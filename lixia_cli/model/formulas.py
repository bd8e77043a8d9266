"""The arithmetic of progress, on whole columns.

Every function takes and returns float64 arrays of one length, NaN where a number is not known or a figure is not
defined; nothing is substituted. Symbols: `baseline` y0 at `start` t0, `value` y at `time` t, `target` T at `end` tT.
Names and formulas are those of docs/methods.md.
"""

from __future__ import annotations

import numpy as np

from lixia_cli.model.arrays import Bools, Floats, all_equal, anywhere, only_where
from lixia_cli.model.coded import Coded

TOLERANCE = 1e-12
"""Relative tolerance for the error of binary fractions (0.1 + 0.2 against 0.3); far below any published digit."""
ABOUT = 0.05
"""Shortfall, as a share of the target, with which 左右 (about) still counts as met."""
_POWERS_OF_TEN = 10.0 ** np.arange(301)
_LEAST = 1e-289
"""Of twelve digits the last one has as many decimals as there are powers of ten."""


def divide(numerator: Floats, denominator: Floats) -> Floats:
    """Quotient, NaN where the denominator is zero, or where both are infinite: rates compounded beyond all bounds."""
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        quotient = np.asarray(numerator / denominator, dtype=np.float64)
    quotient[denominator == 0] = np.nan
    return quotient


def elapsed(start: Floats, time: Floats, end: Floats) -> Floats:
    """Time elapsed 序时进度, ``(t - t0) / (tT - t0)``.

    >>> elapsed(np.array([2020.0]), np.array([2022.0]), np.array([2025.0]))
    array([0.4])
    """
    return divide(time - start, end - start)


def percent_of_target(value: Floats, target: Floats) -> Floats:
    """Percent of target 完成率, ``100 y / T``, only for ``T > 0`` and ``y >= 0``."""
    return only_where((target > 0) & (value >= 0), 100 * divide(value, target))


def progress_linear(baseline: Floats, value: Floats, target: Floats) -> Floats:
    """Progress from baseline 进度 on the linear path, ``(y - y0) / (T - y0)``."""
    return divide(value - baseline, target - baseline)


def progress_compound(baseline: Floats, value: Floats, target: Floats) -> Floats:
    """Progress on the compound path, ``ln(y/y0) / ln(T/y0)``; all three must be above zero."""
    positive = (baseline > 0) & (value > 0) & (target > 0)
    start, now, end = (only_where(positive, numbers) for numbers in (baseline, value, target))
    return divide(np.log(now / start), np.log(end / start))


def cagr(first: Floats, last: Floats, years: Floats) -> Floats:
    """Compound annual growth rate 年均增速, ``(last/first)^(1/years) - 1``; both values and the years above zero.

    >>> cagr(np.array([43.8]), np.array([46.0]), np.array([2.0])).round(5)
    array([0.02481])
    """
    defined = (first > 0) & (last > 0) & (years > 0)
    if not defined.any():
        return np.full(defined.shape, np.nan)
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):  # where it is not defined
        return only_where(defined, (last / first) ** (1 / years) - 1)


def annual_change(first: Floats, last: Floats, years: Floats) -> Floats:
    """Change per year in the unit, ``(last - first) / years``; the years above zero."""
    return divide(last - first, only_where(years > 0, years))


def along_linear(baseline: Floats, target: Floats, share: Floats) -> Floats:
    """Value of the linear path after `share` of the time, ``y0 + (T - y0) E``."""
    return np.asarray(baseline + (target - baseline) * share, dtype=np.float64)


def along_compound(baseline: Floats, target: Floats, share: Floats) -> Floats:
    """Value of the compound path after `share` of the time, ``y0 (T/y0)^E``."""
    positive = (baseline > 0) & (target > 0)
    start, end = (only_where(positive, numbers) for numbers in (baseline, target))
    # 1 to the power of NaN would be 1.
    return only_where(~np.isnan(share), start * (end / start) ** share)


def project_compound(value: Floats, rate: Floats, years: Floats) -> Floats:
    """Return a value after so many years of growth at `rate`, ``y (1 + g)^n``."""
    # NaN to the power of 0 would be 1.
    return only_where(~np.isnan(rate), value * (1 + rate) ** years)


def as_index(percent: Floats) -> Floats:
    """Return a change in percent as an index of 1: -17 % is 0.83."""
    return 1 + percent / 100


def as_percent(index: Floats) -> Floats:
    """Return an index of 1 as a change in percent: 0.83 is -17 %."""
    return 100 * (index - 1)


def with_tolerance(target: Floats, sign: Floats, about: Bools) -> Floats:
    """Return the value at which a target counts as met: 5 % short of it for 左右 (about), else the target itself."""
    return np.where(about, target - sign * ABOUT * np.abs(target), target) if about.any() else target


def met(value: Floats, threshold: Floats, sign: Floats, strict: Bools, bound: Coded) -> Bools:
    """Return whether `value` is on the good side of `threshold`: above it for `sign` +1, below it for -1.

    Exactly on it, a figure published as a bound decides (超过 2500 is above 2500, 近 2500 is not), else `strict`.
    NaN is never met.
    """
    found = np.asarray(sign * (value - threshold) > 0, dtype=np.bool_)
    exactly = on_threshold(value, threshold)
    if not exactly.any():
        return found
    level = np.flatnonzero(exactly)
    lower, upper = (bound[level] == side for side in ("lower", "upper"))
    more_is_better = sign[level] > 0
    helps, harms = np.where(more_is_better, lower, upper), np.where(more_is_better, upper, lower)
    found[level] = helps | (~strict[level] & ~harms)
    return found


def on_threshold(value: Floats, threshold: Floats) -> Bools:
    """Return whether two finite numbers are equal up to binary rounding."""
    # Whatever is equal is this near, and little else.
    found = np.asarray(np.abs(value - threshold) <= 2 * TOLERANCE * np.abs(value), dtype=np.bool_)
    if anywhere(found):
        near = np.flatnonzero(found)
        value, threshold = value.take(near), threshold.take(near)
        scale = np.maximum(np.abs(value), np.abs(threshold))
        found[near] = np.isfinite(scale) & (np.abs(value - threshold) <= TOLERANCE * scale)
    return found


def in_band(value: Floats, low: Floats, high: Floats) -> Bools:
    """Return whether `value` lies in the closed range from `low` to `high`."""
    above = (value >= low) | on_threshold(value, low)
    below = (value <= high) | on_threshold(value, high)
    return np.asarray(above & below, dtype=np.bool_)


def round_significant(values: Floats) -> Floats:
    """Rounded to 12 significant digits: what sums of decimals should be (0.1 + 0.2 is 0.3). Infinity becomes NaN.

    >>> round_significant(np.array([0.1 + 0.7]))
    array([0.8])
    """
    magnitude = np.fmax(np.abs(values), _LEAST)  # rounding changes neither 0 nor what is not known
    largest = magnitude.max(initial=_LEAST)
    if largest == np.inf:
        return round_significant(only_where(~np.isinf(values), values))
    if largest == _LEAST:
        return values + 0.0
    if len(values) > 1 and all_equal(values):  # as the time elapsed is for most plans
        return np.full(len(values), round_significant(values[:1]))
    np.floor(np.log10(magnitude, out=magnitude), out=magnitude)
    decimals = (11 - magnitude).astype(np.int32)  # below 0 from 1e12 on
    # A power of ten above 1 is exact, its inverse is not: scale up by multiplying, down by dividing.
    up = _POWERS_OF_TEN.take(decimals, mode="clip", out=magnitude)  # 1 where there are none
    rounded = values * up
    if decimals.min() >= 0:
        np.rint(rounded, out=rounded)
        rounded /= up
    else:
        down = _POWERS_OF_TEN.take(-decimals, mode="clip")
        rounded = np.rint(rounded / down) / up * down
    rounded += 0.0  # turns -0 into 0
    return rounded


def difference(values: Floats, others: Floats) -> Floats:
    """Return values minus others as decimals have it: to 12 significant digits of the larger of both.

    >>> difference(np.array([1000000.1, 47.2]), np.array([1000000.0, 46.5]))
    array([0.1, 0.7])
    """
    larger = np.maximum(np.abs(values), np.abs(others))
    magnitude = np.where((larger == 0) | ~np.isfinite(larger), 1.0, larger)
    digits = (11 - np.floor(np.log10(magnitude))).astype(int).clip(0, 300)
    up = 10.0**digits
    with np.errstate(over="ignore", invalid="ignore"):
        apart = values - others
        rounded = np.round(apart * up) / up
    return np.asarray(np.where(np.isfinite(rounded), rounded, apart) + 0.0, dtype=np.float64)
