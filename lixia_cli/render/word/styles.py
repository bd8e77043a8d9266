"""The styles of a Word document. Everything that can be seen is set here, so that an office can restyle it in Word.

The Chinese page follows the national format of official documents (GB/T 9704): A4, title in 小标宋, text in 仿宋 of
size 三号 with lines of 28 points, headings in 黑体; but landscape, for its tables.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

TITLE, SUBTITLE, HEADING, TEXT, CAPTION = "Title", "Subtitle", "Heading 1", "Body Text", "Caption"
FIGURE, FIGURE_CAPTION = "Figure", "Figure Caption"
NUMBERED, BULLETED, FOOTER = "List Number", "List Bullet", "Footer"
CELL, NUMBER_CELL, HEAD_CELL = "Table Text", "Table Number", "Table Heading"
CELLS = (CELL, NUMBER_CELL, HEAD_CELL)
TABLE = "Progress Table"
LIGHTS = {"green": "Green Light", "yellow": "Yellow Light", "red": "Red Light", "grey": "Grey Light"}
"""The character style of a verdict, by its light."""
LIGHT_COLOURS = {"green": "006100", "yellow": "7F4F00", "red": "9C0006", "grey": "404040"}
"""The text colours of workbooks, which can be read on white."""
_KEPT = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid", "Heading 2", "Header")


class Look(NamedTuple):
    """How the paragraphs of a style look; sizes and distances in points."""

    latin: str
    chinese: str
    size: float
    bold: bool = False
    align: str = "left"
    """left, center, right, or both for justified lines."""
    before: float = 0
    after: float = 0
    line: float = 0
    """Exact distance of lines; 0 for single spacing."""
    indent: int = 0
    """Characters before the first line."""
    with_next: bool = False
    """Whether it stays on the page of the next paragraph."""


_SERIF, _SANS = "Times New Roman", "Arial"
LOOKS: Mapping[str, Mapping[str, Look]] = {
    "zh": {
        "Normal": Look(_SERIF, "仿宋", 16),
        TITLE: Look(_SERIF, "方正小标宋简体", 22, align="center", after=12, line=36, with_next=True),
        SUBTITLE: Look(_SERIF, "楷体", 16, align="center", after=14, line=28),
        HEADING: Look(_SERIF, "黑体", 16, line=28, indent=2, before=6, with_next=True),
        "Heading 2": Look(_SERIF, "楷体", 16, bold=True, line=28, indent=2, with_next=True),
        TEXT: Look(_SERIF, "仿宋", 16, align="both", line=28, indent=2),
        CAPTION: Look(_SERIF, "黑体", 12, align="center", before=8, after=4, with_next=True),
        FIGURE: Look(_SERIF, "仿宋", 12, align="center", before=4, with_next=True),
        FIGURE_CAPTION: Look(_SERIF, "黑体", 12, align="center", after=4),
        NUMBERED: Look(_SERIF, "仿宋", 12, line=18),
        BULLETED: Look(_SERIF, "仿宋", 12, line=18),
        CELL: Look(_SERIF, "仿宋", 10),
        NUMBER_CELL: Look(_SERIF, "仿宋", 10, align="right"),
        HEAD_CELL: Look(_SERIF, "黑体", 10, align="center"),
        FOOTER: Look(_SERIF, "宋体", 14, align="center"),
        "Header": Look(_SERIF, "宋体", 10.5),
    },
    "en": {
        "Normal": Look(_SERIF, "宋体", 11),
        TITLE: Look(_SANS, "黑体", 20, bold=True, after=4, with_next=True),
        SUBTITLE: Look(_SANS, "黑体", 12, after=10),
        HEADING: Look(_SANS, "黑体", 14, bold=True, before=14, after=4, with_next=True),
        "Heading 2": Look(_SANS, "黑体", 12, bold=True, before=10, after=4, with_next=True),
        TEXT: Look(_SERIF, "宋体", 11, after=6, line=15),
        CAPTION: Look(_SANS, "黑体", 9.5, bold=True, before=8, after=4, with_next=True),
        FIGURE: Look(_SERIF, "宋体", 10, before=4, with_next=True),
        FIGURE_CAPTION: Look(_SANS, "黑体", 9.5, bold=True, after=6),
        NUMBERED: Look(_SERIF, "宋体", 10, after=2),
        BULLETED: Look(_SERIF, "宋体", 10, after=2),
        CELL: Look(_SANS, "宋体", 9),
        NUMBER_CELL: Look(_SANS, "宋体", 9, align="right"),
        HEAD_CELL: Look(_SANS, "黑体", 9, bold=True),
        FOOTER: Look(_SERIF, "宋体", 10, align="center"),
        "Header": Look(_SERIF, "宋体", 10),
    },
}
SUBSTITUTES = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体,SimSun",
    "仿宋": "FangSong,仿宋_GB2312,华文仿宋,STFangsong,宋体,SimSun",
    "楷体": "KaiTi,楷体_GB2312,华文楷体,STKaiti,宋体,SimSun",
    "黑体": "SimHei,华文黑体,STHeiti,Noto Sans CJK SC",
    "宋体": "SimSun,华文宋体,STSong,Noto Serif CJK SC",
}
"""Fonts that take the place of one that a computer does not have."""


def set_styles(document: Any, language: str) -> None:
    """Leave the styles that are used in a document of python-docx, looking as in LOOKS."""
    from docx.enum.style import WD_STYLE_TYPE

    looks, styles = LOOKS[language], document.styles
    _remove_others(styles, {*looks, *_KEPT})
    _set_defaults(styles.element, looks["Normal"], language)
    for name, look in looks.items():
        if name not in styles:
            styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
        _set_paragraph_style(styles[name], look)
    for light, name in LIGHTS.items():
        style = styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        style.font.bold = light != "grey"
        style.font.color.rgb = _colour(LIGHT_COLOURS[light])
    _add_table_style(styles.add_style(TABLE, WD_STYLE_TYPE.TABLE), styles["Table Grid"])


def _remove_others(styles: Any, kept: set[str]) -> None:
    from docx.oxml.ns import qn

    for style in list(styles):
        if style.name not in kept:
            style.delete()
    for linked in styles.element.findall(f"{qn('w:style')}/{qn('w:link')}"):
        linked.getparent().remove(linked)


def _set_defaults(element: Any, normal: Look, language: str) -> None:
    """Set the fonts and the language of text without a style of its own."""
    from docx.oxml.ns import qn

    properties = element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _set_fonts(properties, normal)
    known = properties.find(qn("w:lang"))
    known.set(qn("w:val"), "en-US" if language == "zh" else "en-GB")
    known.set(qn("w:eastAsia"), "zh-CN")
    spacing = element.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.getparent().remove(spacing)


def _set_fonts(properties: Any, look: Look) -> None:
    """Name the fonts of both scripts instead of those of a theme."""
    from docx.oxml.ns import qn

    fonts = (
        properties.get_or_add_rFonts() if hasattr(properties, "get_or_add_rFonts") else properties.find(qn("w:rFonts"))
    )
    fonts.attrib.clear()
    for script, font in (("ascii", look.latin), ("hAnsi", look.latin), ("eastAsia", look.chinese), ("cs", look.latin)):
        fonts.set(qn(f"w:{script}"), font)


def _set_paragraph_style(style: Any, look: Look) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for part in style.element.findall(qn("w:rPr")):
        style.element.remove(part)
    _set_fonts(style.element.get_or_add_rPr(), look)
    font, layout = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, False
    font.color.rgb = _colour("000000")
    numbering = style.element.pPr.numPr if style.element.pPr is not None else None
    if style.element.pPr is not None:
        style.element.remove(style.element.pPr)
    if numbering is not None:
        style.element.get_or_add_pPr()._insert_numPr(numbering)  # the list that the style counts in
    alignments = {"left": "LEFT", "center": "CENTER", "right": "RIGHT", "both": "JUSTIFY"}
    layout.alignment = getattr(WD_ALIGN_PARAGRAPH, alignments[look.align])
    layout.space_before, layout.space_after = Pt(look.before), Pt(look.after)
    if look.line:
        layout.line_spacing, layout.line_spacing_rule = Pt(look.line), WD_LINE_SPACING.EXACTLY
    else:
        layout.line_spacing = 1.0
    layout.keep_with_next, layout.widow_control = look.with_next, True
    if look.indent:
        layout.first_line_indent = Pt(look.indent * look.size)
        style.element.pPr.ind.set(qn("w:firstLineChars"), str(100 * look.indent))
    style.hidden, style.quick_style, style.unhide_when_used = False, True, False


def _add_table_style(style: Any, base: Any) -> None:
    """Give the table style its lines and a header row in grey."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    style.base_style = base
    style.quick_style = True
    style.element.append(
        parse_xml(
            f"<w:tblPr {nsdecls('w')}><w:tblCellMar><w:top w:w='40' w:type='dxa'/><w:left w:w='70' w:type='dxa'/>"
            "<w:bottom w:w='40' w:type='dxa'/><w:right w:w='70' w:type='dxa'/></w:tblCellMar></w:tblPr>"
        )
    )
    style.element.append(
        parse_xml(
            f"<w:tblStylePr {nsdecls('w')} w:type='firstRow'><w:tcPr><w:shd w:val='clear' w:color='auto' "
            "w:fill='F2F2F2'/><w:vAlign w:val='center'/></w:tcPr></w:tblStylePr>"
        )
    )


def _colour(digits: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(digits)
