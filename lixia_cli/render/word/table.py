"""The rows of a table as elements: python-docx looks up each cell anew, which takes long for tables of many rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple


class WordCell(NamedTuple):
    """One cell: its text, and the ids of the styles of its paragraph and its characters."""

    text: str
    style: str
    characters: str = ""


def row_of(cells: Sequence[WordCell], widths: Sequence[int], *, header: bool) -> Any:
    """Return the element of a row, which is never split between pages; a header is repeated on every page.

    `widths` are in twentieths of a point.
    """
    row = _element("w:tr")
    properties = _element("w:trPr", row)
    _element("w:cantSplit", properties)
    if header:
        _element("w:tblHeader", properties)
    for cell, width in zip(cells, widths, strict=True):
        column = _element("w:tc", row)
        _element("w:tcW", _element("w:tcPr", column), {"w:w": str(width), "w:type": "dxa"})
        paragraph = _element("w:p", column)
        _element("w:pStyle", _element("w:pPr", paragraph), {"w:val": cell.style})
        if cell.text:
            run = _element("w:r", paragraph)
            if cell.characters:
                _element("w:rStyle", _element("w:rPr", run), {"w:val": cell.characters})
            _element("w:t", run, {"xml:space": "preserve"}).text = cell.text
    return row


def _element(name: str, parent: Any = None, attributes: dict[str, str] | None = None) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in (attributes or {}).items():
        element.set(qn(key), value)
    if parent is not None:
        parent.append(element)
    return element
