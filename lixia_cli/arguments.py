"""Check the arguments that the functions of `api` have in common, and read the files or frames among them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.own_rule_sets import own_rule_sets
from lixia_cli.comparing import Wanted, refuse_repeated
from lixia_cli.loading import Plan, ReadAs, load_plan, load_sources
from lixia_cli.model.choices import VERSIONS
from lixia_cli.model.dates import last_day, why_no_day
from lixia_cli.model.no_period import doubt_about_period
from lixia_cli.model.periods import Period, parse_period
from lixia_cli.model.table import Table
from lixia_cli.observe.vintage import Vintage
from lixia_cli.read.conventions import Conventions, conventions_of
from lixia_cli.read.inputs import Source, Sources
from lixia_cli.stages import Assessment, How, assess_plan, assess_targets
from lixia_cli.summarise.side_by_side import DATES, METHODS, PLANS, REGIONS
from lixia_cli.text.messages import N_, Message, RequestError

Tables = Mapping[str, Mapping[str, object]]
"""A table of lixia.toml that has tables in it, as dictionaries."""
AsOf = str | int | Period
"""A period: ``"2022"``, ``2022``, ``"2022H1"``."""


@dataclass(frozen=True)
class Given:
    """A plan that was read, and how its targets are to be assessed, whatever the as-of date and the rule set."""

    plan: Plan
    sources: Table
    notes_on_sources: tuple[Message, ...]
    today: datetime.date | None
    own: Mapping[str, RuleSet]
    """The rule sets of the user."""
    vintage: Vintage | None
    version: str
    """By which values revised targets are judged."""

    def assess(
        self, plan: str | None, region: str | None, domains: Sequence[str], as_of: Period | None, method: str
    ) -> Assessment:
        """Assess the selected targets. Raises RequestError for what does not exist."""
        return assess_plan(self.plan, plan, region, domains, self._how(as_of, method))

    def assess_targets(self, targets: Table, as_of: Period | None, method: str) -> Assessment:
        """Assess rows of the plan's targets. Raises RequestError for a rule set that does not exist."""
        return assess_targets(self.plan, targets, self._how(as_of, method))

    def _how(self, as_of: Period | None, method: str) -> How:
        return How(as_of, method, self.today, self.own, self.vintage, self.version)

    def notes(self, of_assessments: Sequence[Message]) -> tuple[Message, ...]:
        """Return all notes in order: on what was read, on what was left out, on the sources."""
        return (*self.plan.notes, *self.plan.doubts, *of_assessments, *self.notes_on_sources)


def read_given(
    targets: Source,
    actuals: Sources,
    sources: Source | None,
    read_as: ReadAs,
    today: datetime.date | None,
    known_on: str | datetime.date | None,
    targets_of: str,
    rule_sets: Tables | None,
) -> Given:
    """Read targets, actuals and sources. Raises InputError, and RequestError for arguments that are none."""
    own = own_rule_sets(rule_sets or {})
    plan = load_plan(targets, actuals, read_as, today)
    # Dates of publication are checked only where they count.
    dated = () if known_on is None else plan.actuals.texts("source").unique()
    known, notes = load_sources("" if sources is None else sources, read_as.encoding, read_as.conventions, dated=dated)
    return Given(plan, known, notes, today, own, _vintage(known_on, sources, known), _version(targets_of))


def conventions_given(columns: Tables | None, values: Tables | None, defaults: Tables | None) -> Conventions:
    """Return the conventions that the tables of that name say."""
    return conventions_of({"columns": columns, "values": values, "defaults": defaults})


def listed(names: str | Sequence[str]) -> tuple[str, ...]:
    """Return one name or several as several."""
    return (names,) if isinstance(names, str) else tuple(names)


def period_given(as_of: AsOf | None) -> Period | None:
    """Return the period that `as_of` names. Raises RequestError if it names none."""
    if as_of is None or isinstance(as_of, Period):
        return as_of
    period = parse_period(str(as_of))
    if period is None:
        doubt = doubt_about_period(str(as_of))
        if doubt:
            raise RequestError(Message("{name}: {reason}", {"name": "as_of", "reason": doubt}))
        template = N_("{name}: '{text}' is not a period; write 2022, 2022H1, 2022Q3 or 2022-06")
        raise RequestError(Message(template, {"name": "as_of", "text": as_of}))
    return period


def sides_given(
    as_of: AsOf | Iterable[AsOf] | None,
    region: str | Iterable[str] | None,
    plan: str | Iterable[str] | None,
    method: str | Iterable[str],
) -> tuple[str, list[Wanted]]:
    """Return what the sides of a comparison differ in, and the sides.

    Raises RequestError unless exactly one of the arguments has several values, none of them twice.
    """
    given: dict[str, list[Any]] = {
        name: list(value) if isinstance(value, Iterable) and not isinstance(value, str | Period) else [value]
        for name, value in {DATES: as_of, REGIONS: region, PLANS: plan, METHODS: method}.items()
    }
    given[DATES] = list(map(period_given, given[DATES]))
    several = [name for name, values in given.items() if len(values) > 1]
    if len(several) > 1:
        template = N_("{first} and {second} both have several values; give several of one and one of the other")
        raise RequestError(Message(template, {"first": several[0], "second": several[1]}))
    if not several or not all(given.values()):
        raise RequestError(Message("nothing to compare: give as_of, region, plan or method a list of two or more"))
    (varied,) = several
    refuse_repeated(varied, given[varied], varied)
    one = {name: values[0] for name, values in given.items()}
    every = [{**one, varied: value} for value in given[varied]]
    return varied, [Wanted(side[PLANS], side[REGIONS], side[DATES], side[METHODS]) for side in every]


def _vintage(known_on: str | datetime.date | None, given: Source | None, sources: Table) -> Vintage | None:
    """Return the vintage of a day. Raises RequestError for a text that is none, and where no sources are given."""
    if known_on is None:
        return None
    if given is None:
        raise RequestError(Message("known_on needs sources, which say when figures were published"))
    day = known_on if isinstance(known_on, datetime.date) else last_day(known_on)
    if day is None:
        raise RequestError(Message("{name}: {reason}", {"name": "known_on", "reason": why_no_day(str(known_on))}))
    return Vintage(day, sources)


def _version(targets_of: str) -> str:
    """Return `targets_of`. Raises RequestError for what is none of VERSIONS."""
    if targets_of not in VERSIONS:
        values = {"name": targets_of, "allowed": ", ".join(VERSIONS)}
        raise RequestError(Message("targets_of: '{name}' is not known; use one of: {allowed}", values))
    return targets_of
