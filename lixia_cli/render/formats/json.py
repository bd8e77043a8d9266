"""json and jsonl: for programs. Full precision, codes and English, nothing translated; what is not known is null."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from lixia_cli.explain.explain import Explanation
from lixia_cli.model.periods import Period
from lixia_cli.render.report import Report

SCHEMA_VERSION = 1
"""Grows by one when something is renamed, moved or removed; additions leave it as it is."""

_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
"""Characters that JSON allows in a text although a terminal obeys them or takes them for the end of a line."""


def render(report: Report) -> bytes:
    """Write one object: the basis of the report, the rows of `as_rows`, the totals per domain."""
    provenance = report.provenance
    return _with_indicators(
        {
            "schema_version": SCHEMA_VERSION,
            "targets": None if provenance.bundled else provenance.targets,
            "actuals": None if provenance.bundled else provenance.actuals,
            "bundled": provenance.bundled,
            "as_of": provenance.as_of or None,
            **({"known_on": provenance.known_on} if provenance.known_on else {}),
            "through": provenance.through or None,
            "method": report.rules.name,
            "indicators": [],
            "domains": list(_roll_ups(report.everything)),
        },
        records(report.rows()),
    )


def render_lines(report: Report) -> bytes:
    """Write one object with the columns of `as_rows` per line and row."""
    return b"".join(encoded(row, indent=None) for row in records(report.rows()))


def render_explanations(
    explanations: Sequence[Explanation], as_of: Period | None, known_on: datetime.date | None = None
) -> bytes:
    """Write the explanations of `explain`."""
    return encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "as_of": as_of.text if as_of else None,
            **({"known_on": known_on.isoformat()} if known_on else {}),
            "indicators": list(explanations),
        }
    )


def records(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of a frame, with None for unknown values; flags are codes with spaces between, as in csv."""
    columns = {str(name): _python_cells(cells) for name, cells in frame.items()}
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))


def _python_cells(column: pd.Series) -> list[Any]:
    """Return a column as Python's own numbers and texts."""
    unknown = column.isna().to_numpy(dtype=np.bool_)
    cells: list[Any] = column.astype(object).to_numpy(dtype=object).tolist()
    return [None if missing else cell for cell, missing in zip(cells, unknown, strict=True)] if unknown.any() else cells


def _roll_ups(frame: pd.DataFrame) -> Iterable[dict[str, Any]]:
    """Count for each domain of each region the targets, those assessed, and those of each status."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    counts = Counter(zip(*(frame[name] for name in ("region", "domain", "status", "light")), strict=True))
    for (region, domain, status, light), count in counts.items():
        nothing = {"region": region, "domain": domain, "targets": 0, "assessed": 0, "statuses": {}}
        group = found.setdefault((region, domain), nothing)
        group["targets"] += count
        group["assessed"] += count if light != "grey" else 0
        group["statuses"][status] = group["statuses"].get(status, 0) + count
    return found.values()


def _with_indicators(content: dict[str, Any], rows: Iterable[dict[str, Any]]) -> bytes:
    """Encode as `encoded` does, with flat rows as the list `indicators`.

    Python's encoder in C doesn't indent, and the one in Python takes five times as long. So each row is encoded without
    indentation, with line feeds in its separators.
    """
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",\n      ", ": "))
    texts = [f"    {{\n      {encoder.encode(row)[1:-1]}\n    }}" for row in rows]
    text = json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)
    if texts:
        # A quotation mark within a text is escaped, so this is nowhere else.
        text = text.replace('"indicators": []', '"indicators": [\n' + ",\n".join(texts) + "\n  ]", 1)
    return _as_bytes(text)


def encoded(content: object, indent: int | None = 2) -> bytes:
    """Encode as UTF-8 with a line feed at the end. Raises ValueError for NaN, which JSON does not have."""
    text = json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False)
    return _as_bytes(text)


def _as_bytes(text: str) -> bytes:
    return (_INVISIBLE.sub(_escape, text) + "\n").encode("utf-8", "replace")


def _escape(found: re.Match[str]) -> str:
    """Return the character as JSON writes it in ASCII."""
    return json.dumps(found[0]).strip('"')
