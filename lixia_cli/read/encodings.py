"""Bytes → text."""

from __future__ import annotations

import codecs
import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.read.chinese import is_chinese
from lixia_cli.read.csv_text import line_of
from lixia_cli.text.messages import N_, Message, RequestError

if TYPE_CHECKING:
    from lixia_cli.read.two_bytes import Neighbours

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it starts with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
MARK = codecs.BOM_UTF8
"""The byte order mark of UTF-8."""
SUGGESTED = ("utf-8", "gb18030", "utf-16", "big5", "cp1252", "latin-1", "shift_jis", "euc-kr", "cp1251")
"""The encodings of most files."""
_NO_FILES = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined")
"""Codecs of Python that no file is written in."""
_HIGH_BYTES = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 100_000
"""Pieces beyond ASCII that are looked at."""
# Texts, which re compiles once they are needed.
_BEYOND_TWO_BYTES = r"[^\x00-\u07ff]"  # compiles twenty times as fast as the range itself
_USUAL = r"\u00a0-\u024f\u0370-\u045f\u0490-\u04ff\u0531-\u058f\u05d0-\u05ea\u0600-\u06ff"
"""Letters and signs that UTF-8 writes in two bytes: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic."""
_ACCENTS = r"\u0300-\u036f"
_LETTER = rf"[A-Za-z{_USUAL}]"
UNUSUAL = (
    rf"[^\x00-\x7f{_USUAL}{_ACCENTS}]"
    rf"|(?<!{_LETTER})[{_ACCENTS}]"
    rf"|(?<!{_LETTER})[\u0100-\u024f](?![A-Za-z{_USUAL}{_ACCENTS}])"
)
"""Other characters, accents without a letter, and letters with a rare accent."""
WITHIN_WORD = rf"[A-Za-z{_USUAL}][{_USUAL}{_ACCENTS}]|[{_USUAL}][A-Za-z]"


class Decoded(NamedTuple):
    """The text of a file."""

    text: str
    encoding: str
    """Name of its encoding in capitals."""
    notes: list[Message]


def checked(name: str) -> str:
    """Return the name of an encoding. Raises RequestError if text files can't be in one of that name."""
    if not _is_encoding(name):
        raise RequestError(
            Message("'{name}' is not an encoding; use one such as utf-8, gb18030 or cp1252", {"name": name})
        )
    return name


def _is_encoding(name: str) -> bool:
    try:
        if codecs.lookup(name).name.replace("-", "_") in _NO_FILES:
            return False
        b"    ".decode(name, "ignore")  # which only encodings of text allow
    except (LookupError, ValueError):
        return False
    return True


_ABOVE_ASCII = frozenset(
    ["gb18030", "gbk", "gb2312", "big5", "big5hkscs", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949"]
)
_OF_SINGLE_BYTES = ("iso8859", "cp125", "koi8")


def keeps_marks(name: str) -> bool:
    """Whether the bytes of quotes, separators and line ends in ASCII mean these in an encoding, and nothing else."""
    codec = codecs.lookup(name).name.removesuffix("-sig")
    return codec == "utf-8" or codec in _ABOVE_ASCII or codec.startswith(_OF_SINGLE_BYTES)


def mark_of(content: bytes) -> str:
    """Return the encoding that the byte order mark of a text names, empty without one."""
    return next((name for mark, name in _MARKS.items() if content.startswith(mark)), "")


def decode(content: bytes, file: str, encoding: str | None = None) -> Decoded:
    """Decode by byte order mark, else by the encoding given, as UTF-8, or as GB18030 where that gives Chinese.

    Returns the text, its encoding, and a note where that was guessed. Raises InputError when none of them fits,
    RequestError for an encoding that does not exist.
    """
    marked = mark_of(content)
    if marked:
        return Decoded(_as(marked, content, file), marked.upper(), [])
    if encoding is not None:
        text = _as(checked(encoding), content, file)
        return Decoded(text, encoding.upper(), _although_utf8(encoding, content, file))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _chinese(content, file, error)
    return _two_bytes(text, content, file)


_LONG, _HEAD, _TAIL, _BLOCK = 6_000_000, 4_000_000, 1_000_000, 1_000_000
"""Bytes: what texts are longer than of which `ends_of` gives the ends, those ends, and what is decoded at once."""


def ends_of(content: bytes) -> tuple[str, int] | None:
    """Return the first and last lines of a long text as one text, and where in it the last ones start.

    None for a short text, and for one that is not plainly UTF-8: whose first and last lines do not tell what `decode`
    would say, and with characters that no text has. A long text takes twice to five times its size in Python.
    """
    marked = len(codecs.BOM_UTF8) if content.startswith(codecs.BOM_UTF8) else 0
    head, tail = content.find(b"\n", _HEAD) + 1, content.rfind(b"\n", 0, -_TAIL) + 1
    if len(content) < _LONG or not 0 < head < tail:
        return None
    if b"\0" in content:
        return None
    is_plain = content.isascii() or _is_plainly_utf8(content, bool(marked))
    if not is_plain or (not content.isascii() and content.find(codecs.BOM_UTF8, marked) >= 0):
        return None
    first = content[marked:head].decode()
    return first + content[tail:].decode(), len(first)


def _is_plainly_utf8(content: bytes, certain: bool) -> bool:
    """Return whether a text is UTF-8 and, unless that is `certain`, no other encoding is in question."""
    utf8, start = PlainlyUtf8(certain), 0
    while start < len(content):
        end = content.find(b"\n", start + _BLOCK) + 1 or len(content)
        block, start = content[start:end], end
        if utf8.first_invalid(block) >= 0:
            return False
    return utf8.is_certain


class PlainlyUtf8:
    """Whether a text that comes in blocks of whole lines is UTF-8, and no other encoding is in question.

    None is for ASCII, where any character takes three bytes, and for letters in words, see `_two_bytes`.
    """

    def __init__(self, certain: bool) -> None:
        """Say whether that is known beforehand."""
        self._certain = certain
        self._is_ascii = True
        self._letters: Neighbours | None = None

    @property
    def is_certain(self) -> bool:
        """Whether no other encoding is in question for the blocks so far."""
        return self._certain or self._is_ascii or (self._letters is not None and self._letters.are_words)

    def first_invalid(self, block: bytes) -> int:
        """Look at another block; return the position of the first byte that is not UTF-8, -1 if all is."""
        if block.isascii():
            return -1
        self._is_ascii = False
        try:
            block.decode("utf-8")
        except UnicodeDecodeError as error:
            return error.start
        if not self._certain:
            from lixia_cli.read.two_bytes import Neighbours, has_longer_characters

            self._certain = has_longer_characters(block)
            if not self._certain:
                self._letters = self._letters or Neighbours()
                self._letters.add(block)
        return -1


def _as(encoding: str, content: bytes, file: str) -> str:
    """Decode by an encoding that is known. Raises InputError with the first byte that does not fit."""
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except UnicodeError as error:
        raise InputError([_invalid(encoding, content, file, error)]) from error


def _although_utf8(encoding: str, content: bytes, file: str) -> list[Message]:
    """Return a note on a text that was read in another encoding and is almost certainly UTF-8."""
    if codecs.lookup(encoding).name.startswith("utf"):
        return []
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return []
    values = {"file": file, "encoding": encoding}
    note = Message("{file}: read as {encoding}, as --encoding says, although it is valid UTF-8", values)
    return [note] if re.search(_BEYOND_TWO_BYTES, text) else []


def _invalid(encoding: str, content: bytes, file: str, error: UnicodeError) -> Problem:
    """Name the line and byte that are not valid in an encoding."""
    offset = error.start if isinstance(error, UnicodeDecodeError) else 0
    line = line_of(before := content[:offset].decode(encoding, "ignore"), len(before))
    template = N_("is not valid {encoding} (byte {byte}); save it as UTF-8, or name its encoding with --encoding")
    return Problem(Place(file, line), Message(template, {"encoding": encoding.upper(), "byte": offset + 1}))


def _chinese(content: bytes, file: str, error: UnicodeDecodeError) -> Decoded:
    """Decode as GB18030 what is not UTF-8, if it is plausibly Chinese. Raises InputError if not."""
    if not _is_broken_utf8(content):
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError:
            text = ""
        if is_chinese(text):
            return Decoded(text, "GB18030", [Message("{file}: not UTF-8, read as GB18030", {"file": file})])
    raise InputError([_invalid("utf-8", content, file, error)]) from error


def _is_broken_utf8(content: bytes) -> bool:
    """Return whether most of the bytes beyond ASCII are valid UTF-8: then the file is damaged UTF-8."""
    pieces = itertools.islice(_HIGH_BYTES.finditer(content), _SAMPLE)
    text = b" ".join(piece.group() for piece in pieces).decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return len(re.findall(_BEYOND_TWO_BYTES, text)) - broken > broken


def _two_bytes(text: str, content: bytes, file: str) -> Decoded:
    """Return the text of valid UTF-8, unless it is rather a few words of Chinese in GB18030.

    Both write some characters in two bytes: 元 in the one is U+052A, a letter of Komi, in the other.
    """
    if text.isascii() or re.search(_BEYOND_TWO_BYTES, text):
        return Decoded(text, "UTF-8", [])
    unusual = bool(re.search(UNUSUAL, text))
    if not unusual and re.search(WITHIN_WORD, text):
        return Decoded(text, "UTF-8", [])
    try:
        other = content.decode("gb18030")
    except UnicodeDecodeError:
        return Decoded(text, "UTF-8", [])
    if not is_chinese(other):
        return Decoded(text, "UTF-8", [])
    if unusual:
        note = Message("{file}: read as GB18030, although it is valid UTF-8; --encoding decides", {"file": file})
        return Decoded(other, "GB18030", [note])
    note = Message("{file}: read as UTF-8, although it may be GB18030; --encoding decides", {"file": file})
    return Decoded(text, "UTF-8", [note])
