"""What a report begins with: its title, the as-of date in words, and one total over all domains."""

from __future__ import annotations

from functools import reduce
from typing import NamedTuple

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools
from lixia_cli.model.table import Table
from lixia_cli.render.names import Labels
from lixia_cli.render.numbers import Number
from lixia_cli.render.period_text import end_text
from lixia_cli.render.report import Provenance, Report
from lixia_cli.render.sentences import counted, roll_up
from lixia_cli.render.tally import tally
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain


class Opening(NamedTuple):
    """The first lines of a report, as texts for people."""

    title: str
    as_of: str
    """The as-of date, or the end of the figures; empty where there are none."""
    selection: str
    """The conditions that the rows meet; empty without any."""
    total: str
    """How many targets are assessed and with which verdicts, over all domains; binding ones apart."""

    def lines(self) -> list[str]:
        """Return what stands below the title."""
        return [line for line in (self.as_of, self.selection, self.total) if line]


def opening(report: Report) -> Opening:
    """Return the first lines of a report."""
    everything, labels = report.everything, report.labels
    title = plain(report.title) or plan_and_region(everything, labels)
    translate = labels.translate
    conditions = translate(", ").join(map(plain, report.selection))
    selection = translate("Only: {conditions}").format(conditions=conditions) if conditions else ""
    as_of = as_of_line(report.provenance, translate)
    return Opening(title, as_of, selection, total_line(everything, report.rules, labels))


def plan_and_region(everything: Table, labels: Labels) -> str:
    """Return plans and regions by name, as far as they are known; a region that the plan's name has is not repeated."""
    translate, codes = labels.translate, {name: _distinct(everything, name) for name in ("plan", "region")}
    separator = translate(", ")
    plans, regions = ([labels.of(kind, code) for code in codes[kind]] for kind in ("plan", "region"))
    named = plans != list(map(plain, codes["plan"]))
    if named and len(regions) == 1 and regions[0] in separator.join(plans):
        regions = []
    plan, region = separator.join(plans), separator.join(regions)
    if named and region:
        return translate("{plan} ({region})").format(plan=plan, region=region)
    if named:
        return plan
    if plan and region:
        return translate("Plan {plan}, {region}").format(plan=plan, region=region)
    if plan:
        return translate("Plan {plan}").format(plan=plan)
    return region or translate("Progress towards the targets")


def as_of_line(provenance: Provenance, translate: Translate) -> str:
    """Return the as-of date in words, without one the end of the figures, empty where there are none."""
    if provenance.as_of:
        return translate("As of {date}").format(date=end_text(provenance.as_of, translate))
    if provenance.through:
        return translate("Figures up to {date}").format(date=end_text(provenance.through, translate))
    return ""


def total_line(everything: Table, rules: RuleSet, labels: Labels) -> str:
    """Return one sentence over all domains, one on the binding targets, and the rates once all are decided."""
    translate = labels.translate
    if not len(everything):
        return translate("No target meets these conditions.")
    parts = [translate("Overall: {text}").format(text=roll_up(everything, rules, labels))]
    binding = everything.rows(everything.texts("nature") == "binding")
    if 0 < len(binding) < len(everything):
        parts.append(translate("Binding: {text}").format(text=counted(tally(binding, rules, labels.language), labels)))
    parts.append(_completion(everything, translate))
    return reduce(lambda text, more: translate("{text} {more}").format(text=text, more=more), filter(None, parts))


def _completion(everything: Table, translate: Translate) -> str:
    """Return the shares of targets completed, not completed and exceeded once every target is decided or unassessed.

    Aspirations that were not reached count in neither.
    """
    status, light = everything.texts("status"), everything.texts("light")
    completed = (status == "completed") & (light != "grey")
    missed = (status == "missed") & (light == "red")
    undecided = (light != "grey") & ~status.is_in(("completed", "missed"))
    count = int((completed | missed).sum())
    if undecided.any() or not count:
        return ""
    exceeded = _exceeded(everything.rows(completed))
    shares = {
        name: int(rows.sum()) for name, rows in (("completed", completed), ("missed", missed), ("exceeded", exceeded))
    }
    texts = {name: Number(number / count, 1, percent=True).text for name, number in shares.items()}
    template = N_("Of the {count} targets decided, {completed} completed, {missed} not completed, {exceeded} exceeded.")
    return translate(template).format(count=count, **texts)


def _exceeded(completed: Table) -> Bools:
    """Return which of the completed targets are better than asked for; none of those to be kept within a range."""
    high, direction = completed.floats("target_high"), completed.texts("direction")
    end = np.where(np.isnan(high), completed.floats("target_value"), high)
    margin = (completed.floats("latest_value") - end) * np.where(direction == "at_most", -1, 1)
    one_sided = direction.is_in(("at_least", "at_most")) & (completed.texts("measure") != "each_year")
    return np.asarray((margin > 1e-9 * np.abs(end)) & one_sided, dtype=np.bool_)


def _distinct(rows: Table, name: str) -> list[str]:
    return [text for text in rows.texts(name).unique() if text]
