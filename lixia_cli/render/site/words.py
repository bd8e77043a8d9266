"""The words of one language of a site: names of what is in the content, and the table of all indicators."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from lixia_cli.model.records import cells_of
from lixia_cli.model.table import Table as Assessed
from lixia_cli.render.names import Labels, indicator_name, verdict_labels
from lixia_cli.render.opening import Opening, opening
from lixia_cli.render.pages.figure import LANGUAGE_TAGS
from lixia_cli.render.period_text import end_text
from lixia_cli.render.report import Report, Screen
from lixia_cli.render.sections import value_name
from lixia_cli.render.sentences import basis, footer
from lixia_cli.render.site.content import Content, Record
from lixia_cli.render.table import Table, table
from lixia_cli.render.view.chosen import NOTHING_CHOSEN
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain

COLUMNS = ("indicator", "verdict", "latest", "target", "unit", "bar", "progress", "needed")
"""The columns of a list of indicators."""


@dataclass(frozen=True)
class Words:
    """Names and sentences in one language."""

    language: str
    say: Translate
    content: Content

    @property
    def tag(self) -> str:
        """Return the language tag of html."""
        return LANGUAGE_TAGS[self.language]

    @cached_property
    def report(self) -> Report:
        """Return the report on the whole plan."""
        about, screen = self.content, Screen(None, color=False)
        rows = about.assessed
        return Report(
            rows,
            rows,
            about.rules,
            about.provenance,
            self.language,
            self.say,
            screen,
            names=about.names,
            title=about.title,
            columns=about.columns,
            selection=about.selection,
        )

    @property
    def labels(self) -> Labels:
        """Return the names of codes."""
        return self.report.labels

    @cached_property
    def opening(self) -> Opening:
        """Return title, as-of date and total sentence."""
        return opening(self.report)

    @cached_property
    def key(self) -> list[str]:
        """Return the sentences that explain the marks and bars of the lists, and what is doubtful in them."""
        about = self.content
        every = footer(about.assessed, about.rules, about.provenance, (), self.language, self.say, drawn=True)
        return every[len(self.basis) :]

    @cached_property
    def basis(self) -> list[str]:
        """Return sentences on the data and on the rule set."""
        return basis(self.content.rules, self.content.provenance, self.language, self.say)

    @cached_property
    def table(self) -> Table:
        """Return the cells of every indicator."""
        return table(self.report, COLUMNS, kept=("verdict",))

    @cached_property
    def usual(self) -> Table:
        """Return the cells of every indicator in the usual columns, whatever a view chooses."""
        return table(replace(self.report, columns=NOTHING_CHOSEN), COLUMNS) if any(self.report.columns) else self.table

    @cached_property
    def verdicts(self) -> list[str]:
        """Return what is said of the status of each row."""
        return self._labels(self.content.assessed)

    def _labels(self, rows: Assessed) -> list[str]:
        return cells_of(verdict_labels(rows, self.content.rules, self.language))

    @cached_property
    def years(self) -> dict[str, list[tuple[str, str]]]:
        """Return for the end of every year the light and the label of each row."""
        return {
            end_text(year, self.say): list(zip(cells_of(rows["light"]), self._labels(rows), strict=True))
            for year, rows in self.content.years.items()
        }

    @cached_property
    def ranks(self) -> dict[str, int]:
        """Return the rank of each status, the best first."""
        return {status.code: rank for rank, status in enumerate(self.content.rules.every_status())}

    @cached_property
    def _statuses(self) -> dict[str, str]:
        return {status.code: status.label.text(self.language) for status in self.content.rules.every_status()}

    def status(self, code: str) -> str:
        """Return the usual label of a status; an unknown one, of another version, is its own label."""
        return self._statuses.get(code, plain(code))

    def name(self, record: Record) -> str:
        """Return the name of an indicator."""
        return indicator_name(record, self.language)

    def group(self, column: str, value: str) -> str:
        """Return what a value of a column of groups is called."""
        return value_name(column, value, self.report)
