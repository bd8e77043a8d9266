"""The rows that name the columns of a table: one, and perhaps a second one of headings or of units below it.

    指标,单位,2023年,,2024年,          年份,地区生产总值,绿化覆盖率
    ,,目标值,完成值,目标值,完成值       ,亿元,%

are the headings 2023年 目标值, 2023年 完成值 … and 地区生产总值（亿元）, 绿化覆盖率（%）.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.model.units import looks_like_unit, unit_in_brackets
from lixia_cli.read.grid import Grid, filled
from lixia_cli.read.headers import declared_names, plain_header, without_corner
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.headings import read_heading, role_of
from lixia_cli.read.parts_of_years import is_part
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

HEADER_WITHIN = 30
"""The header is looked for in so many rows at the start."""
_OF_ANY_FILE = {**declared_names(TARGET_COLUMNS), **declared_names(ACTUAL_COLUMNS)}
"""Headers of targets and of actuals, for one table may hold both."""


class Header(NamedTuple):
    """What names the columns of a table."""

    first: int
    """Position of its row, or of the upper one of two."""
    last: int
    texts: tuple[str, ...]
    """The headings, up to the last one that has a text."""
    notes: tuple[Message, ...] = ()
    """What was read out of a second row."""


def find_header(rows: Sequence[Sequence[str]], context: Context) -> int | None:
    """Return the position of the first row that `header_cells` takes for a header; None without one."""
    return next((number for number, row in enumerate(rows[:HEADER_WITHIN]) if header_cells(row, context)), None)


def header_cells(row: Sequence[str], context: Context) -> int:
    """Return how many cells of a row are names of columns, targets, periods or rates; 0 if the row is no header."""
    texts = [cell for cell in row if cell and not cell.isspace()]
    if len(texts) < 2:
        return 0
    if any(without_corner(text) != text for text in texts):
        return len(texts)
    known = declared_names(context.columns)
    declared = sum(plain_header(text) in known for text in texts)
    periods = sum(read_heading(text) is not None or (context.of_actuals and is_part(text)) for text in texts)
    others = [text for text in texts if plain_header(text) not in known]
    of_targets = sum(
        plain_header(text) in _OF_ANY_FILE or context.targets.has_name(text) or _is_of_rates(text) for text in others
    )
    rows_named = not row[0].strip() and periods == len(texts)
    named = declared + periods + of_targets
    return named if (declared or rows_named) and named * 2 > len(texts) else 0


def _is_of_rates(text: str) -> bool:
    """Whether a heading is that of rates or ranks beside figures, which are not used: 2023年增速（%）, 比上年±%."""
    return _RATES.search(text) is not None and read_heading(text) is None


_RATES = Pattern(r"同比|环比|比上年|增速|增长|增幅|增减|占比|比重|位次|排名|完成率|±")


def read_header_rows(grid: Grid, context: Context) -> Header | None:
    """Find the header of a grid, with the second row that belongs to it; None without one.

    Raises InputError for a second row of headings that can't be put together with the first one.
    """
    first = find_header(grid.rows, context)
    if first is None:
        return None
    upper = list(grid.rows[first])
    if first + 1 < len(grid.rows):
        lower = [cell.strip() for cell in grid.rows[first + 1]]
        width = max((position + 1 for row in (upper, lower) for position in filled(row)), default=0)
        upper, lower = (list(row[:width]) + [""] * (width - len(row)) for row in (upper, lower))
        found = _two_levels(grid, first, upper, lower) or _with_units(grid, first, upper, lower, context)
        if found is not None:
            return found
    return Header(first, first, tuple(text.strip() for text in upper[: filled(upper)[-1] + 1]))


def _two_levels(grid: Grid, first: int, upper: Sequence[str], lower: Sequence[str]) -> Header | None:
    """Put periods and the words below them together, or words and the periods below them; None for a row of figures.

    A heading of the upper row holds for the empty ones behind it that have a text below, as merged cells do. Where only
    one of the rows has a text, that is the heading. The lower row is one of headings if it has words for a target or an
    actual below periods, or periods below such words, twice at least or without any figure beside them, and nothing
    below the names of rows.
    """
    groups, group = list[str](), ""
    for above, below in zip(upper, lower, strict=True):
        group = above if above.strip() or not below else group
        groups.append(group)
    together = [_together(above, below) for above, below in zip(groups, lower, strict=True)]
    count = sum(map(bool, together))
    if count == 0 or (count == 1 and not _are_headings(upper, lower)):
        return None
    texts, problems = list[str](), list[Problem]()
    for position, (above, below, both) in enumerate(zip(groups, lower, together, strict=True)):
        own = upper[position].strip()
        if both:
            texts.append(both)
        elif not below or not above.strip() or plain_header(own) == plain_header(below):
            texts.append(own or below)
        elif not own and plain_header(below) in _OF_ANY_FILE and role_of(below) is None:
            texts.append(below)  # a column behind the last group: 备注
        elif (read_heading(above) or role_of(above)) and not any(map(str.isdigit, below)):
            texts.append(f"{above.strip()} {below}")  # 完成率, 同比: not used, and said so
        else:
            message = Message(_TWO_ROWS, {"above": above.strip(), "below": below})
            problems.append(Problem(grid.place(first + 1, position, above.strip()), message))
            texts.append("")
    if problems:
        raise InputError(problems)
    example = next(filter(None, together))
    values = {"file": grid.label, "rows": f"{grid.numbers[first]}, {grid.numbers[first + 1]}", "example": example}
    return Header(first, first + 1, tuple(texts), (Message(_TOGETHER, values),))


def _are_headings(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a lower row has several texts without a digit, and none below the name of the rows."""
    below = [position for position, text in enumerate(lower) if text]
    return bool(below[1:]) and upper[0].strip() != "" and 0 not in below and not re.search("[0-9]", "".join(lower))


_TOGETHER = N_("{file}: two rows of headings ({rows}) are read together, such as {example}")
_TWO_ROWS = N_(
    "'{below}' below '{above}': two rows of headings are read only where years stand over or below words such as "
    "目标值 and 完成值 (target, actual); write each heading in one row: 2023年目标值"
)


def _together(above: str, below: str) -> str:
    """Return a period and the word for what is in its column as one heading, or a year and a part of it; else ''.

    Digits alone are a figure: 11 below 2021 is no 202111.
    """
    headings = [read_heading(text) for text in (above, below)]
    periods = [heading is not None and not heading.role for heading in headings]
    if (periods[0] and role_of(below)) or (role_of(above) and periods[1]):
        return f"{above.strip()} {below}"
    part = f"{above.strip()}{below}"
    is_part = below and not below.isdecimal() and parse_period(above) is not None and headings[1] is None
    return part if is_part and parse_period(part) is not None else ""


def _with_units(grid: Grid, first: int, upper: Sequence[str], lower: Sequence[str], context: Context) -> Header | None:
    """Put the units of a row that has nothing else behind the headings above them; None for a row of figures.

    Raises InputError where a heading names another unit.
    """
    lower = [_IN_BRACKETS.sub(r"\1", cell.strip()) for cell in lower]
    given = filled(lower)
    words = [position for position in given if plain_header(lower[position]) in _UNIT_WORDS]
    units = [position for position in given if position not in words]
    known = context.targets.units
    if not units or not all(looks_like_unit(lower[at]) or lower[at] in known for at in units):
        return None
    if not lower[0] or words == [0]:
        texts = [text.strip() for text in upper]
        for position in units:
            own = unit_in_brackets(texts[position], known)[1]
            if not texts[position] or (own and own != lower[position]):
                message = Message(_OTHER_UNIT, {"unit": lower[position], "heading": texts[position]})
                raise InputError([Problem(grid.place(first + 1, position, texts[position]), message)])
            texts[position] += "" if own else f"（{lower[position]}）"
        values = {"file": grid.label, "row": grid.numbers[first + 1], "units": ", ".join(lower[at] for at in units[:5])}
        note = Message(N_("{file}: row {row} is read as the units of the columns: {units}"), values)
        return Header(first, first + 1, tuple(texts[: filled(texts)[-1] + 1]), (note,))
    return None


_IN_BRACKETS = Pattern(r"^[(（\[【]([^()（）]+)[)）\]】]$")
_UNIT_WORDS = frozenset(map(plain_header, ("单位", "计量单位", "unit", "units", "（单位）")))
_OTHER_UNIT = N_("the unit '{unit}' stands below '{heading}', which names no column or another unit")
