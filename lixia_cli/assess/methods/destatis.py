"""The weather symbols of Germany's statistics office: project the mean of the last five yearly changes."""

from __future__ import annotations

import numpy as np

from lixia_cli.assess.bands import Bands, band
from lixia_cli.assess.methods import Bilingual, Judgement, RuleSet, Status
from lixia_cli.model.arrays import only_where, select
from lixia_cli.model.coded import first_that_holds, where
from lixia_cli.model.formulas import divide, on_threshold, round_significant
from lixia_cli.model.table import Table

LEAST_VALUES = 4
BANDS = Bands(met="sun", least=((-0.05, "sun"), (-0.20, "partly_cloudy"), (-1, "cloud")), below="storm")
"""Lower bounds on minus the miss, so that more is better; values that do not approach the target are below all."""
TOO_FEW = Bilingual("destatis: fewer than four values", "destatis：不足四个数值")
ON_TARGET = Bilingual(
    "destatis: the value equals the target without meeting it, so judged by the direction of change",
    "destatis：恰为目标值而未达到，改按变动方向评价",
)


def judge(measured: Table) -> Judgement:
    """Assign bands of the miss, ``(T - (y + change n)) / (T - y)``, with `change` the mean of five yearly changes.

    No baseline is needed. Every-year targets are not projected; they are judged by the latest year and the direction of
    change. No change at all does not count as approaching the target. A value that equals the target without meeting it
    ("over 50", "nearly 50") leaves nothing to divide by; it is judged by the direction of change, if time is left.
    """
    now, target, sign, change, years_left = (
        measured.floats(name) for name in ("path_now", "path_end", "sign", "history_change", "years_left")
    )
    observed, has_target, met, latest_met, has_path = (
        measured.bools(name) for name in ("observed", "has_target", "met", "latest_met", "has_path")
    )
    met = met & ~measured.bools("can_still_fall")
    enough_values = measured.floats("history_values") >= LEAST_VALUES
    comes_closer, stays_or_improves = sign * change > 0, sign * change >= 0

    projectable = enough_values & ~met & has_path
    on_target = projectable & on_threshold(now, target)
    projected_miss = divide(target - (now + change * years_left), target - now)
    miss = round_significant(only_where(projectable & ~on_target, projected_miss))
    no_closer = ~np.isnan(miss) & ~comes_closer
    by_bands = band(measured, select([(no_closer, -np.inf)], -miss), BANDS)
    by_trend = first_that_holds([(~comes_closer, "storm"), (years_left > 0, "sun")], "cloud")
    of_latest_year = [(latest_met & stays_or_improves, "sun"), (latest_met, "partly_cloudy"), (comes_closer, "cloud")]
    by_latest_year = first_that_holds(of_latest_year, "storm")
    too_few = observed & has_target & ~enough_values & ~(met & has_path)
    status = where(on_target, by_trend, by_bands)
    status = where(~has_path & observed & enough_values, by_latest_year, status)
    status = where(~has_target, by_bands, where(too_few, "incomplete", status))
    return Judgement(miss, status, ((TOO_FEW, too_few), (ON_TARGET, on_target)))


RULE_SET = RuleSet(
    name="destatis",
    source=Bilingual(
        "Statistisches Bundesamt, Status of indicators: methodology (German Sustainable Development Strategy)",
        "德国联邦统计局，Status of indicators: methodology（德国可持续发展战略）",
    ),
    quantity=Bilingual("miss", "预计缺口比"),
    formula="(T - (y + change × n)) / (T - y)",
    statuses=(
        Status(
            "sun",
            "green",
            Bilingual("Sun", "晴"),
            Bilingual("met, or miss <= 0.05", "已达到目标，或预计缺口比 <= 0.05"),
        ),
        Status(
            "partly_cloudy",
            "yellow",
            Bilingual("Partly cloudy", "多云"),
            Bilingual("miss <= 0.20", "预计缺口比 <= 0.20"),
        ),
        Status("cloud", "red", Bilingual("Cloud", "阴"), Bilingual("miss > 0.20", "预计缺口比 > 0.20")),
        Status("storm", "red", Bilingual("Thunderstorm", "雷雨"), Bilingual("not coming closer", "未向目标靠近")),
    ),
    judge=judge,
)
