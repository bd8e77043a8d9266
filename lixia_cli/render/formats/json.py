"""json and jsonl: for programs. Full precision, codes and English, nothing translated; what is not known is null."""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lixia_cli.model.assessed_columns import WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.records import cells_of
from lixia_cli.model.table import Column, Table
from lixia_cli.render.byte_rows import CellNumbers, CellTexts, Lines, hardly_repeat, lines
from lixia_cli.render.byte_rows import Column as CellColumn
from lixia_cli.render.distinct import distinct
from lixia_cli.render.report import Provenance, Report

if TYPE_CHECKING:
    from lixia_cli.explain.explain import Explanation
    from lixia_cli.files.replace import Content
    from lixia_cli.model.periods import Period

SCHEMA_VERSION = 1
"""Grows by one when something is renamed, moved or removed; additions leave it as it is."""

BLOCK = 4_096
"""Objects that are put together at a time; they are longer than lines of csv."""
_THEN = b",\n"

_NO_INDICATORS = '"indicators": []'
"""What is nowhere else in the output, for a quotation mark within a text is escaped."""
_INVISIBLE = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
"""Characters that JSON allows in a text although a terminal obeys them or takes them for the end of a line."""


def render(report: Report) -> Content:
    """Write one object: the basis of the report, the rows of `as_rows`, the totals per domain."""
    provenance = report.provenance
    head, foot = json.dumps(
        {
            **basis(provenance, provenance.as_of or None),
            "through": provenance.through or None,
            "method": report.rules.name,
            "indicators": [],
            "domains": list(_roll_ups(report.everything)),
        },
        ensure_ascii=False,
        indent=2,
        allow_nan=False,
    ).split(_NO_INDICATORS, 1)
    rows = report.rows()
    if not len(rows):
        return _as_bytes(f"{head}{_NO_INDICATORS}{foot}\n")
    *objects, last = _objects(rows, b"    {\n      ", b",\n      ", b"\n    }" + _THEN)
    return [_as_bytes(f'{head}"indicators": [\n'), *objects, last[: -len(_THEN)], _as_bytes(f"\n  ]{foot}\n")]


def render_lines(report: Report) -> bytes:
    """Write one object with the columns of `as_rows` per line and row."""
    return b"".join(json_lines(report, True))


def json_lines(report: Report, _: bool) -> Iterator[Lines]:
    """Write the lines of some rows; nothing comes before the first one."""
    yield from _objects(report.rows(), b"{", b", ", b"}\n")


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


def basis(provenance: Provenance, as_of: object) -> dict[str, object]:
    """Return the first members of an object: the version of its form, and the data that it is based on."""
    return {
        "schema_version": SCHEMA_VERSION,
        "targets": None if provenance.bundled else provenance.targets,
        "actuals": None if provenance.bundled else provenance.actuals,
        "bundled": provenance.bundled,
        "as_of": as_of,
        **({"known_on": provenance.known_on} if provenance.known_on else {}),
    }


def records(rows: Table) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, with None for unknown values; flags are codes with spaces between, as in csv."""
    columns = {name: distinct(rows[name], whole=name in WHOLE_NUMBERS).rows() for name in rows}
    for cells in zip(*columns.values(), strict=True):
        yield dict(zip(columns, cells, strict=True))


def _roll_ups(rows: Table) -> Iterable[dict[str, Any]]:
    """Count for each domain of each region the targets, those assessed, and those of each status."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    texts = (cells_of(rows.texts(name)) for name in ("region", "domain", "status", "light"))
    counts = Counter(zip(*texts, strict=True))
    for (region, domain, status, light), count in counts.items():
        nothing = {"region": region, "domain": domain, "targets": 0, "assessed": 0, "statuses": {}}
        group = found.setdefault((region, domain), nothing)
        group["targets"] += count
        group["assessed"] += count if light != "grey" else 0
        group["statuses"][status] = group["statuses"].get(status, 0) + count
    return found.values()


def _objects(rows: Table, begin: bytes, between: bytes, end: bytes) -> Iterator[Lines]:
    """Yield the rows as flat objects, with texts before, between and after their members.

    Python's encoder in C doesn't indent, and the one in Python takes five times as long. So the values of a column are
    encoded at once, and joined row by row with what stands between them.
    """
    members: list[CellColumn] = []
    for name in rows:
        name_before = (between if members else begin) + _as_bytes(json.dumps(name, ensure_ascii=False)) + b": "
        members += _member(name_before, rows[name], name in WHOLE_NUMBERS)
    members.append(CellTexts.same(end, len(rows)))
    return lines(members, b"", BLOCK)


def _member(name: bytes, cells: Column, whole: bool) -> list[CellColumn]:
    """Return a column of values, each encoded behind its name."""
    if not isinstance(cells, Coded) and cells.dtype == np.float64:
        if np.isinf(cells).any():
            raise ValueError(cells)
        if not whole and hardly_repeat(cells):
            return [CellTexts.same(name, len(cells)), CellNumbers(cells, "", "null")]
    column = distinct(cells, whole)
    # A line feed within a text is escaped, so those between the values are the only ones.
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=("\n", ": "))
    values = _as_bytes(encoder.encode(column.values)[1:-1]).split(b"\n")
    return [CellTexts(column.codes, [name + value for value in values])]


def encoded(content: object, indent: int | None = 2) -> bytes:
    """Encode as UTF-8 with a line feed at the end. Raises ValueError for NaN, which JSON does not have."""
    return _as_bytes(json.dumps(content, ensure_ascii=False, indent=indent, allow_nan=False) + "\n")


def _as_bytes(text: str) -> bytes:
    return _escaped(text).encode("utf-8", "replace")


def _escaped(text: str) -> str:
    return text if text.isascii() and "\x7f" not in text else _INVISIBLE.sub(_escape, text)


def _escape(found: re.Match[str]) -> str:
    """Return the character as JSON writes it in ASCII."""
    return json.dumps(found[0]).strip('"')
