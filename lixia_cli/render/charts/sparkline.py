"""A drawing as small as a line of text: how an indicator came to its latest value, and where its target is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from lixia_cli.explain.trends import Trends
from lixia_cli.model.arrays import Bools, Floats, Ints
from lixia_cli.model.numbering import numbered_words
from lixia_cli.render.digits import Quads, joined
from lixia_cli.render.distinct import Distinct, each_row
from lixia_cli.render.figures import Figures, filled
from lixia_cli.render.markup import all_escaped
from lixia_cli.render.numbers import number
from lixia_cli.render.pieces import Piece
from lixia_cli.render.rounded_text import spell_rounded
from lixia_cli.text.i18n import Translate

WIDTH, HEIGHT, EDGE = 96.0, 22.0, 4.0
_BEGIN, _LABELLED, _DRAWN, _END = (
    '<svg class="spark" role="img" aria-label="',
    f'" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"><polyline class="course" points="',
    '" fill="none"/>',
    "</svg>",
)
"""What all drawings have: written out, because a long report has one in each row."""
Places = tuple[list[Quads], list[Quads]]
"""Across and down, spelt with at most one decimal."""


def sparklines(trends: Trends, translate: Translate) -> list[Piece]:
    """Return the pieces of a drawing of each trend, whose label says its ends; nothing for fewer than two observations.

    They are a line through the observations, a dot at the last one and a diamond at the target, if there is one.
    """
    counts = np.bincount(trends.row, minlength=len(trends.target))
    is_drawn = counts > 1
    if not is_drawn.any():
        return []
    several = is_drawn[trends.row]
    course = _Courses(
        trends.time[several],
        trends.value[several],
        counts[is_drawn],
        trends.target_time[is_drawn],
        trends.target[is_drawn],
    )
    (x, y), aims = _places(course)
    labels: Sequence[str] = all_escaped(_labels(course, translate))
    last_x, last_y = ([quad[course.end] for quad in of] for of in (x, y))
    pieces: list[str | Distinct[str] | list[Quads]] = [
        _BEGIN,
        each_row(labels),
        _LABELLED,
        each_row(_lines((x, y), course.end)),
        _DRAWN,
        '<circle class="last" cx="',
        last_x,
        '" cy="',
        last_y,
        '" r="2.5"/>',
        aims,
        _END,
    ]
    return [_where(is_drawn, piece) for piece in pieces]


def _where(holds: Bools, piece: str | Distinct[str] | list[Quads]) -> Piece:
    """Return a piece of the rows for which something holds as one of all rows, which is empty in the others."""
    if holds.all():
        return piece
    if isinstance(piece, list):
        place = np.cumsum(holds) - 1
        return [np.where(holds, quad.take(place, mode="clip"), np.uint32(0)) for quad in piece]
    own = Distinct(np.zeros(np.count_nonzero(holds), dtype=np.int64), [piece]) if isinstance(piece, str) else piece
    codes = np.zeros(len(holds), dtype=np.int64)
    codes[holds] = 1 + own.codes
    return Distinct(codes, ["", *own.values])


class _Courses(NamedTuple):
    """Trends with several observations: those of all of them, and their number and target in each."""

    time: Floats
    value: Floats
    counts: Ints
    target_time: Floats
    target: Floats

    @property
    def begin(self) -> Ints:
        """Return the first observation of each."""
        begin: Ints = np.cumsum(self.counts) - self.counts
        return begin

    @property
    def end(self) -> Ints:
        """Return the last observation of each."""
        end: Ints = np.cumsum(self.counts) - 1
        return end


def _diamonds(across: Floats, up: Floats, aimed: Bools) -> Distinct[str]:
    """Return a diamond at each target, nothing where there is none."""
    x, y = _on_canvas(across[aimed], up[aimed])
    codes = np.zeros(len(aimed), dtype=np.int64)
    own, first = numbered_words([quad.astype(np.uint64) for quad in (*x, *y)])  # many are at the same place
    codes[aimed] = 1 + own
    places = (joined([quad[first] for quad in of]) for of in (x, y))
    return Distinct(codes, ["", *(_diamond(float(x), float(y)) for x, y in zip(*places, strict=True))])


def _diamond(x: float, y: float) -> str:
    corners = f"{x:g},{y - 3.5:g} {x + 3.5:g},{y:g} {x:g},{y + 3.5:g} {x - 3.5:g},{y:g}"
    return f'<polygon class="aim" points="{corners}"/>'


def _places(course: _Courses) -> tuple[Places, Distinct[str]]:
    """Return the places at which observations are drawn, and the drawing of the target of each trend."""
    aimed = ~np.isnan(course.target)
    across, aim_across = _shares(course.time, np.where(aimed, course.target_time, np.nan), course, level=0.0)
    up, aim_up = _shares(course.value, course.target, course, level=0.5)
    return _on_canvas(across, up), _diamonds(aim_across, aim_up, aimed)


def _shares(numbers: Floats, target: Floats, course: _Courses, level: float) -> tuple[Floats, Floats]:
    """Return numbers, and targets, as shares of the way from the least of their trend to the greatest."""
    with np.errstate(all="ignore"):
        least = np.fmin(np.minimum.reduceat(numbers, course.begin), target)
        length = np.fmax(np.maximum.reduceat(numbers, course.begin), target) - least
        shares = (numbers - np.repeat(least, course.counts)) / np.repeat(length, course.counts)
        aims = (target - least) / length
    flat = length == 0
    return np.where(np.repeat(flat, course.counts), level, shares), np.where(flat, level, aims)


def _on_canvas(across: Floats, up: Floats) -> Places:
    """Return places on the drawing for shares of its width and height."""
    places = EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)
    x, y = (spell_rounded(of, 1, grouped=False, trimmed=True) for of in places)
    return x, y


def _lines(places: Places, ends: Ints) -> list[str]:
    """Return the places of the points of each line, which has its last one at one of the `ends`."""
    x, y = places
    is_end = np.zeros(len(x[0]), dtype=np.bool_)
    is_end[ends] = True
    return joined([*x, np.full(len(is_end), ord(","), dtype=np.uint32), *y], is_end)


def _labels(course: _Courses, translate: Translate) -> list[str]:
    """Return the first and the last observation and the target of each trend in words."""
    labels = np.empty(len(course.target), dtype=object)
    ends = {"first": course.value[course.begin], "last": course.value[course.end]}
    aimed = ~np.isnan(course.target)
    for some, template, values in (
        (aimed, translate("From {first} to {last}; target {target}"), {**ends, "target": course.target}),
        (~aimed, translate("From {first} to {last}"), ends),
    ):
        held: list[Sequence[str]] = []
        numbers: dict[str, Any] = {name: Figures(of[some], held) for name, of in values.items()}
        label = template.format(**{name: number(of) for name, of in numbers.items()})
        labels[some] = filled(label, held, int(np.count_nonzero(some)))
    return list(labels)
