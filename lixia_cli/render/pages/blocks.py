"""Write the blocks of a document as html."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lixia_cli.render.document import Block, Drawing, Grid, Heading, Paragraph
from lixia_cli.render.foreign import foreign
from lixia_cli.render.markup import Markup, element, joined

_ADDRESS = re.compile(r"https?://[!#-;=?-Z_a-z~]+", re.IGNORECASE)
"""An address that may become a link, of characters that addresses have; the rest, javascript: for one, stays text."""
_TRAILING = ".,;:!?)]}'\""


def as_html(blocks: Sequence[Block], language: str, first_level: int = 1) -> Markup:
    """Return the document; each heading of the second level begins a section. Its title is of level `first_level`."""
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1:
            sections.append([])
        sections[-1].append(block)
    return joined(_section(section, language, first_level) for section in sections if section)


def linked(text: str) -> Markup:
    """Return a text in which addresses of the web are links.

    >>> linked("see https://example.org/a, javascript:alert(1)")
    'see <a href="https://example.org/a" rel="noreferrer">https://example.org/a</a>, javascript:alert(1)'
    >>> linked('http://a.example/"x=1')
    '<a href="http://a.example/" rel="noreferrer">http://a.example/</a>&quot;x=1'
    """
    return joined(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    end = 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_TRAILING)
        yield text[end : found.start()]
        yield element("a", {"href": address, "rel": "noreferrer"}, address)
        end = found.start() + len(address)
    yield text[end:]


def _section(blocks: Sequence[Block], language: str, first_level: int) -> Markup:
    content = joined(_block(block, language, first_level) for block in blocks)
    named = isinstance(blocks[0], Heading) and blocks[0].level > 1
    return element("section", {}, content) if named else content


def _block(block: Block, language: str, first_level: int) -> Markup:
    if isinstance(block, Heading):
        level = f"h{min(block.level + first_level - 1, 6)}"
        return element(level, {"lang": foreign(block.text, language)}, block.text)
    if isinstance(block, Paragraph):
        return element("p", {"lang": foreign(block.text, language)}, linked(block.text))
    if isinstance(block, Drawing):
        return element("pre", {}, "\n".join(block.lines))
    return _grid(block, language) if block.rows else Markup()


def _grid(grid: Grid, language: str) -> Markup:
    """Return a grid as a table; the first cell of a row is its heading, unless it is empty or the grid has titles."""
    titled = any(grid.titles)
    head = element("thead", {}, element("tr", {}, (_title(text) for text in grid.titles))) if titled else None
    rows = [
        element("tr", {"class": grid.lights[number] if grid.lights else None}, _cells(row, grid, titled, language))
        for number, row in enumerate(grid.rows)
    ]
    table = element("table", {"class": "grid"}, head, element("tbody", {}, rows))
    return element("div", {"class": "scroll", "tabindex": 0, "role": "group", "aria-label": _about(grid)}, table)


def _about(grid: Grid) -> str:
    """Return a name for a table that may be scrolled: its titles, else the first cells."""
    names = [title for title in grid.titles if title] or [row[0] or row[1] for row in grid.rows[:3]]
    return ", ".join(names)


def _title(text: str) -> Markup:
    return element("th", {"scope": "col"}, text) if text else element("td")


def _cells(row: Sequence[str], grid: Grid, titled: bool, language: str) -> Iterator[Markup]:
    for column, text in enumerate(row):
        style = "number" if column in grid.right else None
        attributes = {"class": style, "lang": foreign(text, language)}
        if column == 0 and text and not titled:
            yield element("th", {"scope": "row", **attributes}, text)
        else:
            yield element("td", attributes, linked(text))
