"""Read target values that are changes of the baseline: by the column ``relative``, or written as ``+10%``."""

from __future__ import annotations

import re

import numpy as np

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools, Floats
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.measures import LEVELS, is_any
from lixia_cli.model.units import is_in_percent
from lixia_cli.read.plain_numbers import Cells
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_INCREASE = Pattern(r"\+\s*[0-9.,]")
_PERCENT_INCREASE = Pattern(r"\+\s*[0-9.,][^%]*%")
_PERCENT_CUT = Pattern(r"-[0-9.,][^%]*%")
_POINTS = Pattern(r"[+-]?\s*[0-9][0-9.,]*\s*(?:pps?|p\.p\.|percentage points?|个?百分点)", re.IGNORECASE)
_PLUS, _MINUS = "+＋", "-−－"


def is_increase(cells: Coded) -> Bools:
    """Return where a number is written with a plus sign: +500, +10%. No such cell is plain, see `numbers.Cells`."""
    return _matches(cells, _PLUS, _INCREASE)


def is_percent_increase(cells: Coded) -> Bools:
    """Return where a number is written as an increase in percent: +10%."""
    return _matches(cells, _PLUS, _PERCENT_INCREASE)


def is_percent_cut(cells: Coded) -> Bools:
    """Return where a number is written as a decrease in percent: -10%."""
    return _matches(cells, _MINUS, _PERCENT_CUT)


def is_points(cells: Coded) -> Bools:
    """Return where a number is written in percentage points: 1.2pp, +1.2pp, -3个百分点."""
    return cells.holds(lambda text: _POINTS.fullmatch(plain_forms(text)) is not None if text else False)


def _positive(cells: Cells) -> Bools:
    return cells.odd.holds(lambda text: text[:1].isdigit()) | ~np.signbit(np.nan_to_num(cells.plain, nan=-1))


def _matches(cells: Coded, signs: str, form: Pattern) -> Bools:
    return cells.holds(lambda text: text[:1] in signs and form.match(plain_forms(text)) is not None if text else False)


def read_relative(typed: TypedColumns, measure: Coded, baseline_year: Floats, unit: Coded, multiples: Bools) -> Coded:
    """Return the column `relative` of the targets: as given, or ``percent`` for a level with the target value +10%.

    So is -10%. Where the unit is in percent +10% is refused, and so is -10% of a baseline above zero. There +1.2pp and
    -1.2pp are a ``difference``. Of `multiples` (翻一番) the percentage is that of the baseline in any case.

    Says how many are read so in a note. Reports increases that may be levels, changes of no baseline,
    and targets that are no levels.
    """
    relative = typed.choice("relative")
    typed.problems.add(
        (relative != "") & ~is_any(measure, LEVELS),
        "relative",
        lambda row: Message(
            "goes with levels ({levels}) only; leave it empty for '{measure}'",
            {"levels": ", ".join(LEVELS), "measure": measure[row]},
        ),
    )
    if not typed.has("target_value"):
        return relative
    _check_header(typed, is_any(measure, LEVELS), relative)
    texts = typed.cells("target_value").odd
    unsaid = is_increase(texts) & is_any(measure, LEVELS) & (relative == "")
    more = unsaid & is_percent_increase(texts)
    cut = is_percent_cut(texts) & is_any(measure, LEVELS) & (relative == "")
    in_percent = unit.holds(is_in_percent)
    typed.problems.add(
        cut & in_percent & _positive(typed.cells("baseline_value")) if cut.any() else cut,
        "target_value",
        lambda row: Message(
            "'{text}' may be a level, or that much below the baseline; write it without %, or give 'relative'",
            {"text": texts[row]},
        ),
    )
    typed.problems.add(
        more & in_percent & ~multiples,
        "target_value",
        lambda row: Message(
            "'{text}' may be a percentage of the baseline, or that many points above it; "
            "write it in pp, or give 'relative'",
            {"text": texts[row]},
        ),
    )
    percent = (more | cut) & (~in_percent | multiples)
    signed = texts.holds(lambda text: text[:1] in _PLUS + _MINUS if text else False)
    points = is_points(texts) & signed & in_percent & is_any(measure, LEVELS) & (relative == "")
    typed.problems.add(
        unsaid & ~more & ~points,
        "target_value",
        lambda row: Message(
            "'{text}' may be a level, or that much above the baseline; write it without +, or give 'relative'",
            {"text": texts[row]},
        ),
    )
    typed.problems.add(
        (percent | more | points) & np.isnan(baseline_year),
        "baseline_year",
        lambda row: Message("is empty; '{text}' is a change of the baseline", {"text": texts[row]}),
    )
    levels = is_any(measure, LEVELS) & (relative == "") & ~percent & ~more & ~points
    _check_upper_ends(typed, texts, percent | more, points, levels)
    _note(typed, texts, percent, _IN_PERCENT)
    _note(typed, texts, points, _IN_POINTS)
    return where(percent, "percent", where(points, "difference", relative))


def _check_upper_ends(typed: TypedColumns, texts: Coded, percent: Bools, points: Bools, levels: Bools) -> None:
    """Report upper ends that are levels where the target values `texts` are changes, and changes beside `levels`."""
    if not typed.has("target_high"):
        return
    cells = typed.cells("target_high")
    high = cells.odd
    typed.problems.add(
        (percent & cells.given() & ~is_percent_increase(high) & ~is_percent_cut(high))
        | (points & cells.given() & ~is_points(high)),
        "target_high",
        lambda row: Message(
            "'{high}' is a level, '{text}' a change of the baseline; write both the same way",
            {"high": typed.written("target_high", row), "text": texts[row]},
        ),
    )
    typed.problems.add(
        levels & is_increase(high),
        "target_high",
        lambda row: Message(
            "'{text}' may be a level, or that much above the baseline; write it without +, or give 'relative'",
            {"text": high[row]},
        ),
    )


def _check_header(typed: TypedColumns, levels: Bools, relative: Coded) -> None:
    """Report numbers without a sign for levels below a header that speaks of a change: 42 below Reduction."""
    header = typed.records.headers["target_value"]
    less, more = _SAYS_LESS.search(header) is not None, _SAYS_MORE.search(header) is not None
    if not (less or more):
        return
    plain, odd = typed.cells("target_value")
    unsigned = (plain > 0) | odd.holds(lambda text: text[:1].isdigit() and "%" not in plain_forms(text))
    template = N_(
        "is below a header that speaks of a change; write it with its sign, and percent or difference in 'relative', "
        "or take another header if it is the level to be reached"
    )
    typed.problems.add(levels & unsigned & (less | (relative == "")), "target_value", lambda _: Message(template))


_SAYS_LESS = Pattern(r"reduc|decreas|decline|降幅|降低|下降|减少|减排|压减", re.IGNORECASE)
_SAYS_MORE = Pattern(r"increas|\bchange\b|uplift|增幅|增长|提高|提升|增加|变化", re.IGNORECASE)


def _note(typed: TypedColumns, texts: Coded, rows: Bools, template: str) -> None:
    count = int(rows.sum())
    if count:
        values = {"file": typed.records.label, "count": count, "example": texts[int(np.argmax(rows))]}
        typed.problems.notes.append(Message(template, values))


_IN_PERCENT = N_(
    "{file}: target values read as changes of the baseline (relative = percent): {count}, such as {example}"
)
_IN_POINTS = N_(
    "{file}: target values read as changes of the baseline (relative = difference): {count}, such as {example}"
)
