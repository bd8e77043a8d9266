"""What was found as one JSON document: codes and English, nothing translated."""

from __future__ import annotations

import re
from typing import Any

from lixia_cli.files.problems import Place, Problem
from lixia_cli.read.records import Records
from lixia_cli.render.formats.json import encoded
from lixia_cli.summarise.assumptions import Assumption
from lixia_cli.summarise.findings import Findings
from lixia_cli.text.messages import Message

SCHEMA_VERSION = 1
"""Grows by one when something is renamed, moved or removed; additions leave it as it is."""
_SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}


def render(findings: Findings) -> bytes:
    """Return everything that was found; what is not known is null."""
    return encoded(
        {
            "schema_version": SCHEMA_VERSION,
            "targets": findings.targets,
            "observations": findings.observations,
            "files": [_file(role, records) for role, records in findings.inputs],
            "notes": [str(note) for note in findings.notes],
            "assumed": [_assumed(place, one) for place, one in findings.assumed],
            "unmatched": [_unmatched(problem) for problem in findings.unmatched],
            "warnings": [_problem(problem) for problem in findings.warnings],
            "warning_count": findings.warning_count,
            "problem_count": findings.problem_count,
            "problems": [_problem(problem) for problem in findings.problems],
        }
    )


def _file(role: str, records: Records) -> dict[str, Any]:
    """How one input was read."""
    understood = records.understood
    found: dict[str, Any] = {"role": role, "file": records.label, "rows": len(records)}
    if understood is None:
        return found
    return found | {
        "layout": understood.layout,
        "encoding": understood.encoding or None,
        "separator": _SEPARATORS.get(understood.separator),
        "header": {"line": understood.header.line or None, "cell": understood.header.cell or None},
        "columns": [{"header": header, "column": name} for header, name in understood.columns],
        "not_used": list(understood.unused),
        "kept": list(understood.kept),
        "settings": [{"key": key, "value": text} for key, text in understood.settings],
        "passed_over": [
            {"line": place.line or None, "cell": place.cell or None, "text": text}
            for place, text in understood.passed_over
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "file": place.file,
        "line": place.line or None,
        "cell": place.cell or None,
        "column": place.column or None,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return _place(problem.place) | {"code": code(problem.message), "message": str(problem.message)}


def _unmatched(problem: Problem) -> dict[str, Any]:
    values = problem.message.values
    return _problem(problem) | {
        "key": values["key"],
        "region": values["region"],
        "observations": values["count"],
        "nearest": values.get("close") or None,
    }


def _assumed(place: Place, one: Assumption) -> dict[str, Any]:
    target = {"plan": one.plan, "region": one.region, "key": one.key}
    return _place(place) | target | {"column": one.column, "value": one.value, "because": str(one.because)}


def code(message: Message) -> str:
    """Return a name for all problems of a kind: the words that say what is wrong, without the values among them.

    >>> code(Message("'{text}' is not a number; write it like 46.5", {"text": "many"}))
    'text-is-not-a-number'
    """
    return "-".join(re.findall(r"\w+", message.template.partition(";")[0].lower()))
