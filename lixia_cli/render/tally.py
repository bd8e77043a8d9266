"""Count verdicts: how many targets of each group are assessed, and with which verdicts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Ints
from lixia_cli.model.table import Table
from lixia_cli.render.names import verdict_labels

ENOUGH = 0.6
"""Minimum share of the targets of a group with a value that must be assessed to sum it up."""


class Tally(NamedTuple):
    """The counts of a group of targets."""

    targets: int
    quantified: int
    """Those with a value."""
    assessed: int
    """Those with a light other than grey."""
    verdicts: Mapping[str, int]
    """The number of each verdict as it is called, from best to worst; none that does not occur."""
    aspired: int
    """Aspirations that were not reached, which are in no verdict."""

    @property
    def enough(self) -> bool:
        """Return whether enough of the targets with a value are assessed to sum them up."""
        return self.assessed >= ENOUGH * self.quantified


def tally(targets: Table, rules: RuleSet, language: str) -> Tally:
    """Count the rows of the table of `assess`."""
    return tallies(targets, rules, language, np.zeros(len(targets), dtype=np.int64), 1)[0]


def tallies(targets: Table, rules: RuleSet, language: str, group: Ints, count: int) -> list[Tally]:
    """Count the rows of each of `count` groups; `group` is the number of the group of every row."""
    status, light = targets.texts("status"), targets.texts("light")
    only_aspired = status.is_in([known.code for known in rules.statuses if known.light == "red"]) & (light != "red")
    labels = list(dict.fromkeys(label.text(language) for known in rules.every_status() for label in known.labels()))
    place = {label: number for number, label in enumerate(labels)}
    own = verdict_labels(targets, rules, language).read(place.__getitem__, np.int64)
    cell = (group * len(labels) + own)[~only_aspired]
    of_verdict = np.bincount(cell, minlength=count * len(labels)).reshape(count, len(labels))

    def number(rows: np.ndarray) -> list[int]:
        found: list[int] = np.bincount(group[rows], minlength=count).tolist()
        return found

    every = np.ones(len(targets), dtype=np.bool_)
    numbers = map(number, (every, status != "not_quantified", light != "grey", only_aspired))
    verdicts = [{label: of for label, of in zip(labels, row, strict=True) if of} for row in of_verdict.tolist()]
    return [
        Tally(size, quantified, assessed, called, aspired)
        for size, quantified, assessed, aspired, called in zip(*numbers, verdicts, strict=True)
    ]
