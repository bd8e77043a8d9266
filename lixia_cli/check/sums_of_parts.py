"""Warn of quarters and months that do not add up to what is given for all of them together."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.figures import Figures, rounding, scales
from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import number, report
from lixia_cli.model.grouping import numbers_of_rows, sorted_rows
from lixia_cli.model.measures import AMOUNTS, compounded, is_any
from lixia_cli.model.parts_of_a_year import running_totals
from lixia_cli.text.messages import N_

_TWELVE_DIGITS = 1e-11


def parts_that_do_not_add_up(figures: Figures, found: Problems) -> None:
    """Warn of the last part of a sum that differs, by more than rounding, from the running total of its period."""
    targets, actuals = figures.targets, figures.actuals
    measure = targets.texts("measure")
    amounts = is_any(measure, AMOUNTS) & ~compounded(measure, targets.texts("path"))
    of_amounts = figures.numbered.having(amounts)
    # Only where two figures end in the same month can one be other than the sum of those before it.
    if figures.numbered.each_once or not of_amounts.any():
        return
    if not (of_amounts & actuals.holds(("span", "months"), lambda span, months: span < months)).any():
        return
    rows = np.flatnonzero(of_amounts)
    final = (actuals.texts("status") == "final")[rows]
    year = numbers_of_rows(figures.series[rows], actuals.some("year", rows))[0].astype(np.int64)
    place = (year * 13 + actuals.some("months", rows)) * 13 + actuals.some("span", rows)
    order = sorted_rows(place * 2 + final)
    rows, place = rows[order], place[order]
    best = np.append(place[1:] != place[:-1], True)  # the final one of two
    rows, place = rows[best], place[best]
    year, months, span = place // 13**2, place // 13 % 13, place % 13
    scale = scales(actuals.texts("unit")[rows])
    step = rounding(actuals.floats("value")[rows]) * scale
    totals = running_totals(
        year,
        span,
        months,
        figures.observed.value[rows],
        np.zeros(len(rows), dtype=np.bool_),
        actuals.texts("bound")[rows],
        step,
    )
    used = totals.value[year, months]
    # Totals have twelve digits; figures may have more.
    apart = np.abs(totals.through - used) > totals.tolerance * (1 + 1e-9) + _TWELVE_DIGITS * np.abs(used)
    found_at = np.flatnonzero(apart)
    at = dict(zip(rows[found_at].tolist(), found_at.tolist(), strict=True))
    template = N_("the parts up to {period} add up to {added}, but {given} is given for them together, which counts")
    report(
        found,
        actuals,
        np.sort(rows[found_at]),
        "value",
        template,
        lambda row: {
            "period": actuals["period"][row],
            "added": number(float(f"{totals.through[at[row]] / scale[at[row]]:.10g}")),
            "given": number(float(f"{used[at[row]] / scale[at[row]]:.10g}")),
        },
    )
