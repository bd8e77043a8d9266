"""Plans as rows of cells, taken through the same steps as files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from lixia_cli.assess import methods
from lixia_cli.assess.assess import as_frame, ask, assess
from lixia_cli.check.plan import check_plan
from lixia_cli.measure.milestones import measure_trajectories
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.revisions import in_force
from lixia_cli.observe.trajectory import fold
from lixia_cli.read.frames import from_frame

TODAY = datetime.date(2026, 11, 21)
Cells = dict[str, object]


def checked(targets: Sequence[Cells], actuals: Sequence[Cells]) -> tuple[Table, Table]:
    """Targets and actuals as rows of cells → the tables of `check`."""
    defaults = {"domain": "economy", "name_en": "X", "unit": "家", "target_year": 2025, "direction": "at_least"}
    rows = pd.DataFrame([defaults | row for row in targets], columns=[column.name for column in TARGET_COLUMNS])
    observations = pd.DataFrame(list(actuals), columns=[column.name for column in ACTUAL_COLUMNS])
    inputs = from_frame(rows, "targets", TARGET_COLUMNS), from_frame(observations, "actuals", ACTUAL_COLUMNS)
    plan = check_plan(*inputs)
    return plan.targets, plan.actuals


def measured(targets: Sequence[Cells], actuals: Sequence[Cells]) -> Table:
    """The same → the table of `measure`."""
    typed, observations = checked(targets, actuals)
    return measure_trajectories(fold(in_force(typed)), BySeries(observations))[0]


def assessed(table: Table, rules: methods.RuleSet, others: Sequence[methods.RuleSet] = ()) -> pd.DataFrame:
    """The targets of `measured` under a rule set, as people get them; `others` are asked for their opinion."""
    return as_frame(judged(table, rules, others))


def judged(table: Table, rules: methods.RuleSet, others: Sequence[methods.RuleSet] = ()) -> Table:
    """The same → the table of `assess`."""
    return assess(table, ask(table, rules, others), None, TODAY)
