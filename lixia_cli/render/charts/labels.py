"""Place the labels of a chart so that none covers another one or a mark."""

from __future__ import annotations

from typing import NamedTuple

from lixia_cli.text.width import text_width

FONT_SIZE = 13.0
_CELL = 0.56 * FONT_SIZE
"""Width of a terminal cell of text, a little more than most fonts need."""
OVER_LINE, OVER_MARK, OVER_LABEL = 1, 20, 400
"""How bad it is for a label to cover a piece of a line, a mark, or another label."""


class Box(NamedTuple):
    """A rectangle, its upper left corner first."""

    x: float
    y: float
    width: float
    height: float

    def within(self, other: Box) -> bool:
        """Return whether it lies inside of the other one."""
        return (
            self.x >= other.x
            and self.y >= other.y
            and self.x + self.width <= other.x + other.width
            and self.y + self.height <= other.y + other.height
        )


class Placed(NamedTuple):
    """A label and where it begins: the left end of its base line."""

    text: str
    x: float
    y: float
    kind: str


def width_of(text: str) -> float:
    """Return about how wide a text is."""
    return text_width(text) * _CELL


Edges = tuple[float, float, float, float, int]
"""Left, top, right and bottom of what labels should not cover, and how bad it is to cover it."""


class Labels:
    """The labels of a drawing, placed one after the other; later ones give way to earlier ones."""

    def __init__(self, area: Box) -> None:
        self._area = area
        self._taken: list[Edges] = []
        self.placed: list[Placed] = []

    def avoid(self, x: float, y: float, radius: float, badness: int) -> None:
        """Place no label over a point, as far as that is possible."""
        self._taken.append((x - radius, y - radius, x + radius, y + radius, badness))

    def place(self, text: str, x: float, y: float, kind: str, gap: float, needed: bool) -> None:
        """Place a label beside a point, where it covers least; one that is not `needed` is left out over another."""
        if not text:
            return
        width = width_of(text)
        spots = [box for box in _around(x, y, width, gap) if box.within(self._area)]
        if not spots:
            return
        across, down = gap + width, gap + 3 * FONT_SIZE
        near = _covered(Box(x - across, y - down, 2 * across, 2 * down), self._taken)
        costs = [sum([one[-1] for one in _covered(box, near)]) for box in spots]
        least = min(costs)
        if least >= OVER_LABEL and not needed:
            return
        chosen = spots[costs.index(least)]
        self._taken.append((chosen.x, chosen.y, chosen.x + chosen.width, chosen.y + chosen.height, OVER_LABEL))
        self.placed.append(Placed(text, chosen.x, chosen.y + FONT_SIZE, kind))


def _covered(box: Box, taken: list[Edges]) -> list[Edges]:
    """Return what has a point in common with a box."""
    x, y, width, height = box
    end, bottom = x + width, y + height
    return [one for one in taken if one[0] < end and x < one[2] and one[1] < bottom and y < one[3]]


def _around(x: float, y: float, width: float, gap: float) -> list[Box]:
    """Return the boxes above, below, left and right of a point, and at its corners, the best first."""
    height = FONT_SIZE * 1.3
    centre, left, right = x - width / 2, x - gap - width, x + gap
    above, middle, below = y - gap - height, y - height / 2, y + gap
    spots = [(centre, above), (centre, below), (left, above), (right, above), (left, below), (right, below)]
    spots += [(left, middle), (right, middle), (x - width, above), (x, above), (x - width, below), (x, below)]
    spots += [(x - width, above - height), (x - width, below + height), (x, above - height), (x, below + height)]
    return [Box(left_side, top, width, height) for left_side, top in spots]
