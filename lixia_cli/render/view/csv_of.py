"""Which columns of csv say what a column of the table does."""

from __future__ import annotations

CSV_OF = {
    "indicator": ("key", "name_zh", "name_en"),
    "baseline": ("baseline_value", "baseline_year"),
    "latest": ("latest_value", "latest_period", "latest_status"),
    "period": ("latest_period",),
    "marks": ("flags",),
    "target": ("target_value", "target_high", "target_year"),
    "percent": ("percent_of_target",),
    "bar": ("progress", "elapsed"),
    "progress": ("progress", "elapsed"),
    "progress_alone": ("progress",),
    "needed": ("step_needed", "cagr_needed"),
    "verdict": ("status",),
    "lead": ("lead_pp",),
    "done_before": ("reached_years", "reached_of"),
    "prospect": ("projected", "projected_low", "projected_high"),
    "due": ("target_period",),
    "left": ("gap",),
    "remark": ("note",),
}
"""The columns of csv that say what a column of the table does, the most telling one first; others are called alike."""
