"""The kinds of indicators: how observations combine, what the path starts from, which rate is shown as needed.

Standard library only, so that help and completion can use it without pandas.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from lixia_cli.text.messages import N_

if TYPE_CHECKING:
    from lixia_cli.model.arrays import Bools
    from lixia_cli.model.coded import Coded


class Measure(NamedTuple):
    """A kind of indicator, a value of the column `measure`."""

    code: str
    meaning: str
    """In English; translated when it is printed."""
    aliases: tuple[str, ...]
    """Other spellings of the code."""
    combines: Literal["latest", "sum", "compound", "each year"]
    """How observations make the value judged: the latest is taken, the years are added up, their rates are
    compounded, or every year is judged by itself. Sums on a compound path are compounded too."""
    starts_from: Literal["baseline", "zero", "index", "nothing"]
    """Where the path begins: at the baseline, at zero, or at an index of 1 that needs no baseline."""
    default_path: Literal["linear", "compound", ""]
    """The path unless the column `path` says otherwise; empty where there is none."""
    main_rate: Literal["growth", "growth and units", "points", "units", "years met", "places"]
    """What tables show as needed per year."""
    ratios: bool
    """Whether growth rates of the figures mean anything."""
    compounds: Literal["always", "on a compound path", "never"]
    """Whether figures are changes in percent that are compounded, and so counted as an index of 1."""
    part_years: Literal["as level", "towards the total", "annual plan", "never"]
    """What a figure of a part of a year counts for: a level, a part of the total, an annual plan of that year only, or
    nothing."""


_KINDS = (
    Measure(
        code="flow",
        meaning=N_("an amount within a year"),
        aliases=("流量",),
        combines="latest",
        starts_from="baseline",
        default_path="compound",
        main_rate="growth",
        ratios=True,
        compounds="never",
        part_years="annual plan",
    ),
    Measure(
        code="stock",
        meaning=N_("a level or count at a date"),
        aliases=("存量", "时点数", "level"),
        combines="latest",
        starts_from="baseline",
        default_path="linear",
        main_rate="growth and units",
        ratios=True,
        compounds="never",
        part_years="as level",
    ),
    Measure(
        code="share",
        meaning=N_("a percentage, ratio or coverage"),
        aliases=("占比", "比重", "比例", "比率", "ratio", "percentage"),
        combines="latest",
        starts_from="baseline",
        default_path="linear",
        main_rate="points",
        ratios=True,
        compounds="never",
        part_years="as level",
    ),
    Measure(
        code="change",
        meaning=N_("a change against the baseline"),
        aliases=("变动",),
        combines="latest",
        starts_from="zero",
        default_path="linear",
        main_rate="points",
        ratios=False,
        compounds="on a compound path",
        part_years="as level",
    ),
    Measure(
        code="cumulative",
        meaning=N_("a total over the years of the plan"),
        aliases=("累计",),
        combines="sum",
        starts_from="zero",
        default_path="linear",
        main_rate="units",
        ratios=False,
        compounds="on a compound path",
        part_years="towards the total",
    ),
    Measure(
        code="growth",
        meaning=N_("an average growth per year"),
        aliases=("年均增速", "增速", "年均增长", "growth rate"),
        combines="compound",
        starts_from="index",
        default_path="compound",
        main_rate="growth",
        ratios=False,
        compounds="always",
        part_years="never",
    ),
    Measure(
        code="each_year",
        meaning=N_("what must hold in every year"),
        aliases=("每年",),
        combines="each year",
        starts_from="nothing",
        default_path="",
        main_rate="years met",
        ratios=False,
        compounds="never",
        part_years="never",
    ),
    Measure(
        code="rank",
        meaning=N_("a place in a ranking"),
        aliases=("位次", "排名", "ranking"),
        combines="latest",
        starts_from="baseline",
        default_path="linear",
        main_rate="places",
        ratios=False,
        compounds="never",
        part_years="as level",
    ),
)
MEASURES = {kind.code: kind for kind in _KINDS}


@cache
def codes(**traits: str) -> tuple[str, ...]:
    """Return the measures that have all these traits.

    >>> codes(starts_from="zero")
    ('change', 'cumulative')
    """
    return tuple(kind.code for kind in _KINDS if all(getattr(kind, name) == value for name, value in traits.items()))


RANKS = codes(main_rate="places")
RATIOS = tuple(kind.code for kind in _KINDS if kind.ratios)
LEVELS = codes(combines="latest", starts_from="baseline")
"""Measured from a baseline value."""
FROM_ZERO = codes(starts_from="zero")
AMOUNTS = tuple(kind.code for kind in _KINDS if kind.part_years in ("towards the total", "annual plan"))
"""Amounts that come about within a year, and are added up from its parts."""
BY_YEAR = tuple(kind.code for kind in _KINDS if kind.combines != "latest")
"""Counted year by year, from the first year of the plan on."""


def is_any(measure: Coded, kinds: Collection[str]) -> Bools:
    """Return where the measure is one of these codes."""
    return measure.is_in(kinds)


def compounded(measure: Coded, path: Coded) -> Bools:
    """Return where the figures of a target are changes in percent that are compounded."""
    if_asked = is_any(measure, codes(compounds="on a compound path")) & (path == "compound")
    rates: Bools = is_any(measure, codes(compounds="always")) | if_asked
    return rates
