"""Workbooks as input: what their cells mean, and which sheet is read."""

from __future__ import annotations

import datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from workbooks import Formatted, xlsx

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.read import read
from lixia_cli.read.records import Records

HEADER = ["key", "period", "value", "unit"]
DIVIDED = "#DIV/0!"


def read_rows(path: Path, name: str = "") -> list[list[str]]:
    return read(f"{path}{name}", ACTUAL_COLUMNS).table.frame()[["key", "period", "value"]].to_numpy().tolist()


def values(path: Path) -> list[str]:
    return [row[2] for row in read_rows(path)]


def refusal(path: Path, name: str = "") -> str:
    with pytest.raises(InputError) as caught:
        read(f"{path}{name}", ACTUAL_COLUMNS)
    return str(caught.value).replace(f"{path.parent}/", "")


def notes(records: Records) -> list[str]:
    return [str(note) for note in records.notes]


def test_numbers_dates_and_texts(tmp_path):
    rows = [
        HEADER,
        ["a", 2022.0, 46.5, "%"],
        ["b ", datetime.date(2022, 6, 30), 1e20],
        ["c", Formatted(datetime.date(2022, 6, 1), 'yyyy"年"m"月"'), -5],
        ["d", Formatted(datetime.date(2022, 6, 1), "mmm-yy"), True],
        ["e", Formatted(datetime.date(2022, 1, 1), "yyyy"), "1,234"],
        ["f", Formatted(2022, '0"年"'), 12345678],
    ]
    assert read_rows(xlsx(tmp_path / "a.xlsx", {"S": rows})) == [
        ["a", "2022", "46.5"],
        ["b", "2022-06-30", "1e+20"],
        ["c", "2022-06", "-5"],
        ["d", "2022-06", "yes"],
        ["e", "2022年", "1,234"],
        ["f", "2022年", "12345678"],
    ]


def test_dates_counted_from_1904(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx", {"date_1904": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["a", None, 1])
    sheet.write_datetime(1, 1, datetime.datetime(2022, 12, 31), book.add_format({"num_format": "yyyy-mm"}))
    book.close()
    assert read_rows(tmp_path / "a.xlsx") == [["a", "2022-12", "1"]]


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.17, "0%", "17%"),
        (0.023, "0.00%", "2.3%"),
        (-0.028, "0.0%", "-2.8%"),
        (12.5, '0.0"万"', "12.5万"),
        (12.5, "0.0万元", "12.5万元"),
        (50, '0"（预计）"', "50（预计）"),
        (60, '"≥"0', "≥60"),
        (1234.5, "#,##0.00", "1234.5"),
        (-5, "#,##0;(#,##0)", "-5"),
        (0, '0;-0;"-"', "0"),
        (5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "5"),
        (1234567, r"#\ ##0", "1234567"),
        (5, "[Red][<0]0.0;0.0", "5"),
        (17, '0.00"%"', "17%"),
    ],
)
def test_what_a_number_format_shows_beside_the_digits_is_read(tmp_path, value, code, text):
    """0.17 shown as 17% is 17 % for everybody who sees the sheet; unit and words are then checked as in a text."""
    book = xlsx(tmp_path / "a.xlsx", {"S": [HEADER, ["a", 2022, Formatted(value, code)]]})
    assert values(book) == [text]
    shown = "a.xlsx#S: numbers read as their number format shows them"
    assert any(shown in note for note in notes(read(str(book), ACTUAL_COLUMNS))) == (
        text != f"{value:g}" and value < 1e3
    )


@pytest.mark.parametrize("code", ["0,", '0.00,,"亿"', '0!.0,"万"', r"0\.0000", '[>=10000]0.0,"万";0', '[>9]0"万";0'])
def test_a_number_format_that_shows_other_digits_is_refused(tmp_path, code):
    book = xlsx(tmp_path / "a.xlsx", {"S": [HEADER, ["a", 2022, Formatted(12345678, code)]]})
    assert refusal(book) == (
        f"a.xlsx#S!C2: is 12345678, but its number format ({code}) shows other digits; give it a plain format"
    )


def test_a_percent_where_the_unit_is_another_is_refused(run, tmp_path):
    header = ["key", "domain", "name_en", "unit", "measure", "target_year", "target_value"]
    rows = [header, ["x", "economy", "X", "km", "stock", 2025, Formatted(0.17, "0%")]]
    targets = xlsx(tmp_path / "t.xlsx", {"S": rows})
    actuals = xlsx(tmp_path / "a.xlsx", {"S": [HEADER[:3], ["x", 2022, 1]]})
    result = run("report", "--targets", targets, "--actuals", actuals)
    assert result.exit_code == 2
    assert "t.xlsx#S!G2: target_value: " in result.stderr


def test_errors_and_formulas_without_a_result(tmp_path):
    """python-calamine gives both as empty cells, which would be figures that are not there."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "S"
    sheet.append(HEADER)
    sheet.append(["a", 2022, DIVIDED])
    sheet["C2"].data_type = "e"
    book.save(tmp_path / "error.xlsx")
    assert values(tmp_path / "error.xlsx") == [DIVIDED]
    sheet.append(["a", 2023, "=1+1"])
    book.save(tmp_path / "formula.xlsx")
    unsaved = "this formula has no saved result; open the file in a spreadsheet program and save it"
    assert refusal(tmp_path / "formula.xlsx") == f"formula.xlsx#S!C3: {unsaved}"
    # XlsxWriter writes a nought for what it does not calculate.
    other = xlsxwriter.Workbook(tmp_path / "nought.xlsx")
    sheet = other.add_worksheet("S")
    sheet.write_row(0, 0, HEADER)
    sheet.write_row(1, 0, ["a", 2022])
    sheet.write_formula(1, 2, "=1+1")
    sheet.write_row(2, 0, ["a", 2023])
    sheet.write_formula(2, 2, "=1+2", value=3)
    other.close()
    assert refusal(tmp_path / "nought.xlsx") == f"nought.xlsx#S!C2: {unsaved}"


def test_hidden_rows_and_columns_are_read_and_said(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", {"S": [HEADER, ["a", 2022, 1], ["b", 2022, 2]]})
    book = openpyxl.load_workbook(path)
    book["S"].row_dimensions[2].hidden = True
    book["S"].column_dimensions["D"].hidden = True
    book.save(path)
    assert values(path) == ["1", "2"]
    said = f"{path}#S: hidden rows (1) and columns (1) are read like the others"
    assert said in notes(read(str(path), ACTUAL_COLUMNS))


def test_which_sheet_is_read(tmp_path):
    table, other = [HEADER, ["a", 2022, 1]], [["说明"], ["本表由各部门填报"]]
    path = xlsx(tmp_path / "a.xlsx", {"说明": other, "数据": table, "空": []})
    assert values(path) == ["1"]
    assert notes(read(str(path), ACTUAL_COLUMNS))[0] == (
        f"{path}: sheet '数据' is read, the only one with a table; not '说明'"
    )
    assert read_rows(path, "#数据 ") == read_rows(path, "#数据") == read_rows(path)
    assert refusal(path, "#无") == "a.xlsx: has no sheet '无'; it has '说明', '数据', '空'"
    assert refusal(path, "#空") == "a.xlsx#空: has no content"
    assert refusal(path, "#说明").startswith("a.xlsx#说明: has no row that names the columns; these are needed: key")
    two = xlsx(tmp_path / "b.xlsx", {"2021": table, "2022": table})
    assert refusal(two) == "b.xlsx: has several sheets: '2021', '2022'; name the one to be read, as in b.xlsx#2021"
    hidden = xlsx(tmp_path / "c.xlsx", {"备份": table, "数据": table}, 备份="hidden")
    assert read(str(hidden), ACTUAL_COLUMNS).label == f"{hidden}#数据"
    assert values(Path(f"{hidden}#备份")) == ["1"]
    alone = xlsx(tmp_path / "d.xlsx", {"备份": table, "空": []}, 备份="veryHidden")
    assert refusal(alone) == "d.xlsx: has hidden sheets only; name the one to be read, as in d.xlsx#备份"


def test_a_file_whose_name_has_the_sign_of_a_sheet(tmp_path):
    table = [HEADER, ["a", 2022, 1]]
    assert values(xlsx(tmp_path / "a#b.xlsx", {"S": table})) == ["1"]
    assert values(Path(f"{tmp_path / 'a#b.xlsx'}#S")) == ["1"]
    (tmp_path / "a.csv").write_text("key,period,value\n", encoding="utf-8")
    assert refusal(tmp_path / "a.csv", "#S") == "a.csv: is no workbook and has no sheet 'S'; leave out #S"


def test_the_table_may_start_anywhere(tmp_path):
    rows = [[], [], [None, None, *HEADER], [], [None, None, "a", 2022, "?"]]
    path = xlsx(tmp_path / "a.xlsx", {"S": rows})
    records = read(str(path), ACTUAL_COLUMNS)
    assert records.texts("value").tolist() == ["?"]
    assert records.place(0, "value").text() == f"{path}#S!E5: value: "


def xls(path: Path) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, header in enumerate(HEADER):
        sheet.write(2, column + 1, header)
    for row, (key, period, code, value, shown) in enumerate(ROWS, 3):
        sheet.write(row, 1, key)
        sheet.write(row, 2, period, xlwt.easyxf(num_format_str=code))
        if value == DIVIDED:
            sheet.row(row).set_cell_error(3, DIVIDED)
        else:
            sheet.write(row, 3, value, xlwt.easyxf(num_format_str=shown))
    sheet.row(4).hidden = True
    book.save(str(path))
    return path


ROWS = [
    ("指标", 2022, "General", 46.5, "General"),
    ("b", datetime.date(2022, 6, 1), 'yyyy"年"m"月"', 0.17, "0%"),
    ("c", datetime.date(2022, 6, 30), "yyyy-mm-dd", 12.5, '0.0"万"'),
    ("d", 2022, '0"年"', DIVIDED, ""),
]


def test_xls(tmp_path):
    path = xls(tmp_path / "a.xls")
    assert read_rows(path) == [
        ["指标", "2022", "46.5"],
        ["b", "2022-06", "17%"],
        ["c", "2022-06-30", "12.5万"],
        ["d", "2022年", DIVIDED],
    ]
    assert f"{path}#S: hidden rows (1) and columns (0) are read like the others" in notes(
        read(str(path), ACTUAL_COLUMNS)
    )


def test_long_texts_of_xls_continue_in_the_next_record(tmp_path):
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    texts = [*HEADER, *(f"指标{number}" * 60 for number in range(90)), *(f"key{number}" * 60 for number in range(90))]
    for number, text in enumerate(texts):
        sheet.write(number // 4, number % 4, text)
    book.save(str(tmp_path / "a.xls"))
    assert read(str(tmp_path / "a.xls"), ACTUAL_COLUMNS).texts("key").tolist() == texts[4::4]


def test_ods(tmp_path):
    def cell(text: str = "", **more: str) -> TableCell:
        made = TableCell(**more)
        if text:
            made.addElement(P(text=text))
        return made

    rows = [
        [cell(header, valuetype="string") for header in HEADER],
        [cell("a", valuetype="string"), cell("2022", valuetype="float", value="2022")],
        [cell("b", valuetype="string"), cell("2022/6/30", valuetype="date", datevalue="2022-06-30")],
        [cell("c", valuetype="string"), cell("2022", valuetype="float", value="2022")],
        [cell("d", valuetype="string"), cell("2022", valuetype="float", value="2022")],
    ]
    rows[1].append(cell("17.5%", valuetype="percentage", value="0.175"))
    rows[2].append(cell("46.5", valuetype="float", value="46.5"))
    rows[3].append(cell("12.5万", valuetype="float", value="12.5"))
    rows[4].append(cell(DIVIDED, valuetype="string", formula="of:=1/0"))
    document = OpenDocumentSpreadsheet()
    table = Table(name="表")
    document.spreadsheet.addElement(table)
    for cells in rows:
        row = TableRow()
        for made in cells:
            row.addElement(made)
        table.addElement(row)
    empty = TableRow(numberrowsrepeated="1048000")
    empty.addElement(TableCell(numbercolumnsrepeated="16384"))
    table.addElement(empty)
    document.save(str(tmp_path / "a.ods"))
    assert read_rows(tmp_path / "a.ods") == [
        ["a", "2022", "17.5%"],
        ["b", "2022-06-30", "46.5"],
        ["c", "2022", "12.5万"],
        ["d", "2022", DIVIDED],
    ]


NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.floats(-1e12, 1e12, allow_nan=False).map(lambda x: round(x, 4)))


@given(st.lists(st.tuples(st.text("指标abc ", min_size=1), st.integers(1990, 2050), NUMBERS), min_size=1, max_size=8))
def test_a_table_reads_like_the_same_table_in_csv(tmp_path_factory, rows):
    rows = [(key.strip() or "k", year, value + 0.0) for key, year, value in rows]
    path = tmp_path_factory.mktemp("any") / "a.xlsx"
    xlsx(path, {"S": [HEADER[:3], *map(list, rows)]})
    text = "key,period,value\n" + "".join(f"{key},{year},{value!r}\n" for key, year, value in rows)
    expected = read_csv(text.encode(), "a.csv", ACTUAL_COLUMNS).table.frame()
    found = read(str(path), ACTUAL_COLUMNS).table.frame()
    assert found["key"].tolist() == expected["key"].tolist()
    assert found["period"].tolist() == expected["period"].tolist()
    assert found["value"].astype(float).tolist() == expected["value"].astype(float).tolist()
