"""Labels of periods that may be a month or a fiscal year: 2010-11, 201011."""

from __future__ import annotations

import re

from lixia_cli.model.periods import Period, fiscal_year, may_be_month, plain_label


def two_part_label(text: str) -> bool:
    """Return whether a text is a year and two digits, which are a month or the next year: 2010-06, 2010-11, 2012-13."""
    return re.fullmatch(r"[12][0-9]{3}[-/\u2013][0-9]{2}", plain_label(text)) is not None


def month_or_fiscal_year(text: str) -> tuple[Period, Period] | None:
    """Return both readings of a label that may be a month or a fiscal year; None for any other text.

    >>> month_or_fiscal_year("2010-11")  # doctest: +ELLIPSIS
    (Period(year=2010, months=11, text='2010-11', span=1, said=''), Period(year=2011, months=12...)
    """
    plain = plain_label(text)
    fiscal = fiscal_year(plain)
    if fiscal is None or not may_be_month(plain):
        return None
    return Period(int(plain[:4]), int(plain[5:]), f"{plain[:4]}-{plain[5:]}", 1), fiscal
