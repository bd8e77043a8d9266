"""Figures within a sentence: 46%, 1.33个百分点, 2,282.9亿元, 不低于48%."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from decimal import Decimal

from lixia_cli.assess.remarks import flag_column
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.columns import COLUMNS, latest_value
from lixia_cli.render.explanation import ABOUT, STRICTNESS
from lixia_cli.render.numbers import Number, difference_decimals, ends_text, figure_decimals, number, rounded, share
from lixia_cli.render.target_cell import change_text, target_decimals
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

_PERCENT = ("%", "％")
_ATTACHED = (*_PERCENT, "‰")
_BOUNDS = {"bound_lower": N_("over {value}"), "bound_upper": N_("under {value}")}
_NUMBER = re.compile(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?")
_SCALES = {"100 million": 10**8, "10,000": 10**4}
"""What English names of Chinese units begin with: of 亿元 and 万人次."""
_WORDS = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_RATE_DECIMALS = 2
"""Decimals of rates of growth, as in the table."""


def with_unit(text: str, record: Record, words: Wording) -> str:
    """Return a number and the unit of the indicator."""
    unit = COLUMNS["unit"].cell(record, words).text
    if not unit or unit in _ATTACHED:
        return f"{text}{unit}"
    spelt_out = _in_scale(text, unit)
    if spelt_out:
        return spelt_out
    if unit[0].isascii() and not unit[0].isdigit():  # symbols and English words, within Chinese text too: 51 Mt
        return f"{text} {unit}"
    # 2,282.9 100 million yuan would be read as one number.
    template = N_("{value} ({unit})") if unit[0].isdigit() else N_("{value} {unit}")
    return words.translate(template).format(value=text, unit=unit)


def _in_scale(text: str, unit: str) -> str:
    """Return a number of an English unit that is itself a number, as it is said; empty for any other unit.

    >>> _in_scale("2,282.9", "100 million yuan"), _in_scale("28", "10,000 yuan"), _in_scale("1,208.82", "10,000 visits")
    ('228.29 billion yuan', '280,000 yuan', '12.0882 million visits')
    """
    scale = next((scale for scale in _SCALES if unit.startswith(f"{scale} ")), "")
    if not scale or not _NUMBER.fullmatch(text):
        return ""
    value = Decimal(text.replace(",", "")) * _SCALES[scale]
    size, word = next(((size, word) for size, word in _WORDS if abs(value) >= size), (Decimal(1), ""))
    shown = f"{(value / size).normalize():,f}"
    return " ".join(filter(None, (shown, word, unit.removeprefix(f"{scale} "))))


def difference(value: float, record: Record, words: Wording, exact: bool = False) -> str:
    """Return the size of a difference between two values; that of percentages is in percentage points.

    An `exact` one is between values as they were given, any other is computed further.
    """
    decimals = (difference_decimals if exact else figure_decimals)(record["data_decimals"])
    text = rounded(abs(value), decimals=decimals).text
    if record["unit"] in _PERCENT:
        return percentage_points(text, words)
    return with_unit(text, record, words)


def points(value: float, words: Wording) -> str:
    """Return the size of a difference in percentage points, with at most one decimal."""
    return percentage_points(_short(Number(abs(value), 1)).text, words)


def percentage_points(text: str, words: Wording) -> str:
    """Return a number of percentage points."""
    template = N_("{points} percentage point") if text == "1" else N_("{points} percentage points")
    return words.translate(template).format(points=text)


def latest(record: Record, words: Wording) -> str:
    """Return the latest value with its unit."""
    figure = latest_value(record, words).number
    return with_unit("" if figure is None else figure._replace(before="").text, record, words)


def bounded(value: str, record: Record, words: Wording) -> str:
    """Return the latest value as a bound, in words; empty if it is none."""
    published = (template for flag, template in _BOUNDS.items() if record[flag_column(flag)])
    template = N_("no less than {value}") if record["lower_bound"] else next(published, "")
    return words.translate(template).format(value=value) if template else ""


def percent(fraction: float, met: bool, words: Wording) -> str:
    """Return a fraction as percent with at most one decimal; never as 100% if the target is not met."""
    shown = _short(share(fraction, met))
    if shown.before == "<":
        return words.translate("just under {value}").format(value=shown._replace(before="").text)
    return shown.text


def _short(figure: Number) -> Number:
    """Return the number without a decimal that is zero: 92%, not 92.0%."""
    return figure._replace(decimals=0) if figure.decimals == 1 and figure.digits.endswith(".0") else figure


def growth(rate: float) -> str:
    """Return the size of a rate of growth, as in the table."""
    return rounded(abs(rate), decimals=_RATE_DECIMALS, percent=True).text


def amount(value: float, record: Record, words: Wording) -> str:
    """Return a value with its unit, as it was given."""
    return with_unit(number(value), record, words)


def computed(value: float, record: Record, words: Wording) -> str:
    """Return a computed value with its unit, with at most one decimal more than the data."""
    return with_unit(number(value, decimals=figure_decimals(record["data_decimals"])), record, words)


def target(record: Record, words: Wording) -> str:
    """Return the target in words, with its unit: at least 48%; a range, 7-8, speaks for itself."""
    if math.isnan(record["target_value"]):
        written = change_text(record["written_value"], record["written_high"], record["relative"], words.translate)
        return written or plain(record["target_text"])
    if not math.isnan(record["target_high"]):
        return target_values(record, words)
    template = ABOUT if record["qualifier"] == "about" else STRICTNESS[record["direction"], record["qualifier"]]
    return words.translate(template).format(value=target_values(record, words))


def target_values(record: Record, words: Wording) -> str:
    """Return the number of the target with its unit, or both of a range."""
    low, high = record["target_value"], record["target_high"]
    # The level of a target relative to its baseline is computed.
    decimals = 4
    if record["relative"]:
        decimals = target_decimals(low, record["latest_value"], record["data_decimals"])
    if math.isnan(high):
        return with_unit(number(low, decimals=decimals), record, words)
    hyphen = words.translate("{low}-{high}")
    return with_unit(ends_text(low, high, decimals, words.translate, hyphen), record, words)


def roughly(text: str, record: Record, words: Wording) -> str:
    """Return a figure or clause, marked as rough where the latest value was published as a bound."""
    is_bound = any(record[flag_column(flag)] for flag in _BOUNDS)
    return words.translate("roughly {value}").format(value=text) if is_bound else text


def listed(texts: Sequence[str], words: Wording) -> str:
    """Return the items of a list within a sentence."""
    return ("、" if words.language == "zh" else "; ").join(texts)
