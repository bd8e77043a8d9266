"""Target values that are changes in words: 翻一番, 下降13.5%, 年均增长6%左右 → numbers with a sign."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import numpy as np

from lixia_cli.check.english_changes import read_english
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.check.words_to_codes import CONTRADICTS
from lixia_cli.model.arrays import Bools, holds_at
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.measures import FROM_ZERO, LEVELS, codes, is_any
from lixia_cli.model.units import is_in_percent
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_DECREASES = "下降|降低|减少|压减|削减"
_INCREASES = "增长|增加|提高|提升|上升"
_SINCE = r"(?P<since>(?:比|较|在)?(?P<year>[12][0-9]{3})年?(?:末|底)?(?:的?基础上)?|(?:比|较)?基期)"
_CHANGE = Pattern(
    rf"(?:{_SINCE}|(?P<total>(?:五年)?累计)|(?P<yearly>年均|年平均|平均每年))?"
    rf"(?:(?P<less>{_DECREASES})|{_INCREASES})(?P<before>约|超过?|不低于|不少于|达到?)?"
    r"(?P<number>[0-9][0-9.,]*\s*(?:%|个?百分点)?)(?P<behind>左右|及?以上|以内)?"
)
_MULTIPLE = Pattern(rf"{_SINCE}?(?:实现)?翻(?P<times>[一1两二2三3四4])?番")
_TIMES = {**dict.fromkeys("一1", 1), **dict.fromkeys("两二2", 2), **dict.fromkeys("三3", 3), **dict.fromkeys("四4", 4)}
_STRICTNESS = {
    **dict.fromkeys(("", "达", "达到"), ("", "", "")),
    **dict.fromkeys(("约", "左右"), ("", "", "左右")),
    **dict.fromkeys(("以上", "及以上", "不低于", "不少于"), ("≥", "≤", "")),
    **dict.fromkeys(("超", "超过"), (">", "<", "")),
    "以内": ("≤", "≥", ""),
}
"""Words for how strictly a change is meant → what stands before a positive and a negative number, and behind it."""
_SAYS_DECREASE = Pattern(rf"{_DECREASES}|降幅|降低率|下降率|减排|减量|\b(?:reduc|decreas|declin)", re.IGNORECASE)


class _Change(NamedTuple):
    """What a text says of a change."""

    rising: str = ""
    """The same as a number that is positive."""
    falling: str = ""
    """And as one that is negative; empty for an increase."""
    since: str = ""
    """The year that it is counted from, where the text names one."""
    span: str = ""
    """``total`` or ``yearly`` where it says so, ``multiple`` for 翻一番."""
    strict: bool = False
    """Whether it says that the number is an end of a range: 以上, 以内."""
    of_baseline: bool = False
    """Whether it says that it is counted from the baseline or a year: 累计, 比2020年."""
    due: str = ""
    """The year in which it is due, where the text names one."""


def read_change(text: str) -> _Change | None:
    """Read a change in words; None for any other text.

    >>> read_change("翻两番").rising, read_change("年均增长6%左右")[:2], read_change("比2020年下降18%以上")[1:3]
    ('+300%', ('6%左右', ''), ('≤-18%', '2020'))
    >>> read_change("下降到38"), read_change("18%"), read_change("下降")
    (None, None, None)
    """
    plain = re.sub(r"\s+", "", plain_forms(text))
    found = _MULTIPLE.fullmatch(plain)
    if found:
        percent = 100 * (2 ** _TIMES[found["times"] or "一"] - 1)
        return _Change(f"+{percent}%", since=found["year"] or "", span="multiple", of_baseline=True)
    found = _CHANGE.fullmatch(plain)
    if found is None:
        return _read_english_change(plain_forms(text))
    if found["before"] and found["behind"]:
        return None
    up, down, behind = _STRICTNESS[found["before"] or found["behind"] or ""]
    number = found["number"]
    falling = f"{down}-{number}{behind}" if found["less"] else ""
    span = "total" if found["total"] else "yearly" if found["yearly"] else ""
    of_baseline = bool(found["since"] or found["total"])
    return _Change(f"{up}{number}{behind}", falling, found["year"] or "", span, bool(up), of_baseline)


def _read_english_change(text: str) -> _Change | None:
    """Read a change in English words: Reduce by 42% by 2030. One that is not yearly is counted from the baseline."""
    found = read_english(text) if _is_in_percent(text) else None
    if found is None:
        return None
    falling, span = f"-{found.number}" if found.less else "", "yearly" if found.yearly else ""
    return _Change(found.number, falling, found.since, span, of_baseline=not found.yearly, due=found.due)


def is_multiple(text: str) -> bool:
    """Return whether a text says that the baseline is to be doubled, once or several times: 翻一番."""
    change = read_change(text) if "番" in text else None
    return change is not None and change.span == "multiple"


def read_changes(sheet: TypedColumns, columns: dict[str, Any]) -> Bools:
    """Rewrite the target values of `sheet` that are changes in words as numbers, which are then read like others.

    `columns` has the keys, names, measures, units, directions and times of the targets. Those of a level become changes
    of the baseline in percent or points, -16% and +0.3个百分点, as far as they can mean nothing else: 增长5% may be the
    growth of the last year alone. Reports the others. Returns which are multiples of the baseline, 翻一番.
    """
    texts = sheet.cells("target_value").odd
    changes = [read_change(text) or _Change() for text in texts.distinct.tolist()]
    found = holds_at(np.array([bool(each.rising) for each in changes], dtype=np.bool_), texts.codes)
    if not found.any():
        return found

    def says(name: str) -> Coded:
        return texts.replaced([getattr(each, name) for each in changes])

    def are(name: str) -> Bools:
        return holds_at(np.array([getattr(each, name) for each in changes], dtype=np.bool_), texts.codes)

    measure, falling, span = columns["measure"], says("falling"), says("span")
    start = np.where(np.isnan(columns["baseline_year"]), columns["period_start"] - 1, columns["baseline_year"])
    since = says("since").read(lambda text: float(text or "nan"), np.float64)
    levels, rates = is_any(measure, LEVELS) & (measure != "rank"), is_any(measure, codes(starts_from="index"))
    multiple, falls = span == "multiple", falling != ""
    from_start = are("of_baseline") | (start == np.ceil(columns["target_time"]) - 1)
    of_level = _fits_unit(texts, columns["unit"]) & (span != "yearly") & from_start & ~are("strict")
    of_rate = (span == "yearly") | ((span == "") & ~are("of_baseline"))
    fits = np.select(
        [multiple, levels, rates, is_any(measure, FROM_ZERO)], [levels, of_level, of_rate, span != "yearly"], False
    )
    at_least, of_decrease = columns["direction"] == "at_least", _say_decrease(columns, found)
    either_sign = ~levels & falls & of_decrease & ~at_least
    against = ~levels & np.where(of_decrease, ~falls, falls & at_least)
    upward = levels & falls & at_least  # at least that much less, or no less than that
    other_year = ~np.isnan(since) & (since != start) & ~np.isnan(start)
    due = says("due").read(lambda text: float(text or "nan"), np.float64)
    other_due = ~np.isnan(due) & (due != np.ceil(columns["target_time"]))
    no_year = (~np.isnan(since) | levels) & np.isnan(start)

    def report(rows: Bools, template: str, column: str = "target_value") -> None:
        def describe(row: int) -> Message:
            change = changes[texts.codes[row]]
            number = re.sub("[^0-9.,]", "", change.rising)
            values = {"text": texts[row], "number": number, "since": change.since, "start": f"{start[row]:.10g}"}
            values |= {"column": "direction", "said": "at_most", "given": "at_least"}
            return Message(
                template, values | {"due": change.due, "year": f"{np.ceil(columns['target_time'][row]):.10g}"}
            )

        sheet.problems.add(rows, column, describe)

    wrong = found & (~fits | against)
    report(wrong & ~multiple, _CHANGE_OF_WHAT)
    report(wrong & multiple, _NO_BASELINE)
    report(found & ~wrong & either_sign, _EITHER_SIGN)
    report(found & ~wrong & upward, CONTRADICTS)
    report(found & ~wrong & other_year, _OTHER_YEAR)
    report(found & ~wrong & no_year, N_("is empty; '{text}' is a change of the baseline"), "baseline_year")
    report(found & ~wrong & other_due, _OTHER_DUE)
    good = found & ~wrong & ~either_sign & ~upward & ~other_year & ~other_due & ~no_year
    rising = where(levels & ~multiple, says("rising").map(lambda text: f"+{text}"), says("rising"))
    rewritten = where(falls & ~(of_decrease & ~levels), falling, rising)
    sheet.rewrite("target_value", where(good, rewritten, where(found, "", texts)))
    if good.any():
        example = texts[int(np.argmax(good))]
        values = {
            "file": sheet.records.label,
            "column": sheet.records.headers["target_value"],
            "count": int(good.sum()),
            "example": example,
            "number": rewritten[int(np.argmax(good))],
        }
        sheet.problems.notes.append(Message(_NOTE, values))
    return np.asarray(good & multiple, dtype=np.bool_)


def _fits_unit(texts: Coded, unit: Coded) -> Bools:
    """Return where a change of a level can be one thing only: percent of an amount, or points of a percentage."""
    in_percent = unit.holds(is_in_percent)
    percent, points = texts.holds(_is_in_percent), texts.holds(lambda text: "百分点" in text)
    return np.asarray((percent & ~in_percent) | (points & in_percent), dtype=np.bool_)


def _is_in_percent(text: str) -> bool:
    return "%" in plain_forms(text) or "cent" in text


def _say_decrease(columns: dict[str, Any], found: Bools) -> Bools:
    """Return where a name of the target speaks of a decrease, so that a positive number may be one."""
    says = np.zeros(len(found), dtype=np.bool_)
    rows = np.flatnonzero(found)
    for name in ("key", "name_zh", "name_en"):
        says[rows] |= columns[name][rows].holds(lambda text: _SAYS_DECREASE.search(text) is not None)
    return says


_CHANGE_OF_WHAT = N_(
    "'{text}' is a change; write the number with its sign, and percent or difference in 'relative', or growth, "
    "change or cumulative in 'measure'"
)
_NO_BASELINE = N_("'{text}' is a multiple of the baseline, from which this measure does not start; write the number")
_EITHER_SIGN = N_(
    "'{text}' may be {number} or -{number}, as the name speaks of a decrease; write it with the sign that the actuals "
    "have"
)
_OTHER_YEAR = N_("'{text}' starts from {since}, but the baseline is of {start}; keep the right year")
_OTHER_DUE = N_("'{text}' is due in {due}, but the target year is {year}; keep the right year")
_NOTE = N_("{file}: {column}: changes in words read as numbers: {count}, such as {example} as {number}")
