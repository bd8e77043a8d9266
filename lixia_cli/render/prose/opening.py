"""How a sentence opens: when, which indicator, and its latest value."""

from __future__ import annotations

import math
import re

from lixia_cli.assess.remarks import flag_column
from lixia_cli.model.records import is_unknown
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.columns import COLUMNS, first_year_of_average, latest_value
from lixia_cli.render.numbers import rounded
from lixia_cli.render.period_text import end_text, since_text, span_text
from lixia_cli.render.prose.quantities import bounded, latest, with_unit
from lixia_cli.text.messages import N_

_FALLS = ("下降", "降低", "减少", "降幅", "下降率")
_RISES = ("提高", "上升", "增加", "增长", "提升")
"""How the name of a change may end in Chinese, so that the number follows without a verb: 单位GDP能耗累计下降4.87%."""
_AVERAGE = re.compile("年均|平均|average", re.IGNORECASE)
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_TEMPLATES = {
    "date": (N_("{name} stood at {value} at {period}"), N_("{name} stood at {bound} at {period}")),
    "total": (N_("{name} added up to {value} in {period}"), N_("{name} added up to {bound} in {period}")),
    "average": (N_("{name} averaged {value} in {period}"), N_("{name} averaged {bound} in {period}")),
    "time": (N_("{name} came to {value} in {period}"), N_("{name} came to {bound} in {period}")),
}
"""For a value, and for one that is a bound."""


def opening(record: Record, words: Wording) -> str:
    """Return the beginning of the sentence on an indicator with an observation."""
    text = _opening(record, words)
    if record[flag_column("preliminary")]:
        return words.translate("{text} by preliminary figures").format(text=text)
    return text


def _opening(record: Record, words: Wording) -> str:
    say, period, measure = words.translate, record["latest_period"], record["measure"]
    values = {"name": COLUMNS["indicator"].cell(record, words).text}
    if math.isnan(record["latest_value"]):
        return say("{name} has figures through {period}").format(period=span_text(period, say), **values)
    if measure == "rank":
        return say("{name}: {place} in {period}").format(
            place=place(record["latest_value"], words), period=span_text(period, say), **values
        )
    values["value"] = latest(record, words)
    values["bound"] = bounded(values["value"], record, words)
    values["period"] = _period(record, words)
    if measure == "change" and not values["bound"]:
        return _change(record, words, values)
    return say(_TEMPLATES[_kind(record, values)][bool(values["bound"])]).format(**values)


def _kind(record: Record, values: dict[str, str]) -> str:
    """Return what the value is: that of a date, a total, an average of years, or that of a time; names may say it."""
    if _at_a_date(record["measure"]):
        return "date"
    if record["measure"] == "cumulative" and "累计" not in values["name"]:
        return "total"
    first = first_year_of_average(record)
    several = first is not None and record["latest_period"][:4] > str(first)
    return "average" if several and not _AVERAGE.search(values["name"]) else "time"


def _at_a_date(measure: str) -> bool:
    """Return whether a value is that of a date, not of the time up to it."""
    return measure in ("stock", "share", "change")


def _period(record: Record, words: Wording) -> str:
    """Return the date or the time of the latest value; of totals and averages all years that count."""
    say, period = words.translate, record["latest_period"]
    if _at_a_date(record["measure"]):
        return end_text(period, say)
    first = first_year_of_average(record)
    if record["measure"] == "cumulative" and not math.isnan(record["period_start"]):
        first = int(record["period_start"])
    if first is not None:
        return since_text(first, period, say)
    return span_text(period, say)


def _change(record: Record, words: Wording, values: dict[str, str]) -> str:
    """Return the beginning for a change: with its sign, or in Chinese as an amount behind a name that is a verb."""
    say, value, figure = words.translate, record["latest_value"], latest_value(record, words).number
    fallen = -value if record["target_value"] < 0 else value
    named = (values["name"].endswith(_FALLS) and fallen > 0) or (values["name"].endswith(_RISES) and value > 0)
    if figure is None:
        return say("{name} stood at {value} at {period}").format(**values)
    if named:
        values["value"] = with_unit(figure._replace(value=abs(value)).text, record, words)
        return say("{name} by {value} at {period}").format(**values)
    values["value"] = with_unit(figure._replace(signed=True).text, record, words)
    if is_unknown(record["baseline_year"]):
        return say("{name} stood at {value} at {period}").format(**values)
    return say("{name} stood at {value} against {year} at {period}").format(year=record["baseline_year"], **values)


def place(value: float, words: Wording) -> str:
    """Return a place in a ranking: 第12位, 12th.

    >>> place(12.0, Wording("en", str, {}, {})), place(22.0, Wording("en", str, {}, {}))
    ('12th', '22nd')
    """
    number = rounded(value).text
    whole = value == int(value)
    teens = whole and 10 < value % 100 < 20
    ending = "th" if teens else _ORDINALS.get(int(value % 10), "th")
    return words.translate("{number}{ending}").format(number=number, ending=ending if whole else "")
