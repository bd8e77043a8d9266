"""Observations of years that have not begun: a slip in the year, or a forecast among actuals."""

from __future__ import annotations

import datetime

import numpy as np

from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import report
from lixia_cli.model.periods import fiscal_year
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_


def find_not_begun(actuals: Table, found: Problems, today: datetime.date) -> None:
    """Warn of final observations of a later year than that of `today`; a fiscal year may begin a year earlier."""
    rows = np.flatnonzero(
        actuals.holds("year", lambda year: year > today.year) & (actuals.texts("status") != "preliminary")
    )
    later = actuals.select(["period", "year"]).rows(rows)
    fiscal = later.texts("period").used().holds(lambda text: fiscal_year(text) is not None)
    rows = rows[later["year"] - fiscal > today.year]
    template = N_("{period} has not begun; if this is no slip, write the status preliminary (预计)")
    report(found, actuals, rows, "period", template, lambda row: {"period": actuals["period"][row]})
