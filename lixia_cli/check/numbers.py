"""Read a column of numbers that are not plain, once per distinct text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from lixia_cli.check.number_text import Reading, read_number
from lixia_cli.model.arrays import Bools, Floats, Texts, at, holds_at
from lixia_cli.model.coded import Coded
from lixia_cli.read.notation import Notation
from lixia_cli.text.messages import N_, Message


class Numbers(NamedTuple):
    """A column of texts read as numbers."""

    values: Floats
    """The numbers, without regard to `words`; NaN where missing or unreadable."""
    missing: Bools
    """Where the cell marks the number as unknown."""
    bad: Bools
    """Where the text is not a number, or may be more than one."""
    words: Coded
    """``%``, ``‰``, 万, 亿 or a unit behind the number, else an empty text."""
    marks: Coded
    """Footnote marks behind the number, else an empty text."""
    problems: Texts
    """Why the bad ones are not read, as `Message`; None elsewhere."""
    decimal_commas: Bools
    """Where a comma was read as a decimal comma although the notation of the source is unknown."""


def parse_numbers(texts: Coded, notation: Notation = Notation.POINT) -> Numbers:
    """Read a column of stripped texts.

    Accepts full-width digits, digits in groups, footnote marks and words behind a number, and marks for what is not
    known; see `number_text`.

    >>> cells = np.array(["2,446.9", "６.３６", "46%", "450①", "暂无", "1,23"], dtype=object)
    >>> parse_numbers(Coded.of(cells)).values.tolist()
    [2446.9, 6.36, 46.0, 450.0, nan, nan]
    """
    texts = texts.used()
    return numbers_of(texts, read_all(texts.distinct.tolist(), notation))


def read_all(texts: Sequence[str], notation: Notation) -> list[Reading]:
    """Read distinct texts of one column, each by itself, and refuse commas that can't mean the same."""
    form = re.compile(f"({_COMMON[notation.read_as]})([%万亿]?)")
    return _consistent([(text, _read_common(text, form) or read_number(text, notation.read_as)) for text in texts])


def numbers_of(texts: Coded, readings: Sequence[Reading]) -> Numbers:
    """Return a column with a reading for each of its distinct texts."""
    problems = np.empty(len(readings), dtype=object)
    problems[:] = [each.problem for each in readings]

    def where(holds: list[bool]) -> Bools:
        return holds_at(np.array(holds, dtype=np.bool_), texts.codes)

    return Numbers(
        at(np.array([each.value for each in readings], dtype=np.float64), texts.codes),
        where([each.missing for each in readings]),
        where([each.problem is not None for each in readings]),
        texts.replaced([each.words for each in readings]),
        texts.replaced([each.marks for each in readings]),
        at(problems, texts.codes),
        where([each.decimal_comma for each in readings]),
    )


_COMMON = {
    Notation.POINT: r"[+-]?(?:[0-9]{1,50}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,9})(?:\.[0-9]{1,99})?",
    Notation.COMMA: r"[+-]?[0-9]{1,50}",
    # A point before three digits may be one between groups.
    Notation.UNKNOWN: r"[+-]?[0-9]{1,50}(?:\.(?:[0-9]{1,2}|[0-9]{4,99}))?",
}
"""Most numbers, by notation, with at most a percent sign or scale word behind them."""


def _read_common(text: str, form: re.Pattern[str]) -> Reading | None:
    """Read a text that is empty or of a common form, which is much faster than `read_number`; None for any other."""
    found = form.fullmatch(text)
    if found is None:
        return None if text else Reading(missing=True)
    return Reading(float(found[1].replace(",", "")), found[2])


def _consistent(readings: list[tuple[str, Reading]]) -> list[Reading]:
    """Refuse a column in which some commas can only be decimal and others can only separate groups of digits."""
    decimal = next((text for text, reading in readings if reading.decimal_comma), "")
    grouping = next((text for text, reading in readings if reading.grouping_comma), "")
    if not (decimal and grouping):
        return [reading for _, reading in readings]
    template = N_(
        "the commas of '{decimal}' and '{grouping}' can't mean the same; say which sign is decimal (--decimal)"
    )
    mixed = Reading(problem=Message(template, {"decimal": decimal, "grouping": grouping}))
    return [mixed if reading.decimal_comma or reading.grouping_comma else reading for _, reading in readings]
