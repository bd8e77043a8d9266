"""Judge targets by the bands of a rule set of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from lixia_cli.assess.bands import Bands, band
from lixia_cli.assess.methods import Bilingual, Judgement
from lixia_cli.model.coded import where
from lixia_cli.model.formulas import on_threshold
from lixia_cli.model.table import Table


class Quantity(NamedTuple):
    """A figure that bands can be set on."""

    label: Bilingual
    formula: str
    just_met: float
    """Its value where the target is just met."""
    final: bool
    """Below `just_met` the target is not met: it measures the whole way, not the pace."""
    needs_baseline: bool


QUANTITIES = {
    "pace": Quantity(Bilingual("pace", "进度比"), "progress / E", 1.0, False, True),
    "lead_pp": Quantity(Bilingual("lead", "快(慢)于序时进度"), "100 × (progress - E)", 0.0, False, True),
    "progress": Quantity(Bilingual("progress", "进度"), "(y - y0) / (T - y0)", 1.0, True, True),
    "percent_of_target": Quantity(Bilingual("percent of target", "完成率"), "100 × value / target", 100.0, True, False),
}
COMPOUND = "ln(y / y0) / ln(T / y0)"
OF_YEARS = "years_met / years_observed"
NOT_DEFINED = Bilingual("the quantity of the rule set is not defined for this target", "该指标不适用评价方法所用的量")


def judge_by(quantity: str, least: Sequence[tuple[float, str]]) -> Callable[[Table], Judgement]:
    """Return the function that judges by a quantity; `least` has lower bounds and their statuses, best first.

    Not assessable are the same targets as by the published rule sets with bands, see `bands.band`. Then:

    - A target that is met is judged by its quantity, but no worse than one that is just met, and so where the quantity
      is not defined, as for a limit that is kept.
    - A target that was met at the baseline and lost, or a range that was passed, has the last band.
    - A value that equals the target without meeting it ("over 50", "nearly 50") is short of it.
    - `not_classified` is a target whose quantity is not defined, and one below a last band that has a lower bound.
    """
    chosen = QUANTITIES[quantity]
    worst = least[-1][1]
    bands = Bands(met="", least=tuple(least), below="not_classified", regressed=worst)

    def judge(measured: Table) -> Judgement:
        met, undetermined, has_path, has_baseline, has_target = (
            measured.bools(name) for name in ("met", "undetermined", "has_path", "has_baseline", "has_target")
        )
        figure = measured.floats(quantity)
        # What must hold in every year has no path: only the years that met it can be counted.
        value = np.where(has_path | (quantity == "pace"), figure, np.nan)
        certainly_met = met & ~undetermined
        judged = np.where(certainly_met, np.fmax(value, chosen.just_met), value)
        just_short = np.full(len(value), np.nextafter(chosen.just_met, -np.inf))
        equals = chosen.final & ~met & on_threshold(value, np.full(len(value), chosen.just_met))
        status = band(measured, np.where(equals, just_short, judged), bands)
        lacks_baseline = chosen.needs_baseline & has_path & ~has_baseline
        not_defined = (status == "no_baseline") & has_target & ~lacks_baseline
        status = where(not_defined, "not_classified", status)
        compound = measured.texts("path") == "compound"
        on_trajectory = measured.bools("has_trajectory") & has_path
        exceptions = {
            "pace": ((OF_YEARS, ~has_path), ("progress / planned_progress", on_trajectory)),
            "lead_pp": (("100 × (progress - planned_progress)", on_trajectory),),
            "progress": ((COMPOUND, compound),),
        }
        return Judgement(value, status, ((NOT_DEFINED, not_defined),), exceptions.get(quantity, ()))

    return judge
