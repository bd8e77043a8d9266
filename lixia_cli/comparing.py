"""Assess a plan several times for a comparison: at several dates, of several regions or plans, by several rule sets.

As in `stages`, nothing here prints, reads the command line or the environment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lixia_cli.assess.sides import Chosen, as_published, choose_sides, only_others_have
from lixia_cli.loading import Plan
from lixia_cli.model.coded import Coded
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.model.periods import Period
from lixia_cli.model.table import Table, below
from lixia_cli.observe.alone import observed_alone
from lixia_cli.stages import Assessment, domain_codes, values_elsewhere
from lixia_cli.summarise.over_years import OverYears, over_years, year_ends
from lixia_cli.summarise.side_by_side import DATES, METHODS, PLANS, REGIONS, Side, SideBySide, side_by_side
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import N_, Message, RequestError


class Wanted(NamedTuple):
    """What one side is: the codes of its plan and region, its as-of date, and its rule set."""

    plan: str | None
    region: str | None
    as_of: Period | None
    method: str


Judge = Callable[[Table, Wanted], Assessment]
"""Assesses rows of the targets of a plan as of the date and by the rule set of a side."""


@dataclass(frozen=True)
class Compared:
    """Sides that were assessed."""

    assessments: tuple[Assessment, ...]
    """Of each side."""
    compared: SideBySide
    left_out: tuple[Message, ...]
    """Which values of regions without a target could not be used."""

    def notes(self, left_out: bool = True) -> Iterator[Message]:
        """Yield, each sentence once, what could not be dated, and with `left_out` what the targets left out."""
        said = dict[str, Message]()
        for assessment in self.assessments:
            for message in (*assessment.notes_on_vintage(), *(assessment.notes() if left_out else ())):
                said.setdefault(str(message), message)
        yield from (*self.left_out, *said.values())


def refuse_repeated(varied: str, values: Sequence[str | Period], option: str, names: Names = NO_NAMES) -> None:
    """Raise RequestError if two sides are the same, by code or by name; `option` is how they were named."""
    seen: dict[object, str] = {}
    for value in values:
        text = value.text if isinstance(value, Period) else value
        form = value.time if isinstance(value, Period) else comparable(names.code(varied, value))
        if form in seen:
            given = {"option": option, "value": seen[form], "other": text}
            if seen[form] == text:
                message = Message("{option} {value} is given twice; name another one to compare it with", given)
            else:
                message = Message("{option} {value} and {other} are the same; name another one", given)
            raise RequestError(message)
        seen[form] = text


def compare_sides(
    plan: Plan,
    varied: str,
    wanted: Sequence[Wanted],
    judge: Judge,
    domains: Sequence[str] = (),
    names: Names = NO_NAMES,
    every_plan: bool = False,
) -> Compared:
    """Assess the sides of a plan, which differ in `varied`, and put them beside each other.

    Dates stand in their order. With `every_plan` the targets of all plans are taken where none is named. Raises
    RequestError for what does not exist, and where no side has a target.
    """
    if varied == DATES:
        wanted = sorted(wanted, key=lambda side: side.as_of.time if side.as_of else 0)
    observed = plan.actuals.texts("region").unique() if varied == REGIONS else []
    pairs = [(side.plan, side.region) for side in wanted]
    chosen = choose_sides(plan.targets, pairs, domains, domain_codes(), observed, every_plan)
    judged = [judge(one.targets, side) if len(one.targets) else None for one, side in zip(chosen, wanted, strict=True)]
    # A plan or region without targets has the same observations as the others.
    some = next(assessment for assessment in judged if assessment is not None)
    assessments = tuple(assessment or some for assessment in judged)
    tables, left_out = _tables(varied, chosen, assessments)
    codes = [_code(varied, side, one) for side, one in zip(wanted, chosen, strict=True)]
    if varied == REGIONS and not domains:
        tables = _with_figures_alone(tables, codes, chosen, assessments, names)
    sides = zip(codes, tables, assessments, strict=True)
    of_sides = [Side(code, table, assessment.rules) for code, table, assessment in sides]
    return Compared(assessments, side_by_side(varied, of_sides), tuple(left_out))


def _tables(
    varied: str, chosen: Sequence[Chosen], assessments: Sequence[Assessment]
) -> tuple[list[Table], list[Message]]:
    """Return the verdicts of each side, of a region also its values for targets that only others have.

    And which of them were left out.
    """
    found, messages = [], []
    for one, assessment in zip(chosen, assessments, strict=True):
        judged = assessment.judged if len(one.targets) else assessment.judged.rows(slice(0))
        if varied == REGIONS:
            values, left_out = values_elsewhere(assessment, only_others_have(one, chosen), one.region)
            judged = below([judged, values])
            if left_out:
                messages.append(Message(_LEFT_OUT, {"region": one.region, "count": left_out}))
        found.append(judged)
    return found, messages


_LEFT_OUT = N_(
    "{region} has no target for some indicators, and figures of parts of a year for them that may be running "
    "totals or not; they are left out: {count} (say it in a column accumulation)"
)


def _code(varied: str, side: Wanted, one: Chosen) -> str:
    dates = side.as_of.text if side.as_of else ""
    return {DATES: dates, METHODS: side.method, PLANS: one.plan, REGIONS: one.region}[varied]


def _with_figures_alone(
    tables: Sequence[Table],
    codes: Sequence[str],
    chosen: Sequence[Chosen],
    assessments: Sequence[Assessment],
    names: Names,
) -> list[Table]:
    """Return the tables of regions also with what several of them have observed and none has a target for."""
    targeted = {key for one in chosen for key in one.targets.texts("key").unique()}
    plan, actuals = assessments[0].plan.targets, assessments[0].actuals
    observed = observed_alone(actuals, codes, targeted)
    keys = observed.texts("key")
    for language in ("zh", "en"):
        own = dict(zip(plan.texts("key").texts(), plan.texts(f"name_{language}").texts(), strict=True))
        called = {key: own.get(key) or names.names_of("key", key).get(language, "") for key in keys.distinct}
        observed = observed.with_columns({f"name_{language}": keys.map(called.__getitem__)})
    of_all = {"plan": Coded.full(len(observed), chosen[0].plan), "domain": Coded.full(len(observed), "")}
    observed = observed.with_columns(of_all)
    return [
        below([table, as_published(observed.rows(observed.texts("region") == code), table)])
        for table, code in zip(tables, codes, strict=True)
    ]


def assess_over_years(
    assess: Callable[[Period | None], Assessment], last: Assessment, as_of: Period | None
) -> OverYears:
    """Assess targets as of the end of each year, see `over_years.year_ends`.

    `assess` does so as of a period, and did for `last` as of `as_of`. Returns the verdicts of all years. Raises
    RequestError where nothing has been observed.
    """
    ends = year_ends(last.measured, as_of)
    if not ends:
        raise RequestError(Message("no target of this selection has been observed, so there is no history"))
    assessments = [(end, assess(end)) for end in ends]
    return over_years([(end, then.measured, then.judged) for end, then in assessments], last.rules)
