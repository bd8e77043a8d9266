"""Read targets in words: from the column `target_text`, or from words in the column of the value."""

from __future__ import annotations

import re
import unicodedata

import numpy as np

from lixia_cli.check.change_words import is_multiple
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.missing import is_missing, is_pending
from lixia_cli.model.units import looks_like_unit
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_NUMERALS = Pattern("[零〇一二两三四五六七八九十百千万亿兆点分之第成倍半个负正几数多余约近廿卅]+")
_ROMAN = Pattern("[IVXLCDM]+")
_NUMBER_WORDS = Pattern(
    r"(?:(?:zero|nil|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
    r"|hundred|thousand|million|billion|half|a|an|and|per|cent|percent|point|double|twice)[\s-]*)+|inf(?:inity)?|nan",
    re.IGNORECASE,
)
_BOOLEANS = ("true", "false", "yes", "no")
_NO_START = "#=+-'"
"""Errors and formulas of spreadsheets begin so."""
_ASCII_DIGITS = frozenset("0123456789")
_UNSEEN = ("Cf", "Mn", "Me", "Co", "Cn")


def read_words(sheet: TypedColumns, multiples: Bools) -> Coded:
    """Return the column `target_text`, with the words in cells of `target_value`; 翻一番 is a number in `multiples`.

    Empties those cells, and those that mark the value as unknown. A note counts the targets in words. Reports
    cells with other words than `target_text`.
    """
    texts = sheet.text("target_text")
    if not sheet.has("target_value"):
        return texts
    cells = sheet.cells("target_value").odd
    in_words, unknown = cells.holds(is_wording), cells.holds(is_missing)
    in_words = in_words & ~(multiples & cells.holds(is_multiple))
    sheet.clear("target_value", (cells != "") & (in_words | unknown))
    if not in_words.any():
        return texts
    given = texts != ""
    sheet.problems.add(
        in_words & given & (cells != texts),
        "target_value",
        lambda row: Message(
            "'{text}' is another target than that of target_text; keep the right one", {"text": cells[row]}
        ),
    )
    values = {
        "file": sheet.records.label,
        "column": sheet.records.headers["target_value"],
        "count": int(in_words.sum()),
        "example": cells[int(np.argmax(in_words))],
    }
    template = N_("{file}: {column}: targets in words, which are listed but not judged: {count}, such as {example}")
    sheet.problems.notes.append(Message(template, values))
    return where(in_words, cells, texts)


def is_wording(text: str) -> bool:
    """Return whether a cell describes a target in words, without a number that may be meant as its value.

    >>> is_wording("保持在合理区间"), is_wording("to be decided"), is_wording("与GDP增长基本同步")
    (True, True, True)
    >>> is_wording("5o"), is_wording("一千二百"), is_wording("#N/A"), is_wording("twelve"), is_wording("亿元")
    (False, False, False, False, False)
    """
    if not text or not _ASCII_DIGITS.isdisjoint(text):
        return False
    plain = plain_forms(text).strip()
    categories = [unicodedata.category(character) for character in plain]
    letters = sum(category[0] == "L" for category in categories)
    if letters < 2 or plain[0] in _NO_START:
        return False
    if any(category[0] == "N" or category in _UNSEEN for category in categories):
        return False
    if (is_missing(plain) and not is_pending(plain)) or plain.casefold() in _BOOLEANS or looks_like_unit(plain):
        return False
    return not any(form.fullmatch(plain) for form in (_NUMERALS, _ROMAN, _NUMBER_WORDS))
