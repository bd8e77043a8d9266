"""The default rule set: pace, the ratio of progress on the indicator's path to time elapsed (序时进度)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lixia_cli.assess.methods import NOT_ASSESSABLE, Bilingual, Judgement, RuleSet, Status, Wording
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import first_that_holds
from lixia_cli.model.measures import RANKS
from lixia_cli.model.table import Table

AHEAD, ON_TRACK, SLIGHTLY_BEHIND = 1.05, 0.95, 0.60
"""Lower bounds of pace."""
TWICE = 2.0
"""Speed-up factor from which a target is behind, whatever its pace."""
EARLIEST = 0.1
"""Share of the time that must have passed before pace is judged."""
OF_YEARS = "years_met / years_observed"
"""Formula of the pace of every-year targets."""
ON_TRAJECTORY = "progress / planned_progress"
"""The same of targets with milestones."""


def judge(measured: Table) -> Judgement:
    """Assign the first status that applies: target year, limits, met, not assessable, moving away, bands of pace."""
    (
        observed,
        has_target,
        final,
        met,
        undetermined,
        is_limit,
        running,
        over_pace,
        over_ceiling,
        has_path,
        has_baseline,
        moved_away,
        can_still_fall,
    ) = (measured.bools(name) for name in _CONDITIONS)
    quantified = measured.bools("quantified")
    pace, speed_up, elapsed = (measured.floats(name) for name in ("pace", "speed_up", "elapsed"))
    within = measured.texts("direction") == "within"
    # Where a trajectory asks for nothing yet, or to give way at first, there is no pace, but a side.
    lead, planned = (measured.floats(name) for name in ("lead_pp", "planned_progress"))
    nothing_yet = has_path & (planned <= 0)
    on_schedule = (pace >= ON_TRACK) | (nothing_yet & (lead >= 0))
    rules: list[tuple[Bools, str]] = [
        (~quantified, "not_quantified"),
        (~observed, "no_data"),
        (~has_target, "no_baseline"),
        (final & met & ~undetermined, "completed"),
        (final & ~undetermined, "missed"),
        (over_pace & ~undetermined, "over_pace"),
        (over_ceiling & ~undetermined, "over_limit"),
        (running & met & ~undetermined, "within_limit"),
        (is_limit & met & ~undetermined, "within_limit"),
        (is_limit & ~undetermined, "over_limit"),
        (met & ~undetermined & has_path & ~can_still_fall, "achieved"),
        # A sum from which years are missing is a lower bound: on track is certain, behind is not, and a range may
        # already be exceeded.
        (undetermined & (final | is_limit | within | ~on_schedule), "incomplete"),
        (can_still_fall & ~(elapsed < EARLIEST) & ~(pace >= AHEAD), "on_track"),
        (~has_baseline & has_path, "no_baseline"),
        ((elapsed < EARLIEST) & has_path, "too_early"),
        (moved_away | (pace < 0) | (nothing_yet & (lead < 0)), "reversing"),
        (nothing_yet & (lead > 0), "ahead"),
        (nothing_yet & (lead == 0), "on_track"),
        (pace >= AHEAD, "ahead"),
        (pace >= ON_TRACK, "on_track"),
        ((pace >= SLIGHTLY_BEHIND) & ~(speed_up >= TWICE), "slightly_behind"),
    ]
    status = first_that_holds(rules, "behind")
    on_trajectory = measured.bools("has_trajectory") & has_path
    return Judgement(pace, status, formulas=((OF_YEARS, ~has_path), (ON_TRAJECTORY, on_trajectory)))


_CONDITIONS = (
    "observed",
    "has_target",
    "final",
    "met",
    "undetermined",
    "is_limit",
    "running_ceiling",
    "over_pace",
    "over_ceiling",
    "has_path",
    "has_baseline",
    "moved_away",
    "can_still_fall",
)


def _kept(record: Mapping[Any, Any]) -> bool:
    """Return whether the target is a level to be kept: in every year, or a ceiling without a distance to cover."""
    return record["measure"] == "each_year" or bool(record["is_limit"])


def _away_from(direction: str) -> Callable[[Mapping[Any, Any]], bool]:
    """Return whether a target of this direction stands worse than at its start; of ranks no rise or fall is said."""
    return lambda record: bool(record["worse"]) and record["direction"] == direction and record["measure"] not in RANKS


def _lost(record: Mapping[Any, Any]) -> bool:
    """Return whether the target was met since the baseline and lost again, without being worse than the baseline."""
    return bool(record["met_and_lost"] and not record["worse"] and not record["past_range"])


RULE_SET = RuleSet(
    name="lixia",
    source=Bilingual(
        "lixia's own method",
        "lixia 自有方法",
    ),
    quantity=Bilingual("pace", "进度比"),
    in_words=Bilingual("progress ÷ time elapsed", "进度÷序时进度"),
    formula="progress / E",
    statuses=(
        Status(
            "completed",
            "green",
            Bilingual("Completed", "完成"),
            Bilingual("target year: met", "目标年：达到"),
            (Wording(Bilingual("Met", "达标"), _kept),),
        ),
        Status(
            "achieved",
            "green",
            Bilingual("Achieved early", "提前实现"),
            Bilingual("met before the target year", "目标年之前达到"),
        ),
        Status(
            "ahead",
            "green",
            Bilingual("Ahead of schedule", "快于序时进度"),
            Bilingual("pace >= 1.05", "进度比 >= 1.05"),
        ),
        Status("on_track", "green", Bilingual("On track", "达到序时进度"), Bilingual("pace >= 0.95", "进度比 >= 0.95")),
        Status(
            "within_limit",
            "green",
            Bilingual("Within limit", "控制在目标以内"),
            Bilingual("a limit, before the target year: kept", "控制性上限，目标年之前：未超"),
        ),
        Status(
            "slightly_behind",
            "yellow",
            Bilingual("Slightly behind", "略慢于序时进度"),
            Bilingual("pace >= 0.60 and speed-up factor < 2", "进度比 >= 0.60，且需提速倍数 < 2"),
        ),
        Status(
            "over_pace",
            "yellow",
            Bilingual("Over pace", "快于限额进度"),
            Bilingual(
                "a ceiling on a total, before the target year: above its share of the time",
                "总量上限，目标年之前：超过按序时进度折算的限额",
            ),
        ),
        Status("behind", "red", Bilingual("Behind", "明显滞后"), Bilingual("pace >= 0", "进度比 >= 0")),
        Status(
            "reversing",
            "red",
            Bilingual("Moving away", "较基期退步"),
            Bilingual("pace < 0, or met once and lost", "进度比 < 0，或曾达到而后失去"),
            (
                Wording(Bilingual("Moving away", "不升反降"), _away_from("at_least")),
                Wording(Bilingual("Moving away", "不降反升"), _away_from("at_most")),
                Wording(Bilingual("Met and lost", "达到后又失去"), _lost),
                Wording(Bilingual("Moving away", "越过目标区间"), lambda record: bool(record["past_range"])),
            ),
        ),
        Status(
            "over_limit",
            "red",
            Bilingual("Over limit", "超出控制目标"),
            Bilingual("a limit, before the target year: exceeded", "控制性上限，目标年之前：已超"),
        ),
        Status(
            "missed",
            "red",
            Bilingual("Missed", "未完成"),
            Bilingual("target year: not met", "目标年：未达到"),
            (Wording(Bilingual("Missed", "未达标"), _kept),),
        ),
        *NOT_ASSESSABLE,
        Status(
            "too_early",
            "grey",
            Bilingual("Too early", "暂不评价"),
            Bilingual("less than a tenth of the time elapsed", "时间进度不足十分之一"),
        ),
    ),
    judge=judge,
)
