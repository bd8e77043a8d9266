"""Periods in words, in both languages."""

from __future__ import annotations

import pytest

from lixia_cli.render.period_text import end_text, since_text, span_text
from lixia_cli.text.i18n import translator

CHINESE = translator("zh")


@pytest.mark.parametrize(
    ("period", "end", "span"),
    [
        ("2022", "2022年底", "2022年"),
        ("2022H1", "2022年6月底", "2022年上半年"),
        ("2022Q1", "2022年3月底", "2022年一季度"),
        ("2022Q2", "2022年6月底", "2022年上半年"),
        ("2022Q3", "2022年9月底", "2022年前三季度"),
        ("2022Q4", "2022年底", "2022年"),
        ("2022-01", "2022年1月底", "2022年1月"),
        ("2022-09", "2022年9月底", "2022年1—9月"),
        ("2022-12", "2022年底", "2022年"),
        ("FY2023", "FY2023末", "FY2023"),
        ("2022/23", "2022/23末", "2022/23"),
    ],
)
def test_ends_and_spans_in_chinese(period, end, span):
    assert (end_text(period, CHINESE), span_text(period, CHINESE)) == (end, span)


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        ("2023", "2021-2023", "2021—2023年"),
        ("2021", "2021", "2021年"),
        ("2022H1", "2021 to the first half of 2022", "2021年至2022年上半年"),
        ("2022-08", "2021 to January-August 2022", "2021年至2022年1—8月"),
        ("2021Q3", "the first three quarters of 2021", "2021年前三季度"),
    ],
)
def test_years_that_a_total_adds_up(period, english, chinese):
    assert (since_text(2021, period, str), since_text(2021, period, CHINESE)) == (english, chinese)
