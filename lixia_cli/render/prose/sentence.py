"""The sentences of a report: one for each indicator, and one list of those without data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lixia_cli.assess.methods import DEFAULT, RuleSet
from lixia_cli.assess.remarks import flag_column
from lixia_cli.render.column import Record, Wording
from lixia_cli.render.columns import COLUMNS
from lixia_cli.render.names import verdict_label
from lixia_cli.render.prose.ahead import ahead
from lixia_cli.render.prose.opening import opening
from lixia_cli.render.prose.quantities import listed, target
from lixia_cli.render.prose.standing import standing, target_period
from lixia_cli.render.sentences import in_sentence
from lixia_cli.text.messages import N_


class Voice(NamedTuple):
    """What the sentences of one report have in common."""

    words: Wording
    rules: RuleSet
    now: str
    """The as-of date, or the last period with an observation."""


def sentences(records: Sequence[Record], voice: Voice) -> Iterator[str]:
    """Yield a sentence for each indicator with an observation or in words, then one on all those without data."""
    silent = [record for record in records if record["status"] == "no_data"]
    yield from (sentence(record, voice) for record in records if record["status"] != "no_data")
    if silent:
        yield _without_data(silent, voice.words)


def sentence(record: Record, voice: Voice) -> str:
    """Return the sentence on an indicator that has an observation, or whose target is in words."""
    words, say = voice.words, voice.words.translate
    if record["status"] == "not_quantified":
        return _in_words(record, words)
    clauses = say(", ").join([opening(record, words), *standing(record, words)])
    remarks = [*ahead(record, words, voice.now), *_verdict(record, voice)]
    return say("; ").join([clauses, *remarks]) + say(".")


def _verdict(record: Record, voice: Voice) -> Iterator[str]:
    """Yield the verdict of another rule set than the default; that one only repeats what the figures say, except where
    other targets decide it.
    """
    label = verdict_label(record, voice.rules, voice.words.language)
    if voice.rules.name == DEFAULT and record[flag_column("joint")]:
        template = voice.words.translate("judged together with other targets: {verdict}")
        yield template.format(verdict=in_sentence(label))
    if voice.rules.name != DEFAULT:
        yield voice.words.translate("verdict of {method}: {label}").format(method=voice.rules.name, label=label)


def _in_words(record: Record, words: Wording) -> str:
    """Return the sentence on a target without a number, which is not judged."""
    say, name = words.translate, COLUMNS["indicator"].cell(record, words).text
    wanted = target(record, words)
    if not record["latest_period"]:
        template = N_("{name}: the target, “{target}”, is in words and not judged")
        if not wanted:
            template = N_("{name}: there is no target value to judge by")
        return say(template).format(name=name, target=wanted) + say(".")
    template = N_("{text}; the target, “{target}”, is in words and not judged")
    if not wanted:
        template = N_("{text}; there is no target value to judge by")
    return say(template).format(text=opening(record, words), target=wanted) + say(".")


def _without_data(records: Sequence[Record], words: Wording) -> str:
    """Return one sentence that lists the indicators without data, each with its target."""
    say = words.translate
    named = []
    for record in records:
        values = {"name": COLUMNS["indicator"].cell(record, words).text, "target": target(record, words)}
        named.append(say("{name} ({target} in {year})").format(year=target_period(record, words), **values))
    template = N_("No data yet for {count}: {names}") if len(named) > 1 else N_("No data yet for {names}")
    return say(template).format(count=len(named), names=listed(named, words)) + say(".")
