"""Write a plan in a few lines, for mail and chat: changes, each domain, the worst, best and most urgent targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from lixia_cli.assess.remarks import flag_column
from lixia_cli.model.arrays import Ints
from lixia_cli.model.measures import MEASURES
from lixia_cli.model.records import records_of
from lixia_cli.model.table import Table
from lixia_cli.render.cells import EMPTY
from lixia_cli.render.column import NO_SHARED_YEARS, Wording
from lixia_cli.render.columns import last_label, latest_label, latest_value, planned, progress
from lixia_cli.render.figure_text import MANY, with_unit
from lixia_cli.render.names import indicator_name, verdict_label
from lixia_cli.render.needed import LIMITS, needed, within_the_year
from lixia_cli.render.numbers import number
from lixia_cli.render.opening import opening
from lixia_cli.render.period_text import end_text, in_brackets
from lixia_cli.render.report import Report
from lixia_cli.render.sections import region_prefix, sections
from lixia_cli.render.sentences import basis, in_sentence
from lixia_cli.render.view.columns import chosen_for_tables
from lixia_cli.summarise import highlights
from lixia_cli.summarise.changes import Changes
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain, wrap

_MET = {
    "year": N_("met in {met} of {observed} years"),
    "quarter": N_("met in {met} of {observed} quarters"),
    "month": N_("met in {met} of {observed} months"),
    "period": N_("met in {met} of {observed} periods"),
}
Record = dict[Any, Any]
_ITEM = "- "


@dataclass(frozen=True)
class Summary:
    """The content of a summary."""

    report: Report
    """The table of `assess`, and what else a report knows; it shows everything."""
    changes: Changes | None
    """Changes since the last run; None if there is nothing to compare with."""
    other_method: str
    """The rule set of the last run if it was a different one, else empty."""
    figures: bool = False
    """Whether new figures without a new verdict are reported too."""
    order: Ints | None = None
    """The rows by position, in their order within each list; None for that of the list: the worst or best first."""

    def something_changed(self) -> bool:
        """Return whether there is something to report since the last run."""
        return bool(self.changes) or (self.figures and self.changes is not None and len(self.changes.figures) > 0)


def render(summary: Summary) -> str:
    """Return the full summary; empty parts are left out."""
    parts = _Parts(summary)
    return _laid_out([parts.heading(), *parts.changes(), *parts.standing(), parts.basis()], summary.report.screen.width)


def render_changes(summary: Summary) -> str:
    """Return the title, the changes and the data that the summary is based on."""
    parts = _Parts(summary)
    return _laid_out([[opening(summary.report).title], *parts.changes(), parts.basis()], summary.report.screen.width)


def _laid_out(parts: Sequence[Sequence[str]], width: int | None) -> str:
    """Join the lines of the parts, with a blank line between parts; empty parts are left out."""
    return "\n".join("".join(f"{fit}\n" for line in part for fit in _fit(line, width)) for part in parts if part)


def _fit(line: str, width: int | None) -> list[str]:
    """Wrap a line; the further lines of a list item are indented to its text."""
    if width is None:
        return [line]
    indent = len(_ITEM) * line.startswith(_ITEM)
    fitting = wrap(line[indent:], width - indent)
    return [line[:indent] + fitting[0], *(" " * indent + more for more in fitting[1:])]


class _Parts:
    """Make the parts of one summary, each a list of lines."""

    def __init__(self, summary: Summary) -> None:
        self.about, self.report = summary, summary.report
        self.say = summary.report.translate
        self.regions = len(summary.report.everything.texts("region").unique())
        self.further = chosen_for_tables(("indicator",), summary.report.columns)[1:]
        """The columns that somebody has chosen, said of each item."""

    def heading(self) -> list[str]:
        """Return the title, the as-of date and the total."""
        begin = opening(self.report)
        return [begin.title, *begin.lines()]

    def basis(self) -> list[str]:
        """Return the data and the rule set of the summary."""
        return basis(self.report.rules, self.report.provenance, self.report.language, self.say)

    def changes(self) -> Iterator[list[str]]:
        """Yield the changes since the last run."""
        say, changes = self.say, self.about.changes
        if self.about.other_method:
            template = say("The last run used the rule set {method}: its verdicts can't be compared with these.")
            yield [template.format(method=plain(self.about.other_method))]
        if changes is None:
            return
        lines = [self._changed(record) for record in self._records(changes.rows, changes.changed)]
        for record in self._records(changes.rows, changes.new):
            values = {"name": self._name(record), "verdict": self._verdict(record)}
            lines.append(say("New: {name}: {verdict}").format(**values))
        lines += [
            say("Not selected before: {domain}").format(domain=line)
            for line in self._roll_ups(changes.rows.rows(changes.first_seen))
        ]
        for record in records_of(changes.removed):
            values = {"key": plain(self._prefix(record) + record["key"]), "verdict": self._earlier(record["status"])}
            lines.append(say("No longer a target: {key} (was: {verdict})").format(**values))
        yield _listed(say("Changed since the last run:"), lines)
        if self.about.figures:
            yield _listed(
                say("New figures, same verdict:"),
                [self._new_figure(record) for record in self._records(changes.rows, changes.figures)],
            )

    def standing(self) -> Iterator[list[str]]:
        """Yield the counts of each domain, and the worst, best and most urgent targets.

        Without domains the heading has the only count.
        """
        assessed, say = self.report.everything, self.say
        counts = list(self._roll_ups(assessed))
        yield counts if len(counts) > 1 or (assessed.texts("domain") != "").any() or self.report.by else []
        due = highlights.due(assessed)
        yield [
            *self._named(say("Furthest behind:"), highlights.worst(assessed, self.report.rules), self._standing),
            *self._named(say("Making good progress:"), highlights.best(assessed), self._standing),
            *self._named(say("Most still to do:"), highlights.most_urgent(assessed), self._urgent),
            *(
                [say("Targets whose year has passed without a figure for it: {count}.").format(count=due)]
                if due
                else []
            ),
        ]

    def _named(self, title: str, rows: Ints, write: Callable[[Record], str]) -> list[str]:
        every = self.report.everything
        records = self._records(every.with_columns({"stalled": highlights.stalled(every)}), rows)
        return _listed(title, [write(record) for record in records])

    def _records(self, every: Table, rows: Ints) -> Iterator[Record]:
        """Yield some rows of all targets, in the order asked for."""
        order = self.about.order
        return records_of(every.rows(rows if order is None else order[np.isin(order, rows)]))

    def _roll_ups(self, rows: Table) -> Iterator[str]:
        for section in sections(replace(self.report, shown=rows, everything=rows)):
            yield (section.prefix or self._prefix({"region": section.region})) + section.counted

    def _prefix(self, record: Record) -> str:
        """Return the region as a prefix, if there are several."""
        return region_prefix(record["region"], self.regions, self.report.labels)

    def _name(self, record: Record) -> str:
        """Return the name, with the region if the key occurs in several, and what somebody has chosen besides."""
        same = (self.report.everything.texts("key") == record["key"]).sum() > 1
        name = (self._prefix(record) if same else "") + indicator_name(record, self.report.language)
        wording = Wording(self.report.language, self.say, self.report.rules, NO_SHARED_YEARS, self.report.names)
        cells = ((self.say(column.title), column.cell(record, wording).text) for column in self.further)
        said = [self.say("{name}: {text}").format(name=title, text=text) for title, text in cells if text.strip("- ")]
        return in_brackets(name, self.say("; ").join(said), self.say) if said else name

    def _earlier(self, code: str) -> str:
        """Return the label of a stored status; an unknown one, of another version, is its own label."""
        labels = {status.code: status.label.text(self.report.language) for status in self.report.rules.every_status()}
        return in_sentence(labels.get(code, plain(code)))

    def _verdict(self, record: Record) -> str:
        label = in_sentence(verdict_label(record, self.report.rules, self.report.language))
        provisional = record[flag_column("provisional")]
        return self.say("{verdict} (provisional)").format(verdict=label) if provisional else label

    def _changed(self, record: Record) -> str:
        """Return one line on a changed verdict: before, after, and the periods they are based on."""
        now = latest_label(record, self.say) if record["latest_period"] else ""
        before = latest_label({**record, "latest_period": record["period_before"]}, self.say)
        periods = dict.fromkeys([before, now])
        when = self._when(self.say(" -> ").join(period for period in periods if period))
        before, after = self._earlier(record["status_before"]), self._verdict(record)
        # Without observations now, the period is that of the earlier verdict.
        before, after = (before, after + when) if record["latest_period"] else (before + when, after)
        return self.say("{name}: {before} -> {after}").format(name=self._name(record), before=before, after=after)

    def _new_figure(self, record: Record) -> str:
        """Return one line on a new figure: before, after, and the verdict that stays."""
        unit = self.report.labels.of("unit", record["unit"])
        earlier = record | {"latest_period": record["period_before"], "latest_value": float(record["value_before"])}
        before, after = (
            with_unit(latest_value(row).text, unit, self.say) + self._when(latest_label(row, self.say))
            for row in (earlier, record)
        )
        values = {"name": self._name(record), "verdict": self._verdict(record), "before": before, "after": after}
        return self.say("{name}: {before} -> {after}; still {verdict}").format(**values)

    def _when(self, period: str) -> str:
        return self.say(" ({period})").format(period=period) if period else ""

    def _standing(self, record: Record) -> str:
        """Return one line on a verdict and the figures behind it."""
        parts = [self._verdict(record)]
        covered, passed = progress(record), planned(record)
        if EMPTY not in (covered, passed):
            template = N_("progress {progress}, time elapsed {elapsed}")
            if record["has_trajectory"]:
                template = N_("progress {progress}, planned progress {elapsed}")
            parts.append(self.say(template).format(progress=covered.text, elapsed=passed.text))
        elif MEASURES[record["measure"]].main_rate == "years met" and record["years_observed"] > 0:
            values = {"met": f"{record['years_met']:.0f}", "observed": f"{record['years_observed']:.0f}"}
            parts.append(self.say(_MET[record["judged_by"]]).format(**values))
        elif record["status"] in LIMITS:
            parts.append(needed(record, self.say, self.report.labels.of("unit", record["unit"])).text)
        text = self.say("{name}: {text}").format(name=self._name(record), text=self.say("; ").join(parts))
        return text + self._when(latest_label(record, self.say))

    def _urgent(self, record: Record) -> str:
        """Return one line on the change needed per year, until when, compared with the one achieved."""
        say, year, date = self.say, record["target_year"], end_text(record["target_period"], self.say)
        due_in_a_year = record["target_period"] == str(year)
        rate = needed(record, say, self.report.labels.of("unit", record["unit"]), running=True).text
        values = {"period": last_label(record, say), "year": year, "date": date, "needed": rate}
        if within_the_year(record) or record["measure"] == "rank":
            template = say("{needed} until {date}")
        elif due_in_a_year:
            template = say("{needed} a year from {period} until {year}")
        else:
            template = say("{needed} a year from {period} until {date}")
        parts = [template.format(**values)]
        if record["stalled"]:
            parts.append(say("no progress so far"))
        elif record["speed_up"] == record["speed_up"]:
            parts.append(self._speed_up(record))
        if record[flag_column("due")]:
            template = say("no figure for {year} yet") if due_in_a_year else say("no figure for {date} yet")
            parts.append(template.format(**values))
        if record[flag_column("aspiration")]:
            parts.append(say("an aspiration"))
        return say("{name}: {text}").format(name=self._name(record), text=say("; ").join(parts))

    def _speed_up(self, record: Record) -> str:
        """Return how many times the rate so far is needed: at most so many where the sum so far is a lower bound."""
        monthly = within_the_year(record)
        if record["speed_up"] > MANY and not record["lower_bound"]:
            template = N_("more than 100 times what was achieved so far")
            return self.say(N_("more than 100 times the monthly average so far") if monthly else template)
        times = ("≤" if record["lower_bound"] else "") + number(record["speed_up"], decimals=2)
        template = N_("{times} times what was achieved so far")
        if monthly:
            template = N_("{times} times the monthly average so far")
        return self.say(template).format(times=times)


def _listed(title: str, lines: Sequence[str]) -> list[str]:
    """Return the lines as a list under a title; nothing without lines."""
    return [title, *(_ITEM + line for line in lines)] if lines else []
