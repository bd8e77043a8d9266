"""Columns that are not read though they say of what a figure is: a part or the total, a currency, a forecast."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from lixia_cli.files.problems import Place, Problem
from lixia_cli.model.currencies import currency_code
from lixia_cli.model.schema import TARGET_COLUMNS
from lixia_cli.model.totals import is_total, tells_growth
from lixia_cli.model.units import split_unit
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.parts_of_years import PARTS_UNREAD, is_whole_year
from lixia_cli.text.comparison import comparable, same_word
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

Column = tuple[Place, Sequence[str]]
"""A header, and the texts below it."""
Series = tuple[str, ...]
"""The key and the region of a row, as far as there are such columns."""


def several_kinds(columns: Iterable[Column], series: Sequence[Series]) -> Iterator[Problem]:
    """Report columns that have a total and parts, or growth and levels, for one of the `series`.

    They say of what indicator and region each row is. Owners of targets, who may be all, say nothing of figures.
    """
    for place, cells in columns:
        if same_word(place.column) in _OWNERS:
            continue
        found = defaultdict[Series, dict[str, None]](dict)
        for each, text in zip(series, map(str.strip, cells), strict=False):
            if text:
                found[each][text] = None
        for texts in found.values():
            one = next((text for text in texts if is_total(text) or tells_growth(text)), "")
            other = next((text for text in texts if same_word(text) != same_word(one)), "")
            if one and other and not _LETTERS.issuperset(map(same_word, texts)):
                yield Problem(place, Message(_SEVERAL, {"one": one, "other": other}))
                break


def frequencies_mixed(columns: Iterable[Column], series: Sequence[Series], periods: Sequence[str]) -> Iterator[Problem]:
    """Report columns that say of one figure of a series that it is yearly, and of another that it is not.

    Both are of years in `periods`. A column with one of these words for a series may say how often it is published.
    """
    for place, cells in columns:
        yearly, others = set[Series](), dict[Series, str]()
        codes = same_word(place.column) in _FREQUENCY
        for each, period, text in zip(series, periods, map(str.strip, cells), strict=False):
            if not _YEAR.fullmatch(period.strip()):
                continue
            if is_whole_year(text) or (codes and text.upper() == "A"):
                yearly.add(each)
            elif same_word(text) in _OFTENER or (codes and text.upper() in ("S", "Q", "M")):
                others.setdefault(each, text)
        mixed = next((text for each, text in others.items() if each in yearly), "")
        if mixed:
            yield Problem(place, Message(PARTS_UNREAD, {"part": mixed}))


def other_currencies(columns: Iterable[Column], series: Sequence[Series], targets: Targets) -> Iterator[Problem]:
    """Report columns of currencies where one is not that of the target of its row, which is an amount of money."""
    for place, cells in columns:
        texts = [text.strip() for text in cells]
        codes = {text: currency_code(text) for text in texts if text}
        if not codes or not all(codes.values()):
            continue
        of_targets = targets.units_by_name()
        for each, text in zip(series, texts, strict=False):
            units = of_targets.get(comparable(each[0]), ()) if each else targets.units
            ours = {currency_code(split_unit(unit).base) for unit in units} - {""}
            if text and ours and codes[text] not in ours:
                yield Problem(place, Message(_CURRENCY, {"currency": text}))
                break


def forecasts_marked(columns: Iterable[Column]) -> Iterator[Problem]:
    """Report columns that mark some figures as forecasts."""
    for place, cells in columns:
        texts = [text for text in map(str.strip, cells) if text] if same_word(place.column) in _FORECASTS else []
        marked = next((text for text in texts if same_word(text) in _YES), "")
        # other numbers are the forecasts themselves
        if marked and all(same_word(text) in _YES | _NO for text in texts):
            yield Problem(place, Message(_FORECAST, {"text": marked}))


_FORECASTS = frozenset(
    map(
        same_word,
        (
            *("forecast", "is forecast", "forecasted", "projection", "is projection", "projected", "is projected"),
            *("budget", "is budget", "is target", "预测", "是否预测", "预测标志", "是否预测值"),
        ),
    )
)
_FREQUENCY = ("freq", "frequency")
_YEAR = Pattern("[12][0-9]{3}年?")
_OFTENER = frozenset(
    map(
        same_word,
        (
            *("half year", "half yearly", "semester", "quarter", "quarterly", "month", "monthly", "interim"),
            *("季度", "月度", "半年", "半年度", "季报", "月报", "半年报", "累计"),
        ),
    )
)
_OWNERS = frozenset(
    same_word(text)
    for column in TARGET_COLUMNS
    if column.name == "owner"
    for text in ("owner", *column.aliases, *column.fallbacks)
)
_LETTERS = frozenset("tfyn")
"""True and false, yes and no."""
_YES = frozenset(map(same_word, ("yes", "y", "true", "t", "1", "1.0", "x", "是", "√")))
_NO = frozenset(map(same_word, ("no", "n", "false", "f", "0", "0.0", "-", "否", "×")))
_SEVERAL = N_(
    "has '{one}' and '{other}' for one indicator, but is not read; head it breakdown (分组), or keep the rows of "
    "one of them"
)
_CURRENCY = N_("has a currency ({currency}) that is not that of the targets, and is not read; head it unit (单位)")
_FORECAST = N_("marks figures that are no observations ({text}), but is not read; remove these rows")
