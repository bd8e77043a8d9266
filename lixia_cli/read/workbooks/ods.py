"""OpenDocument spreadsheets (.ods): their sheets, and what python-calamine does not say of the cells."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from xml.parsers import expat

from lixia_cli.read.workbooks.archive import Archive, local_name, parse
from lixia_cli.read.workbooks.limits import CELL_LIMIT, Extent, damaged, encrypted
from lixia_cli.read.workbooks.rich_text import Runs
from lixia_cli.read.workbooks.sheet import Details, Sheet
from lixia_cli.read.workbooks.shown_numbers import Shown, shown_date, shown_number

_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MOST_ROWS = 1_048_576
_NUMBERS = ("float", "currency", "percentage")


class Ods:
    """An ods file. All of its sheets are in one part, which is scanned once."""

    def __init__(self, archive: Archive) -> None:
        """Scan the sheets. Raises InputError if the file is damaged, needs a password, or a sheet is too large."""
        self._archive = archive
        if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
            raise encrypted(archive.file)
        scan = _Scan(archive.file)
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = scan.start, scan.end
        parser.CharacterDataHandler = scan.characters
        parse(parser, archive, _CONTENT)
        self._details = scan.found
        self.sheets = [
            Sheet(name, scan.hidden_styles.get(style, False))
            for name, style in zip(scan.found, scan.styles, strict=True)
        ]

    def details(self, sheet: Sheet, label: str) -> Details:
        """Return what the scan found in a sheet."""
        details = self._details[sheet.name]
        details.extent.label = label
        return details

    def content(self, sheet: Sheet) -> bytes:  # noqa: ARG002
        """Return the workbook without anything but the sheets."""
        return self._archive.copy(["mimetype", _CONTENT, _MANIFEST])


class _Scan:
    """The handlers of a parser that goes through the cells of all sheets."""

    def __init__(self, file: str) -> None:
        self.found: dict[str, Details] = {}
        self.styles: list[str] = []
        self.hidden_styles: dict[str, bool] = {}
        self._style = ""
        self._file = file
        self._row = self._column = 0
        self._rows = 1
        self._values: dict[str, str] = {}
        self._text: list[str] = []
        self._runs = Runs()
        self._fonts: dict[str, tuple[bool, bool]] = {}
        """By style of a run: whether it is raised, and whether it is struck through."""
        self._spans: list[tuple[bool, bool]] = []
        self._in_cell = self._in_text = 0
        self._has_text = False
        """Whether the cell says how it is shown: some programs write values alone."""
        self._work = 0

    def start(self, name: str, values: dict[str, str]) -> None:
        element = local_name(name)
        plain = {local_name(key): value for key, value in values.items()}
        if element == "table":
            self._sheet(plain)
        elif element == "table-row":
            self._rows = _repeated(plain, "number-rows-repeated")
            self._column = 0
            if plain.get("visibility", "visible") != "visible":
                self._current().hidden_rows += min(self._rows, _MOST_ROWS)
        elif element == "table-column" and plain.get("visibility", "visible") != "visible":
            self._current().hidden_columns += _repeated(plain, "number-columns-repeated")
        elif element in ("table-cell", "covered-table-cell"):
            self._values = plain
            self._text.clear()
            self._runs.clear()
            self._spans.clear()
            self._in_cell, self._has_text = 1, False
        elif element == "p" and self._in_cell:
            self._in_text += 1
            self._has_text = True
        elif element == "s" and self._in_text:
            self.characters(" " * _repeated(plain, "c"))
        elif element == "span" and self._in_text:
            self._spans.append(self._fonts.get(plain.get("style-name", ""), (False, False)))
            self._runs.be(*self._spans[-1])
        elif element == "annotation":
            self._in_cell = 0  # a comment is no part of the cell
        elif element == "style":
            self._style = plain.get("name", "")
        elif element == "table-properties":
            self.hidden_styles[self._style] = plain.get("display", "true") == "false"
        elif element == "text-properties":
            position, line = plain.get("text-position", ""), plain.get("text-line-through-style", "none")
            self._fonts[self._style] = (_is_raised(position), line != "none")

    def end(self, name: str) -> None:
        element = local_name(name)
        if element == "table-row":
            self._row += self._rows
        elif element in ("table-cell", "covered-table-cell"):
            self._cell(self._values, "".join(self._text))
            self._in_cell = self._in_text = 0
        elif element == "span" and self._spans:
            self._spans.pop()
            self._runs.be(*(self._spans[-1] if self._spans else (False, False)))
        elif element == "annotation":
            self._in_cell, self._in_text = 1, 0
        elif element == "p" and self._in_text:
            self._in_text -= 1

    def characters(self, text: str) -> None:
        if self._in_cell and self._in_text:
            self._text.append(text)
            self._runs.add(text)

    def _sheet(self, values: dict[str, str]) -> None:
        name = values.get("name", "")
        if name in self.found:
            raise damaged(self._file)
        self.found[name] = Details(Extent(f"{self._file}#{name}"))
        self.styles.append(values.get("style-name", ""))
        self._row = 0

    def _current(self) -> Details:
        if not self.found:
            raise damaged(self._file)
        return next(reversed(self.found.values()))

    def _cell(self, values: dict[str, str], text: str) -> None:
        """Take in a cell and its repetitions."""
        details = self._current()
        columns = _repeated(values, "number-columns-repeated")
        row, column = self._row, self._column
        self._column += columns
        kind = values.get("value-type", "")
        if not text and not any(name.endswith(("value", "value-type")) for name in values):
            return
        # python-calamine gives rows and columns from the first of the sheet on.
        details.extent.add(0, 0)
        details.extent.add(row, column, self._rows, columns)
        down, right = (_repeated(values, f"number-{name}-spanned") for name in ("rows", "columns"))
        details.add_merged((row, column), (row + down - 1, column + right - 1))
        details.extent.add_characters(max(len(text), len(values.get("string-value", ""))) * self._rows * columns)
        shown, other_digits = self._meaning(kind, values, text)
        if shown is None and kind not in _NUMBERS:
            if self._runs.has_struck:
                details.struck.append((row, column))
            shown = self._runs.text if self._runs.has_raised else None
        if shown is None and not other_digits:
            return
        cells = [(row + down, column + right) for down in range(self._rows) for right in range(columns)]
        self._work += len(cells)
        if self._work > CELL_LIMIT:
            raise damaged(self._file)
        for cell in cells:
            if other_digits:
                details.shown_as[cell] = text.strip()
            elif shown is not None:
                details.texts[cell] = shown
        if kind in _NUMBERS and not other_digits:
            details.decorated += cells

    def _meaning(self, kind: str, values: dict[str, str], text: str) -> Shown:
        """Return what a cell means beyond its value: a percentage, words, an error, a formula's missing result."""
        if values.get("formula") and (text.startswith(("#", "Err:"))):
            return Shown(text)
        try:
            if kind == "percentage":
                digits = f"{Decimal(values.get('value', '')).scaleb(2):f}"
                return Shown((digits.rstrip("0").rstrip(".") if "." in digits else digits) + "%")
            if kind in _NUMBERS and self._has_text:
                return shown_number(values.get("value", ""), text)
        except InvalidOperation:
            raise damaged(self._file) from None
        return Shown(shown_date(values.get("date-value", ""), text) if kind == "date" else None)


def _is_raised(position: str) -> bool:
    """Whether a position of text, ``super 58%`` or ``33% 58%``, is above the line."""
    height = position.split(" ", maxsplit=1)[0]
    return height == "super" or (height.endswith("%") and not height.startswith(("-", "0%")))


def _repeated(values: dict[str, str], name: str) -> int:
    """Return how often a row or a cell is repeated. Raises ValueError, which `parse` expects, for what is no number."""
    text = values.get(name, "1")
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)
