"""The stages of the pipeline as one call each: load the files of a plan, assess it, explain its verdicts.

The commands and `api` call the same functions. Nothing here prints, warns, reads the command line or the environment,
or changes the state of the process. Columns and figures are those of docs/methods.md.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd

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
from lixia_cli.model.coded import with_plain_texts
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import DOMAINS, TARGET_ID
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


@dataclass(frozen=True)
class Request:
    """What is to be judged, and how."""

    selected: pd.DataFrame
    """The rows of the frame of `check_targets` that were chosen."""
    rules: RuleSet
    """The rule set of the verdicts."""
    others: tuple[RuleSet, ...]
    """All other rule sets."""
    as_of: Period | None
    today: datetime.date
    vintage: Vintage | None
    targets_of: str
    """One of `choices.VERSIONS`."""


@dataclass(frozen=True)
class Assessment:
    """The targets that were selected, with their verdicts."""

    plan: Plan
    """Everything that was read."""
    request: Request
    actuals: pd.DataFrame
    """The observations up to the as-of date that were known on the day of the vintage."""
    known: Known | None
    """What the vintage leaves out; None without one."""
    trajectories: Trajectories
    measured: pd.DataFrame
    """The frame of `measure`, one row per selected target."""
    milestones: pd.DataFrame
    """The same for every point of `trajectories`, as a target of its own."""
    opinions: Opinions
    """What every rule set says of these rows."""
    judged: pd.DataFrame
    """The frame of `assess.assess`, of the same rows in the same order."""

    @cached_property
    def assessed(self) -> pd.DataFrame:
        """Return the frame `judged` with ordinary texts."""
        return with_plain_texts(self.judged)

    @property
    def rules(self) -> RuleSet:
        """Return the rule set of the verdicts."""
        return self.request.rules

    @property
    def as_of(self) -> Period | None:
        """Return the as-of date, if there is one."""
        return self.request.as_of

    @property
    def vintage(self) -> Vintage | None:
        """Return the day on which figures must have been known, if there is one."""
        return self.request.vintage

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
    as_of: Period | None = None,
    method: str = methods.DEFAULT,
    today: datetime.date | None = None,
    own: Mapping[str, RuleSet] = NO_RULE_SETS,
    vintage: Vintage | None = None,
    targets_of: str = CURRENT,
    every_plan: bool = False,
) -> Assessment:
    """Select targets of a plan and judge them by a rule set. Raises RequestError for what does not exist.

    Without a name of a plan the first one is selected, with `every_plan` all. `own` are rule sets of the user by name,
    which `method` may name besides the published ones; `targets_of` is one of `choices.VERSIONS`.
    """
    one_of("method", method, [*methods.names(), *own])
    selected = select(plan, name, region, domains, every_plan)
    return assess_targets(plan, selected, as_of, method, today, own, vintage, targets_of)


def select(
    plan: Plan, name: str | None, region: str | None, domains: Sequence[str] = (), every_plan: bool = False
) -> pd.DataFrame:
    """Return the rows of the targets of a plan that `assess_plan` judges. Raises RequestError for what there is not."""
    return choices.choose_targets(plan.targets.frame(), name, region, domains, domain_codes(), every_plan)


def assess_targets(
    plan: Plan,
    selected: pd.DataFrame,
    as_of: Period | None = None,
    method: str = methods.DEFAULT,
    today: datetime.date | None = None,
    own: Mapping[str, RuleSet] = NO_RULE_SETS,
    vintage: Vintage | None = None,
    targets_of: str = CURRENT,
) -> Assessment:
    """Judge `selected` rows of the targets of a plan, see `assess_plan`. Raises RequestError for unknown rule sets."""
    return next(assess_in_blocks(plan, selected, len(selected), as_of, method, today, own, vintage, targets_of))


def assess_in_blocks(
    plan: Plan,
    selected: pd.DataFrame,
    size: int,
    as_of: Period | None = None,
    method: str = methods.DEFAULT,
    today: datetime.date | None = None,
    own: Mapping[str, RuleSet] = NO_RULE_SETS,
    vintage: Vintage | None = None,
    targets_of: str = CURRENT,
) -> Iterator[Assessment]:
    """Judge as `assess_targets` does, but about `size` rows at a time, so that memory does not grow with their number.

    The frames of all blocks below each other are those of `assess_targets`. Here alone observations are left out that
    are later than `as_of` or not known on the day of the `vintage`, which stands for today.
    """
    every = {rules: methods.load(rules) for rules in methods.names()} | dict(own)
    rules = every.pop(one_of("method", method, every))
    known = None
    if vintage:
        from lixia_cli.observe.vintage import known_on

        known = known_on(plan.actuals.frame(copy=False), vintage)
    actuals = known.actuals if known else plan.actuals.frame(copy=False)
    by_series = BySeries(actuals if as_of is None else actuals[actuals["time"] <= as_of.time])
    day = vintage.day if vintage else today or datetime.date.today()
    for block in blocks(selected, size):
        request = Request(block, rules, tuple(every.values()), as_of, day, vintage, targets_of)
        yield _assess(_Prepared(plan, request, by_series, known))


class _Prepared(NamedTuple):
    """What is to be judged, and by which observations."""

    plan: Plan
    request: Request
    actuals: BySeries
    known: Known | None


def _assess(given: _Prepared) -> Assessment:
    request = given.request
    trajectories = fold(in_force(request.selected, request.as_of, request.today, request.targets_of))
    measured, milestones, seen = measure_trajectories(trajectories, given.actuals)
    measured = track_record(measured, yearly_changes(measured, seen))
    opinions = ask(measured, request.rules, request.others)
    assessed = judge(measured, opinions, request.as_of, request.today)
    frames = trajectories, measured, milestones, opinions, assessed
    return Assessment(given.plan, request, given.actuals.actuals, given.known, *frames)


def values_elsewhere(assessment: Assessment, targets: pd.DataFrame, region: str) -> tuple[pd.DataFrame, int]:
    """Return what a region has for rows of the plan's targets that are of other regions, in the frame of `assess`.

    As of the same date and vintage as an assessment; see `sides.without_target`. Also returns how many figures are left
    out, see `elsewhere`.
    """
    from lixia_cli.assess.sides import without_target
    from lixia_cli.observe.elsewhere import elsewhere

    there = elsewhere(targets, assessment.actuals, region)
    if there.targets.empty:
        return assessment.assessed.iloc[:0], there.left_out
    request = replace(assessment.request, selected=there.targets)
    assessed = _assess(_Prepared(assessment.plan, request, BySeries(there.actuals), assessment.known)).assessed
    return without_target(assessed), there.left_out


def assess_milestones(assessment: Assessment) -> pd.DataFrame:
    """Judge every milestone, and the target behind it, as a target of its own; returns the frame of `assess.assess`.

    In order of the targets and of time, and only of those that have milestones. Joint ones are judged each by itself.
    """
    alone = assessment.milestones.assign(joint="")
    request = assessment.request
    opinions = ask(alone, request.rules, request.others)
    return with_plain_texts(judge(alone, opinions, request.as_of, request.today))


def assess_other_version(assessment: Assessment, rows: Sequence[int]) -> Assessment:
    """Judge the targets in `rows` of an assessment by their other version: the original ones, or the current."""
    request = assessment.request
    chosen = pd.MultiIndex.from_frame(assessment.assessed.iloc[list(rows)][list(TARGET_ID)])
    selected = request.selected[pd.MultiIndex.from_frame(request.selected[list(TARGET_ID)]).isin(chosen)]
    other = CURRENT if request.targets_of == ORIGINAL else ORIGINAL
    changed = replace(request, selected=selected, targets_of=other)
    return _assess(_Prepared(assessment.plan, changed, BySeries(assessment.actuals), assessment.known))


def explain_key(assessment: Assessment, key: str | None, sources: pd.DataFrame, language: str) -> list[Explanation]:
    """Explain the targets of a key, or of all keys; `sources` is the frame of `check_sources`.

    Raises RequestError for a key that is not among the selected targets.
    """
    rows = list(range(len(assessment.assessed)))
    if key is not None:
        plan = assessment.plan
        rows = choices.choose_key(assessment.assessed, plan.targets.frame(), plan.actuals.frame(copy=False), key)
    return explain_some(assessment, rows, sources, language)


def explain_some(
    assessment: Assessment, rows: Sequence[int], sources: pd.DataFrame, language: str
) -> list[Explanation]:
    """Explain the targets at some positions of the assessed frame, in this order."""
    from lixia_cli.explain.explain import explain as explain_rows

    measured, assessed = assessment.measured, assessment.assessed
    translate = str if language == "en" else translator(language)
    what = measured, assessed, assessment.opinions, assessment.actuals, sources, rows, language, translate
    return explain_rows(*what, _milestones(assessment, rows, language), _revisions(assessment, rows, language))


def _milestones(assessment: Assessment, rows: Sequence[int], language: str) -> dict[int, list[dict[str, Any]]]:
    if not assessment.trajectories:
        return {}
    from lixia_cli.explain.over_time import Milestones, milestones_of

    target = assessment.trajectories.points["target"].to_numpy(dtype=np.int64)
    points = Milestones(target, assessment.milestones, assess_milestones(assessment))
    return milestones_of(points, rows, assessment.rules, language)


def _revisions(assessment: Assessment, rows: Sequence[int], language: str) -> dict[int, dict[str, Any]]:
    revised = [row for row in rows if assessment.measured["revised"].iloc[row]]
    if not revised:
        return {}
    from lixia_cli.explain.over_time import revisions_of

    other, request = assess_other_version(assessment, revised).assessed, assessment.request
    what = request.selected, assessment.assessed, other, revised, request.targets_of
    return revisions_of(*what, assessment.rules, language)


def domain_codes() -> dict[str, str]:
    """Return the code of each known domain by its titles in every language."""
    return {translator(language)(title): code for code, title in DOMAINS.items() for language in LANGUAGES}
