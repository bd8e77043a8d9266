"""Files that are no workbook that can be read, and workbooks made to take more memory or time than there is."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import xlwt
from workbooks import SHEET, archive, parts, xlsx

from lixia_cli.files.problems import InputError
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.read import read
from lixia_cli.read.workbooks import archive as archives
from lixia_cli.read.workbooks import kinds, limits

CELL = '<row r="1"><c r="A1"><v>1</v></c></row>'
TEXT = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
TABLE = [["key", "period", "value"], ["a", 2022, 1]]
DAMAGED = "is damaged or cut off; open it in a spreadsheet program and save it again"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(str(path), ACTUAL_COLUMNS)
    return str(caught.value).removeprefix(f"{path.parent}/")


def refusal_of(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    return refusal(path).removeprefix(f"{path.name}: ")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (archive({"xl/workbook.bin": ""}), "is a binary workbook (.xlsb); save it as .xlsx"),
        (archive({"Index/Document.iwa": ""}), "is a Numbers document; export it as Excel (.xlsx)"),
        (archive({"word/document.xml": ""}), "is a Word document; put the table into a workbook or a CSV file"),
        (archive({"ppt/presentation.xml": ""}), "is a presentation; put the table into a workbook or a CSV file"),
        (archive({"a.csv": "key"}), "is a ZIP archive, not a workbook; unpack it"),
        (archive({}), "is a ZIP archive, not a workbook; unpack it"),
        (b"PK\x03\x04", DAMAGED),
        (COMPOUND, DAMAGED),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is protected by a password; save it without one"),
        (
            archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
            .replace(b"content.xml", b"konten1.xml"),
            DAMAGED,
        ),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_named(tmp_path, content, message):
    assert refusal_of(tmp_path / "a.xlsx", content) == message


@pytest.mark.parametrize("start", [b"<html><table>", b"\xef\xbb\xbf\n<TABLE>", b"<?xml version='1.0'?><Workbook>"])
def test_web_pages_under_the_name_of_a_workbook(tmp_path, start):
    """Many systems export a page with a table as .xls."""
    message = "is a web page or XML, whatever its name; open it in a spreadsheet program and save it as .xlsx"
    assert refusal_of(tmp_path / "a.xls", start) == message
    assert refusal_of(tmp_path / "a.xls", start.decode().encode("utf-16")) == message


def test_the_content_decides_not_the_name(tmp_path):
    (tmp_path / "a.xlsx").write_text("key,period,value\na,2022,1\n", encoding="utf-8")
    records = read(str(tmp_path / "a.xlsx"), ACTUAL_COLUMNS)
    assert (len(records), str(records.notes[0])) == (
        1,
        f"{tmp_path / 'a.xlsx'}: is text in spite of its name, and read as CSV",
    )
    xlsx(tmp_path / "b.xlsx", {"S": TABLE}).rename(tmp_path / "b.csv")
    assert len(read(str(tmp_path / "b.csv"), ACTUAL_COLUMNS)) == 1


def test_files_that_were_cut_off(tmp_path):
    whole = xlsx(tmp_path / "a.xlsx", {"S": TABLE}).read_bytes()
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "key")
    book.save(str(tmp_path / "a.xls"))
    old = (tmp_path / "a.xls").read_bytes()
    for content in (whole[: len(whole) // 2], whole[:-30], old[: len(old) // 2], old[:600]):
        assert refusal_of(tmp_path / "cut", content) == DAMAGED


@pytest.mark.parametrize(
    "rows",
    [
        CELL + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        CELL + '<row r="400000"><c r="Z400000"><v>1</v></c></row>',
        CELL + '<row r="1048576"><c r="XFD1048576" t="str"><v></v></c></row>',
        CELL + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t/></is></c></row>',
    ],
)
def test_cells_far_from_each_other(tmp_path, rows):
    """python-calamine makes room for all cells between the first and the last."""
    assert refusal(parts(tmp_path / "a.xlsx", rows)) == (
        "a.xlsx#S: has more than 5000000 cells from its first to its last, the most that are read; split it"
    )


def test_cells_that_are_formatted_and_empty_do_not_count(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert "has no row that names the columns" in refusal(parts(tmp_path / "a.xlsx", CELL + far))


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ('<row r="1"><c r="A0"><v>1</v></c></row>', {}),
        ('<row r="1"><c r="XFE1"><v>1</v></c></row>', {}),
        ('<row r="1"><c r="A9999999"><v>1</v></c></row>', {}),
        (CELL + "<row>", {}),
        (TEXT, {}),
        (TEXT, {"sharedStrings": '<sst count="4000000000"><si><t>a</t></si></sst>'}),
        (TEXT, {"sharedStrings": '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>'}),
        (f'<row r="1" x="{"y" * 6_000_000}"/>', {}),
        ("\0" * 1_000_000, {}),
        (TEXT, {"sharedStrings": "<?xml version='1.0' encoding='UT8'?><sst/>"}),
    ],
)
def test_damaged_and_hostile_sheets(tmp_path, rows, more):
    assert refusal(parts(tmp_path / "a.xlsx", rows, **more)).endswith(DAMAGED)


def test_a_text_that_many_cells_share(tmp_path):
    rows = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 9001))
    shared = f"<sst><si><t>{'x' * 30_000}</t></si></sst>"
    message = "a.xlsx#S: has more than 256000000 characters, the most that are read; split it"
    assert refusal(parts(tmp_path / "a.xlsx", rows, sharedStrings=shared)) == message


def test_the_sizes_in_the_directory_of_an_archive(tmp_path, monkeypatch):
    path = parts(tmp_path / "a.xlsx", " " * 100_000 + CELL)
    content = bytearray(path.read_bytes())
    with monkeypatch.context() as patched:
        patched.setattr(archives, "UNPACKED_LIMIT", 100_000)
        assert refusal(path) == "a.xlsx: is larger than 0 MB when unpacked, the most that is read; split it"
    # A directory that names a smaller size: no more than that is unpacked.
    entry = content.rfind(b"PK\x01\x02")
    assert b"sheet1.xml" in content[entry:]
    struct.pack_into("<I", content, entry + 24, 100)
    assert refusal_of(path, bytes(content)) == DAMAGED


def test_archives_of_many_parts_or_with_one_twice(tmp_path):
    many = archive({f"{number:0100}": "" for number in range(16_000)})
    assert refusal_of(tmp_path / "a.xlsx", many) == (
        "is an archive of too many parts; save the sheet in a workbook of its own"
    )
    packed = io.BytesIO(parts(tmp_path / "a.xlsx", CELL).read_bytes())
    with zipfile.ZipFile(packed, "a") as target, pytest.warns(UserWarning, match="Duplicate name"):
        target.writestr("xl/worksheets/sheet1.xml", SHEET.format(rows=""))
    assert refusal_of(tmp_path / "a.xlsx", packed.getvalue()) == DAMAGED


def test_files_and_sheets_beyond_the_limits(tmp_path, monkeypatch):
    path = parts(tmp_path / "a.xlsx", CELL)
    monkeypatch.setattr(kinds, "FILE_LIMIT", 100)
    assert "is larger than 0 MB, the most that is read of a workbook" in refusal(path)
    assert (limits.FILE_LIMIT, limits.UNPACKED_LIMIT, limits.CELL_LIMIT) == (100 << 20, 512 << 20, 5_000_000)


def test_rooms_that_an_old_workbook_announces(tmp_path):
    book = xlwt.Workbook()
    book.add_sheet("S").write(0, 0, "key")
    book.save(str(tmp_path / "a.xls"))
    content = bytearray((tmp_path / "a.xls").read_bytes())
    at = content.index(struct.pack("<HH", 0x200, 14)) + 4
    for size in ((0, 2**32 - 1, 0, 256), (2**31, 1, 0, 1)):
        struct.pack_into("<IIHH", content, at, *size)
        assert refusal_of(tmp_path / "a.xls", bytes(content)) == DAMAGED


ODS = (
    '<d xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet><table:table table:name="S">'
    "{rows}</table:table></office:spreadsheet></office:body></d>"
)
ONE = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="9"/>'
MANY, ENDLESS = (f'<table:table-row table:number-rows-repeated="{count}">' for count in (1_000_000, 10**12))
END = "</table:table-row>"


@pytest.mark.parametrize("rows", [f"{MANY}{ONE}{END}", f"{ENDLESS}{END}<table:table-row>{ONE}{END}"])
def test_repeated_rows_of_ods(tmp_path, rows):
    content = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": ODS.format(rows=rows)}
    assert refusal_of(tmp_path / "a.ods", archive(content)).startswith(
        "a.ods#S: has more than 5000000 cells from its first to its last"
    )


def test_only_a_workbook_loads_python_calamine(tmp_path):
    (tmp_path / "a.csv").write_text("key,period,value\na,2022,1\n", encoding="utf-8")
    code = (
        "import sys; from lixia_cli.read.read import read; from lixia_cli.model.schema import ACTUAL_COLUMNS;"
        "read(sys.argv[1], ACTUAL_COLUMNS);"
        "assert not [name for name in sys.modules if name == 'python_calamine' or 'read.workbooks' in name]"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "a.csv")], check=True)
