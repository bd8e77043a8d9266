"""What the chart of an indicator shows, in words and numbers: the one description that every drawing is made from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mark:
    """One value in the chart."""

    kind: str
    """Its shape: final, preliminary, lower, upper, both, baseline, milestone, original, target or projection."""
    time: float
    """In years; 2022.0 is the end of 2022."""
    value: float
    text: str
    """The value as people read it, with its sign and without its unit."""
    when: str
    """Its period as people read it."""
    label: str = ""
    """What stands beside it in the drawing; empty for none."""
    latest: bool = False
    """Whether this is the observation that is judged."""


@dataclass(frozen=True)
class Line:
    """Values joined by a line."""

    kind: str
    """observed, planned, needed, limit, assumed or interval (both ends of the projection's range)."""
    points: tuple[tuple[float, float], ...]
    """Time and value."""
    label: str


@dataclass(frozen=True)
class Band:
    """The values between two."""

    kind: str
    """range (asked for by the target)."""
    start: float
    end: float
    low: float
    high: float
    label: str


@dataclass(frozen=True)
class Chart:
    """A chart of one indicator; values are in `unit`, or indices."""

    title: str
    summary: str
    """Its content in a few sentences, for those who can't see it."""
    unit: str
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    """In order of time within a kind."""
    bands: tuple[Band, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    """The name of every kind that occurs, in the order of the legend."""
    decimals: int = 4
    """The decimals of values that are computed, those of a path for example."""

    @property
    def times(self) -> list[float]:
        """Return every time in the chart."""
        return [
            *(time for line in self.lines for time, _ in line.points),
            *(mark.time for mark in self.marks),
            *(time for band in self.bands for time in (band.start, band.end)),
        ]

    @property
    def values(self) -> list[float]:
        """Return every value in the chart."""
        return [
            *(value for line in self.lines for _, value in line.points),
            *(mark.value for mark in self.marks),
            *(value for band in self.bands for value in (band.low, band.high)),
        ]
