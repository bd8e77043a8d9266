"""The columns of a plan's table that hold the baseline, the target, and a growth or total over the plan."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import NamedTuple, NoReturn

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.periods import parse_period
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.headings import Heading
from lixia_cli.read.layouts.table import Table
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern

_CHINESE_GROWTH = Pattern(
    r"(?:“?十[一二三四五六七八九]五”?(?:时期|期间)?)?(?P<yearly>年均(?P<growth>增长|增速|递增|增减)?(?:率|速度|幅度)?)?"
    r"(?P<total>累计(?:数|值|变化|变动|增减)?)?"
)
_ENGLISH_GROWTH = Pattern(
    r"(?P<yearly>(?:average)?annual(?:average)?(?P<growth>growth(?:rate)?)?)?"
    r"(?:or|and)?(?P<total>cumulative(?:total)?)?"
)


class Rates(NamedTuple):
    """A column with what is asked for over the plan: something per year, a total, or either."""

    position: int
    yearly: bool
    """Its heading speaks of years: 年均, annual."""
    growth: bool
    """Its heading speaks of growth per year: 年均增速, annual growth."""
    total: bool
    """Its heading speaks of a total: 累计, cumulative."""


class PlanColumns(NamedTuple):
    """The columns of a plan's table that hold figures."""

    baseline: int | None
    targets: dict[int, str]
    """Position → the period in which the target is due, as its heading says."""
    rates: list[Rates]


def rates_of(header: str, position: int = 0) -> Rates | None:
    """Read the heading of a column of growth and totals; None for another one.

    >>> rates_of("年均增速/累计（%）"), rates_of("〔累计〕")
    (Rates(position=0, yearly=True, growth=True, total=True), Rates(position=0, yearly=False, growth=False, total=True))
    >>> rates_of("累计完成") is None
    True
    """
    plain = unicodedata.normalize("NFKC", header).lower()
    plain = re.sub(r"[\s()〔〕\[\]【】%/、,或]", "", plain)
    found = _CHINESE_GROWTH.fullmatch(plain) or _ENGLISH_GROWTH.fullmatch(plain)
    if found is None or not (found["yearly"] or found["total"]):
        return None
    return Rates(position, bool(found["yearly"]), bool(found["growth"]), bool(found["total"]))


def figure_columns(table: Table) -> tuple[dict[str, list[int]], list[Rates]]:
    """Return the columns of periods by role, and those of growth and totals."""
    roles: dict[str, list[int]] = {"": [], "target": [], "baseline": [], "actual": [], "preliminary": []}
    for position, heading in enumerate(table.headings):
        if heading is not None:
            roles[heading.role].append(position)
    rates = [rates_of(table.headers[position], position) for position in table.unknown()]
    return roles, [each for each in rates if each is not None]


def plan_columns(table: Table, context: Context) -> PlanColumns:
    """Tell baseline and target apart.

    Words say what a column is. Without any, the first of two years is the baseline and the second the target. Raises
    InputError, naming the words, where more than one reading is possible.
    """
    roles, rates = figure_columns(table)
    plain, targets = roles[""], roles["target"]
    observed = [*plain, *roles["actual"], *roles["preliminary"]]
    if targets:
        earlier = _earlier(table, observed, targets)
        before = roles["baseline"] or (earlier if len(earlier) == 1 else [])
    else:
        before, targets = _without_target_word(table, context, roles)
    _check_years(table, before, targets)
    if len(before) > 1:
        _refuse(table, before, N_("is a baseline too, as '{first}' is; keep one of the columns"))
    periods = {position: _heading(table, position).period for position in targets}
    return PlanColumns(before[0] if before else None, periods, rates)


def _earlier(table: Table, observed: list[int], targets: list[int]) -> list[int]:
    """Return the columns of years before all those of targets: the actual of the target's year is no baseline.

    Nor is one of a part of a year. What may be two periods is among them.
    """
    first = min(_time(table, position) for position in targets)
    return [at for at in observed if not _time(table, at) >= first and not _is_part(table, at)]


def _is_part(table: Table, position: int) -> bool:
    """Whether a column is of a part of a year: 2023年1-6月完成."""
    period = parse_period(_heading(table, position).period)
    return period is not None and period.months < 12


def _time(table: Table, position: int) -> float:
    """Return the time of the period of a column; NaN where it can't be read."""
    period = parse_period(_heading(table, position).period)
    return period.time if period else math.nan


def _without_target_word(table: Table, context: Context, roles: dict[str, list[int]]) -> tuple[list[int], list[int]]:
    """Return the columns of the baseline and of the target where no heading says target."""
    plain = roles[""]
    before = roles["baseline"] or roles["actual"]
    if context.both and plain:
        _refuse(table, plain, _BOTH)
    if len(before) == 1 and len(plain) == 1:
        return before, plain
    if before or roles["preliminary"] or len(plain) != 2:
        _refuse(table, plain or before, _WORDS)
    return plain[:1], plain[1:]


def _check_years(table: Table, before: list[int], targets: list[int]) -> None:
    """Raise InputError for headings that are no years, and for a target that is not later than the baseline."""
    problems = list[Problem]()
    times = {}
    for position in (*before, *targets):
        text = _heading(table, position).period
        period = parse_period(text)
        if period is None or period.months < 12:
            message = Message("'{text}' is not a year; write it like 2025", {"text": text})
            problems.append(Problem(table.header_place(position), message))
        else:
            times[position] = period.time
    if not problems and before and min(times[at] for at in targets) <= max(times[at] for at in before):
        template = N_("is not later than '{first}', the baseline; write which is the target (2025年目标, 2025 target)")
        message = Message(template, {"first": table.headers[before[0]]})
        problems.append(Problem(table.header_place(targets[0]), message))
    if problems:
        raise InputError(problems)


def _heading(table: Table, position: int) -> Heading:
    heading = table.headings[position]
    assert heading is not None
    return heading


def _refuse(table: Table, positions: list[int], template: str) -> NoReturn:
    """Raise InputError for headings."""
    values = {"first": table.headers[positions[0]]}
    raise InputError([Problem(table.header_place(position), Message(template, values)) for position in positions])


_WORDS = N_("may be a baseline, an actual or a target; write 2020年实际 or 2025年目标 (2020 actual, 2025 target)")
_BOTH = N_(
    "may be an actual or a target, as the file is read as both; write 2020年实际 or 2025年目标 "
    "(2020 actual, 2025 target)"
)
