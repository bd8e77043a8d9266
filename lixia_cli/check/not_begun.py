"""Observations of periods that have not begun or are not over: a slip, a forecast, or the figure so far."""

from __future__ import annotations

import datetime

import numpy as np

from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import report
from lixia_cli.model.arrays import Ints
from lixia_cli.model.periods import fiscal_year
from lixia_cli.model.table import Table
from lixia_cli.text.messages import N_


def find_not_begun(actuals: Table, found: Problems, today: datetime.date) -> None:
    """Warn of final observations of periods that end in a later month than that of `today`.

    They have not begun, or are not over. A fiscal year may begin a year before the one it is called by, in any month.
    """
    final = actuals.texts("status") != "preliminary"
    rows = np.flatnonzero(actuals.holds("year", lambda year: year >= today.year) & final)
    if not len(rows):
        return
    fiscal = actuals.select(["period"]).rows(rows).texts("period").holds(lambda text: fiscal_year(text) is not None)
    year = actuals["year"][rows].astype(np.int64)
    end = 12 * year + actuals["months"][rows]
    begin = end - actuals["span"][rows] + 1
    now = 12 * today.year + today.month
    later = np.where(fiscal, year - 1 > today.year, begin > now)
    _report(
        actuals,
        found,
        rows[later],
        N_("{period} has not begun; if this is no slip, write the status preliminary (预计)"),
    )
    running = ~fiscal & ~later & (end > now)
    template = N_(
        "{period} is not over; if this is the figure so far, name the part of the year, else write the status "
        "preliminary (预计)"
    )
    _report(actuals, found, rows[running], template)


def _report(actuals: Table, found: Problems, rows: Ints, template: str) -> None:
    report(found, actuals, rows, "period", template, lambda row: {"period": actuals["period"][row]})
