"""What has been reached so far, as clauses of a sentence: parts of the target and of the way, against the schedule."""

from __future__ import annotations

import math
from collections.abc import Iterator

from lixia_cli.model.measures import FROM_ZERO, LEVELS, MEASURES
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.needed import within_the_year
from lixia_cli.render.period_text import span_text
from lixia_cli.render.prose.quantities import (
    amount,
    computed,
    difference,
    percent,
    points,
    roughly,
    target,
    target_values,
)
from lixia_cli.text.messages import N_

_ON_SCHEDULE = 0.05
"""Percentage points of difference that one decimal does not show."""

_MET = {
    "year": N_("which was met in {met} of {observed} years with figures"),
    "quarter": N_("which was met in {met} of {observed} quarters with figures"),
    "month": N_("which was met in {met} of {observed} months with figures"),
    "period": N_("which was met in {met} of {observed} periods with figures"),
}


def standing(record: Record, words: Wording) -> Iterator[str]:
    """Yield clauses on what an indicator with an observation and a target value has reached."""
    if math.isnan(record["latest_value"]):
        return
    if MEASURES[record["measure"]].main_rate == "years met":
        yield from _years_met(record, words)
    elif record["running_ceiling"]:
        yield from _under_ceiling(record, words)
    elif only_equal(record):
        yield _equal(record, words)
        yield from _against_schedule(record, words)
    elif record["direction"] == "within":
        yield _range(record, words)
    elif record["is_limit"]:
        yield _limit(record, words)
    elif record["final"] and not record["undetermined"]:
        yield from _of_target(record, words)
        yield _outcome(record, words)
    elif record["met"]:
        yield from _of_target(record, words)
        template = N_("meeting the target of {target} for {year} already")
        if record["can_still_fall"]:
            template = N_("so far meeting the target of {target} for {year}")
        yield words.translate(template).format(target=target(record, words), year=target_period(record, words))
    else:
        yield from _on_the_way(record, words)


def target_period(record: Record, words: Wording) -> str:
    """Return the year, or the part of it, in which the target is due."""
    return span_text(record["target_period"], words.translate)


def _years_met(record: Record, words: Wording) -> Iterator[str]:
    """Yield whether the latest year met the target, and in how many years it was met."""
    template = N_("meeting the target of {target}") if record["latest_met"] else N_("missing the target of {target}")
    yield words.translate(template).format(target=target(record, words))
    if record["years_observed"] > 0:
        counts = {name: f"{record[f'years_{name}']:.0f}" for name in ("met", "observed")}
        yield words.translate(_MET[record["judged_by"]]).format(**counts)


def _under_ceiling(record: Record, words: Wording) -> Iterator[str]:
    """Yield the part of the ceiling that is used up, and how that compares with the ceiling's share of the time."""
    say, value = words.translate, record["latest_value"]
    ceiling = record["target_value"] if math.isnan(record["target_high"]) else record["target_high"]
    if ceiling > 0:
        values = {"percent": percent(value / ceiling, True, words), "limit": amount(ceiling, record, words)}
        yield _at_least(say("{percent} of the limit of {limit}").format(**values), record, words)
    now = computed(record["ceiling_now"], record, words)
    if record["over_ceiling"]:
        yield say("{gap} over the limit").format(gap=difference(value - ceiling, record, words))
    elif record["over_pace"]:
        yield say("above the limit's share of the time, {now}").format(now=now)
    elif not record["undetermined"]:
        yield say("within the limit's share of the time, {now}").format(now=now)


def _range(record: Record, words: Wording) -> str:
    say, values = words.translate, {"range": target_values(record, words)}
    if record["met"]:
        return say("within the target range of {range}").format(**values)
    return say("{gap} outside the target range of {range}").format(gap=_gap(record, words), **values)


def _limit(record: Record, words: Wording) -> str:
    if record["changing_limit"]:
        return _limit_so_far(record, words)
    values = {"target": target(record, words), "gap": _gap(record, words)}
    template = N_("within the limit of {target}, with {gap} to spare")
    return words.translate(template if record["met"] else N_("over the limit of {target} by {gap}")).format(**values)


def _limit_so_far(record: Record, words: Wording) -> str:
    """Return whether the limit of the present year is kept, where it is another in every year."""
    headroom = record["ceiling_now"] - record["latest_value"]
    values = {"limit": computed(record["ceiling_now"], record, words), "gap": difference(headroom, record, words)}
    template = N_("over the present limit of {limit} by {gap}")
    if headroom >= 0:
        template = N_("within the present limit of {limit}, with {gap} to spare")
    return words.translate(template).format(**values)


def _outcome(record: Record, words: Wording) -> str:
    """Return whether the target was met in its year."""
    if record["met"]:
        template = N_("meeting the target of {target} for {year}")
    elif record["flag_aspiration"]:
        template = N_("{gap} from the aspiration of {target} for {year}")
    else:
        template = N_("missing the target of {target} for {year} by {gap}")
    values = {"target": target(record, words), "year": target_period(record, words), "gap": _gap(record, words)}
    return words.translate(template).format(**values)


def _gap(record: Record, words: Wording) -> str:
    return roughly(difference(gap_of(record), record, words, exact=True), record, words)


def gap_of(record: Record) -> float:
    """Return what is left to the target in its unit; the `gap` of a compounded change is relative to its level."""
    if record["path"] != "compound" or record["measure"] not in FROM_ZERO:
        return float(record["gap"])
    ends = (
        [record["target_value"]]
        if math.isnan(record["target_high"])
        else [record["target_value"], record["target_high"]]
    )
    return min((float(end - record["latest_value"]) for end in ends), key=abs)


def only_equal(record: Record) -> bool:
    """Return whether the value equals a target that asks for more, or less, than its number."""
    return bool(record["latest_value"] == record["target_value"] and not record["latest_met"])


def _equal(record: Record, words: Wording) -> str:
    template = N_("equal to the target value, which is to be passed ({target} for {year})")
    return words.translate(template).format(target=target(record, words), year=target_period(record, words))


def _on_the_way(record: Record, words: Wording) -> Iterator[str]:
    """Yield the parts of the target and of the way from the baseline, and the lead or lag against the schedule."""
    say, known = words.translate, False
    # The rate of a part of a year is compared with that of the whole year, and covers no part of a way.
    rate_so_far = record["measure"] == "growth" and within_the_year(record)
    for clause in _of_target(record, words, way=not rate_so_far):
        known = True
        yield clause
    if rate_so_far:
        return
    if not known and not math.isnan(record["gap"]):
        template = N_("{gap} from the target of {target} for {year}")
        values = {"target": target(record, words), "year": target_period(record, words), "gap": _gap(record, words)}
        yield say(template).format(**values)
    yield from _against_schedule(record, words)


def _of_target(record: Record, words: Wording, way: bool = False) -> Iterator[str]:
    """Yield the percent of the target, and if `way` the part of the way from the baseline that is covered."""
    for clause in _parts(record, words, way):
        yield _at_least(clause, record, words)


def _at_least(clause: str, record: Record, words: Wording) -> str:
    """Return a clause, marked where years are missing from the sum or the latest value is a bound."""
    if record["lower_bound"]:
        return words.translate("at least {clause}").format(clause=clause)
    return roughly(clause, record, words)


def _parts(record: Record, words: Wording, way: bool) -> Iterator[str]:
    say, progress, ratio = words.translate, record["progress"], record["percent_of_target"]
    way = way and not math.isnan(progress)
    from_zero = record["year_to_date"] or (record["measure"] in FROM_ZERO and record["path"] == "linear")
    if from_zero and way and progress < 0:
        yield _no_progress(record, words)
        return
    if from_zero and (way or not math.isnan(ratio)):
        done = percent(progress, record["met"], words) if math.isnan(ratio) else _ratio(record, words)
        template = (
            N_("{percent} of the target for the year") if record["year_to_date"] else N_("{percent} of the target")
        )
        yield say(template).format(percent=done)
        return
    values = {"percent": _ratio(record, words), "progress": percent(progress, record["met"], words) if way else ""}
    if way and progress <= 0:
        if not math.isnan(ratio):
            yield say("{percent} of the target value").format(**values)
        yield _no_progress(record, words)
    elif way and not math.isnan(ratio):
        yield say("{percent} of the target value and {progress} of the way from the baseline").format(**values)
    elif way:
        yield say("{progress} of the way from the baseline").format(**values)
    elif not math.isnan(ratio):
        yield say("{percent} of the target value").format(**values)


def _ratio(record: Record, words: Wording) -> str:
    ratio = record["percent_of_target"]
    return "" if math.isnan(ratio) else percent(ratio / 100, record["latest_met"], words)


def _no_progress(record: Record, words: Wording) -> str:
    """Return how far the latest value is from the baseline, where it has not come nearer to the target."""
    say = words.translate
    if record["measure"] not in LEVELS:
        return say("no progress towards the target") if record["progress"] == 0 else say("moving away from the target")
    change = record["latest_value"] - record["baseline_value"]
    values = {"year": record["baseline_year"], "change": difference(change, record, words)}
    if change == 0:
        template = N_("unchanged from {year}")
    elif record["measure"] == "rank":
        template = N_("{change} places down on {year}") if change > 0 else N_("{change} places up on {year}")
        values["change"] = f"{abs(change):g}"
    elif change < 0:
        template = N_("{change} down on {year} instead of up")
    else:
        template = N_("{change} up on {year} instead of down")
    return say(template).format(**values)


def _against_schedule(record: Record, words: Wording) -> Iterator[str]:
    """Yield the lead or lag; of a sum from which years are missing only the lead is certain."""
    say, lead = words.translate, record["lead_pp"]
    if math.isnan(lead) or (record["lower_bound"] and lead < -_ON_SCHEDULE):
        return
    planned = record["planned_progress"]
    by_time = math.isnan(planned) or math.isclose(planned, record["elapsed"], abs_tol=1e-9)
    if abs(lead) < _ON_SCHEDULE:
        template = N_("on schedule") if by_time else N_("at the planned progress")
    elif lead > 0:
        template = N_("{points} ahead of schedule") if by_time else N_("{points} ahead of the planned progress")
    else:
        template = N_("{points} behind schedule") if by_time else N_("{points} behind the planned progress")
    yield _at_least(say(template).format(points=points(lead, words)), record, words)
