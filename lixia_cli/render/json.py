"""json: for programs. Full precision, codes and English, nothing translated; what is not known is null."""

from __future__ import annotations

import json
from collections.abc import Sequence

from lixia_cli.explain import Explanation
from lixia_cli.periods import Period

SCHEMA_VERSION = 1
"""Grows by one when something is renamed, moved or removed; additions leave it as it is."""


def render_explanations(explanations: Sequence[Explanation], as_of: Period | None) -> bytes:
    """What `explain` says of some indicators."""
    return _encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "as_of": as_of.text if as_of else None,
            "indicators": list(explanations),
        }
    )


def _encoded(content: object) -> bytes:
    """UTF-8, indented, with a line feed at the end. Raises ValueError for NaN, which JSON does not have."""
    return (json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")
