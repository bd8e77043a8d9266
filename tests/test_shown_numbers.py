"""Numbers and dates of .ods files that are shown as others than they are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P
from support import rows_of

from lixia_cli.read.workbooks.shown_numbers import Shown, shown_date, shown_number

OTHER = Shown(other_digits=True)
HEADER = ["key", "period", "value"]
TARGETS = "key,unit,measure,baseline_year,baseline_value,target_year,target_value\nx,亿元,stock,2020,10,2025,20\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12345", "12345"),
        ("12345", "12,345"),
        ("12345", "12.345"),
        ("12345", "12 345,00"),
        ("1234567.891", "1,234,567.9"),
        ("123456789", "1,2345,6789"),
        ("0.125", "0.13"),  # a half is rounded either way
        ("0.125", "0,12"),
        ("0.5", ".5"),
        ("5", "5."),
        ("5", "0005"),
        ("-7.25", "-7.3"),
        ("-7.25", "(7.25)"),
        ("-7.25", "7.25"),  # in red
        ("0", "-"),
        ("0", ""),
        ("0.17", "0"),
        ("12345", "1.23E+04"),
        ("44926", "44.9E+3"),
        ("0.17", " 1/6"),
        ("2.5", "2 1/2"),
    ],
)
def test_the_same_number(value, text):
    assert shown_number(value, text) == Shown()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12345", "12"),  # thousands
        ("12345", "12.3"),
        ("12345", "12.3 万"),
        ("12345678", "12.3"),
        ("123", "12.3"),
        ("12", "12000"),
        ("5", "-5"),
        ("5", ""),
        ("150", "高"),
        ("0", "n/a"),
        ("0.01", "1/17"),
    ],
)
def test_another_number(value, text):
    assert shown_number(value, text).other_digits or shown_number(value, text).text


def test_a_number_with_other_digits_has_no_text():
    assert shown_number("12345", "12.3 万") == OTHER


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        ("5", "约5", "约5"),
        ("4.96", "<5.0", "<4.96"),
        ("5", "第5位", "第5位"),
        ("5", "5/17", "5/17"),
        ("1234.5", "¥1,234.50", "¥1234.5"),
        ("1234.5", "1.234,50 €", "1234.5€"),
        ("5", "5 km2", "5km2"),
        ("5", "(5)", "(5)"),
    ],
)
def test_words_around_a_number(value, text, shown):
    assert shown_number(value, text) == Shown(shown)


@pytest.mark.parametrize(
    ("value", "text", "shown"),
    [
        ("2022-01-01", "2022", "2022年"),
        ("2022-01-01", "2022年", "2022年"),
        ("2022-12-01", "2022年12月", "2022-12"),
        ("2022-06-01", "2022-06", "2022-06"),
        ("2022-06-01", "Jun 2022", "2022-06"),
        ("2022-06-30", "2022-06-30", None),
        ("2022-06-30", "2022/6/30", None),
        ("2022-06-30", "30.06.22", None),
        ("2022-06-30", "Q2 2022", None),
    ],
)
def test_dates(value, text, shown):
    assert shown_date(value, text) == shown


@pytest.fixture
def judged(run, plan, tmp_path) -> Callable:
    """judged(value, shown) → the report on an .ods file with that actual of 2022; no text for None."""

    def call(value: str, shown: str | None, kind: str = "float"):
        book = ods(tmp_path / "a.ods", value, shown, kind)
        return run("report", "--format", "csv", *plan(TARGETS, "")[:2], "--actuals", book)

    return call


def ods(path: Path, value: str, shown: str | None, kind: str) -> Path:
    """Write a table of one actual."""
    document, table = OpenDocumentSpreadsheet(), Table(name="S")
    row = TableRow()
    for text in ("x", "2022"):
        cell = TableCell(valuetype="string")
        cell.addElement(P(text=text))
        row.addElement(cell)
    cell = TableCell(valuetype=kind, value=value)
    if shown is not None:
        cell.addElement(P(text=shown))
    row.addElement(cell)
    head = TableRow()
    for text in HEADER:
        made = TableCell(valuetype="string")
        made.addElement(P(text=text))
        head.addElement(made)
    table.addElement(head)
    table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


@pytest.mark.parametrize("shown", ["15", "15.00", None])
def test_a_number_as_it_is(judged, shown):
    assert rows_of(judged("15", shown).stdout)["x"]["latest_value"] == "15.0"


def test_thousands_are_refused(judged):
    result = judged("15000", "15")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "a.ods#S!C2: is 15000, but shown as '15'; give it a plain number format" in result.stderr


def test_words_before_a_number_count(judged):
    row = rows_of(judged("15", "约15").stdout)["x"]
    assert (row["latest_value"], row["latest_status"]) == ("15.0", "preliminary")
    assert "does not go with the unit" in judged("15", "$15.00", "currency").stderr
