"""The parts of a progress note, from which its text and its Word document are made."""

from __future__ import annotations

from typing import NamedTuple

from lixia_cli.model.records import records_of
from lixia_cli.render.column import Wording
from lixia_cli.render.opening import Opening, opening
from lixia_cli.render.prose.sentence import Voice, sentences
from lixia_cli.render.report import Report
from lixia_cli.render.sections import Section, sections

_DIGITS = "〇一二三四五六七八九"


class Part(NamedTuple):
    """One section of a note."""

    section: Section
    heading: str
    """Empty for targets without a domain, in the only region."""
    text: str
    """Its total line and its sentences, as one paragraph; empty where there is nothing to say."""


class Note(NamedTuple):
    """A progress note."""

    opening: Opening
    parts: tuple[Part, ...]


def note(report: Report) -> Note:
    """Return the note of a report: a paragraph of sentences for each of its sections."""
    records = list(records_of(report.shown))
    found = sections(report)
    words = Wording(report.language, report.translate, report.rules, {}, report.names)
    voice = Voice(words, report.rules, report.provenance.as_of or report.provenance.through)
    chinese_headings = report.language == "zh" and len(found) > 1
    parts = []
    for number, section in enumerate(found, 1):
        said = [section.total, *sentences([records[row] for row in section.rows], voice)]
        heading = f"{chinese(number)}、{section.title}" if chinese_headings and section.title else section.title
        parts.append(Part(section, heading, ("" if report.language == "zh" else " ").join(filter(None, said))))
    return Note(_opening(report), tuple(parts))


def _opening(report: Report) -> Opening:
    """Return the first lines; to the names of plan and region the title adds what the note is on."""
    begin, say = opening(report), report.translate
    if report.title or begin.title == say("Progress towards the targets"):
        return begin
    return begin._replace(title=say("{title}: progress towards the targets").format(title=begin.title))


def chinese(number: int) -> str:
    """Return a number below a hundred in Chinese numerals; larger ones in digits.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(34), chinese(100)
    ('三', '十', '十二', '二十', '三十四', '100')
    """
    if number >= 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones or not tens else "")
