"""Check names.csv: one row per code that has a name."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.files.problems import SHOWN, InputError
from lixia_cli.model.grouping import codes_of, first_of
from lixia_cli.model.names import KINDS, Names
from lixia_cli.model.schema import NAME_COLUMNS, TARGET_COLUMNS
from lixia_cli.read.records import Records
from lixia_cli.text.comparison import all_comparable, same_word
from lixia_cli.text.messages import N_, Message, listed
from lixia_cli.text.spelling import close_matches


def check_names(records: Records, limit: int = SHOWN) -> Names:
    """Return the names of codes.

    A kind is one of `names.KINDS`, also by the other headers of that column, or the header of a further column of the
    targets. Raises InputError, with at most `limit` problems, for an empty or repeated code, and for a kind that is
    none of them: a misspelt one, or a column whose codes lixia has names for.
    """
    sheet = TypedColumns(records, NAME_COLUMNS)
    written, codes = sheet.text("kind"), sheet.text("code")
    kinds = written.map(_kind)
    template = N_("'{text}' has no names; use one of: {allowed}, or the header of a further column of the targets")

    def describe(row: int) -> Message:
        close = close_matches(written[row].lower(), KINDS)
        if close:
            return Message("'{text}' is not known; is it '{close}'?", {"text": written[row], "close": close[0]})
        return Message(template, {"text": written[row], "allowed": listed(KINDS)})

    sheet.problems.add((kinds == "") & (written != ""), "kind", describe)
    forms = codes.map_all(all_comparable)
    first = first_of(codes_of(kinds, forms))
    again = N_("'{id}' is in {row} too; keep one of them")
    sheet.problems.add(
        (first < np.arange(len(sheet))) & (codes != "") & (kinds != ""),
        "code",
        lambda row: Message(again, {"id": codes[row], "row": sheet.row_name(int(first[row]))}),
    )
    chinese, english = sheet.text("name_zh"), sheet.text("name_en")
    if sheet.problems.count:
        raise InputError(sheet.problems.first(limit), sheet.problems.count)
    rows = zip(*(column.texts() for column in (kinds, forms, chinese, english)), strict=True)
    return Names({(kind, code): {"zh": zh, "en": en} for kind, code, zh, en in rows})


def _kind(text: str) -> str:
    """Return the column that a kind names; empty for one that can't be meant."""
    if not text:
        return ""
    if text in _COLUMNS.values():
        return text if text in KINDS else ""
    known = _COLUMNS.get(same_word(text))
    if known:
        return known if known in KINDS else ""
    return "" if close_matches(text.lower(), KINDS) else text


_COLUMNS = {
    same_word(spelling): column.name
    for column in reversed(TARGET_COLUMNS)
    for spelling in (*column.fallbacks, *column.aliases, column.name)
}
