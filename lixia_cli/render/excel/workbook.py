"""Write a workbook: sheets, styles and cells. The content comes from `formats.xlsx`."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.render.excel.printing import A4, SIDE, in_lines, paper_for, title_parts
from lixia_cli.render.excel.sheet_names import same_name, sheet_name
from lixia_cli.render.xml_text import xml_text
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.width import text_width, widths, wrap

if TYPE_CHECKING:
    from lixia_cli.render.excel.many_rows import ManyRows
    from lixia_cli.render.excel.row_lines import SheetCells

COLOURS = {
    "green": ("#006100", "#C6EFCE"),
    "yellow": ("#7F4F00", "#FFEB9C"),
    "red": ("#9C0006", "#FFC7CE"),
    "grey": ("#404040", "#E7E6E6"),
}
"""Text and background colour of a verdict, by its light."""
MOST_NUMBER_FORMATS = 150
"""Maximum number of number formats, about what programs allow in a workbook; numbers beyond it are written as text."""
CREATED = datetime.datetime(1980, 1, 1)
"""The date of every workbook, so that the same report is the same file."""

LONG = 10_000
"""Rows of all sheets above which a workbook is written in less time, and compressed less."""
_TEXTS_STAY_TEXTS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_CHINESE = 1.1
"""Width per terminal cell, in digits: a Chinese character is a little wider than two digits."""
_ARROW, _MARGIN, _PROSE = 3, 2, 110
"""Widths: of the filter button in a title, of the margin around a text, and of a line of running text."""
_PAGES_OF_RESERVED = 6
_LINE, _HIGHEST = 15, 405
"""Heights in points: of a line, and the maximum of a row."""
_EVERY_CELL = "A1:XFD1048576"
_LONGEST_CELL = 32_767
"""Code units of UTF-16; XlsxWriter counts characters."""
_TOO_LONG = -2
"""What XlsxWriter returns for a cell that does not fit."""
_LONGEST_IN_HEADER = 60
"""Maximum length of the title in a page header, which may have 255 characters in all; an ampersand counts twice."""


class SheetColumn(NamedTuple):
    """A column of a sheet."""

    title: str
    width: float
    """Width of its cells in characters; the title may make it wider."""
    right: bool
    """Whether its cells are numbers."""


class _Exact(float):
    """A float that XlsxWriter writes in full: its own 16 significant digits do not round-trip every double."""

    def __format__(self, _: str) -> str:
        return float.__repr__(self).removesuffix(".0")


class Workbook:
    """A workbook to which sheets are added, and its bytes. Texts never become formulas, links or numbers.

    Raises RequestError where XlsxWriter is not installed, and for a cell beyond what a sheet can hold.
    """

    def __init__(self, title: str, reserved: Sequence[str]) -> None:
        """Create a workbook; no sheet gets one of the `reserved` names from its title."""
        try:
            import xlsxwriter

            from lixia_cli.render.excel.long_files import in_less_time
            from lixia_cli.render.excel.many_rows import ManyRows, kind_of_cell
        except ImportError as error:
            template = N_("a workbook needs XlsxWriter, which is not installed: pip install 'lixia-cli[excel]'")
            raise RequestError(Message(template)) from error
        self._stream = io.BytesIO()
        self._workbook = xlsxwriter.Workbook(self._stream, {"in_memory": True, **_TEXTS_STAY_TEXTS})
        self._title = xml_text(title)
        self._workbook.set_properties({"title": self._title, "created": CREATED})
        self._kind_of_page, self._kind_of_cell, self._in_less_time = ManyRows, kind_of_cell, in_less_time
        self._pages: list[ManyRows] = []
        self._taken = set(map(same_name, reserved))
        self._styles: dict[tuple[tuple[str, object], ...], Any] = {}
        self._number_formats: set[str] = set()

    def prose(self, title: str, lines: Sequence[str]) -> None:
        """Add a sheet of running text under the title of the workbook."""
        page = self._page(title)
        page.fit_to_pages(1, 0)
        page.set_column(0, 0, _PROSE)
        self.text(page, 0, 0, self._title, bold=True, font_size=14)
        for row, line in enumerate(lines, 2):
            self.text(page, row, 0, line, text_wrap=True, valign="top")
            self.height(page, row, lines_of(line, _PROSE))

    def table(self, title: str, columns: Sequence[SheetColumn], reserved: bool = False, frozen: int = 1) -> Any:
        """Add a sheet with the titles of a table in its first row, its columns as wide as their cells or titles.

        Its first `frozen` columns stay in sight, and stand on every page. It is printed on as few pages side by side as
        can be read, and called as nearly like its title as may be; `reserved` is for a table for other programs, whose
        name is that title, which was kept for it from the beginning.
        """
        page = self._page(title, reserved)
        lines, wide = 1, 0.0
        for position, column in enumerate(columns):
            parts = title_parts(column.title)
            width = max(column.width, *(width_of(part) + _ARROW for part in parts))
            title = column.title if width_of(column.title) + _ARROW <= width else in_lines(column.title)
            lines = max(lines, sum(lines_of(line, width - _ARROW) for line in title.splitlines()))
            page.set_column(position, position, width + _MARGIN)
            wide += width + _MARGIN
            style = {"bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#F2F2F2"}
            self.text(page, 0, position, title, **alignment(column.right), **style)
        self.height(page, 0, lines)
        paper, pages = (A4, _PAGES_OF_RESERVED) if reserved else paper_for(wide)
        page.set_paper(paper)
        page.fit_to_pages(pages, 0)
        page.repeat_rows(0)
        page.repeat_columns(0, frozen - 1)
        page.freeze_panes(1, frozen)
        return page

    def sheet(self, title: str) -> Any:
        """Add an empty sheet, printed one page wide."""
        page = self._page(title)
        page.fit_to_pages(1, 0)
        return page

    def scatter_chart(self) -> Any:
        """Return a new chart of points and straight lines, to be put on a sheet."""
        return self._workbook.add_chart({"type": "scatter", "subtype": "straight_with_markers"})

    def filtered(self, page: Any, rows: int, columns: int) -> None:
        """Add a filter to the table of a sheet, and disable the warning on texts that look like numbers."""
        page.autofilter(0, 0, rows, columns - 1)
        page.ignore_errors({"number_stored_as_text": _EVERY_CELL})

    def colour(self, page: Any, rows: int, column: int, formulas: Mapping[str, str]) -> None:
        """Colour a column of the table by formulas for its first row, each with a light; the first true one applies."""
        if not rows:
            return
        for formula, light in formulas.items():
            letters, ground = COLOURS[light]
            style = self._style(font_color=letters, bg_color=ground)
            rule = {"type": "formula", "criteria": formula, "format": style, "stop_if_true": True}
            page.conditional_format(1, column, rows, column, rule)

    def text(self, page: Any, row: int, column: int, text: str, **style: object) -> None:
        """Write a text as text, even if it looks like a number or formula; leave the cell blank if it is empty."""
        if text:
            _check(page.write_string(row, column, _as_written(text), self._style(**style)))

    def blank(self, page: Any, row: int, column: int, **style: object) -> None:
        """Leave a cell empty, in a style."""
        _check(page.write_blank(row, column, None, self._style(**style)))

    def number(self, page: Any, row: int, column: int, value: float, **style: object) -> None:
        """Write a finite number in full precision."""
        exact = value if isinstance(value, int) else _Exact(value)
        _check(page.write_number(row, column, exact, self._style(**style)))

    def kind(self, text: bool, **style: object) -> str:
        """Return the kind of cells of `rows` with a number or text in a style."""
        return self._kind_of_cell(self._style(**style), text)

    def numbers_of_texts(self, page: ManyRows, texts: Sequence[str], times: Sequence[int]) -> list[float]:
        """Return the value of cells of `rows` with each text as `text` writes it, that so many of them have."""
        if not "".join(texts).isprintable() or max(map(len, texts), default=0) > _LONGEST_CELL // 2:
            texts = list(map(_as_written, texts))
        return page.numbers_of_texts(texts, times)

    def rows(self, page: ManyRows, columns: Sequence[SheetCells], lines: Ints) -> None:
        """Write rows below the titles of a table, with the cells of each column, and so many lines high."""
        _check(page.add_rows(1, columns, np.where(lines > 1, _points(lines), 0)))

    def height(self, page: Any, row: int, lines: int) -> None:
        """Set the height of a row for this number of lines, which not every program does by itself."""
        if lines > 1:
            page.set_row(row, int(_points(np.array(lines))))

    def can_use(self, number_format: str) -> bool:
        """Whether the workbook has this number format, or can take another one."""
        if number_format not in self._number_formats and len(self._number_formats) < MOST_NUMBER_FORMATS:
            self._number_formats.add(number_format)
        return number_format in self._number_formats

    def render(self) -> bytes:
        """Return the bytes of the file."""
        is_long = sum(page.added for page in self._pages) > LONG
        with self._in_less_time() if is_long else nullcontext():
            self._workbook.close()
        if not all(page.complete for page in self._pages):
            raise RuntimeError("this release of XlsxWriter leaves out rows")
        return self._stream.getvalue()

    def _page(self, title: str, reserved: bool = False) -> Any:
        """Add an empty sheet with print settings."""
        title = xml_text(title)
        page = self._workbook.add_worksheet(title if reserved else sheet_name(title, self._taken), self._kind_of_page)
        self._pages.append(page)
        page.set_landscape()
        page.set_paper(A4)
        page.set_margins(left=SIDE, right=SIDE)
        page.set_header(f"&L{_in_header(self._title)}&R{_in_header(title)}")
        page.set_footer("&C&P / &N")
        return page

    def _style(self, **properties: object) -> Any:
        """Return the style with these properties, created once."""
        key = tuple(sorted(properties.items()))
        if key not in self._styles:
            self._styles[key] = self._workbook.add_format(properties)
        return self._styles[key]


def width_of(text: str) -> float:
    """Return the column width that the text needs on one line."""
    return len(text) if text.isascii() else _CHINESE * text_width(text)


def width_of_all(every: Sequence[str]) -> float:
    """Return the column width that the widest text needs, 0 without any."""
    is_ascii = np.fromiter(map(str.isascii, every), dtype=np.bool_, count=len(every))
    own = np.array(widths(every), dtype=np.float64) * np.where(is_ascii, 1, _CHINESE)
    return float(own.max(initial=0))


def lines_of(text: str, width: float) -> int:
    """Return the number of lines of the text in a column of that width."""
    cells = int(width if text.isascii() else width / _CHINESE)
    if 2 * len(text) <= cells:  # a character takes at most two
        return 1
    return 1 if text_width(text) <= cells else len(wrap(text, cells))


def lines_of_all(every: Sequence[str], width: float) -> Ints:
    """Return `lines_of` each text."""
    lengths = np.fromiter(map(len, every), dtype=np.int64, count=len(every))
    lines = np.ones(len(every), dtype=np.int64)
    may_wrap = lengths > int(width) if "".join(every).isascii() else 2 * lengths > int(width / _CHINESE)
    for place in np.flatnonzero(may_wrap).tolist():
        lines[place] = lines_of(every[place], width)
    return lines


def finite(values: Floats) -> Floats:
    """Return numbers, and NaN. Raises ValueError for infinite ones, which no cell can have."""
    if np.isinf(values).any():
        raise ValueError(values)
    return values


def alignment(right: bool) -> dict[str, object]:
    """Return the style of a cell: numbers right, text left with an indent."""
    return {"align": "right"} if right else {"align": "left", "indent": 1}


def _points(lines: Ints) -> Ints:
    """Return the heights of rows of so many lines."""
    return np.minimum(lines * _LINE, _HIGHEST)


def _as_written(text: str) -> str:
    """Return a text as a cell can hold it; raise RequestError if it is too long."""
    unicode = xml_text(text, keep="\n")
    if len(unicode) > _LONGEST_CELL // 2:
        _check(0 if len(unicode.encode("utf-16-le")) <= 2 * _LONGEST_CELL else _TOO_LONG)
    return unicode


def _in_header(text: str) -> str:
    """Escape a text for the header of a printed page, where an ampersand begins a code."""
    short = text if len(text) <= _LONGEST_IN_HEADER else text[: _LONGEST_IN_HEADER - 1] + "…"
    return short.replace("&", "&&")


def _check(code: int) -> None:
    """Raise RequestError if XlsxWriter returned that a value did not fit; it leaves such values out."""
    if code:
        template = N_("a workbook holds at most 1,048,576 rows, and 32,767 characters in a cell; csv holds more")
        raise RequestError(Message(template))
