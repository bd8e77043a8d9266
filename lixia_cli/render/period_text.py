"""Periods in words: 2022年底 and 2022年上半年, the end of 2022 and the first half of 2022."""

from __future__ import annotations

import functools

from lixia_cli.model.periods import Period, parse_period
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

_MONTHS: tuple[str, ...] = ("January", "February", "March", "April", "May", "June")
_MONTHS += ("July", "August", "September", "October", "November", "December")
_QUARTERS = {
    3: N_("the first quarter of {year}"),
    6: N_("the first half of {year}"),
    9: N_("the first three quarters of {year}"),
}
"""Parts of a year by the number of their months, all counted from 1 January."""
_CODES = {
    "": N_("{year}"),
    "H1": N_("H1 {year}"),
    "Q1": N_("Q1 {year}"),
    "Q2": N_("H1 {year}"),
    "Q3": N_("Q1-Q3 {year}"),
    "Q4": N_("{year}"),
    "month": N_("{month_short} {year}"),
    "sum": N_("Jan-{month_short} {year}"),
}
"""The labels of periods by what follows their year; quarters are counted from 1 January."""
_ALONE = {
    "H1": N_("H1 {year}"),
    "Q1": N_("Q1 {year}"),
    "Q2": N_("Q2 {year}"),
    "Q3": N_("Q3 {year}"),
    "Q4": N_("Q4 {year}"),
}
"""The labels of periods whose figure is that of the part alone."""


def end_text(text: str, translate: Translate) -> str:
    """Return the moment at which a level of a period was observed, its end. `text` is the period's canonical form.

    >>> end_text("2022", str), end_text("2022H1", str), end_text("FY2023", str)
    ('the end of 2022', 'the end of June 2022', 'the end of FY2023')
    """
    period = _calendar(text)
    if period is None:
        return translate("the end of {label}").format(label=plain(text))
    if period.months == 12:
        return translate("the end of {year}").format(year=period.year)
    return translate("the end of {month_name} {year}").format(**_named(period))


def span_text(text: str, translate: Translate) -> str:
    """Return a period as the time within which an amount came about.

    >>> span_text("2022", str), span_text("2022Q3", str), span_text("2022-08", str), span_text("2022/23", str)
    ('2022', 'the first three quarters of 2022', 'January-August 2022', '2022/23')
    """
    period = _calendar(text)
    if period is None:
        return plain(text)
    if period.months == 12:
        return translate("{year}").format(year=period.year)
    if period.months in _QUARTERS and text[-3] != "-":
        return translate(_QUARTERS[period.months]).format(year=period.year)
    if period.months == 1:
        return translate("{month_name} {year}").format(**_named(period))
    return translate("January-{month_name} {year}").format(**_named(period))


@functools.lru_cache(maxsize=1_000)  # many rows have few periods
def label_text(text: str, translate: Translate, summed: bool = False) -> str:
    """Return a period as short as a cell of a table. `summed`: an amount came about from January on.

    >>> label_text("2022", str), label_text("2022H1", str), label_text("2022-06", str), label_text("2022/23", str)
    ('2022', 'H1 2022', 'Jun 2022', '2022/23')
    >>> label_text("2022-06", str, summed=True), label_text("2022Q3", str)
    ('Jan-Jun 2022', 'Q1-Q3 2022')
    """
    period = _calendar(text)
    if period is None:
        return plain(text)
    code = text[4:] if text[4:] in _CODES else "sum" if summed and period.months > 1 else "month"
    return translate(_CODES[code]).format(**_named(period))


def alone_text(text: str, translate: Translate) -> str:
    """Return a part of a year by itself, as short as `label_text`.

    >>> alone_text("2022Q3", str), alone_text("2022-06", str), alone_text("2022", str)
    ('Q3 2022', 'Jun 2022', '2022')
    """
    period = _calendar(text)
    if period is None or text[4:] not in _ALONE:
        return label_text(text, translate)
    return translate(_ALONE[text[4:]]).format(**_named(period))


def in_brackets(text: str, period: str, translate: Translate) -> str:
    """Return a text with another in brackets behind it: a figure with its period, or with a rate."""
    return translate("{text} ({period})").format(text=text, period=period)


def due_text(text: str, translate: Translate) -> str:
    """Return the year, half, quarter or month at the end of which a target is due, as short as a cell of a table.

    >>> due_text("2026", str), due_text("2026H1", str), due_text("2026-10", str), due_text("FY2026", str)
    ('2026', 'the first half of 2026', 'October 2026', 'FY2026')
    """
    period = _calendar(text)
    if period is None or text[-3] != "-":
        return plain(text) if period is None or period.months == 12 else span_text(text, translate)
    return translate("{month_name} {year}").format(**_named(period))


def since_text(first: int, text: str, translate: Translate, short: bool = False) -> str:
    """Return the years from `first` to a period, within which a total was added up; `short` as in a cell of a table.

    >>> since_text(2021, "2022", str), since_text(2022, "2022", str), since_text(2021, "2022H1", str)
    ('2021-2022', '2022', '2021 to the first half of 2022')
    """
    period = _calendar(text)
    if period is None or period.year <= first:
        return label_text(text, translate, summed=True) if short else span_text(text, translate)
    if period.months == 12:
        return translate("{first}-{year}").format(first=first, year=period.year)
    span = label_text(text, translate, summed=True) if short else span_text(text, translate)
    return translate("{first} to {span}").format(first=first, span=span)


def _calendar(text: str) -> Period | None:
    """Return the period of a canonical form; None for fiscal years, whose label is shown as it was written."""
    period = parse_period(text)
    return period if period is not None and text[:4] == str(period.year) and "/" not in text else None


def _named(period: Period) -> dict[str, object]:
    name = _MONTHS[period.months - 1]
    return {"year": period.year, "month": period.months, "month_name": name, "month_short": name[:3]}
