"""Texts become columns: encodings, headers, numbers, periods and units."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.check.numbers import MISSING_MARKS, parse_numbers
from lixia_cli.files.problems import InputError
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.model.units import split_unit
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.encodings import decode
from lixia_cli.text.width import text_width, wrap


def texts(cells: list[str]) -> np.ndarray:
    """A column as the sheet of a file holds it."""
    return np.array(cells, dtype=object)


TEXT = "指标,年份,数值\ngdp,2022,1.5\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings(encoding):
    records = read_csv(TEXT.encode(encoding), "a.csv", ACTUAL_COLUMNS)
    assert records.headers == {"key": "指标", "period": "年份", "value": "数值"}
    assert records.frame.to_numpy().tolist() == [["gdp", "2022", "1.5"]]
    assert bool(records.notes) == encoding.startswith("gb")


def test_utf8_is_never_taken_for_gb18030():
    # These bytes are valid GB18030 too, and would be other characters.
    assert decode("数值".encode(), "a.csv") == ("数值", [])


def problems(content: bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_csv(content, "a.csv", ACTUAL_COLUMNS)
    return [problem.text(str) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["a.csv: is empty; the first line must name the columns"]),
        (b"key,period,value\ngdp,2022,\xff\xff\n", ["a.csv:2: neither UTF-8 nor GB18030 (byte 27); save it as UTF-8"]),
        (b"\n\nkey,period,value\n", ["a.csv:1: is blank; the first line must name the columns"]),
        (
            b"key,period,value\nx\0,2022,1\n",
            ["a.csv:2: holds a NUL character, which no text has; save it as CSV UTF-8"],
        ),
        (b"PK\x03\x04", ["a.csv: is a spreadsheet (.xlsx); save it as CSV UTF-8"]),
        (
            b"key,period,value\ngdp,2022,1,2\n\nx,2022,3\ny,2022,1,2,3\n",
            [
                "a.csv:2: 4 fields where the header has 3; quote cells that hold a comma",
                "a.csv:5: 5 fields where the header has 3; quote cells that hold a comma",
            ],
        ),
        (b'key,period,value\ngdp,2022,1\ngdp,"2023,2\n', ['a.csv:3: a quote (") opened here is never closed']),
        (b"key,period,year,value\n", ["a.csv:1: year: stands for period twice; keep one of the columns"]),
        (
            b"key,perid\n",
            [
                "a.csv:1: period: this column is missing; is it 'perid'?",
                "a.csv:1: value: this column is missing; add it (value observed; empty where it is not known)",
            ],
        ),
    ],
)
def test_unusable_files(content, expected):
    assert problems(content) == expected


def test_lines_are_counted_through_blank_and_broken_records():
    records = read_csv(b'key,period,value,note\n\ngdp,2022,1,"two\nlines"\n,,,\nx,2022,3,\n', "a.csv", ACTUAL_COLUMNS)
    assert records.frame["key"].tolist() == ["gdp", "x"]
    assert [records.place(row).line for row in range(2)] == [3, 6]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator):
    records = read_csv(TEXT.replace(",", separator).encode(), "a.csv", ACTUAL_COLUMNS)
    assert records.frame["value"].tolist() == ["1.5"]


def test_codes_and_country_names_stay_text():
    records = read_csv(b"key,region,period,value\n011,NA,2022,1\n", "a.csv", ACTUAL_COLUMNS)
    assert records.frame.to_numpy().tolist() == [["011", "NA", "2022", "1"]]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2,446.9", 2446.9),
        ("１２３.４", 123.4),
        ("1,2345", 12345),  # grouped in fours, as 万 counts
        ("－5", -5),
        ("−5", -5),
        ("+0.5", 0.5),
        ("1e3", 1000),
        (" 46 ", 46),
        (".5", 0.5),
        ("5.", 5),
    ],
)
def test_numbers(text, value):
    assert parse_numbers(texts([text])).values[0] == value


NO_NUMBERS = ("1,23", "12,34,567", "1.2.3", "abc", "1_000", "inf", "nan", "≤35", "⑤x", "0x10", "1 910", "1e200", ".")


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_number(text):
    assert parse_numbers(texts([text, "1"])).bad.tolist() == [True, False]


@pytest.mark.parametrize("mark", MISSING_MARKS)
def test_marks_for_what_is_not_known(mark):
    read = parse_numbers(texts([mark, "1"]))
    assert read.missing.tolist() == [True, False]
    assert not read.bad.any()


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_come_back_exactly(values):
    assert parse_numbers(texts([repr(value) for value in values])).values.tolist() == values


@given(st.integers(-(10**14), 10**14))
def test_grouping_changes_nothing(number):
    assert parse_numbers(texts([f"{number:,}"])).values[0] == number


@given(st.text())
def test_any_text_is_a_number_or_missing_or_bad(text):
    read = parse_numbers(texts([text]))
    assert int(read.missing[0]) + int(read.bad[0]) + int(not math.isnan(read.values[0]) and not read.bad[0]) == 1


@pytest.mark.parametrize(
    ("text", "canonical", "time"),
    [
        ("2022", "2022", 2022),
        ("2022年", "2022", 2022),
        ("2022H1", "2022H1", 2021.5),
        ("2022年上半年", "2022H1", 2021.5),
        ("2022Q3", "2022Q3", 2021.75),
        ("2022年前三季度", "2022Q3", 2021.75),
        ("2022-06", "2022-06", 2021.5),
        ("2022年1-11月", "2022-11", 2021 + 11 / 12),
        ("2022-12", "2022-12", 2022),
        ("２０２２", "2022", 2022),
    ],
)
def test_periods(text, canonical, time):
    period = parse_period(text)
    assert period is not None
    assert (period.text, period.time) == (canonical, time)


@pytest.mark.parametrize("text", ["", "22", "2022H2", "2022Q5", "2022-13", "2022-6", "H1", "2022 final", "3022"])
def test_what_is_no_period(text):
    assert parse_period(text) is None


@given(st.integers(1000, 2999), st.integers(1, 12))
def test_later_months_are_later(year, month):
    period = parse_period(f"{year}-{month:02d}")
    assert period is not None
    assert year - 1 < period.time <= year


@pytest.mark.parametrize(
    ("text", "scale", "base"),
    [
        ("元", 1, "元"),
        ("万元", 10**4, "元"),
        ("亿元", 10**8, "元"),
        ("万亿元", 10**12, "元"),
        ("万平方米", 10**4, "平方米"),
        ("亿美元", 10**8, "美元"),
        ("个百分点", 1, "个百分点"),
        ("千瓦时", 1, "千瓦时"),
        ("万", 1, "万"),
        ("％", 1, "%"),
    ],
)
def test_units(text, scale, base):
    assert split_unit(text) == (scale, base)


@given(st.text(st.sampled_from("ab 12金融业、。（）%")), st.integers(2, 30))
def test_wrapping_loses_nothing_and_fits(text, width):
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= width for line in lines)
