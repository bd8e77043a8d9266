"""Two layouts of a comparison: the sides beside each other in one line, or one line for each side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lixia_cli.render.cells import EMPTY, Cell
from lixia_cli.render.column import Column
from lixia_cli.render.columns import COLUMNS
from lixia_cli.render.compare.cells import CHANGED, Entry
from lixia_cli.render.compare.content import Columns, Comparison
from lixia_cli.render.terminal.layout import name_with_unit

WIDEST = 3
"""Maximum number of sides that stand beside each other where nothing limits the width."""
SIDE = "side"
"""The name of the column with the sides."""
WANTED = 16
"""Cells that the name of a side should have, where there are."""


@dataclass(frozen=True)
class Line:
    """A line of a table."""

    cells: tuple[Cell, ...]
    lights: tuple[str, ...]
    """By cell the light of its colour; empty for none."""
    first: bool = True
    """Whether it is the first of its indicator."""


@dataclass(frozen=True)
class Layout:
    """A comparison as a table."""

    columns: tuple[Column, ...]
    """No two have the same name."""
    titles: tuple[str, ...]
    groups: tuple[str, ...]
    """By column what stands above several of them; empty for nothing."""
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    """Sections, each with its heading and lines."""


def best_layout(comparison: Comparison) -> Layout:
    """Return the layout where nothing limits the width."""
    beside_each_other = not comparison.ranked and len(comparison.labels) <= WIDEST
    return beside(comparison) if beside_each_other else below(comparison)


def beside(comparison: Comparison, without: Sequence[str] = ()) -> Layout:
    """Return the layout with a group of columns for each side; some columns may be left out, by name.

    Without the units they stand behind the names. In what two sides differ has a group of its own, else it stands with
    each side from the second on.
    """
    count, two = len(comparison.labels), len(comparison.labels) == 2
    shared, own = (_but(columns, without) for columns in (comparison.shared, comparison.own))
    columns: list[Column] = [COLUMNS["indicator"], *(comparison.shared.columns[place] for place in shared)]
    titles = [comparison.titles["indicator"], *(comparison.shared.titles[place] for place in shared)]
    groups = [""] * len(columns)
    for side in range(count):
        with_apart = side > 0 and not two
        for which, places in ((comparison.own, own), *([(comparison.apart, _all(comparison.apart))] * with_apart)):
            columns += [_of_side(which.columns[place], side) for place in places]
            titles += [which.titles[place] for place in places]
        groups += [comparison.labels[side]] * (len(columns) - len(groups))
    if two:
        columns += comparison.apart.columns
        titles += comparison.apart_titles
        groups += [comparison.apart_title] * len(comparison.apart.columns)
    unit = next((place for place, column in enumerate(comparison.shared.columns) if column.name == "unit"), None)
    folded = unit if "unit" in without else None
    parts = tuple(
        (title, tuple(_in_one_line(comparison, entry, shared, own, folded) for entry in entries))
        for title, entries in comparison.parts
    )
    return Layout(tuple(columns), tuple(titles), tuple(groups), parts)


def _in_one_line(
    comparison: Comparison, entry: Entry, shared: Sequence[int], own: Sequence[int], unit: int | None
) -> Line:
    """Return the line of an indicator, with some of the shared columns and of those of each side."""
    two = len(comparison.labels) == 2
    name = entry.name if unit is None else name_with_unit(entry.name, entry.shared[unit].text)
    cells = [Cell(name), *(entry.shared[place] for place in shared)]
    lights = [""] * len(cells)
    for side in range(len(comparison.labels)):
        cells += [entry.sides[side][place] for place in own]
        lights += [_light(comparison.own.columns[place], entry, side) for place in own]
        if side > 0:
            its_apart = entry.apart[side]
            its_lights = [_light(column, entry, side) for column in comparison.apart.columns]
            if two:
                return Line((*cells, *its_apart), (*lights, *its_lights))
            cells += its_apart
            lights += its_lights
    return Line(tuple(cells), tuple(lights))


def below(comparison: Comparison, named: bool = True) -> Layout:
    """Return the layout with a line for each side, and one for the median of ranked regions.

    `named`: the name of the indicator and what the sides share stand in columns of their own, in the first line.
    """
    side = Column(SIDE, comparison.titles["side"], lambda _, __: EMPTY, (), wraps=True, wanted=WANTED)
    columns = (side, *comparison.own.columns, *comparison.apart.columns)
    titles = (comparison.titles["side"], *comparison.own.titles, *comparison.apart.titles)
    if named:
        columns = (COLUMNS["indicator"], *comparison.shared.columns, *columns)
        titles = (comparison.titles["indicator"], *comparison.shared.titles, *titles)
    parts = tuple(
        (title, tuple(line for entry in entries for line in _in_lines(comparison, entry, named)))
        for title, entries in comparison.parts
    )
    return Layout(columns, titles, ("",) * len(columns), parts)


def _in_lines(comparison: Comparison, entry: Entry, named: bool) -> list[Line]:
    """Return the lines of an indicator."""
    own, apart = comparison.own.columns, comparison.apart.columns
    empty = Cell("")
    lines = []
    for side, label in enumerate(comparison.labels):
        shared = (Cell(entry.name), *entry.shared) if side == 0 else (empty,) * (1 + len(entry.shared))
        before = shared if named else ()
        cells = (*before, Cell(label), *entry.sides[side], *entry.apart[side])
        lights = [""] * (len(before) + 1) + [_light(column, entry, side) for column in (*own, *apart)]
        lines.append(Line(cells, tuple(lights), side == 0))
    if comparison.ranked and entry.median.value is not None:
        before = (empty,) * (1 + len(entry.shared)) if named else ()
        values = tuple(entry.median if column.name in ("latest", "latest_value") else empty for column in own)
        cells = (*before, Cell(comparison.titles["median"]), *values, *(empty,) * len(apart))
        lines.append(Line(cells, ("",) * len(cells), False))
    return lines


def _light(column: Column, entry: Entry, side: int) -> str:
    if column.name in ("verdict", "bar", "light"):
        return entry.lights[side]
    return entry.changes[side] if column.name == CHANGED else ""


def _of_side(column: Column, side: int) -> Column:
    return replace(column, name=f"{column.name}-{side + 1}")


def _but(columns: Columns, without: Sequence[str]) -> list[int]:
    return [place for place, column in enumerate(columns.columns) if column.name not in without]


def _all(columns: Columns) -> range:
    return range(len(columns.columns))
