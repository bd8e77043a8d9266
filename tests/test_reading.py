"""Texts become columns: encodings and headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.csv_records import read_csv
from lixia_cli.text.width import text_width, wrap

TEXT = "指标,年份,数值\ngdp,2022,1.5\n"


def problems(content: bytes) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_csv(content, "a.csv", ACTUAL_COLUMNS)
    return [problem.text(str) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["a.csv: is empty; the first line must name the columns"]),
        (b"\n\nkey,period,value\n", ["a.csv:1: is blank; the first line must name the columns"]),
        (
            b"key,period,value\nx\0,2022,1\n",
            ["a.csv:2: contains a NUL character; save it as CSV UTF-8"],
        ),
        (
            b"key,period,value\ngdp,2022,1,2\n\nx,2022,3\ny,2022,1,2,3\n",
            [
                "a.csv:2: 4 fields where the header has 3; quote cells that contain a comma",
                "a.csv:5: 5 fields where the header has 3; quote cells that contain a comma",
            ],
        ),
        (b'key,period,value\ngdp,2022,1\ngdp,"2023,2\n', ['a.csv:3: a quote (") opened here is never closed']),
        (
            b"key,period,year,value\n",
            [
                (
                    "a.csv:1: year: stands for period like 'period'; "
                    "keep one of the columns, or say in lixia.toml which is meant"
                )
            ],
        ),
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
    assert records.texts("key").tolist() == ["gdp", "x"]
    assert [records.place(row).line for row in range(2)] == [3, 6]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators(separator):
    records = read_csv(TEXT.replace(",", separator).encode(), "a.csv", ACTUAL_COLUMNS)
    assert records.texts("value").tolist() == ["1.5"]


def test_codes_and_country_names_stay_text():
    records = read_csv(b"key,region,period,value\n011,NA,2022,1\n", "a.csv", ACTUAL_COLUMNS)
    assert records.table.frame().to_numpy().tolist() == [["011", "NA", "2022", "1"]]


@given(st.text(st.sampled_from("ab 12金融业、。（）%")), st.integers(2, 30))
def test_wrapping_loses_nothing_and_fits(text, width):
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(text_width(line) <= width for line in lines)
