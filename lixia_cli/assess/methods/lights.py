"""The traffic lights of Chinese governments: percentage points ahead of or behind time elapsed (序时进度)."""

from __future__ import annotations

from lixia_cli.assess.bands import Bands, band
from lixia_cli.assess.methods import Bilingual, Judgement, RuleSet, Status
from lixia_cli.model.table import Table

BANDS = Bands(met="green", least=((0, "green"), (-30, "yellow")), below="red", regressed="red")


ON_TRAJECTORY = "100 × (progress - planned_progress)"
"""The formula of targets with milestones."""


def judge(measured: Table) -> Judgement:
    """Assign bands of `lead_pp`."""
    lead = measured.floats("lead_pp")
    on_trajectory = measured.bools("has_trajectory")
    return Judgement(lead, band(measured, lead, BANDS), formulas=((ON_TRAJECTORY, on_trajectory),))


RULE_SET = RuleSet(
    name="lights",
    source=Bilingual(
        "Chinese traffic-light reviews of progress against schedule (such as Tianjin 2022, Yinchuan 2025)",
        "红黄绿灯序时进度督查（如天津市 2022、银川市 2025）",
    ),
    quantity=Bilingual("lead", "超（欠）序时进度"),
    in_words=Bilingual("progress − time elapsed", "进度－序时进度"),
    formula="100 × (progress - E)",
    statuses=(
        Status(
            "green",
            "green",
            Bilingual("Green", "绿灯"),
            Bilingual("lead >= 0, or met", "超（欠）序时进度 >= 0，或已达到"),
        ),
        Status("yellow", "yellow", Bilingual("Yellow", "黄灯"), Bilingual("lead >= -30", "超（欠）序时进度 >= -30")),
        Status(
            "red",
            "red",
            Bilingual("Red", "红灯"),
            Bilingual("lead < -30, or met at the baseline and lost", "超（欠）序时进度 < -30，或基期已达到而后失去"),
        ),
    ),
    judge=judge,
)
