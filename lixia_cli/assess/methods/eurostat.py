"""Eurostat's rule for indicators with a target: compare the growth rate achieved with the one required."""

from __future__ import annotations

import numpy as np

from lixia_cli.assess.bands import Bands, band
from lixia_cli.assess.methods import Bilingual, Judgement, RuleSet, Status
from lixia_cli.model.arrays import Floats, only_where, select
from lixia_cli.model.formulas import annual_change, cagr, divide, round_significant
from lixia_cli.model.measures import RANKS, is_any
from lixia_cli.model.table import Table

BANDS = Bands(
    met="achieved",
    least=((0.95, "significant"), (0.60, "moderate"), (0, "insufficient")),
    below="moving_away",
    regressed="moving_away",
)
BY_STEPS = Bilingual(
    "eurostat: no CAGR, so judged by the steps a year", "eurostat：不能计算年均增速，改按年均变化量评价"
)
OF_STEPS = "d × step_achieved / |step_required|"
ABSOLUTE = Bilingual(
    "eurostat: negative throughout, so measured on absolute values", "eurostat：数值均为负，按绝对值计算，方向相反"
)


def judge(measured: Table) -> Judgement:
    """Assign bands of ``R = d cagr_achieved / |cagr_required|``, with d = +1 where more is better, -1 where less is.

    A series that is negative throughout is measured on its absolute values, with the direction reversed. From, to or
    through zero there is no CAGR: R is then the ratio of the yearly steps.
    """
    first, now, last, sign = (measured.floats(name) for name in ("path_start", "path_now", "path_end", "sign"))
    start, time, end = (measured.floats(name) for name in ("start", "latest_time", "target_time"))
    achieved, required = (measured.floats(f"exact_cagr_{name}") for name in ("achieved", "required"))
    negative = np.asarray((first < 0) & (now < 0) & (last < 0), dtype=np.bool_)
    if negative.any():
        first, now, last, sign = (np.where(negative, -numbers, numbers) for numbers in (first, now, last, sign))
        achieved, required = cagr(first, now, time - start), cagr(first, last, end - start)

    def steps() -> Floats:
        step_required = annual_change(first, last, end - start)
        return sign * divide(annual_change(first, now, time - start), np.abs(step_required))

    # Limits and every-year targets require no change from the baseline.
    no_way = measured.bools("is_limit") | ~measured.bools("has_path")
    growth = only_where(~is_any(measured.texts("measure"), RANKS), sign * divide(achieved, np.abs(required)))
    ratio = round_significant(only_where(~no_way, select([(np.isnan(growth), steps)], growth)))
    by_steps = np.isnan(growth) & ~np.isnan(ratio)
    absolute = negative & ~np.isnan(ratio)
    remarks = ((BY_STEPS, by_steps), (ABSOLUTE, absolute))
    return Judgement(ratio, band(measured, ratio, BANDS), remarks, ((OF_STEPS, by_steps),))


RULE_SET = RuleSet(
    name="eurostat",
    source=Bilingual(
        "Eurostat, Sustainable development in the European Union: monitoring report, annex on the method",
        "欧盟统计局，Sustainable development in the European Union: monitoring report，方法附件",
    ),
    quantity=Bilingual("R", "R"),
    in_words=Bilingual("growth achieved ÷ growth required", "已实现年均增速÷规划要求年均增速"),
    formula="d × cagr_achieved / |cagr_required|",
    statuses=(
        Status("achieved", "green", Bilingual("Achieved", "已实现"), Bilingual("met", "已达到目标")),
        Status(
            "significant", "green", Bilingual("Significant progress", "显著进展"), Bilingual("R >= 0.95", "R >= 0.95")
        ),
        Status("moderate", "yellow", Bilingual("Moderate progress", "中等进展"), Bilingual("R >= 0.60", "R >= 0.60")),
        Status("insufficient", "red", Bilingual("Insufficient progress", "进展不足"), Bilingual("R >= 0", "R >= 0")),
        Status(
            "moving_away",
            "red",
            Bilingual("Moving away", "背离目标"),
            Bilingual("R < 0, or met at the baseline and lost", "R < 0，或基期已达到而后失去"),
        ),
    ),
    judge=judge,
)
