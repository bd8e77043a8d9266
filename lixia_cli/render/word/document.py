"""Write a Word document: headings, paragraphs, lists, tables and charts. The content comes from `formats.docx`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from lixia_cli.render.word import styles
from lixia_cli.render.word.chart import add_chart
from lixia_cli.render.word.package import content_of, set_properties
from lixia_cli.render.word.table import WordCell, row_of
from lixia_cli.render.xml_text import xml_text
from lixia_cli.text.messages import N_, Message, RequestError

PAGE = (297, 210)
"""A4, landscape, in millimetres, and the margins of its sides:"""
TOP, BOTTOM, SIDE = 28, 26, 20
CHART_SIZE = (200, 66)
"""Of a chart, so that two fit on a page with their captions; width and height in millimetres."""
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
        self._charts = 0

    def paragraph(self, text: str, style: str) -> None:
        """Add a paragraph in a style of `styles`; nothing for an empty text."""
        if text:
            self._document.add_paragraph(xml_text(text), style)

    def table(self, columns: Sequence[WordColumn], rows: Sequence[Sequence[str]], lights: Sequence[str]) -> None:
        """Add a table with a header that is repeated on every page; its last column has verdicts, coloured by light."""
        from docx.shared import Mm

        widths = [Mm((PAGE[0] - 2 * SIDE) * column.share) for column in columns]
        table = self._document.add_table(0, len(columns), styles.TABLE)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        ids = {name: self._document.styles[name].style_id for name in (*styles.CELLS, *styles.LIGHTS.values())}
        kinds = [ids[styles.NUMBER_CELL if column.right else styles.CELL] for column in columns]
        heads = [WordCell(xml_text(column.title), ids[styles.HEAD_CELL]) for column in columns]
        twentieths = [width.twips for width in widths]
        table._tbl.append(row_of(heads, twentieths, header=True))  # see `row_of`
        for texts, light in zip(rows, lights, strict=True):
            cells = [WordCell(xml_text(text), kind) for text, kind in zip(texts, kinds, strict=True)]
            cells[-1] = WordCell(f"{LIGHT_SIGN} {cells[-1].text}", kinds[-1], ids[styles.LIGHTS[light]])
            table._tbl.append(row_of(cells, twentieths, header=False))

    def chart(self, drawing: bytes, workbook: bytes, title: str, description: str) -> None:
        """Add a chart in a paragraph of its own; see `word.chart` on its parts."""
        self._charts += 1
        paragraph = self._document.add_paragraph(style=styles.FIGURE)
        add_chart(paragraph, drawing, workbook, self._charts, CHART_SIZE, (xml_text(title), xml_text(description)))

    def render(self) -> bytes:
        """Return the bytes of the file."""
        return content_of(self._document)

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
