"""Flags on a verdict, and reasons for empty or unusual figures.

csv and json contain the codes of flags, and reasons as the English sentences below; tables show the mark of a flag
and translate its meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lixia_cli.text.messages import N_


class Flag(NamedTuple):
    """A caution about a verdict."""

    mark: str
    """The letter after the latest value in a table."""
    meaning: str
    counted: str = ""
    """A sentence with the field `count`, for the footer of a report; empty for a flag that is not counted there."""


FLAGS = {
    "provisional": Flag("p", N_("provisional: based on a preliminary or approximate figure")),
    "preliminary": Flag("", N_("the latest figure is preliminary")),
    "bound_lower": Flag("", N_("the latest figure is published as 'more than'")),
    "bound_upper": Flag("", N_("the latest figure is published as 'less than'")),
    "borderline": Flag("b", N_("borderline: the verdict depends on the figure being published as a bound")),
    "lower_bound": Flag("m", N_("years are missing from the sum, which is a lower bound")),
    "due": Flag("d", N_("due: the target year has passed without a figure for it")),
    "met_at_baseline": Flag("e", N_("the target was met before the plan began")),
    "worsening": Flag("w", N_("met, but worse than at the baseline")),
    "aspiration": Flag("a", N_("an aspiration, never counted as a failure")),
    "joint": Flag("j", N_("joint: judged together with other targets, the worst verdict counts")),
    "assumed": Flag("", N_("the kind of indicator or its direction is not given but assumed; lixia check says why")),
    "revised": Flag("v", N_("revised: the target has been changed since it was first announced")),
    "behind_baseline": Flag("o", N_("the target lies behind the baseline; is the other direction meant?")),
    "method_dependent": Flag("r", N_("another rule set gives another light")),
}
"""All flags, in the order of the column `flags`."""


def flag_column(code: str) -> str:
    """Return the name of the bool column of the table of `assess` for a flag."""
    return f"flag_{code}"


def flags_of(record: Mapping[Any, Any]) -> list[str]:
    """Return the codes of the flags of a row of the table of `assess`, in order."""
    return [code for code in FLAGS if record[flag_column(code)]]


REASONS = {
    "in_words": N_("a target in words, which is not judged: {target_text}"),
    "without_value": N_("a target without a value, which is not judged"),
    "no_observation": N_("no observation after the baseline"),
    "missing_years": N_("no figure for {missing_years}"),
    "lower_bound": N_("the sum is a lower bound"),
    "no_value": N_("without those years nothing can be compounded or judged"),
    "no_baseline": N_("no baseline: progress, pace and the rates from the baseline are not defined"),
    "no_level": N_("a target relative to a baseline that is not known"),
    "no_way": N_("the baseline is not short of the target: no progress, pace or schedule"),
    "baseline_lost": N_("the baseline met the target, the latest figure does not"),
    "met_and_lost": N_("met in between and lost"),
    "past_range": N_("past the range"),
    "running_ceiling": N_("still adding up: compared with the ceiling's share of the time, {ceiling_now}"),
    "over_ceiling": N_("a total above its ceiling cannot fall"),
    "changing_limit": N_("a limit that changes: {ceiling_now} at the time of the latest figure"),
    "limit": N_("a limit without a path towards it: the gap is the headroom"),
    "fell_back": N_("values of zero or below: linear path instead of compound"),
    "ranking": N_("a rank: no percent of target and no growth rate"),
    "no_percent": N_("percent of target is only defined for at-least targets above zero"),
    "no_ratio": N_("no CAGR from or to values of zero or below"),
    "from_zero": N_("counted from zero: no CAGR"),
    "compounded": N_("rates are compounded, so there are no steps to add"),
    "year_by_year": N_("judged year by year: no path and no rates"),
    "years_met": N_("the target was met in {years_met} of {years_observed} years"),
    "quarters_met": N_("the target was met in {years_met} of {years_observed} quarters"),
    "months_met": N_("the target was met in {years_met} of {years_observed} months"),
    "periods_met": N_("the target was met in {years_met} of {years_observed} periods"),
    "year_to_date": N_("a part of the year, counted from zero against the target for the whole year"),
    "rate_so_far": N_("the rate of the year so far beside that of the whole year"),
    "can_still_fall": N_("met so far, but the year is not over"),
    "within_year": N_("less than a year is left: what is left is the gap, not a yearly rate"),
    "left_out": N_("{left_out} is left out: a part of a year does not count here"),
    "nothing_yet": N_("the trajectory asks for nothing yet: no pace, the side decides"),
    "not_on_trajectory": N_("the trajectory never has this value"),
    "revised": N_("revised; first announced: {original_shown}"),
    "not_added": N_("{not_added} is not added up: figures of that year before it are missing"),
    "nothing_left": N_("the target time has come: nothing is needed any more"),
    "no_speed_up": N_("no speed-up factor: the target is met, or nothing was achieved towards it"),
}
"""Reasons for empty or unusual figures, in the order of the column `note`."""

_NOT_QUANTIFIED = ("in_words", "without_value")
_FROM_BASELINE = ("no_observation", "no_value", "no_baseline", "year_by_year")
_ON_THE_WAY = (*_NOT_QUANTIFIED, *_FROM_BASELINE, "no_way", "running_ceiling", "over_ceiling", "limit")
_WITH_RATIOS = (*_FROM_BASELINE, "ranking", "from_zero", "no_ratio")
EXPLAINED_BY = {
    "percent_of_target": (*_NOT_QUANTIFIED, "no_observation", "no_value", "ranking", "no_percent"),
    "progress": _ON_THE_WAY,
    "elapsed": ("no_observation", "no_baseline", "year_by_year"),
    "planned_progress": _ON_THE_WAY,
    "lead_pp": _ON_THE_WAY,
    "pace": (*_ON_THE_WAY, "nothing_yet"),
    "cagr_required": (*_NOT_QUANTIFIED, *_WITH_RATIOS),
    "cagr_achieved": _WITH_RATIOS,
    "cagr_needed": (
        *_NOT_QUANTIFIED,
        "no_observation",
        "no_value",
        "year_by_year",
        "nothing_left",
        "within_year",
        "ranking",
        "from_zero",
        "no_ratio",
    ),
    "step_required": (*_NOT_QUANTIFIED, "year_by_year", "compounded", "no_baseline"),
    "step_achieved": ("compounded", *_FROM_BASELINE),
    "step_needed": (
        *(*_NOT_QUANTIFIED, "year_by_year", "compounded", "no_observation", "no_value"),
        *("nothing_left", "within_year"),
    ),
    "speed_up": (*_NOT_QUANTIFIED, *_FROM_BASELINE, "nothing_left", "rate_so_far", "no_speed_up"),
    "expected_now": (*_NOT_QUANTIFIED, *_FROM_BASELINE, "no_ratio"),
    "projected": (*_FROM_BASELINE, "no_ratio"),
    "years_ahead": (*_ON_THE_WAY, "not_on_trajectory"),
    "gap": (*_NOT_QUANTIFIED, "no_observation", "no_value"),
}
"""The reasons why each figure can be empty, the most important first."""
