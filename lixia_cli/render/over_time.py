"""The milestones of a target and its revisions, as blocks of an explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from lixia_cli.render.document import Block, Grid, Heading, Paragraph
from lixia_cli.render.figure_text import is_average, with_unit
from lixia_cli.render.numbers import average_decimals, ends_text, figure_decimals, number, share, told_apart
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
        yield _milestones(about, unit, say)
    if "revisions" in about:
        yield Heading(say("Revisions"))
        yield _values(about["revisions"]["values"], unit, say)
        decimals = _of_targets(about)
        for version, template in (("original", N_("By the original target")), ("current", N_("By the current target"))):
            yield Paragraph(_verdict(about["revisions"][version], say(template), unit, say, decimals))


def _milestones(about: Record, unit: str, say: Translate) -> Grid:
    """Return one row per milestone: when, what, the value then, and whether it was met."""
    milestones = about["milestones"]
    averaged = is_average(about["measure"], about["path"])
    decimals = average_decimals(about["data_decimals"]) if averaged else 4
    titles = (say("Due"), say("Target"), say("Value then"), say("State"), say("Verdict"))
    rows = []
    for one in milestones:
        value = "-"
        if one["value"] is not None:
            ends = [one["target_value"], one["target_high"]]
            value = say("{value} ({period})").format(
                value=number(one["value"], decimals=told_apart(one["value"], ends, decimals)),
                period=label_text(one["latest_period"], say),
            )
        state = say(_STATES[one["met"]])
        if one["met"] is None and one["target_value"] is None:
            state = say("in words")
        elif one["met"] is None and one["light"] == "grey":
            state = "-"
        rows.append(
            (
                due_text(one["period"], say),
                _target(one, unit, say, _of_targets(about)),
                value,
                state,
                plain(one["label"]),
            )
        )
    return Grid(titles, tuple(rows), right=frozenset({1, 2}), lights=tuple(one["light"] for one in milestones))


def _values(values: list[Record], unit: str, say: Translate) -> Grid:
    """Return one row per announcement: when it is due, its value, and when it was announced."""
    titles = (say("Due"), say("Target"), say("Announced"))
    rows = []
    for one in values:
        value, announced = _target(one, unit, say) or say("withdrawn"), plain(one["announced"]) or say("undated")
        rows.append((due_text(one["period"], say), value, announced))
    return Grid(titles, tuple(rows), right=frozenset({1}))


def _verdict(one: Record, version: str, unit: str, say: Translate, decimals: int) -> str:
    """Return a sentence with the target of a version, progress and verdict by it."""
    target = say("{value} in {year}").format(value=_target(one, unit, say, decimals), year=due_text(one["period"], say))
    text = say("{version}: {target}: {label}").format(version=version, target=target, label=one["label"])
    if one["progress"] is not None and one["planned_progress"] is not None:
        template = say("; progress {progress}, planned progress {elapsed}")
        shares = {name: share(one[of], met=True).text for name, of in (("elapsed", "planned_progress"),)}
        met = one["light"] == "green" and one["progress"] >= 1
        text += template.format(progress=share(one["progress"], met).text, **shares)
    return text + say(".")


def _of_targets(about: Record) -> int:
    """Return the most decimals of a target value: that of a target relative to its baseline is computed."""
    return figure_decimals(about["data_decimals"]) if about["promise"]["relative"] else 4


def _target(one: Record, unit: str, say: Translate, decimals: int = 4) -> str:
    """Return a target value, range, or text."""
    low, high = one["target_value"], one["target_high"]
    if low is None:
        return plain(one.get("target_text", ""))
    ends = number(low, decimals=decimals) if high is None else ends_text(low, high, decimals, say)
    return with_unit(ends, unit, say)
