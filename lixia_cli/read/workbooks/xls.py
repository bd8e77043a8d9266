"""Workbooks of Excel 97 to 2003 (.xls, .et): their sheets, and what python-calamine does not say of the cells."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from lixia_cli.read.workbooks.binary_texts import font_of, read_binary_texts
from lixia_cli.read.workbooks.compound import Compound
from lixia_cli.read.workbooks.limits import Extent, damaged, encrypted, refused
from lixia_cli.read.workbooks.number_formats import BUILT_IN, is_plain
from lixia_cli.read.workbooks.rich_text import SharedTexts
from lixia_cli.read.workbooks.sheet import Details, Sheet
from lixia_cli.text.messages import Message

_BOF, _EOF, _CONTINUE, _PASSWORD = 0x809, 0x0A, 0x3C, 0x2F
_SHEET, _FONT, _FORMAT, _STYLE, _DATES, _TEXTS = 0x85, 0x31, 0x41E, 0xE0, 0x22, 0xFC
_SIZE, _ROW, _COLUMN, _MERGED = 0x200, 0x208, 0x7D, 0xE5
_MOST_ROWS, _MOST_COLUMNS = 65_536, 256
_NUMBER, _SHORT, _SHORTS, _FORMULA, _BOOLEAN, _TEXT_OF_FORMULA = 0x203, 0x27E, 0xBD, 0x06, 0x205, 0x207
_SHARED_TEXT, _TEXT, _RICH_TEXT = 0xFD, 0x204, 0xD6
_VERSION = 0x600
"""The version of Excel 97 and later."""
_ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CALCULATE = 0b11
"""Of a formula: it is calculated when the file is opened, so that what is saved may be nothing."""
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


class Xls:
    """An xls file."""

    def __init__(self, content: bytes, file: str) -> None:
        """Read the list of sheets. Raises InputError for a damaged file, another kind, and one with a password."""
        self._content, self._file = content, file
        compound = Compound(content, file)
        if "Workbook" not in compound:
            if "Book" in compound:
                raise refused(file, Message("is a workbook of Excel 95 or older; save it as .xlsx"))
            raise refused(file, Message("is no workbook that can be read; save it as .xlsx"))
        self._stream = compound.stream("Workbook")
        self.sheets: list[Sheet] = []
        self._starts: dict[str, int] = {}
        self._formats = list[str]()
        self._texts = SharedTexts(file)
        self._since_1904 = False
        try:
            self._globals()
            # python-calamine opens all sheets at once.
            self._details = {name: self._scanned(name, start) for name, start in self._starts.items()}
        except (struct.error, IndexError) as error:
            raise damaged(file) from error

    def details(self, sheet: Sheet, label: str) -> Details:  # noqa: ARG002
        """Return what the scan found in a sheet."""
        return self._details[sheet.name]

    def _scanned(self, name: str, start: int) -> Details:
        details = Details(Extent(f"{self._file}#{name}"))
        depth = 0
        for kind, data in _records(self._stream, start):
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                break
            if depth == 1:
                self._record(details, kind, data)
        return details

    def content(self, sheet: Sheet) -> bytes:  # noqa: ARG002
        """Return the file as it is."""
        return self._content

    def _globals(self) -> None:
        """Read what is in front of the sheets."""
        codes, styles = dict(BUILT_IN), list[int]()
        records = _records(self._stream, 0)
        kind, data = next(records, (0, b""))
        if kind != _BOF or struct.unpack_from("<H", data)[0] != _VERSION:
            raise damaged(self._file)
        last, pieces, fonts = kind, list[bytes](), list[tuple[bool, bool]]()
        for kind, data in records:
            if kind == _EOF:
                break
            if kind == _PASSWORD:
                raise encrypted(self._file)
            if kind == _SHEET:
                start, state, kind_of_sheet, count, flags = struct.unpack_from("<IBBBB", data)
                name = _characters(data, 8, count, flags)
                if kind_of_sheet == 0:
                    self.sheets.append(Sheet(name, bool(state & 3)))
                self._starts[name] = start
            elif kind == _FORMAT:
                number, count, flags = struct.unpack_from("<HHB", data)
                codes[number] = _characters(data, 5, count, flags)
            elif kind == _STYLE:
                styles.append(struct.unpack_from("<2xH", data)[0])
            elif kind == _FONT:
                fonts.append(font_of(data))
            elif kind == _DATES:
                self._since_1904 = struct.unpack_from("<H", data)[0] == 1
            elif kind == _TEXTS or (kind == _CONTINUE and last == _TEXTS):
                pieces.append(data)
                kind = _TEXTS
            last = kind
        self._texts = read_binary_texts(pieces, fonts, self._file)
        self._formats = [codes.get(number, "") for number in styles]
        self._formats = ["" if is_plain(code) else code for code in self._formats]

    def _record(self, details: Details, kind: int, data: bytes) -> None:  # noqa: PLR0912  # a case for each kind
        """Take in one record of a sheet."""
        if kind == _SIZE:
            top, rows, left, columns = struct.unpack_from("<IIHH", data)
            # python-calamine makes room for as many cells.
            if not (top <= rows <= _MOST_ROWS and left <= columns <= _MOST_COLUMNS):
                raise damaged(self._file)
        elif kind == _ROW:
            details.hidden_rows += bool(struct.unpack_from("<12xH", data)[0] & _HIDDEN_ROW)
        elif kind == _COLUMN:
            first, last, flags = struct.unpack_from("<HH4xH", data)
            if flags & _HIDDEN_COLUMN:
                details.hidden_columns += max(0, min(last, 255) - first + 1)
        elif kind == _MERGED:
            for position in range(struct.unpack_from("<H", data)[0]):
                top, bottom, left, right = struct.unpack_from("<HHHH", data, 2 + 8 * position)
                details.add_merged((top, left), (bottom, right))
        elif kind in (_NUMBER, _SHORT):
            row, column, style = struct.unpack_from("<HHH", data)
            number = struct.unpack_from("<6xd", data)[0] if kind == _NUMBER else _short(data, 6)
            self._number(details, row, column, style, number)
        elif kind == _SHORTS:
            row, first = struct.unpack_from("<HH", data)
            for position in range((len(data) - 6) // 6):
                (style,) = struct.unpack_from("<H", data, 4 + 6 * position)
                self._number(details, row, first + position, style, _short(data, 6 + 6 * position))
        elif kind == _FORMULA:
            self._formula(details, data)
        elif kind == _BOOLEAN:
            row, column, value, is_error = struct.unpack_from("<HH2xBB", data)
            details.extent.add(row, column)
            if is_error:
                details.texts[row, column] = _ERRORS.get(value, "#N/A")
        elif kind in (_SHARED_TEXT, _TEXT, _RICH_TEXT):
            row, column = struct.unpack_from("<HH", data)
            details.extent.add(row, column)
            if kind == _SHARED_TEXT:
                number = struct.unpack_from("<6xI", data)[0]
                details.extent.add_characters(self._texts.lengths[number])
                details.add_shared_text((row, column), number, self._texts)
            else:
                details.extent.add_characters(len(data))
        elif kind == _TEXT_OF_FORMULA:
            details.extent.add_characters(len(data))

    def _number(self, details: Details, row: int, column: int, style: int, number: float) -> None:
        details.extent.add(row, column)
        code = self._formats[style]
        if code:
            details.add_number((row, column), number, code, self._since_1904)

    def _formula(self, details: Details, data: bytes) -> None:
        row, column, style, result, flags = struct.unpack_from("<HHH8sH", data)
        details.extent.add(row, column)
        if result[6:] != b"\xff\xff":
            (number,) = struct.unpack("<d", result)
            if number == 0 and flags & _CALCULATE:
                details.unsaved.append((row, column))
            self._number(details, row, column, style, number)
        elif result[0] == 2:
            details.texts[row, column] = _ERRORS.get(result[2], "#N/A")
        elif result[0] == 3 and flags & _CALCULATE:
            details.unsaved.append((row, column))


def _records(stream: bytes, position: int) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the content of each record from a position on."""
    while position + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, position)
        position += 4
        yield kind, stream[position : position + size]
        position += size


def _short(data: bytes, start: int) -> float:
    """Return the number in four bytes: the upper half of a float or an integer, maybe a hundred times too large."""
    (bits,) = struct.unpack_from("<i", data, start)
    if bits & 2:
        number = float(bits >> 2)
    else:
        (number,) = struct.unpack("<d", b"\0\0\0\0" + struct.pack("<i", bits & ~3))
    return number / 100 if bits & 1 else number


def _characters(data: bytes, start: int, count: int, flags: int) -> str:
    """Return a text of so many characters, of two bytes each or of one."""
    if flags & 1:
        return data[start : start + 2 * count].decode("utf-16-le", "replace")
    return data[start : start + count].decode("latin-1")
