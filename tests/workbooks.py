"""Workbooks for tests, written by other programs' libraries or part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{rows}}</sheetData></worksheet>'


class Formatted:
    """A value in a number format."""

    def __init__(self, value: object, code: str) -> None:
        self.value, self.code = value, code


def xlsx(path: Path, sheets: dict[str, list[list[object]]], **states: str) -> Path:
    """Write sheets by their names; `states` names those that are hidden. Numbers may be `Formatted`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = states.get(name, "visible")
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                cell = sheet.cell(number, column)
                if isinstance(value, Formatted):
                    cell.value, cell.number_format = value.value, value.code
                else:
                    cell.value = value
    book.save(path)
    return path


def parts(path: Path, rows: str, **more: str) -> Path:
    """Write an xlsx file with the XML of a sheet's rows; `more` has other parts by their names without suffix."""
    content = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": SHEET.format(rows=rows),
    }
    content |= {f"xl/{name}.xml": text for name, text in more.items()}
    path.write_bytes(archive(content))
    return path


def archive(content: dict[str, str]) -> bytes:
    """Return a ZIP archive of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in content.items():
            target.writestr(name, text)
    return packed.getvalue()
