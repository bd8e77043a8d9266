"""What was found as annotations of GitHub: workflow commands such as ``::error file=a.csv,line=3::message``.

The form is that of docs.github.com, *Workflow commands for GitHub Actions*; `escape` follows actions/toolkit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lixia_cli.files.problems import Problem
from lixia_cli.summarise.findings import Findings
from lixia_cli.text.i18n import Translate
from lixia_cli.text.width import plain


def render(findings: Findings, translate: Translate) -> str:
    """Return a line for each problem, warning and note; without problems the counts in a last line."""
    lines = [
        *_annotations("error", findings.problems, translate),
        *_annotations("warning", (*findings.unmatched, *findings.warnings), translate),
        *(f"::notice title=lixia::{escape(plain(note.text(translate)))}" for note in findings.notes),
    ]
    for level, message in (("error", findings.more_problems()), ("warning", findings.more_warnings())):
        if message:
            lines.append(f"::{level} title=lixia::{escape(message.text(translate))}")
    if not findings.problem_count:
        lines.append(findings.counted().text(translate))
    return "\n".join(lines) + "\n"


def _annotations(level: str, problems: Iterable[Problem], translate: Translate) -> Iterator[str]:
    for problem in problems:
        place = problem.place
        # The part of a place that GitHub has no property for is in the title: a sheet and its cell, a column.
        file, _, sheet = place.file.rpartition("#") if place.cell else (place.file, "", "")
        cell = f"{sheet}!{place.cell}" if place.cell else ""
        properties = {
            "file": file,
            "line": str(place.line or ""),
            "title": ": ".join(filter(None, (cell, place.column))) or "lixia",
        }
        text = ",".join(f"{name}={escape(plain(value), True)}" for name, value in properties.items() if value)
        yield f"::{level} {text}::{escape(plain(problem.message.text(translate)))}"


def escape(text: str, in_property: bool = False) -> str:
    """Return a text as a workflow command holds it: the message, or the value of a property.

    >>> escape("50% of a: b, c", True)
    '50%25 of a%3A b%2C c'
    """
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if in_property else escaped
