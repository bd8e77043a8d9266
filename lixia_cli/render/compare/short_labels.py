"""Shorten the names of sides for narrow tables: what all of them say is left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from lixia_cli.text.width import text_width

_SHORTEST = 10
"""Cells of what may be left out; less of it (District, 年度) is a part of what each is."""
_PAIRS = (("(", ")"), ("（", "）"), ("“", "”"), ("《", "》"), ("〔", "〕"), ("[", "]"))
_AT_EDGES = " ,;:·-–—，、；："


def short_labels(labels: Sequence[str], width: int) -> tuple[str, ...]:
    """Return names without the longest words that they share, if one is wider than `width` and all stay distinct.

    >>> short_labels(["Annual Targets of the Eastern District for 2022", "Annual Targets of the Eastern District"], 16)
    ('Annual Targets of the Eastern District for 2022', 'Annual Targets of the Eastern District')
    >>> short_labels(["Five-Year Plan of the Eastern District", "Targets of the Eastern District for 2023"], 16)
    ('Five-Year Plan', 'Targets for 2023')
    >>> short_labels(["济南市历下区2022年度目标", "济南市历下区2023年度目标"], 16)
    ('2022年度目标', '2023年度目标')
    """
    if max(map(text_width, labels)) <= width:
        return tuple(labels)
    shared = _longest_shared([_words(label) for label in labels])
    shorter = [_without(label, shared) for label in labels] if text_width(shared) >= _SHORTEST else list(labels)
    return tuple(shorter if all(shorter) and len(set(shorter)) == len(labels) else labels)


def _words(label: str) -> list[str]:
    """Split a name into words with the spaces between them, and characters that are as wide as Chinese ones."""
    found: list[str] = []
    for wide, characters in groupby(label, key=lambda character: text_width(character) > 1):
        text = "".join(characters)
        found += list(text) if wide else re.findall(r"\s+|\S+", text)
    return found


def _longest_shared(names: Sequence[list[str]]) -> str:
    """Return the widest run of words that all names have, with both brackets of a pair or none."""
    first, *others = names
    runs = {"".join(first[begin:end]) for begin in range(len(first)) for end in range(begin + 1, len(first) + 1)}
    whole = [{"".join(name[i:j]) for i in range(len(name)) for j in range(i + 1, len(name) + 1)} for name in others]
    shared = (run for run in runs if _has_pairs(run) and all(run in there for there in whole))
    return max(shared, key=text_width, default="").strip()


def _has_pairs(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in _PAIRS)


def _without(label: str, shared: str) -> str:
    before, _, after = label.partition(shared)
    return " ".join(f"{before} {after}".split() if before.endswith(" ") else f"{before}{after}".split()).strip(
        _AT_EDGES
    )
