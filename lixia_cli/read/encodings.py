"""Bytes → text."""

from __future__ import annotations

import codecs

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.text.messages import Message

_NAMES_OF_SHEETS = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls"}


def decode(content: bytes, file: str) -> tuple[str, list[Message]]:
    """Decode by byte order mark, else strictly as UTF-8, else as GB18030 with a note.

    GB18030 never comes first: most UTF-8 text is valid GB18030 too. Raises InputError when neither fits.
    """
    for signature, kind in _NAMES_OF_SHEETS.items():
        if content.startswith(signature):
            message = Message("is a spreadsheet ({kind}); save it as CSV UTF-8", {"kind": kind})
            raise InputError([Problem(Place(file), message)])
    encoding = "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    try:
        return content.decode(encoding), []
    except UnicodeDecodeError as error:
        if encoding == "utf-16":
            raise InputError([Problem(Place(file), Message("is not valid UTF-16; save it as UTF-8"))]) from error
        offset = error.start
    try:
        return content.decode("gb18030"), [Message("{file}: not UTF-8, read as GB18030", {"file": file})]
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, offset) + 1
        message = Message("neither UTF-8 nor GB18030 (byte {byte}); save it as UTF-8", {"byte": offset + 1})
        raise InputError([Problem(Place(file, line), message)]) from error
