"""The milestones of a target and its revisions, as blocks of an explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lixia_cli.render.document import Block, Grid, Heading, Paragraph
from lixia_cli.render.figure_text import with_unit
from lixia_cli.render.numbers import number, share
from lixia_cli.render.period_text import due_text, label_text
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_
from lixia_cli.text.width import plain

Record = Mapping[str, Any]

_STATES = {True: N_("met"), False: N_("missed"), None: N_("not due")}


def over_time(about: Record, unit: str, say: Translate) -> Iterator[Block]:
    """Yield the milestones and the revisions of an explanation, as far as there are any."""
    if "milestones" in about:
        yield Heading(say("Milestones"))
        yield _milestones(about["milestones"], unit, say)
    if "revisions" in about:
        yield Heading(say("Revisions"))
        yield _values(about["revisions"]["values"], unit, say)
        for version, template in (("original", N_("By the original target")), ("current", N_("By the current target"))):
            yield Paragraph(_verdict(about["revisions"][version], say(template), unit, say))


def _milestones(milestones: list[Record], unit: str, say: Translate) -> Grid:
    """Return one row per milestone: when, what, the value then, and whether it was met."""
    titles = (say("Due"), say("Target"), say("Value then"), say("State"), say("Verdict"))
    rows = []
    for one in milestones:
        value = "-"
        if one["value"] is not None:
            value = say("{value} ({period})").format(
                value=number(one["value"]), period=label_text(one["latest_period"], say)
            )
        state = say(_STATES[one["met"]])
        if one["met"] is None and one["target_value"] is None:
            state = say("in words")
        elif one["met"] is None and one["light"] == "grey":
            state = "-"
        rows.append((due_text(one["period"], say), _target(one, unit, say), value, state, plain(one["label"])))
    return Grid(titles, tuple(rows), right=frozenset({1, 2}), lights=tuple(one["light"] for one in milestones))


def _values(values: list[Record], unit: str, say: Translate) -> Grid:
    """Return one row per announcement: when it is due, its value, and when it was announced."""
    titles = (say("Due"), say("Target"), say("Announced"))
    rows = []
    for one in values:
        value, announced = _target(one, unit, say) or say("withdrawn"), plain(one["announced"]) or say("undated")
        rows.append((due_text(one["period"], say), value, announced))
    return Grid(titles, tuple(rows), right=frozenset({1}))


def _verdict(one: Record, version: str, unit: str, say: Translate) -> str:
    """Return a sentence with the target of a version, progress and verdict by it."""
    target = say("{value} in {year}").format(value=_target(one, unit, say), year=due_text(one["period"], say))
    text = say("{version}: {target}: {label}").format(version=version, target=target, label=one["label"])
    if one["progress"] is not None and one["planned_progress"] is not None:
        template = say("; progress {progress}, planned progress {elapsed}")
        shares = {name: share(one[of], met=True).text for name, of in (("elapsed", "planned_progress"),)}
        text += template.format(progress=share(one["progress"], met=one["light"] == "green").text, **shares)
    return text + say(".")


def _target(one: Record, unit: str, say: Translate) -> str:
    """Return a target value, range, or text."""
    low, high = one["target_value"], one["target_high"]
    if low is None:
        return plain(one.get("target_text", ""))
    return with_unit(number(low) if high is None else f"{number(low)}-{number(high)}", unit, say)
