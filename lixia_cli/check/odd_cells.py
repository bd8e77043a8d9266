"""Read the cells of a column of numbers that are not plain: with units, footnote marks, or words like ≥ around them."""

from __future__ import annotations

from typing import NamedTuple

from lixia_cli.check.number_text import Reading
from lixia_cli.check.numbers import Numbers, numbers_of, read_all
from lixia_cli.check.scales import is_scale_or_percent
from lixia_cli.check.worded import split_words
from lixia_cli.model.coded import Coded
from lixia_cli.read.notation import Notation
from lixia_cli.text.messages import Message


class Said(NamedTuple):
    """What the words around numbers mean, one element per row."""

    says: Coded
    """A code of `worded`; empty without words."""
    high: Coded
    """The upper end of a range."""


def read_odd(odd: Coded, notation: Notation, worded: bool) -> tuple[Numbers, Said | None]:
    """Read the odd cells of `numbers.Cells`, each text once; with `worded` words such as ≥ are split off.

    Returns the numbers, and what words around them mean where there are any.
    """
    readings = read_all(odd.distinct.tolist(), notation)
    if not worded:
        return numbers_of(odd, readings), None
    left_over = [
        number
        for number, each in enumerate(readings)
        if each.problem is not None or (each.words and not is_scale_or_percent(each.words))
    ]
    split = {number: split_words(str(odd.distinct[number])) for number in left_over}
    split = {number: each for number, each in split.items() if each.says}
    if not split:
        return numbers_of(odd, readings), None
    inner = list(dict.fromkeys(each.number for each in split.values()))
    read = dict(zip(inner, read_all(inner, notation), strict=True))
    readings = [
        _of_whole(read[split[number].number], str(odd.distinct[number])) if number in split else each
        for number, each in enumerate(readings)
    ]
    says, high = (
        odd.replaced([getattr(split[number], part) if number in split else "" for number in range(len(readings))])
        for part in ("says", "high")
    )
    return numbers_of(odd, readings), Said(says, high)


def _of_whole(reading: Reading, text: str) -> Reading:
    """Return the reading of a number without the words around it; a problem with it quotes the whole cell."""
    problem = reading.problem
    if problem is None or "text" not in problem.values:
        return reading
    return reading._replace(problem=Message(problem.template, {**problem.values, "text": text}))
