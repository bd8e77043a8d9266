"""CSV texts become records: quotes, line ends, separators, rows that do not fit the header, and their lines."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS, SOURCE_COLUMNS
from lixia_cli.read import csv_cells, csv_regular, csv_text
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.csv_text import CELL_LIMIT, COLUMN_LIMIT, LINE_LIMIT
from lixia_cli.read.notation import Notation
from lixia_cli.read.records import Records


def read(text: str) -> Records:
    return read_csv(text.encode(), "a.csv", ACTUAL_COLUMNS)


def rows(text: str) -> list[list[str]]:
    return read(text).table.frame().to_numpy().tolist()


def lines(text: str) -> list[int]:
    records = read(text)
    return [records.place(row).line for row in range(len(records))]


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    return [problem.text(str) for problem in caught.value.problems]


TWO = [["x", "2022", "1"], ["y", "2023", "2"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_line_ends(end, last):
    text = "key,period,value\nx,2022,1\ny,2023,2" + last
    assert rows(text.replace("\n", end)) == TWO


def test_the_first_row_of_an_old_mac_file_may_begin_with_an_empty_cell():
    assert rows("note,key,period,value\r,x,2022,1\rn,y,2023,2\r") == [["x", "2022", "1", ""], ["y", "2023", "2", "n"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_break_in_a_heading_costs_no_row(end):
    text = 'key,period,"value\n",'.replace("\n", end) + f'"re{end}{end}mark"{end}x,2022,1,{end}y,2023,2,{end}'
    records = read(text)
    assert records.table.frame().to_numpy().tolist() == TWO
    assert [records.place(row, "value").line for row in range(2)] == [5, 6]


def test_lines_are_counted_through_blank_lines_and_line_breaks_in_cells():
    assert lines('key,period,value,note\n\n\nx,2022,1,"a\nb\n"\n,,,\n  \ny,2023,2,\n') == [4, 9]
    assert lines('key,period,value,note\r\rx,2022,1,"a\rb"\ry,2023,2,\r') == [3, 5]


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ('"a, b"', "a, b"),
        ('"say ""no"""', 'say "no"'),
        ('""', ""),
        ('""""', '"'),
        ('5" pipe', '5" pipe'),
        ('"a\r\nb"', "a\r\nb"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_quotes(cell, read_as, end):
    assert read(f"key,period,value,note\nx,2022,1,{cell}{end}").texts("note").tolist() == [read_as]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('key,period,value,"note\nx,2022,1,\n', 'a.csv:1: a quote (") opened here is never closed'),
        ('key,period,value\nx,2022,1\n"y\n,2022,1\n', 'a.csv:3: a quote (") opened here is never closed'),
        (
            'key,note,period,value\nx,"a\nb",2021,1\ny,"c,2022,2\nz,"d",2022,3\n',
            'a.csv:4: the quote (") opened here closes in line 5, before other text; write quotes within a cell twice',
        ),
        (
            'key,period,value,note\nx,2022,1,"a"b\n',
            'a.csv:2: the quote (") opened here closes in line 2, before other text; write quotes within a cell twice',
        ),
        (
            # The quote of line 2 is closed by that of line 4, with nothing behind it: valid, but not meant.
            'key,period,value,note\nx,2022,1,"a\ny,2022,2,\nz,2022,3,"\n',
            'a.csv:2: the quote (") opened here closes in line 4; what is between looks like rows',
        ),
        (
            'key,note,period,value\nx,"a,2022,1\ny,",2022,2\n',
            'a.csv:2: the quote (") opened here closes in line 3; what is between looks like rows',
        ),
        (
            'key,period,value,"note\nx,2022,1,\ny,2022,2,"\n',
            'a.csv:1: the quote (") opened here closes in line 3; what is between looks like rows',
        ),
    ],
)
def test_quotes_that_are_not_closed_where_they_should(text, expected):
    assert problems(text) == [expected]
    assert problems(text.replace("\n", "\r")) == [expected]


def test_text_over_several_lines_is_no_row():
    text = 'key,period,value,note\nx,2022,1,"see\nnotes 1, 2, and 3"\n'
    assert rows(text) == [["x", "2022", "1", "see\nnotes 1, 2, and 3"]]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("x,2022", "2 fields where the header has 4; empty ones at the end need their comma too"),
        ("x,2022,1", "3 fields where the header has 4; empty ones at the end need their comma too"),
        ("x", "1 fields where the header has 4; empty ones at the end need their comma too"),
        ("x,2022,1,234,5", "5 fields where the header has 4; quote cells that contain a comma"),
        ("x,2022,1,,,5,", "7 fields where the header has 4; quote cells that contain a comma"),
    ],
)
def test_rows_that_do_not_fit_the_header(row, expected):
    assert problems(f"key,period,value,note\n{row}\ny,2022,1,\n") == [f"a.csv:2: {expected}"]


@pytest.mark.parametrize("row", ["x,2022,1,", "x,2022,1,,", "x,2022,1,, ,,"])
def test_empty_cells_behind_the_last_column_are_no_fields(row):
    assert rows(f"key,period,value,note\n{row}\n") == [["x", "2022", "1", ""]]


@pytest.mark.parametrize("row", ["x,2022,1", "x,2022,1,", "x,2022,1,,"])
def test_headings_that_are_empty_at_the_end_are_no_columns(row):
    assert rows(f"key,period,value,,\n{row}\n") == [["x", "2022", "1"]]


def test_a_long_row_does_not_make_up_for_a_short_one():
    for rows in ("x,2022,1,,\ny,2022,1\n", "x,2022,1\ny,2022,1,,\n", 'x,2022,"1,1",,\ny,2022,"1"\nz,2022,1,\n'):
        assert len(problems("key,period,value,note\n" + rows)) == 1


def test_cells_below_no_heading():
    assert problems("key,period,value,\nx,2022,1,234\n") == [
        "a.csv:2: 4 fields where the header has 3; quote cells that contain a comma"
    ]
    # The numbering of rows that pandas writes has no heading either.
    assert rows(",key,period,value\n0,x,2022,1\n") == [["x", "2022", "1"]]


@pytest.mark.parametrize("blank", ["", ",", ",,,,,,", " , "])
def test_blank_rows_of_any_length_are_passed_over(blank):
    assert rows(f"key,period,value,note\n{blank}\nx,2022,1,\n{blank}\n") == [["x", "2022", "1", ""]]


def test_all_problems_are_counted_and_the_first_are_kept():
    with pytest.raises(InputError) as caught:
        read("key,period,value\n" + "x,2022\n" * 1000)
    assert (caught.value.count, len(caught.value.problems)) == (1000, 1000)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ('key;period;value;"a, b, c, d"', "x;2022;1;"),
        ('"key","period","value","a; b; c; d; e"', "x,2022,1,"),
        ('key\tperiod\tvalue\t"a, b, c, d"', "x\t2022\t1\t"),
        ("Key ;PERIOD; Value", "x;2022;1"),
        ('"a;b;c;d","e;f;g;h","key","period","value"', ",,x,2022,1"),
    ],
)
def test_the_separator_is_the_one_that_gives_declared_names(header, row):
    assert rows(f"{header}\n{row}\n") == [["x", "2022", "1"]]


@pytest.mark.parametrize(
    ("separator", "notation"), [(",", Notation.POINT), (";", Notation.UNKNOWN), ("\t", Notation.LIKELY_POINT)]
)
def test_the_notation_of_numbers_depends_on_the_separator(separator, notation):
    assert read("key,period,value\n".replace(",", separator)).notation is notation


def test_characters_that_no_text_has():
    assert problems('key,period,value\n"x\n",2022,1\0\n') == ["a.csv:3: contains a NUL character; save it as CSV UTF-8"]
    assert problems("key,period,value\rx,2022,1\r\ufeffy,2022,1\r") == [
        "a.csv:3: contains a byte order mark (U+FEFF), as files do that were joined; take it out"
    ]


TOO_LONG = f'a cell that starts here has more than {CELL_LIMIT} characters; is a quote (") left open?'


def test_limits():
    before = csv.field_size_limit()
    assert problems("key,period,value," + "c," * COLUMN_LIMIT + "\n") == [
        f"a.csv:1: has more than {COLUMN_LIMIT} columns, the most that are read"
    ]
    text = "key,period,value,note\nx,2022,1,\ny,2022,1,"
    assert problems(text + "n" * (CELL_LIMIT + 1)) == [f"a.csv:3: {TOO_LONG}"]
    assert len(read(text + "n" * CELL_LIMIT)) == 2
    assert problems(text + '"a\nb"\nz,2022,2,"' + "n,\n" * (CELL_LIMIT + 1)) == [f"a.csv:5: {TOO_LONG}"]
    assert problems(text + "," * (LINE_LIMIT + 1)) == [
        f"a.csv:3: has more than {LINE_LIMIT} characters, the most that are read"
    ]
    assert csv.field_size_limit() == before  # which holds for the whole process


@pytest.mark.parametrize("closed", ["", '"'])
@pytest.mark.parametrize("filling", ["n,\n", '""', 'n""\n'])
def test_quotes_left_open_and_doubled_without_end(monkeypatch, filling, closed):
    """On one line and over many."""
    limit = 50_000
    for module in (csv_text, csv_cells):
        monkeypatch.setattr(module, "CELL_LIMIT", limit)
    text = f'key,period,value,note\nx,2022,1,\ny,2022,1,"a\nb"\nz,2022,2,"{filling * (limit + 1)}{closed}'
    assert problems(text) == [f"a.csv:5: {TOO_LONG.replace(str(CELL_LIMIT), str(limit))}"]


CELLS = st.text(st.sampled_from("abé中12.,;\t\"\n\r '\u2028\x0b𠀀"), max_size=6)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5)


@given(TABLES, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_cells_written_by_the_csv_module_come_back(table, separator, end, every):
    file = io.StringIO()
    # Before Python 3.13 the csv module leaves line ends of the other kind unquoted.
    breaks = any(character in cell for row in table for cell in row for character in "\r\n")
    quoting = csv.QUOTE_ALL if every or breaks else csv.QUOTE_MINIMAL
    writer = csv.writer(file, delimiter=separator, lineterminator=end, quoting=quoting)
    writer.writerows([["id", "title", "note"], *table])
    found = read_csv(file.getvalue().encode(), "s.csv", SOURCE_COLUMNS).table.frame().to_numpy().tolist()
    assert found == [row for row in table if any(cell.strip() for cell in row)]


@given(st.text(st.sampled_from('a1,"\n'), max_size=20), st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]))
def test_long_and_short_texts_are_read_alike(body, end):
    content = ("id,title\n" + body).replace("\n", end).encode()

    def outcome() -> object:
        try:
            records = read_csv(content, "s.csv", SOURCE_COLUMNS)
        except InputError as error:
            return [problem.text(str) for problem in error.problems]
        return records.table.frame().to_numpy().tolist(), [records.place(row).line for row in range(len(records))]

    found = outcome()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_regular, "MANY", 0)
        assert outcome() == found
