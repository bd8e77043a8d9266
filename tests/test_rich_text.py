"""Cells of workbooks whose text is in several fonts: raised footnote marks, and what is struck through."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TextProperties
from odf.table import Table, TableCell, TableRow
from odf.text import P, Span
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.read import read


def xlsx_with(path: Path, *runs: tuple[str, dict[str, bool | int]]) -> Path:
    """Write a workbook whose only value is a text in these runs, with what the font of each is like."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    for column, header in enumerate(("key", "period", "value")):
        sheet.write(0, column, header)
    sheet.write_row(1, 0, ["x", 2022])
    parts: list[object] = []
    for text, font in runs:
        parts += [book.add_format(font), text]
    sheet.write_rich_string(1, 2, *parts, book.add_format())
    book.close()
    return path


def ods_with(path: Path, *runs: tuple[str, dict[str, str]]) -> Path:
    """Write the same as an OpenDocument spreadsheet."""
    book, table, paragraph = OpenDocumentSpreadsheet(), Table(name="S"), P()
    for number, (text, font) in enumerate(runs):
        style = Style(name=f"T{number}", family="text")
        style.addElement(TextProperties(attributes=font))
        book.automaticstyles.addElement(style)
        paragraph.addElement(Span(stylename=style, text=text))
    for cells in ([P(text="key"), P(text="period"), P(text="value")], [P(text="x"), P(text="2022"), paragraph]):
        row = TableRow()
        for cell in cells:
            holder = TableCell(valuetype="string")
            holder.addElement(cell)
            row.addElement(holder)
        table.addElement(row)
    book.spreadsheet.addElement(table)
    book.save(path)
    return path


def value(path: Path) -> str:
    return read(str(path), ACTUAL_COLUMNS).texts("value")[0]


RAISED, LOWERED, STRUCK = {"font_script": 1}, {"font_script": 2}, {"font_strikeout": True}


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((("450", {}), ("1", RAISED)), "450¹"),
        ((("450", {}), ("12", RAISED), ("%", {})), "450¹²%"),
        ((("450", {}), ("a", RAISED)), "450ᵃ"),
        ((("450", {}), ("*", RAISED)), "450*"),
        ((("10", {}), ("5", RAISED)), "10⁵"),
        ((("4", {"bold": True}), ("50", {})), "450"),
        ((("CO", {}), ("2", LOWERED)), "CO2"),
    ],
)
def test_raised_digits_are_no_digits_of_the_number(tmp_path, runs, text):
    assert value(xlsx_with(tmp_path / "a.xlsx", *runs)) == text


@pytest.mark.parametrize(
    ("position", "text"), [("super 58%", "450¹"), ("33% 58%", "450¹"), ("sub 58%", "4501"), ("0% 100%", "4501")]
)
def test_raised_digits_of_an_ods_file(tmp_path, position, text):
    assert value(ods_with(tmp_path / "a.ods", ("450", {}), ("1", {"textposition": position}))) == text


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(str(path), ACTUAL_COLUMNS)
    return str(caught.value).replace(f"{path.parent}/", "")


def test_a_number_of_which_a_part_is_struck_through_is_refused(tmp_path):
    found = refusal(xlsx_with(tmp_path / "a.xlsx", ("4", STRUCK), ("50", {})))
    assert found == "a.xlsx#Sheet1!C2: a part of '450' is struck through; delete what no longer holds"
    found = refusal(ods_with(tmp_path / "a.ods", ("4", {"textlinethroughstyle": "solid"}), ("50", {})))
    assert "a part of '450' is struck through" in found


def test_words_may_be_struck_through(tmp_path):
    assert value(xlsx_with(tmp_path / "a.xlsx", ("old", STRUCK), (" new 1", {}))) == "old new 1"


def test_cells_struck_through_are_counted(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["key", "period", "value"], ["x", 2021, 1], ["x", 2022, 2]):
        sheet.append(row)
    sheet["C3"].font = Font(strike=True)
    book.save(tmp_path / "a.xlsx")
    notes = [str(note) for note in read(str(tmp_path / "a.xlsx"), ACTUAL_COLUMNS).notes]
    assert any("cells struck through (1) are read like the others" in note for note in notes)


def test_a_raised_mark_behind_a_year_is_no_digit_of_it(tmp_path, run, plan):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["key", 2021])
    sheet.write_rich_string(0, 2, "2022", book.add_format({"font_script": 1}), "1")
    sheet.write_row(1, 0, ["x", 12, 15])
    book.close()
    targets = plan(
        "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,t,stock,2020,10,2025,20\n", ""
    )[1]
    result = run("report", "--targets", targets, "--actuals", str(tmp_path / "a.xlsx"), "--format", "csv")
    assert ",2022,15.0," in result.stdout


def test_raised_digits_of_a_text_that_the_cell_has_for_itself(tmp_path):
    book = openpyxl.Workbook()
    for row in (["key", "period", "value"], ["x", 2022, ""]):
        book.active.append(row)
    book.active["C2"] = CellRichText("450", TextBlock(InlineFont(vertAlign="superscript"), "1"))
    book.save(tmp_path / "a.xlsx")
    assert value(tmp_path / "a.xlsx") == "450¹"


def xls_with(path: Path, *runs: tuple[str, dict[str, object]]) -> Path:
    """Write the same as a workbook of Excel 97."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for column, header in enumerate(("key", "period", "value")):
        sheet.write(0, column, header)
    sheet.write(1, 0, "x")
    sheet.write(1, 1, 2022)
    parts: list[object] = []
    for text, font in runs:
        of_run = xlwt.Font()
        for name, setting in font.items():
            setattr(of_run, name, setting)
        parts.append((text, of_run) if font else text)
    sheet.write_rich_text(1, 2, parts)
    book.save(str(path))
    return path


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ((("450", {}), ("1", {"escapement": xlwt.Font.ESCAPEMENT_SUPERSCRIPT})), "450¹"),
        ((("450", {}), ("1", {"escapement": xlwt.Font.ESCAPEMENT_SUPERSCRIPT}), ("亿元", {"bold": True})), "450¹亿元"),
        ((("450", {"bold": True}), ("①", {})), "450①"),
        ((("CO", {}), ("2", {"escapement": xlwt.Font.ESCAPEMENT_SUBSCRIPT})), "CO2"),
    ],
)
def test_raised_digits_of_an_xls_file(tmp_path, runs, text):
    assert value(xls_with(tmp_path / "a.xls", *runs)) == text


def test_a_struck_part_of_an_xls_file(tmp_path):
    found = refusal(xls_with(tmp_path / "a.xls", ("4", {"struck_out": True}), ("50", {"bold": True})))
    assert found == "a.xls#S!C2: a part of '450' is struck through; delete what no longer holds"
