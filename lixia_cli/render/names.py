"""Names of indicators, plans, regions, domains, units and statuses for their codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from lixia_cli.assess.methods import WORDED_BY, RuleSet
from lixia_cli.model.coded import Coded
from lixia_cli.model.names import NO_NAMES, Names
from lixia_cli.model.records import records_of
from lixia_cli.model.schema import DOMAINS
from lixia_cli.model.table import Table
from lixia_cli.render.figures import each_text
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import all_plain, plain


class Labels(NamedTuple):
    """The words of one reader: language, translation, and the names of the codes in the files."""

    language: str
    translate: Translate
    names: Names = NO_NAMES

    def of(self, kind: str, code: str) -> str:
        """Return what is printed for a code of a column: its name, or itself."""
        return plain(self.names.name(kind, code, self.language))

    def domain(self, code: str) -> str:
        """Return the heading of a domain."""
        name = self.of("domain", code)
        return self.translate(DOMAINS[code]) if code in DOMAINS and name == code else name


_SIGNS = ("%", "％", "‰")


def with_names(about: Mapping[str, Any], labels: Labels) -> dict[str, Any]:
    """Return an explanation with names instead of the codes of plan, region, domain, unit and owner.

    A percent sign stays what it is, for the words around a figure depend on it.
    """

    def unit(code: str) -> str:
        return code if code in _SIGNS else labels.of("unit", code)

    target = {**about["promise"], "owner": labels.of("owner", about["promise"]["owner"])}
    seen = [{**row, "unit": unit(row["unit"])} for row in about["observations"]]
    codes = {kind: labels.of(kind, about[kind]) for kind in ("plan", "region")}
    named = {**codes, "domain": labels.domain(about["domain"]), "unit": unit(about["unit"])}
    return {**about, **named, "promise": target, "observations": seen}


def indicator_name(record: Mapping[Any, Any], language: str) -> str:
    """Return the name in the language if there is one, else in the other, else the key."""
    first, second = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
    return each_text(all_plain, record[first] or record[second] or record["key"])


def verdict_label(record: Mapping[Any, Any], rules: RuleSet, language: str) -> str:
    """Return what is said of the status of a row, a record of the table of `assess`."""
    return rules.status(record["status"]).label_of(record).text(language)


def verdict_labels(assessed: Table, rules: RuleSet, language: str) -> Coded:
    """Return `verdict_label` of every row."""
    usual = {status.code: status.label.text(language) for status in rules.every_status()}
    worded = [status.code for status in rules.every_status() if status.wordings]
    statuses = assessed.texts("status").used()
    special = np.flatnonzero(statuses.is_in(worded))
    records = records_of(assessed.select(("status", *WORDED_BY)).rows(special))
    return statuses.map(usual.__getitem__).with_rows(
        special, [verdict_label(record, rules, language) for record in records]
    )
