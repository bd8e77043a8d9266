"""Files with many rows: their numbers are read as floats and their texts as categories, with the same results."""

from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.files.problems import InputError
from lixia_cli.loading import check_records, load_records
from lixia_cli.model.coded import Coded, below_each_other, coded, joined, where
from lixia_cli.model.grouping import codes_of, first_of
from lixia_cli.model.table import Table
from lixia_cli.read import csv_irregular, csv_regular, encodings, read
from lixia_cli.read.cell_text import cell_text
from lixia_cli.read.csv_rows import Body, Fitter
from lixia_cli.read.parts import csv_pieces

TARGETS = "key,region,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,owner\n"
ACTUALS = "key,region,period,value,unit,status,note\n"
_NUMBERS = (
    "1|2.50|-3|-0|007|1e+05|12345678.1234567|1234567890123456|.|-|-.5|"
    "| 4 |.5|5.|1e5|1E-3|1e400|1e101|+5|+10%|-10%|nan|NaN|inf|-Infinity|1_0|0x1A|1,5|46%|450①|≥60|6—8|"
    "暂无|true|1e-400|５|5o|0.1|123456789.123456789|9007199254740993"
)
NUMBERS = st.sampled_from(_NUMBERS.split("|"))
TEXTS = st.sampled_from(["", "a", "A", " a", "001", "1", "True", "nan", "万元", "元", "%", "preliminary", "x\u3000"])
PERIODS = st.sampled_from(["2020", "2021", "2021年", "2022H1", "2022-06", "2010-11", "2020.0", "", "nan"])


def rows(*columns):
    return st.lists(st.tuples(*columns), max_size=12)


def outcome(targets: str, actuals: str, folder, many: int, monkeypatch, block: int = 100) -> object:
    """Return the checked frames and notes of two files, or their problems, with `many` as the limit.

    Form feeds part the actuals into several files.
    """
    monkeypatch.setattr(csv_regular, "MANY", many)
    monkeypatch.setattr(csv_regular, "BLOCK", block)
    (folder / "targets.csv").write_text(targets, encoding="utf-8", newline="")
    files = [folder / f"actuals{number}.csv" for number in range(len(actuals.split("\f")))]
    for file, text in zip(files, actuals.split("\f"), strict=True):
        file.write_text(text, encoding="utf-8", newline="")
    try:
        records = load_records(str(folder / "targets.csv"), list(map(str, files)))
        plan = check_records(*records)
    except InputError as error:
        return [problem.text(str) for problem in error.problems], error.count
    frames = [table.frame().to_csv() for table in (plan.targets, plan.actuals)]
    return *frames, [str(note) for note in (*records[0].notes, *records[1].notes, *plan.notes, *plan.doubts)]


@given(
    rows(st.sampled_from("xyz"), TEXTS, TEXTS, st.sampled_from(["亿元", "%", "元"]), NUMBERS, NUMBERS),
    rows(st.sampled_from("xyzXx"), TEXTS, PERIODS, NUMBERS, TEXTS, TEXTS),
    st.sampled_from([",", "\t", ";"]),
)
def test_many_rows_are_read_like_few(tmp_path_factory, targets, actuals, separator):
    folder = tmp_path_factory.mktemp("many")
    lines = [
        (key, region, "d", "X", unit, "stock", "2020", start, "2025", goal, owner)
        for key, region, owner, unit, start, goal in targets
    ]
    observed = [(key, region, period, value, unit, "", note) for key, region, period, value, unit, note in actuals]
    quoted = [
        header.replace(",", separator)
        + "".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in row) + "\n" for row in table)
        for header, table in ((TARGETS, lines), (ACTUALS, observed))
    ]
    with pytest.MonkeyPatch.context() as patch:
        few = outcome(*quoted, folder, sys.maxsize, patch)
        for block in (1, 40, 1_000_000):
            assert outcome(*quoted, folder, 0, patch, block) == few


def regular_rows(body):
    return csv_regular.regular_rows(body, Fitter("a.csv", body.separator, body.width, []))


@pytest.mark.parametrize(
    ("text", "width", "texts"),
    [
        ("x,2020,1,\ny,2021,2.5,\n", 3, ["x", "y"]),
        ("x,2020,1,\ny,2021,2.5,\n", 4, ["x", "y"]),
        ('"x, y",2020,1\n"y\nz",2021,2.5\n', 3, ["x, y", "y\nz"]),
    ],
)
def test_what_may_be_in_long_files_is_read_by_columns(monkeypatch, text, width, texts):
    """Empty cells behind the last heading, separators and line breaks in cells: Python's csv is not needed."""
    monkeypatch.setattr(csv_regular, "MANY", 0)
    monkeypatch.setattr(csv_irregular, "irregular_block", lambda *_: None)
    body = Body(text.encode(), 2, ",", width, [0, 2], frozenset({2}))
    found = csv_regular.regular_rows(body, Fitter("a.csv", ",", 3, []))
    assert found is not None
    assert found.columns[2].tolist() == [1, 2.5]
    assert coded(found.columns[0]).texts().tolist() == texts


LINES = st.sampled_from(
    [
        *("x,,2020,1,,,", "x,,2021,2.5,,,", "y,,2021,3,,,", "y,,2022,+4,,,", "z,,2022,450①,,,a", "z,,2020,-,,,b"),
        *('"x",,2022,"1,234",,,', 'y,,2020,7,,,"a, ""b"""', 'y,,2024,7,,,"a\nb"', "", "  ", ",,,,,,", ",,,+1,,,"),
        *("x,,2023,1,,", "x,,2023,1,,,,", "x,,2023,1,,,,9", 'x,,2023,1,,,"open', 'x,,2023,1,,,a"b', "x,,2024,1.234,,,"),
        *("注：a", "Source: b", "单位：万元", "", "x,中,2026,9,,,"),
        *("z,,2024,0,,,", "z,,2025,1e-400,,,", "y,,2025,true,,,", "y,,2026,nan,,,", "x,,2025,1_0,,,", "x,é,2026,9,,,"),
        *("x,,2023,1,,,, ,", 'y,,2025,8,,,"a\n\nb"', 'z,,2023,3,,,"a\nx,,2027,5,,,"', '"x\r\n",,2025,8,,,c'),
    ]
)


@given(
    st.lists(LINES, max_size=12),
    st.sampled_from([",", "\t", ";"]),
    st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]),
    st.booleans(),
    st.booleans(),
    st.sampled_from(["", ",", ",,"]),
)
def test_blocks_are_read_like_one(tmp_path_factory, lines, separator, line_end, mark, ended, unnamed):
    """Whatever is odd in another block: quotes, blank lines, rows that do not fit, marks beside numbers.

    Columns without a heading at the end are empty.
    """
    folder = tmp_path_factory.mktemp("blocks")
    target = "x,,d,X,,stock,2020,1,2030,9,\n"
    targets = TARGETS + target + target.replace("x", "y", 1) + target.replace("x", "z", 1)
    lines = [line + unnamed if line.count(",") == 6 and '"' not in line else line for line in lines]
    actuals = ACTUALS.replace("\n", unnamed + "\n") + "\n".join(lines) + "\n" * ended
    actuals = "\ufeff" * mark + actuals.replace(",", separator).replace("\n", line_end)
    with pytest.MonkeyPatch.context() as patch:
        few = outcome(targets, actuals, folder, sys.maxsize, patch)
        for name in ("_LONG", "_HEAD", "_TAIL", "_BLOCK"):
            patch.setattr(encodings, name, 1)
        for block in (1, 20, 1_000_000):
            assert outcome(targets, actuals, folder, 0, patch, block) == few
        patch.setattr(read, "LONG", 0)
        patch.setattr(csv_pieces, "HEAD", 150)
        patch.setattr(csv_pieces, "TAIL", 20)
        for piece in (1, 30, 1_000_000):
            patch.setattr(csv_pieces, "PIECE", piece)
            assert outcome(targets, actuals, folder, 0, patch) == few


def test_long_files_are_read_in_pieces(tmp_path, monkeypatch):
    """Their text is never in memory as a whole."""
    monkeypatch.setattr(read, "LONG", 0)
    monkeypatch.delattr(read, "read_bytes")
    rows = "".join(f'k,r{row},2020,{row}.5,km,,"a\nb"\n' for row in range(9))
    (tmp_path / "t.csv").write_text(TARGETS + "k,r1,d,K,km,stock,2015,1,2030,9,\n", encoding="utf-8")
    (tmp_path / "a.csv").write_text("\ufeff" + ACTUALS + rows, encoding="utf-8")
    monkeypatch.setattr(csv_pieces, "PIECE", 40)
    _, actuals = load_records(str(tmp_path / "t.csv"), str(tmp_path / "a.csv"))
    assert actuals.floats("value").tolist() == [row + 0.5 for row in range(9)]
    assert [actuals.place(row).line for row in range(9)] == [2 + 2 * row for row in range(9)]


FLOATS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e49, max_value=1e49)


@given(st.lists(FLOATS.filter(lambda value: value == 0 or abs(value) > 1e-49), min_size=1))
def test_floats_are_read_as_python_reads_them(values):
    written = [text for value in values for text in (repr(value), f"{value:.25f}", f"{value:.3f}", f"{value:.3e}")]
    written.append("2.5")
    content = "".join(f"k,{text}\n" for text in written).encode()
    body = Body(content.replace(b"+", b""), 2, ",", 2, [0, 1], frozenset({1}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_regular, "MANY", 0)
        found = regular_rows(body)
    assert found is not None
    assert found.columns[1].dtype == float
    assert found.columns[1].tolist() == [float(text.replace("+", "")) for text in written]


def test_odd_cells_stay_as_written_beside_numbers(monkeypatch):
    monkeypatch.setattr(csv_regular, "MANY", 0)
    body = Body("x,1.50,2.0\ny,450①,1.0\nz,,7\nv,+5,\nu,7,8\n".encode(), 2, ",", 3, [0, 1, 2])
    found = regular_rows(body._replace(numbers=frozenset({1, 2})))
    assert found is not None
    np.testing.assert_array_equal(found.columns[1], [1.5, np.nan, np.nan, np.nan, 7])
    np.testing.assert_array_equal(found.columns[2], [2, np.nan, 7, np.nan, 8])
    assert {at: cells.texts().tolist() for at, cells in found.odd.items()} == {
        1: ["", "450①", "", "+5", ""],
        2: ["", "1.0", "", "", ""],
    }


def test_a_sign_alone_makes_a_number_odd(monkeypatch):
    """Plus five may be an increase, and what it would be read as is 5."""
    monkeypatch.setattr(csv_regular, "MANY", 0)
    found = regular_rows(Body(b"x,1.50\ny,+5\nz,7\n", 2, ",", 2, [0, 1], frozenset({1})))
    assert found is not None
    np.testing.assert_array_equal(found.columns[1], [1.5, np.nan, 7])
    assert found.odd[1].texts().tolist() == ["", "+5", ""]


def test_mostly_odd_numbers_are_left_as_written(monkeypatch):
    monkeypatch.setattr(csv_regular, "MANY", 0)
    body = Body(b"x,1.50\ny,46%\nz,47%\n", 2, ",", 2, [0, 1], frozenset({1}))
    found = regular_rows(body)
    assert found is not None
    assert found.columns[1].texts().tolist() == ["1.50", "46%", "47%"]


@pytest.mark.parametrize("others", ["1,False", f"1,{chr(sys.maxunicode)}", "x,1.5"])
def test_codes_that_look_like_numbers_stay_as_written(monkeypatch, others):
    monkeypatch.setattr(csv_regular, "MANY", 0)
    monkeypatch.setattr(csv_regular, "BLOCK", 100)
    rows = ["007,True"] * 40 + [others] * 40
    found = regular_rows(Body("".join(f"{row}\n" for row in rows).encode(), 2, ",", 2, [0, 1]))
    assert found is not None
    assert [",".join(cells) for cells in zip(*(found.columns[at].texts() for at in (0, 1)), strict=True)] == rows
    assert sorted(found.columns[0].distinct) == sorted({row.split(",")[0] for row in rows})


@pytest.mark.parametrize("block", [1, 8, 1000])
def test_line_breaks_and_empty_cells_too_many_are_read_beside_numbers(monkeypatch, block):
    monkeypatch.setattr(csv_regular, "MANY", 0)
    monkeypatch.setattr(csv_regular, "BLOCK", block)
    text = 'x,1,a\ny,2,"b\n\n""c"""\n\nz,3,5"" pipe,,\n"""",4,""\nu,"5\n",v\n'
    found = regular_rows(Body(text.encode(), 2, ",", 3, [0, 1, 2], frozenset({1})))
    assert found is not None
    assert found.columns[0].texts().tolist() == ["x", "y", "z", '"', "u"]
    np.testing.assert_array_equal(found.columns[1], [1, 2, 3, 4, 5])
    assert found.columns[2].texts().tolist() == ["a", 'b\n\n"c"', '5"" pipe', "", "v"]
    assert list(found.lines) == [2, 3, 7, 8, 9]


@pytest.mark.parametrize("text", ["x,1\ny,2,9\n", "x,1\ny\n", 'x,1\ny,"2\n', 'x,1\ny,"2"3\n', 'x,1\ny,"a\nz,2"\n'])
def test_what_is_wrong_with_a_row_is_said_row_by_row(monkeypatch, text):
    monkeypatch.setattr(csv_regular, "MANY", 0)
    body = Body(text.encode(), 2, ",", 2, [0, 1])
    assert csv_regular.regular_rows(body, Fitter("a.csv", ",", 2, [1])) is None


def test_true_is_no_number(monkeypatch):
    monkeypatch.setattr(csv_regular, "MANY", 0)
    body = Body(b"x,true\ny,\nz,1\n", 2, ",", 2, [0, 1], frozenset({1}))
    found = regular_rows(body)
    assert found is not None
    assert found.odd[1].texts().tolist() == ["true", "", ""]


def test_numbers_beside_texts_of_another_source_are_spelt_like_them():
    columns = [Coded.of(np.array(["1,5", "x"], dtype=object)), np.array([2.0, 0.1, np.nan])]
    found = below_each_other(columns, cell_text)
    assert isinstance(found, Coded)
    assert found.texts().tolist() == ["1,5", "x", "2", "0.1", ""]
    assert below_each_other(columns[1:] * 2, cell_text)[[0, 4]].tolist() == [2.0, 0.1]


TEXTS_OF_A_COLUMN = st.lists(st.sampled_from(["", "a", "b", "ab", "万元"]), max_size=8)


@given(TEXTS_OF_A_COLUMN, st.data())
def test_coded_columns_behave_like_arrays_of_texts(texts, data):
    plain = np.array([*texts, "a"], dtype=object)
    other = np.array(data.draw(st.permutations(plain.tolist())), dtype=object)
    rows = np.array(data.draw(st.lists(st.booleans(), min_size=len(plain), max_size=len(plain))), dtype=bool)
    column, second = Coded.of(plain), Coded.of(other).map(str.upper).map(str.lower)
    assert (column == second).tolist() == (plain == other).tolist()
    assert (column != "a").tolist() == (plain != "a").tolist()
    assert column[rows].texts().tolist() == plain[rows].tolist()
    assert where(rows, column, second).texts().tolist() == np.where(rows, plain, other).tolist()
    assert where(rows, "", column).texts().tolist() == np.where(rows, "", plain).tolist()
    assert joined(column[rows], second).texts().tolist() == [*plain[rows], *other]
    assert column.map(len_of).texts().tolist() == [len_of(text) for text in plain]
    assert column[rows].unique() == list(dict.fromkeys(plain[rows]))
    assert column.used().distinct.tolist() == list(dict.fromkeys(plain))
    assert coded(Table({"x": column}).frame()["x"]).texts().tolist() == plain.tolist()
    pairs = list(zip(plain, other, strict=True))
    first = {pair: number for number, pair in enumerate(dict.fromkeys(pairs))}
    assert codes_of(column, second).tolist() == [first[pair] for pair in pairs]
    assert first_of(codes_of(column, second)).tolist() == [pairs.index(pair) for pair in pairs]


def len_of(text: str) -> str:
    return str(len(text))


@pytest.mark.parametrize("many", [0, sys.maxsize])
@pytest.mark.parametrize("text", ["1e-400", "1E-0400", f"0.{'0' * 350}1"])
def test_a_number_too_small_for_a_float_is_reported(tmp_path, monkeypatch, text, many):
    actuals = f"{ACTUALS}x,,2021,{text},,,\nx,,2022,7,,,\n"
    targets = f"{TARGETS}x,,d,X,km,stock,2020,1,2025,9,\n"
    problems, count = outcome(targets, actuals, tmp_path, many, monkeypatch)
    assert count == 1
    assert f"'{text}' is too large or too small to be meant" in problems[0]


GOOD = LINES.filter(lambda line: line.count(",") == 6 and '"' not in line)


@given(st.lists(st.tuples(st.lists(GOOD, max_size=6), st.sampled_from(",,,\t;")), min_size=2, max_size=3))
def test_several_long_files_are_read_like_short_ones(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("several")
    target = "x,,d,X,,stock,2020,1,2030,9,\n"
    targets = TARGETS + target + target.replace("x", "y", 1) + target.replace("x", "z", 1)
    texts = [(ACTUALS + "".join(f"{line}\n" for line in lines)).replace(",", sign) for lines, sign in files]
    with pytest.MonkeyPatch.context() as patch:
        few = outcome(targets, "\f".join(texts), folder, sys.maxsize, patch)
        for many in (0, 4):
            assert outcome(targets, "\f".join(texts), folder, many, patch, 40) == few


@pytest.mark.parametrize(
    ("content", "ends"),
    [
        (b"a,b\n1,2\n3,4\n5,6\n", "a,b\n5,6\n"),
        ("\ufeffa,b\n1,é\n3,4\n5,6\n".encode(), "a,b\n5,6\n"),
        ("a,b\n1,元\n3,4\n5,6\n".encode(), "a,b\n5,6\n"),
        ("a,b\n1,é\n3,4\n5,6\n".encode(), None),  # which may be Chinese of another encoding
        ("a,b\n1,元\n3,4\n5,6\n".encode("gb18030"), None),
        (b"a,b\n1,\0\n3,4\n5,6\n", None),
        ("a,b\n1,\ufeff\n3,4\n5,6\n".encode(), None),
        ("a,b\n1,2\n3,4\n5,6\n".encode("utf-16"), None),
        (b"a,b\r1,2\r3,4\r", None),
    ],
)
def test_ends_of_a_long_text_that_is_plainly_utf8(monkeypatch, content, ends):
    for name in ("_LONG", "_HEAD", "_TAIL", "_BLOCK"):
        monkeypatch.setattr(encodings, name, 3)
    found = encodings.ends_of(content)
    assert (found and found[0]) == ends
