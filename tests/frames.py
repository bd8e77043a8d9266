"""Plans as rows of cells, taken through the same steps as files."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from lixia_cli.assess import methods
from lixia_cli.assess.assess import assess
from lixia_cli.check.plan import check_plan
from lixia_cli.measure.measure import measure
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.observe.observe import observe
from lixia_cli.read.csv_table import parse_table

TODAY = datetime.date(2026, 11, 21)
Cells = dict[str, object]


def checked(targets: Sequence[Cells], actuals: Sequence[Cells]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Targets and actuals as rows of cells → the typed frames, by way of the files a user would write."""
    defaults = {"domain": "economy", "name_en": "X", "unit": "家", "target_year": 2025}
    files = []
    for rows, columns in ((targets, TARGET_COLUMNS), (actuals, ACTUAL_COLUMNS)):
        names = [column.name for column in columns]
        lines = [",".join(names)]
        for row in rows:
            given_cells = (defaults if columns is TARGET_COLUMNS else {}) | row
            lines.append(",".join(str(given_cells.get(name, "")) for name in names))
        files.append(parse_table("\n".join(lines).encode(), "file.csv", columns))
    return check_plan(*files)


def measured(targets: Sequence[Cells], actuals: Sequence[Cells]) -> pd.DataFrame:
    """The same → the measured frame."""
    return measure(observe(*checked(targets, actuals)))


def assessed(frame: pd.DataFrame, rules: methods.RuleSet, others: Sequence[methods.RuleSet] = ()) -> pd.DataFrame:
    """A measured frame under a rule set; `others` are asked for their opinion."""
    return assess(frame, rules, others, None, TODAY)
