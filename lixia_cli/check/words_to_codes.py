"""Fill columns from the words around numbers: ≥60 sets direction at_least, 50余 sets bound lower."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.text.messages import N_, Message

Columns = dict[str, Any]
Meanings = Mapping[str, Mapping[str, str]]

OF_TARGETS: Meanings = {
    "at_least": {"direction": "at_least", "qualifier": "at_least"},
    "over": {"direction": "at_least", "qualifier": "over"},
    "at_most": {"direction": "at_most", "qualifier": "at_least"},
    "under": {"direction": "at_most", "qualifier": "over"},
    "about": {"qualifier": "about"},
    **{saying: {} for saying in ("range", "reached", "place")},
    "raised": {"direction": "at_least"},
    **{saying: {"direction": "at_most"} for saying in ("lowered", "top")},
    "total": {"measure": "cumulative"},
}
"""Meaning of the words around a target value (a code of `worded`) → column → code."""
OF_ACTUALS: Meanings = {
    **{saying: {"bound": "lower"} for saying in ("at_least", "over", "more")},
    **{saying: {"bound": "upper"} for saying in ("at_most", "under", "nearly", "top")},
    **{saying: {} for saying in ("reached", "raised", "lowered", "place")},
    "about": {"status": "preliminary"},
    "expected": {"status": "preliminary"},
    "final": {"status": "final"},
}
"""The same for an observed value. An approximate figure counts as preliminary."""


def columns_from_words(
    typed: TypedColumns, name: str, columns: Columns, meanings: Meanings, ranks: Callable[[], Bools]
) -> Columns:
    """Return the columns that the words around the numbers of column `name` refer to, with their codes filled in.

    Only cells left empty in the file are filled; where a cell contradicts the words, or they have no meaning in
    this column, a problem is reported. So is a place (第3名) in other rows than those that `ranks` returns. A note
    counts the numbers read like this, for each meaning.
    """
    says = typed.said(name)
    if not (says != "").any():
        return {}
    texts = typed.cells(name).odd
    typed.problems.add(
        (says != "") & ~says.is_in(meanings),
        name,
        lambda row: Message("'{text}' has no meaning here; write the plain number", {"text": texts[row]}),
    )
    places = says.is_in(("place", "top"))
    if places.any():
        typed.problems.add(places & ~ranks(), name, lambda row: Message(_NO_RANK, {"text": texts[row]}))
    filled = {}
    for column in dict.fromkeys(column for codes in meanings.values() for column in codes):
        code = says.replaced([meanings.get(saying, {}).get(column, "") for saying in says.distinct])
        given = typed.given(column)
        _check_agreement(typed, name, column, code, where(given, columns[column], ""))
        filled[column] = where((code != "") & ~given, code, columns[column])
    _note(typed, name, says, meanings)
    return filled


CONTRADICTS = N_("'{text}' says {column} = {said}, but that column says {given}; keep the one that is right")


def _check_agreement(typed: TypedColumns, name: str, column: str, said: Coded, given: Coded) -> None:
    texts = typed.cells(name).odd
    typed.problems.add(
        (said != "") & (given != "") & (given != said),
        name,
        lambda row: Message(
            CONTRADICTS,
            {"text": texts[row], "column": column, "said": said[row], "given": given[row]},
        ),
    )


def _note(typed: TypedColumns, name: str, says: Coded, meanings: Meanings) -> None:
    texts = typed.cells(name).odd
    for saying, codes in meanings.items():
        rows = says == saying
        if rows.any():
            meaning = ", ".join(f"{column} = {code}" for column, code in codes.items())
            meaning = meaning or ("target_high" if saying == "range" else name)
            values = {
                "file": typed.records.label,
                "column": typed.records.headers[name],
                "meaning": meaning,
                "count": int(rows.sum()),
                "example": texts[int(np.argmax(rows))],
            }
            typed.problems.notes.append(Message(WORDED, values))


_NO_RANK = N_("'{text}' is a place in a ranking, but the target is none (measure rank); write the plain number")
WORDED = N_("{file}: {column}: numbers with words for {meaning}: {count}, such as {example}")
