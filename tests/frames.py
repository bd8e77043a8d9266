"""Plans as rows of cells, taken through the same steps as files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from lixia_cli.assess import methods
from lixia_cli.assess.assess import ask, assess
from lixia_cli.check.plan import check_plan
from lixia_cli.measure.milestones import measure_trajectories
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.model.text_storage import texts_of_python
from lixia_cli.observe.by_series import BySeries
from lixia_cli.observe.revisions import in_force
from lixia_cli.observe.trajectory import fold
from lixia_cli.read.frames import from_frame

TODAY = datetime.date(2026, 11, 21)
Cells = dict[str, object]


def checked(targets: Sequence[Cells], actuals: Sequence[Cells]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Targets and actuals as rows of cells → the typed frames."""
    defaults = {"domain": "economy", "name_en": "X", "unit": "家", "target_year": 2025, "direction": "at_least"}
    rows = pd.DataFrame([defaults | row for row in targets], columns=[column.name for column in TARGET_COLUMNS])
    observations = pd.DataFrame(list(actuals), columns=[column.name for column in ACTUAL_COLUMNS])
    with texts_of_python():
        inputs = from_frame(rows, "targets", TARGET_COLUMNS), from_frame(observations, "actuals", ACTUAL_COLUMNS)
        plan = check_plan(*inputs)
    return plan.targets.frame(), plan.actuals.frame()


def measured(targets: Sequence[Cells], actuals: Sequence[Cells]) -> pd.DataFrame:
    """The same → the measured frame."""
    typed, observations = checked(targets, actuals)
    with texts_of_python():
        return measure_trajectories(fold(in_force(typed)), BySeries(observations))[0]


def assessed(frame: pd.DataFrame, rules: methods.RuleSet, others: Sequence[methods.RuleSet] = ()) -> pd.DataFrame:
    """A measured frame under a rule set; `others` are asked for their opinion."""
    with texts_of_python():
        return assess(frame, ask(frame, rules, others), None, TODAY)
