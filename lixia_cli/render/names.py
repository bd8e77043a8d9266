"""Names of indicators, domains and statuses for their codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.schema import DOMAINS
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain


def domain_title(domain: str, translate: Translate) -> str:
    """Return the heading of a domain."""
    return translate(DOMAINS[domain]) if domain in DOMAINS else plain(domain)


def indicator_name(record: Mapping[Any, Any], language: str) -> str:
    """Return the name in the language if there is one, else in the other, else the key."""
    first, second = ("name_zh", "name_en") if language == "zh" else ("name_en", "name_zh")
    return plain(record[first] or record[second] or record["key"])


def status_label(code: str, rules: RuleSet, language: str) -> str:
    """Return the label of a status."""
    return rules.status(code).label.text(language)
