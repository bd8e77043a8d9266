"""Turn a document of python-docx into bytes: the same document is the same file."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import Any

from lixia_cli.render.word.styles import SUBSTITUTES

CREATED = datetime.datetime(1980, 1, 1)
"""The date of every document, as of every workbook."""
LANGUAGE_TAGS = {"zh": "zh-CN", "en": "en-GB"}
_LONGEST = 255
"""Characters of a property; the page has the whole title."""
_UNUSED = ("thumbnail", "stylesWithEffects", "customXml")
"""Relationships of the template of python-docx to a picture of another document, and to parts nobody reads."""


def set_properties(document: Any, title: str, language: str) -> None:
    """Set the title, language and date of a document, and nothing about who made it."""
    properties = document.core_properties
    properties.title, properties.language = title[:_LONGEST], LANGUAGE_TAGS[language]
    properties.author = properties.last_modified_by = properties.comments = properties.keywords = ""
    properties.created = properties.modified = CREATED
    properties.revision = 1


def content_of(document: Any) -> bytes:
    """Return the bytes of the file, without the parts of the template that it does not need."""
    for relations in (document.part.package.rels, document.part.rels):
        for key in [key for key, relation in relations.items() if relation.reltype.endswith(_UNUSED)]:
            del relations[key]
    _name_fonts(document)
    written, fixed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, CREATED.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()


def _name_fonts(document: Any) -> None:
    """List the Chinese fonts with those that may take their place."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, others in SUBSTITUTES.items()
    )
    (table,) = (
        relation.target_part for relation in document.part.rels.values() if relation.reltype.endswith("fontTable")
    )
    before, end, after = table.blob.decode("utf-8").rpartition("</w:fonts>")
    table._blob = f"{before}{fonts}{end}{after}".encode()  # python-docx has no other way to change it
