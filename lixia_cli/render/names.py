"""Names of indicators, domains and statuses for their codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.schema import DOMAINS
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain

if TYPE_CHECKING:
    import pandas as pd


def domain_title(domain: str, translate: Translate) -> str:
    """Return the heading of a domain."""
    return translate(DOMAINS[domain]) if domain in DOMAINS else plain(domain)


def indicator_name(record: Mapping[Any, Any], language: str) -> str:
    """Return the name in the language if there is one, else in the other, else the key."""
    first, second = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
    return plain(record[first] or record[second] or record["key"])


def verdict_label(record: Mapping[Any, Any], rules: RuleSet, language: str) -> str:
    """Return what is said of the status of a row, a record of the frame of `assess`."""
    return rules.status(record["status"]).label_of(record).text(language)


def verdict_labels(assessed: pd.DataFrame, rules: RuleSet, language: str) -> list[str]:
    """Return `verdict_label` of every row."""
    usual = {status.code: status.label.text(language) for status in rules.every_status()}
    worded = {status.code for status in rules.every_status() if status.wordings}
    records = assessed[assessed["status"].isin(worded)].to_dict("records")
    special = iter([verdict_label(record, rules, language) for record in records])
    return [next(special) if code in worded else usual[code] for code in assessed["status"]]
