"""Strings → typed frames, and every problem with its file, line and column."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from lixia_cli.check.actuals import check_actuals
from lixia_cli.check.targets import check_targets
from lixia_cli.files.problems import InputError
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message

__all__ = ["CheckedPlan", "check_actuals", "check_plan", "check_targets"]


class CheckedPlan(NamedTuple):
    """The typed frames of a plan, and what to tell its reader."""

    targets: pd.DataFrame
    actuals: pd.DataFrame
    notes: tuple[Message, ...] = ()
    """What was read other than literally; one sentence for each kind and file."""


def check_plan(targets: Records, actuals: Records) -> CheckedPlan:
    """Check both files and return the typed frames of `check_targets` and `check_actuals`, with the notes of both.

    Raises InputError with the problems of both files, those of the targets first.
    """
    target_frame, target_problems = check_targets(targets)
    actual_frame, actual_problems = check_actuals(actuals, target_frame)
    count = target_problems.count + actual_problems.count
    if count:
        raise InputError([*target_problems.first(), *actual_problems.first()], count)
    return CheckedPlan(target_frame, actual_frame, (*target_problems.notes, *actual_problems.notes))
