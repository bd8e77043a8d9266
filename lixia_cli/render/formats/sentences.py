"""sentences: the report as the running text of a progress note, to be pasted into a document or a mail."""

from __future__ import annotations

from lixia_cli.render.prose.note import note
from lixia_cli.render.report import Report
from lixia_cli.render.sentences import basis
from lixia_cli.text.width import plain, wrap


def render(report: Report) -> str:
    """Return the title, a paragraph for each section under its heading, and what the report is based on."""
    written = note(report)
    groups = [[written.opening.title, *written.opening.lines()]]
    groups += [list(filter(None, (part.heading, part.text))) for part in written.parts]
    groups.append(basis(report.rules, report.provenance, report.language, report.translate, commands=False))
    width = report.screen.width
    texts = ["".join(f"{line}\n" for text in group for line in _lines(plain(text), width)) for group in groups if group]
    return "\n".join(texts)


def _lines(text: str, width: int | None) -> list[str]:
    return wrap(text, width) if width else [text]
