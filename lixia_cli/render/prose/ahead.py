"""What is needed from now on, and what is not known, as clauses behind the semicolons of a sentence."""

from __future__ import annotations

import math
from collections.abc import Iterator

from lixia_cli.assess.remarks import flag_column
from lixia_cli.model.measures import FROM_ZERO, MEASURES
from lixia_cli.model.periods import parse_period
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.figure_text import PERCENT, rate_decimals
from lixia_cli.render.needed import places_to_gain, within_the_year
from lixia_cli.render.numbers import number, rounded
from lixia_cli.render.period_text import end_text, since_text
from lixia_cli.render.prose.quantities import amount, difference, growth, percentage_points
from lixia_cli.render.prose.standing import only_equal, target_period
from lixia_cli.text.messages import N_

_GROWTH = (N_("{when} a decline of {amount} is needed"), N_("{when} growth of {amount} is needed"))
"""Downwards and upwards, like the following."""
_STEPS = {
    "points": (N_("{when} a fall of {amount} is needed"), N_("{when} a rise of {amount} is needed")),
    "units": (N_("{when} {amount} is needed"), N_("{when} {amount} is needed")),
}
_WITHIN_YEAR = {
    "points": (
        N_("a fall of {left} still to come by {end}, {monthly} a month"),
        N_("a rise of {left} still to come by {end}, {monthly} a month"),
    ),
    "units": (
        N_("a decrease of {left} still to come by {end}, {monthly} a month"),
        N_("an increase of {left} still to come by {end}, {monthly} a month"),
    ),
}
_UNITS = (N_("{when} a decrease of {amount} is needed"), N_("{when} an increase of {amount} is needed"))


def ahead(record: Record, words: Wording, now: str) -> Iterator[str]:
    """Yield clauses on gaps in the data and on what is needed. `now` is the as-of date of the report, or its last
    period with an observation: what is needed from an earlier one is not needed "from now on".
    """
    yield from _not_known(record, words)
    yield from _needed(record, words, now)
    yield from _next_milestone(record, words)
    yield from _revision(record, words)
    if record[flag_column("due")]:
        yield words.translate("the figure for {year} is not out yet").format(year=target_period(record, words))


def _not_known(record: Record, words: Wording) -> Iterator[str]:
    say = words.translate
    if record["status"] == "no_baseline":
        yield say("without a baseline its progress cannot be judged")
    elif record["status"] == "too_early":
        yield say("too early to judge")
    if record["missing_years"]:
        years = ("、" if words.language == "zh" else ", ").join(record["missing_years"].split(", "))
        template = N_("no figure for {years}")
        if record["status"] == "incomplete":
            template = N_("no figure for {years}, so not judged yet")
        yield say(template).format(years=years)


def _needed(record: Record, words: Wording, now: str) -> Iterator[str]:
    """Yield the change needed every year, for the rest of the year, or the places to gain."""
    limited = record["is_limit"] or record["running_ceiling"]
    if (
        record["met"]
        or limited
        or only_equal(record)
        or not record["years_left"] > 0
        or MEASURES[record["measure"]].main_rate == "years met"
    ):
        return
    if record["measure"] == "rank":
        places = number(places_to_gain(record))
        template = N_("{places} place still to gain") if places == "1" else N_("{places} places still to gain")
        yield words.translate(template).format(places=places)
    elif within_the_year(record):
        yield from _this_year(record, words)
    else:
        yield from _every_year(record, words, now)


def _this_year(record: Record, words: Wording) -> Iterator[str]:
    """Yield what is still to come, and where it adds up that by the month."""
    say, gap = words.translate, record["gap"]
    if math.isnan(gap):
        return
    end = end_text(record["target_period"], say)
    if record["path"] == "compound" and record["measure"] in FROM_ZERO:
        template = (
            N_("a decline of {amount} still to come by {end}")
            if gap < 0
            else N_("growth of {amount} still to come by {end}")
        )
        yield say(template).format(amount=growth(gap / 100), end=end)
        return
    if record["measure"] == "growth":
        points = percentage_points(rounded(abs(gap), decimals=2).text, words)
        yield say("{points} from the target for {end}").format(points=points, end=end)
        return
    left, monthly = (difference(value, record, words) for value in (gap, gap / (12 * record["years_left"])))
    if MEASURES[record["measure"]].main_rate == "units" or record["measure"] == "flow":
        template = N_("{left} still to come by {end}, {monthly} a month")
        if record["lower_bound"]:
            template = N_("at most {left} still to come by {end}, {monthly} a month")
    else:
        template = _WITHIN_YEAR["points" if record["unit"] in PERCENT else "units"][gap > 0]
    yield say(template).format(left=left, monthly=monthly, end=end)


def _every_year(record: Record, words: Wording, now: str) -> Iterator[str]:
    """Yield the change needed every year: by its main rate, else by the other."""
    say, rate, step = words.translate, record["cagr_needed"], record["step_needed"]
    main = MEASURES[record["measure"]].main_rate
    by_rate = math.isnan(step) or (main == "growth" and not math.isnan(rate))
    value = rate if by_rate else step
    if math.isnan(value):
        return
    if record["measure"] == "growth":
        template, size = N_("{when} an average of {amount} is needed"), _average(record)
    elif by_rate:
        template, size = _GROWTH[value > 0], growth(value)
    else:
        template, size = _STEPS.get(main, _UNITS)[value > 0], difference(value, record, words)
    if main == "units" and record["lower_bound"]:
        template = N_("{when} at most {amount} is needed")
    when, one_year = _when(record, words, now)
    text = say(template).format(when=when, amount=size if one_year else say("{amount} a year").format(amount=size))
    if main == "growth and units" and not by_rate and not math.isnan(rate):
        beside = growth(rate) if one_year else say("{amount} a year").format(amount=growth(rate))
        template = N_("{needed} (growth of {rate})") if rate > 0 else N_("{needed} (a decline of {rate})")
        text = say(template).format(needed=text, rate=beside)
    yield text


def _average(record: Record) -> str:
    """Return the average growth needed, as in the table."""
    decimals = rate_decimals(record["measure"], record["data_decimals"])
    return rounded(record["cagr_needed"], decimals=decimals, percent=True).text


def _when(record: Record, words: Wording, now: str) -> tuple[str, bool]:
    """Return the time in which the change is needed, and whether that is one year.

    It is "from now on" only where the latest period is now: else the years are named.
    """
    say, latest, end = words.translate, record["latest_period"], record["target_period"]
    one_year = record["years_left"] == 1
    if _time(latest) >= _time(now) and not record[flag_column("due")]:
        return say("in the last year") if one_year else say("from now on"), bool(one_year)
    if latest.isdecimal() and end.isdecimal():
        years, template = since_text(int(latest) + 1, end, say), N_("in {year}") if one_year else N_("in {years}")
        return say(template).format(year=years, years=years), bool(one_year)
    return say("from {start} to {end}").format(start=end_text(latest, say), end=end_text(end, say)), bool(one_year)


def _time(text: str) -> float:
    period = parse_period(text)
    return period.time if period else -math.inf


def _next_milestone(record: Record, words: Wording) -> Iterator[str]:
    """Yield the milestone that comes next, where it is not the target itself."""
    due, value = record["next_due"], record["next_due_value"]
    if due and not math.isnan(value) and due != record["target_period"]:
        values = {"value": amount(value, record, words), "end": end_text(due, words.translate)}
        yield words.translate("next milestone: {value} by {end}").format(**values)


def _revision(record: Record, words: Wording) -> Iterator[str]:
    """Yield the original target, where it was another."""
    original = record["original_target_value"]
    if not math.isnan(original) and original != record["target_value"]:
        values = {
            name: amount(value, record, words) for name, value in (("first", original), ("now", record["target_value"]))
        }
        yield words.translate("the target was revised from {first} to {now}").format(**values)
