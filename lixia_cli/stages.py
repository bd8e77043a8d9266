"""The stages of the pipeline behind reading and checking as one call each: assess a plan, explain its verdicts.

The commands and `api` call the same functions. Nothing here prints, warns, reads the command line or the environment,
or changes the state of the process. Columns and figures are those of docs/methods.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from lixia_cli.assess import methods
from lixia_cli.assess import selection as choices
from lixia_cli.assess.assess import Opinions, ask
from lixia_cli.assess.assess import assess as judge
from lixia_cli.assess.blocks import blocks
from lixia_cli.assess.methods import RuleSet
from lixia_cli.loading import Plan
from lixia_cli.measure.milestones import measure_trajectories
from lixia_cli.measure.track_record import track_record
from lixia_cli.model.choices import CURRENT, ORIGINAL
from lixia_cli.model.coded import Coded
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import DOMAINS, TARGET_ID
from lixia_cli.model.table import Table, below
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.observe import LeftOut
from lixia_cli.observe.revisions import in_force
from lixia_cli.observe.trajectory import Trajectories, fold
from lixia_cli.observe.yearly_changes import yearly_changes
from lixia_cli.text.i18n import LANGUAGES, translator
from lixia_cli.text.messages import Message
from lixia_cli.text.suggestions import one_of

if TYPE_CHECKING:
    from lixia_cli.explain.explain import Explanation
    from lixia_cli.observe.vintage import Known, Vintage

NO_RULE_SETS: Mapping[str, RuleSet] = MappingProxyType({})
"""No rule sets besides the published ones."""


class How(NamedTuple):
    """How targets are judged."""

    as_of: Period | None = None
    """Observations later than this do not count."""
    method: str = methods.DEFAULT
    """The name of the rule set of the verdicts: a published one, or one of `own`."""
    today: datetime.date | None = None
    """The day that decides what is due; today's unless given, or that of the vintage."""
    own: Mapping[str, RuleSet] = NO_RULE_SETS
    """Rule sets of the user by name."""
    vintage: Vintage | None = None
    targets_of: str = CURRENT
    """One of `choices.VERSIONS`."""


USUAL = How()


class Request(NamedTuple):
    """What is to be judged, and how."""

    selected: Table
    """The rows of `check_targets` that were chosen."""
    rules: RuleSet
    """The rule set of the verdicts."""
    others: tuple[RuleSet, ...]
    """All other rule sets."""
    how: How
    today: datetime.date
    """The day that decides what is due."""


@dataclass(frozen=True)
class Assessment:
    """The targets that were selected, with their verdicts."""

    plan: Plan
    """Everything that was read."""
    request: Request
    actuals: Table
    """The observations up to the as-of date that were known on the day of the vintage."""
    known: Known | None
    """What the vintage leaves out; None without one."""
    trajectories: Trajectories
    measured: Table
    """The table of `measure`, one row per selected target."""
    of_points: Table | None
    """The same for every point of `trajectories`, as a target of its own; None without any."""
    opinions: Opinions
    """What every rule set says of these rows."""
    judged: Table
    """The table of `assess.assess`, of the same rows in the same order."""

    @property
    def milestones(self) -> Table:
        """Return the table of `measure` of every point of `trajectories`, as a target of its own."""
        return self.measured.rows(slice(0)) if self.of_points is None else self.of_points

    @property
    def rules(self) -> RuleSet:
        """Return the rule set of the verdicts."""
        return self.request.rules

    @property
    def as_of(self) -> Period | None:
        """Return the as-of date, if there is one."""
        return self.request.how.as_of

    @property
    def vintage(self) -> Vintage | None:
        """Return the day on which figures must have been known, if there is one."""
        return self.request.how.vintage

    def left_out(self) -> LeftOut:
        """Return what was left out of the selected targets."""
        return LeftOut.of(self.measured)

    def notes(self) -> tuple[Message, ...]:
        """Return one sentence on that, if there is any."""
        return self.left_out().notes()

    def notes_on_vintage(self) -> tuple[Message, ...]:
        """Return what the vintage leaves out, and what it can't date; nothing without one."""
        return self.known.notes(self.vintage) if self.known and self.vintage else ()


def assess_plan(
    plan: Plan,
    name: str | None = None,
    region: str | None = None,
    domains: Sequence[str] = (),
    how: How = USUAL,
    every_plan: bool = False,
) -> Assessment:
    """Select targets of a plan and judge them by a rule set. Raises RequestError for what does not exist.

    Without a name of a plan the first one is selected, with `every_plan` all.
    """
    rule_sets_of(how)
    return assess_targets(plan, select(plan, name, region, domains, every_plan), how)


def select(
    plan: Plan, name: str | None, region: str | None, domains: Sequence[str] = (), every_plan: bool = False
) -> Table:
    """Return the rows of the targets of a plan that `assess_plan` judges. Raises RequestError for unknown names."""
    codes = domain_codes() if domains else None
    return choices.choose_targets(plan.targets, name, region, domains, codes, every_plan)


def assess_targets(plan: Plan, selected: Table, how: How = USUAL) -> Assessment:
    """Judge `selected` rows of the targets of a plan. Raises RequestError for an unknown rule set."""
    return next(assess_in_blocks(plan, selected, len(selected), how))


def assess_in_blocks(plan: Plan, selected: Table, size: int, how: How = USUAL) -> Iterator[Assessment]:
    """Judge as `assess_targets` does, but about `size` rows at a time, so that memory does not grow with their number.

    The tables of all blocks below each other are those of `assess_targets`. Here alone observations are left out that
    are later than the as-of date or not known on the day of the vintage, which stands for today. Raises RequestError
    for an unknown rule set before the first block.
    """
    rules, others = rule_sets_of(how)
    actuals, known = plan.actuals, None
    if how.vintage:
        from lixia_cli.observe.vintage import known_on

        known = known_on(actuals, how.vintage)
        actuals = known.actuals
    if how.as_of is not None:
        last = how.as_of.time
        actuals = actuals.rows(actuals.holds("time", lambda time: time <= last))
    by_series = BySeries(actuals)
    day = how.vintage.day if how.vintage else how.today or datetime.date.today()
    requests = (Request(block, rules, others, how, day) for block in blocks(selected, size))
    return (_assess(plan, request, by_series, known) for request in requests)


def rule_sets_of(how: How) -> tuple[RuleSet, tuple[RuleSet, ...]]:
    """Return the rule set of the verdicts and all others. Raises RequestError where it is unknown."""
    one_of("method", how.method, [*methods.names(), *how.own])
    every = {name: methods.load(name) for name in methods.names()} | dict(how.own)
    return every.pop(how.method), tuple(every.values())


def _assess(plan: Plan, request: Request, actuals: BySeries, known: Known | None) -> Assessment:
    how = request.how
    trajectories = fold(in_force(request.selected, how.as_of, request.today, how.targets_of))
    measured, of_points, seen = measure_trajectories(trajectories, actuals)
    measured = track_record(measured, yearly_changes(measured, seen))
    opinions = ask(measured, request.rules, request.others)
    judged = judge(measured, opinions, how.as_of, request.today)
    found = trajectories, measured, of_points, opinions, judged
    return Assessment(plan, request, actuals.actuals, known, *found)


def values_elsewhere(assessment: Assessment, targets: Table, region: str) -> tuple[Table, int]:
    """Return what a region has for rows of the plan's targets that are of other regions, as a table of `assess`.

    As of the same date and vintage as an assessment; see `sides.without_target`. Also returns how many figures are left
    out, see `elsewhere`.
    """
    from lixia_cli.assess.sides import without_target
    from lixia_cli.observe.elsewhere import elsewhere

    there = elsewhere(targets, assessment.actuals, region)
    if not len(there.targets):
        return assessment.judged.rows(slice(0)), there.left_out
    request = assessment.request._replace(selected=there.targets)
    judged = _assess(assessment.plan, request, BySeries(there.actuals), assessment.known).judged
    return without_target(judged), there.left_out


def assess_milestones(assessment: Assessment) -> Table:
    """Judge every milestone, and the target behind it, as a target of its own; returns the table of `assess.assess`.

    In order of the targets and of time, and only of those that have milestones. Joint ones are judged each by itself.
    """
    milestones, request = assessment.milestones, assessment.request
    alone = milestones.with_columns({"joint": Coded.full(len(milestones), "")})
    return judge(alone, ask(alone, request.rules, request.others), request.how.as_of, request.today)


def assess_other_version(assessment: Assessment, rows: Sequence[int]) -> Assessment:
    """Judge the targets in `rows` of an assessment by their other version: the original ones, or the current."""
    request = assessment.request
    chosen = assessment.judged.rows(np.array(rows, dtype=np.int64))
    both = below([of.select(TARGET_ID) for of in (request.selected, chosen)])
    codes, count = codes_of(*map(both.texts, TARGET_ID)), len(request.selected)
    selected = request.selected.rows(np.isin(codes[:count], codes[count:]))
    other = CURRENT if request.how.targets_of == ORIGINAL else ORIGINAL
    changed = request._replace(selected=selected, how=request.how._replace(targets_of=other))
    return _assess(assessment.plan, changed, BySeries(assessment.actuals), assessment.known)


def explain_key(assessment: Assessment, key: str | None, sources: Table, language: str) -> list[Explanation]:
    """Explain the targets of a key, or of all keys; `sources` are those of `check_sources`.

    Raises RequestError for a key that is not among the selected targets.
    """
    rows = list(range(len(assessment.judged)))
    if key is not None:
        plan = assessment.plan
        rows = choices.choose_key(assessment.judged, plan.targets, plan.actuals, key)
    return explain_some(assessment, rows, sources, language)


def explain_some(assessment: Assessment, rows: Sequence[int], sources: Table, language: str) -> list[Explanation]:
    """Explain the targets at some positions of `judged`, in this order."""
    from lixia_cli.explain.explain import explain as explain_rows

    measured, judged = assessment.measured, assessment.judged
    translate = str if language == "en" else translator(language)
    what = measured, judged, assessment.opinions, assessment.actuals, sources, rows, language, translate
    return explain_rows(*what, _milestones(assessment, rows, language), _revisions(assessment, rows, language))


def _milestones(assessment: Assessment, rows: Sequence[int], language: str) -> dict[int, list[dict[str, Any]]]:
    if not assessment.trajectories:
        return {}
    from lixia_cli.explain.over_time import Milestones, milestones_of

    target = assessment.trajectories.points.ints("target")
    points = Milestones(target, assessment.milestones, assess_milestones(assessment))
    return milestones_of(points, rows, assessment.rules, language)


def _revisions(assessment: Assessment, rows: Sequence[int], language: str) -> dict[int, dict[str, Any]]:
    is_revised = assessment.measured.bools("revised")
    revised = [row for row in rows if is_revised[row]]
    if not revised:
        return {}
    from lixia_cli.explain.over_time import revisions_of

    other, request = assess_other_version(assessment, revised).judged, assessment.request
    what = request.selected, assessment.judged, other, revised, request.how.targets_of
    return revisions_of(*what, assessment.rules, language)


def domain_codes() -> dict[str, str]:
    """Return the code of each known domain by its titles in every language."""
    return {translator(language)(title): code for code, title in DOMAINS.items() for language in LANGUAGES}
