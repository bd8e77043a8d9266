"""Write a Word document: headings, paragraphs, lists and tables. The content comes from `formats.docx`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lixia_cli.render.word import styles
from lixia_cli.render.word.package import content_of, set_properties
from lixia_cli.render.xml_text import xml_text
from lixia_cli.text.messages import N_, Message, RequestError

PAGE = (297, 210)
"""A4, landscape, in millimetres, and the margins of its sides:"""
TOP, BOTTOM, SIDE = 28, 26, 20
LIGHT_SIGN = "●"
"""Stands in the colour of the light before the word of a verdict."""


class WordColumn(NamedTuple):
    """A column of a table."""

    title: str
    share: float
    """Of the width of the page."""
    right: bool
    """Whether its cells are numbers."""


class WordDocument:
    """A document to which paragraphs and tables are added, and its bytes.

    Raises RequestError where python-docx is not installed.
    """

    def __init__(self, title: str, language: str) -> None:
        """Create an empty landscape page with all styles; `title` is the one of its properties."""
        try:
            import docx
        except ImportError as error:
            template = N_("a Word document needs python-docx, which is not installed: pip install 'lixia-cli[word]'")
            raise RequestError(Message(template)) from error
        self._document = docx.Document()
        styles.set_styles(self._document, language)
        set_properties(self._document, xml_text(title), language)
        self._settings(language)
        self._page()

    def paragraph(self, text: str, style: str) -> None:
        """Add a paragraph in a style of `styles`; nothing for an empty text."""
        if text:
            self._document.add_paragraph(xml_text(text), style)

    def table(self, columns: Sequence[WordColumn], rows: Sequence[Sequence[str]], lights: Sequence[str]) -> None:
        """Add a table with a header that is repeated on every page; its last column has verdicts, coloured by light."""
        table = self._document.add_table(1 + len(rows), len(columns), styles.TABLE)
        table.autofit = False
        self._set_widths(table, columns)
        heads = [(column.title, styles.HEAD_CELL) for column in columns]
        for cell, (text, style) in zip(table.rows[0].cells, heads, strict=True):
            self._fill(cell, text, style)
        _mark(table.rows[0], "w:cantSplit", "w:tblHeader")
        for row, texts, light in zip(list(table.rows)[1:], rows, lights, strict=True):
            _mark(row, "w:cantSplit")
            *cells, verdict = row.cells
            for cell, column, text in zip(cells, columns, texts, strict=False):
                self._fill(cell, text, styles.NUMBER_CELL if column.right else styles.CELL)
            self._fill(verdict, f"{LIGHT_SIGN} {texts[-1]}", styles.CELL, styles.LIGHTS[light])

    def render(self) -> bytes:
        """Return the bytes of the file."""
        return content_of(self._document)

    def _fill(self, cell: Any, text: str, style: str, character_style: str | None = None) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = self._document.styles[style]
        if text:
            paragraph.add_run(xml_text(text), character_style)

    def _set_widths(self, table: Any, columns: Sequence[WordColumn]) -> None:
        """Set the widths of the columns, which together take the width of the page."""
        from docx.shared import Mm

        for position, column in enumerate(columns):
            width = Mm((PAGE[0] - 2 * SIDE) * column.share)
            table.columns[position].width = width
            for cell in table.columns[position].cells:
                cell.width = width

    def _page(self) -> None:
        """Set the page, and a footer with its number."""
        from docx.enum.section import WD_ORIENT
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.shared import Mm

        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = map(Mm, PAGE)
        section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
        section.left_margin = section.right_margin = Mm(SIDE)
        footer = section.footer.paragraphs[0]
        footer.style = self._document.styles[styles.FOOTER]
        footer.add_run("— ")
        field = f"<w:fldSimple {nsdecls('w')} w:instr='PAGE'><w:r><w:t>1</w:t></w:r></w:fldSimple>"
        footer._p.append(parse_xml(field))  # python-docx knows no fields
        footer.add_run(" —")

    def _settings(self, language: str) -> None:
        """Set the version of Word whose layout is meant, and the language of its menus' fonts."""
        from docx.oxml.ns import qn

        settings = self._document.settings.element
        for setting in settings.iter(qn("w:compatSetting")):
            if setting.get(qn("w:name")) == "compatibilityMode":
                setting.set(qn("w:val"), "15")
        theme = settings.find(qn("w:themeFontLang"))
        theme.set(qn("w:val"), "en-US" if language == "zh" else "en-GB")
        theme.set(qn("w:eastAsia"), "zh-CN")


def _mark(row: Any, *properties: str) -> None:
    """Add properties without a value to a row: it is a header, or never split between pages."""
    from docx.oxml import OxmlElement

    for name in properties:
        row._tr.get_or_add_trPr().append(OxmlElement(name))  # python-docx has no name for them
