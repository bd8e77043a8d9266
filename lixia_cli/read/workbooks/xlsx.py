"""Workbooks of Office Open XML (.xlsx, .xlsm): their sheets, and what python-calamine does not say of the cells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from xml.parsers import expat

from lixia_cli.read.workbooks.archive import Archive, integer, local_name, parse
from lixia_cli.read.workbooks.limits import CELL_LIMIT, PART_LIMIT, Extent, damaged
from lixia_cli.read.workbooks.number_formats import BUILT_IN, is_plain
from lixia_cli.read.workbooks.rich_text import Runs, SharedTexts
from lixia_cli.read.workbooks.shared_texts import SHARED_TEXTS, read_shared_texts
from lixia_cli.read.workbooks.sheet import Cell, Details, Sheet

BOOK = "xl/workbook.xml"
_RELATIONS, _STYLES = "xl/_rels/workbook.xml.rels", "xl/styles.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_YES = ("1", "true")
_PARTS_OF_STYLES = ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "dxfs", "cellStyles", "tableStyles")


class Xlsx:
    """An xlsx file."""

    def __init__(self, archive: Archive) -> None:
        """Read the list of sheets. Raises InputError if the file is damaged."""
        self._archive = archive
        self.sheets: list[Sheet] = []
        self._since_1904 = self._not_calculated = False
        targets = {
            values.get("Id", ""): (values.get("Type", ""), values.get("Target", ""))
            for element, values in _elements(archive, _RELATIONS)
            if element == "Relationship"
        }
        for element, values in _elements(archive, BOOK):
            if element == "sheet":
                kind_of_sheet, target = targets.get(values.get("id", ""), ("", ""))
                if kind_of_sheet.endswith("/worksheet"):
                    part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
                    self.sheets.append(Sheet(values.get("name", ""), values.get("state", "visible") != "visible", part))
            elif element == "workbookPr":
                self._since_1904 = values.get("date1904", "") in _YES
            elif element == "calcPr":
                self._not_calculated = values.get("fullCalcOnLoad", "") in _YES
        self._formats, self._struck_styles = self._styles()
        self._texts: SharedTexts | None = None
        self._details: dict[str, Details] = {}

    def details(self, sheet: Sheet, label: str) -> Details:
        """Scan a sheet."""
        if sheet.name not in self._details:
            self._details[sheet.name] = self._scanned(sheet, label)
        return self._details[sheet.name]

    def _scanned(self, sheet: Sheet, label: str) -> Details:
        if self._texts is None:
            self._texts = read_shared_texts(self._archive)
        styles = self._formats, self._struck_styles
        scan = _Scan(label, styles, self._texts, self._since_1904, self._not_calculated)
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
        parser.CharacterDataHandler = scan.characters
        parse(parser, self._archive, sheet.part)
        return scan.details

    def content(self, sheet: Sheet) -> bytes:
        """Return a workbook of this sheet alone, without macros or anything else."""
        return self._archive.copy(
            ["[Content_Types].xml", "_rels/.rels", BOOK, _RELATIONS, _STYLES, SHARED_TEXTS, sheet.part]
        )

    def _styles(self) -> tuple[list[str], frozenset[int]]:
        """Return the number format of each style of cells, and the styles that are struck through.

        The format is empty for one that shows numbers as they are.
        """
        codes, formats, fonts, struck = dict(BUILT_IN), list[str](), -1, set[int]()
        struck_fonts = set[int]()
        part = ""
        for element, values in _elements(self._archive, _STYLES) if _STYLES in self._archive else ():
            if element == "numFmt":
                codes[integer(values.get("numFmtId"))] = values.get("formatCode", "")
            elif element in _PARTS_OF_STYLES:
                part = element
            elif part == "fonts":
                fonts += element == "font"
                if element == "strike" and values.get("val", "1") in _YES:
                    struck_fonts.add(fonts)
            elif element == "xf" and part == "cellXfs":
                if integer(values.get("fontId")) in struck_fonts:
                    struck.add(len(formats))
                formats.append(codes.get(integer(values.get("numFmtId")), ""))
        return ["" if is_plain(code) else code for code in formats], frozenset(struck)


class _Scan:
    """The handlers of a parser that goes through the cells of a sheet."""

    def __init__(
        self,
        label: str,
        styles: tuple[list[str], frozenset[int]],
        texts: SharedTexts,
        since_1904: bool,
        not_calculated: bool,
    ) -> None:
        self.details = Details(Extent(label))
        (self._formats, self._struck_styles), self._shared = styles, texts
        self._since_1904, self._not_calculated = since_1904, not_calculated
        self._label = label
        self._row = self._column = -1
        self._type = ""
        self._format = ""
        self._inside = ""  # the element of a value or text that is open
        self._formula = self._has_value = False
        self._text: list[str] = []
        self._runs = Runs()
        self._struck = False
        self._names: dict[str, str] = {}
        self._columns: dict[str, int] = {}

    def start(self, name: str, values: dict[str, str]) -> None:
        element = self._names.get(name) or self._names.setdefault(name, local_name(name))
        if element == "c":
            self._row, self._column = self._position(values.get("r"))
            self._type = values.get("t", "n")
            style = values.get("s")
            self._format = self._format_of(style) if style and self._formats else ""
            self._struck = style is not None and integer(style) in self._struck_styles
            self._formula = self._has_value = False
            self._text.clear()
        elif element in ("v", "t"):
            self._inside = element
            self._has_value = True
        elif element == "is":
            self._has_value = True
            self._runs.clear()
        elif element == "f":
            self._formula = True
        elif element == "row":
            number = values.get("r")
            self._row = integer(number) - 1 if number else self._row + 1
            self._column = -1
            self.details.hidden_rows += values.get("hidden", "") in _YES
        elif element == "col" and values.get("hidden", "") in _YES:
            first, last = integer(values.get("min")), integer(values.get("max"))
            self.details.hidden_columns += max(0, min(last, _MOST_COLUMNS) - first + 1)
        elif element == "mergeCell":
            upper, _, lower = values.get("ref", "").partition(":")
            self.details.add_merged(self._position(upper), self._position(lower or upper))
        elif element in ("r", "vertAlign", "strike"):
            self._runs.start(element, values)

    def end(self, name: str) -> None:
        element = self._names[name]
        if element == "c":
            self._cell("".join(self._text))
        elif element == self._inside:
            self._inside = ""

    def characters(self, text: str) -> None:
        if self._inside:
            self._text.append(text)
            if self._inside == "t":
                self._runs.add(text)

    def _cell(self, text: str) -> None:
        """Take in a cell with the text of its value."""
        cell, details = (self._row, self._column), self.details
        if self._formula and self._type not in ("e", "b") and self._is_unsaved(text):
            details.unsaved.append(cell)
        if self._has_value:  # of an empty text, too, python-calamine makes a cell
            details.extent.add(*cell)
        if not text:
            return
        details.struck_cells += self._struck
        if self._type == "s":
            details.extent.add_characters(self._length(text))
            details.add_shared_text(cell, integer(text.strip()), self._shared)
        elif self._type == "e":
            details.texts[cell] = text
        elif self._type == "n":
            if self._format:
                self._number(cell, text)
        else:
            details.extent.add_characters(len(text))
            if self._type == "inlineStr" and self._runs.has_raised:
                details.texts[cell] = self._runs.text
            if self._type == "inlineStr" and self._runs.has_struck:
                details.struck.append(cell)

    def _is_unsaved(self, text: str) -> bool:
        """Whether a formula has no result, or the nought that programs write which calculate nothing themselves."""
        if self._type == "n":
            return not text.strip() or (self._not_calculated and text.strip() == "0")
        return self._not_calculated and not text

    def _number(self, cell: Cell, text: str) -> None:
        """Take in a number in a format that shows it as something else."""
        try:
            number = float(text)
        except ValueError:
            raise damaged(self._label) from None
        self.details.add_number(cell, number, self._format, self._since_1904)

    def _position(self, reference: str | None) -> Cell:
        """Return the position that a reference such as C7 names, else the next one in the row."""
        if reference is None:
            position = (self._row, self._column + 1)
        else:
            found = _REFERENCE.fullmatch(reference)
            if not found:
                raise damaged(self._label)
            column = self._columns.get(found[1])
            if column is None:
                column = self._columns[found[1]] = column_number(found[1])
            position = (int(found[2]) - 1, column)
        if not (0 <= position[0] < _MOST_ROWS and 0 <= position[1] < _MOST_COLUMNS):
            raise damaged(self._label)
        return position

    def _format_of(self, style: str) -> str:
        number = integer(style)
        return self._formats[number] if number < len(self._formats) else ""

    def _length(self, text: str) -> int:
        number = integer(text.strip())
        if number >= len(self._shared.lengths):
            raise damaged(self._label)
        return self._shared.lengths[number]


def column_number(letters: str) -> int:
    """Return the position of a column, from 0.

    >>> column_number("C"), column_number("AA")
    (2, 26)
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _elements(archive: Archive, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the elements of a part in their order, with their attributes, all without prefixes."""
    if len(archive.read(name, PART_LIMIT)) == 0:
        raise damaged(archive.file)
    found = list[tuple[str, dict[str, str]]]()

    def start(element: str, values: dict[str, str]) -> None:
        found.append((local_name(element), {local_name(key): value for key, value in values.items()}))
        if len(found) > CELL_LIMIT:
            raise damaged(archive.file)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parse(parser, archive, name)
    yield from found
