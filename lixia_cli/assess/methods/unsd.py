"""The rule of the UN's SDG progress charts: the change projected to the target year, as a share of that required."""

from __future__ import annotations

import numpy as np

from lixia_cli.assess.bands import Bands, band
from lixia_cli.assess.methods import Bilingual, Judgement, RuleSet, Status
from lixia_cli.model.arrays import Floats, only_where, select
from lixia_cli.model.formulas import annual_change, divide, project_compound, round_significant
from lixia_cli.model.measures import RANKS, is_any
from lixia_cli.model.table import Table

BANDS = Bands(
    met="achieved",
    least=((0.95, "on_track"), (0.50, "moderate"), (0.10, "marginal"), (0, "stagnation")),
    below="regression",
    regressed="regression",
)
BY_STEPS = Bilingual("unsd: no CAGR, so projected by the steps a year", "unsd：不能计算年均增速，改按年均变化量推算")
OF_STEPS = "d × (y + step_achieved × n - y0) / |T - y0|"


def judge(measured: Table) -> Judgement:
    """Assign bands of ``d (y (1 + cagr_achieved)^n - y0) / |T - y0|``; d is +1 where more is better, -1 where less is.

    From, to, through or below zero there is no CAGR: the projection is then ``y + step_achieved n``. A target met at
    the baseline and lost since gets a negative value.
    """
    first, now, last = (measured.floats(name) for name in ("path_start", "path_now", "path_end"))
    start, time, end = (measured.floats(name) for name in ("start", "latest_time", "target_time"))
    sign = measured.floats("sign")
    # Limits and every-year targets require no change from the baseline.
    no_way = measured.bools("is_limit") | ~measured.bools("has_path")
    compounded = project_compound(now, measured.floats("exact_cagr_achieved"), end - time)
    compounded = only_where(~is_any(measured.texts("measure"), RANKS), compounded)

    def stepped() -> Floats:
        return now + annual_change(first, now, time - start) * (end - time)

    projected = select([(np.isnan(compounded), stepped)], compounded)
    share = round_significant(only_where(~no_way, sign * divide(projected - first, np.abs(last - first))))
    by_steps = np.isnan(compounded) & ~np.isnan(share)
    return Judgement(share, band(measured, share, BANDS), ((BY_STEPS, by_steps),), ((OF_STEPS, by_steps),))


RULE_SET = RuleSet(
    name="unsd",
    source=Bilingual(
        "UN Statistics Division, The SDG Progress Chart: technical note",
        "联合国统计司，The SDG Progress Chart: technical note",
    ),
    quantity=Bilingual("projected share", "推算实现比"),
    formula="d × (y × (1 + cagr_achieved)^n - y0) / |T - y0|",
    statuses=(
        Status("achieved", "green", Bilingual("Target met", "已达到目标"), Bilingual("met", "已达到目标")),
        Status(
            "on_track",
            "green",
            Bilingual("On track to target", "有望如期实现"),
            Bilingual("projected share >= 0.95", "推算实现比 >= 0.95"),
        ),
        Status(
            "moderate",
            "yellow",
            Bilingual("Moderate progress", "中等进展"),
            Bilingual("projected share >= 0.50", "推算实现比 >= 0.50"),
        ),
        Status(
            "marginal",
            "red",
            Bilingual("Marginal progress", "进展甚微"),
            Bilingual("projected share >= 0.10", "推算实现比 >= 0.10"),
        ),
        Status(
            "stagnation", "red", Bilingual("Stagnation", "停滞"), Bilingual("projected share >= 0", "推算实现比 >= 0")
        ),
        Status(
            "regression",
            "red",
            Bilingual("Regression", "倒退"),
            Bilingual("projected share < 0, or met at the baseline and lost", "推算实现比 < 0，或基期已达到而后失去"),
        ),
    ),
    judge=judge,
)
