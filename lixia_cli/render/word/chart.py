"""Put a chart into a Word document: drawn by the program that opens it, with its numbers in a workbook behind it.

A chart is a part of the package with its xml, a workbook embedded in the package, which "Edit data" opens, and a frame
in a paragraph (ECMA-376, parts 1 and 2). python-docx has no charts, but its parts and relationships carry ours.
"""

from __future__ import annotations

from typing import Any

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_INLINE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SIZE = 900
"""Hundredths of a point: the letters of a chart."""


def add_chart(
    paragraph: Any, drawing: bytes, workbook: bytes, number: int, size: tuple[int, int], words: tuple[str, str]
) -> None:
    """Add a chart to a paragraph of python-docx.

    `drawing` and `workbook` are those of `excel.charts.chart_parts`; `number` is unique in the document; `size` is
    width and height in millimetres, `words` title and description for those who can't see it.
    """
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.shared import Mm

    document = paragraph.part
    book = Part(PackURI(f"/word/embeddings/chart{number}.xlsx"), CONTENT_TYPE.SML_SHEET, workbook, document.package)
    chart = Part(PackURI(f"/word/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, b"", document.package)
    chart._blob = _for_word(drawing, chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
    width, height = map(Mm, size)
    frame = parse_xml(
        f'<wp:inline xmlns:wp="{_INLINE}" xmlns:a="{DRAWING}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="Chart {number}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" '
        f'xmlns:r="{_RELATIONS}" r:id="{document.relate_to(chart, RELATIONSHIP_TYPE.CHART)}"/>'
        "</a:graphicData></a:graphic></wp:inline>"
    )
    frame.docPr.set("title", words[0])
    frame.docPr.set("descr", words[1])
    paragraph.add_run()._r.add_drawing(frame)


def _for_word(drawing: bytes, workbook: str) -> bytes:
    """Return the xml of a chart with what a document needs: no frame of its own, small letters, and its workbook.

    What XlsxWriter leaves out is off in a workbook and on in a document: it gets its value here.
    """
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml

    space = parse_xml(drawing)
    for unused in space.findall(f"{{{CHART}}}printSettings"):
        space.remove(unused)
    for series in space.iter(f"{{{CHART}}}ser"):
        series.append(parse_xml(f'<c:smooth xmlns:c="{CHART}" val="0"/>'))
    for labels in (*space.iter(f"{{{CHART}}}dLbls"), *space.iter(f"{{{CHART}}}dLbl")):
        _say_values_alone(labels)
    language = space.find(f"{{{CHART}}}lang")
    language.addnext(parse_xml(f'<c:roundedCorners xmlns:c="{CHART}" val="0"/>'))
    names = f'xmlns:c="{CHART}" xmlns:a="{DRAWING}" xmlns:r="{_RELATIONS}"'
    letters = f'<a:p><a:pPr><a:defRPr sz="{_SIZE}"/></a:pPr><a:endParaRPr lang="en-US"/></a:p>'
    for part in (
        f"<c:spPr {names}><a:ln><a:noFill/></a:ln></c:spPr>",
        f"<c:txPr {names}><a:bodyPr/><a:lstStyle/>{letters}</c:txPr>",
        f'<c:externalData {names} r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>',
    ):
        space.append(parse_xml(part))
    xml: bytes = serialize_part_xml(space)
    return xml


def _say_values_alone(labels: Any) -> None:
    """Switch off what a label would show beside its value."""
    from docx.oxml import parse_xml

    value = labels.find(f"{{{CHART}}}showVal")
    if value is None:
        return
    value.addprevious(parse_xml(f'<c:showLegendKey xmlns:c="{CHART}" val="0"/>'))
    for name in ("showBubbleSize", "showPercent", "showSerName", "showCatName"):
        if labels.find(f"{{{CHART}}}{name}") is None:
            value.addnext(parse_xml(f'<c:{name} xmlns:c="{CHART}" val="0"/>'))
