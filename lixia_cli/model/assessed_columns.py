"""The columns of the table of `assess`, and so of csv and json, in order."""

from __future__ import annotations

FIGURES = (
    "percent_of_target",
    "progress",
    "elapsed",
    "lead_pp",
    "pace",
    "cagr_required",
    "cagr_achieved",
    "cagr_needed",
    "step_required",
    "step_achieved",
    "step_needed",
    "speed_up",
    "expected_now",
    "projected",
    "years_ahead",
    "gap",
)
"""Computed figures, defined in docs/methods.md, in the order of the output."""

ASSESSED_COLUMNS = (
    "plan",
    "region",
    "domain",
    "key",
    "name_zh",
    "name_en",
    "unit",
    "measure",
    "direction",
    "qualifier",
    "nature",
    "path",
    "baseline_year",
    "baseline_value",
    "latest_period",
    "latest_value",
    "latest_status",
    "target_year",
    "target_value",
    "target_high",
    *FIGURES,
    "method",
    "method_value",
    "status",
    "light",
    "flags",
    "note",
    "planned_progress",
    "target_period",
    "next_due",
    "next_due_value",
    "next_due_step",
    "milestones_due",
    "milestones_met",
    "original_target_value",
    "reached_years",
    "reached_of",
    "projected_low",
    "projected_high",
    "target_text",
    "owner",
)
"""Columns of csv and json in order. Columns may be added at the end, but never moved or renamed."""

COUNTS = ("milestones_due", "milestones_met", "reached_years", "reached_of")
WHOLE_NUMBERS = ("baseline_year", "target_year", *COUNTS, "value_rank")
"""Columns whose numbers are whole, where they are known; `value_rank` is one of comparisons."""
