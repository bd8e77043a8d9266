"""Warn of quarters and months that do not add up to what is given for all of them together."""

from __future__ import annotations

import numpy as np

from lixia_cli.check.problems import Problems
from lixia_cli.check.remark import number, report
from lixia_cli.check.series import Figures, rounding, scales
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.measures import AMOUNTS, compounded, is_any
from lixia_cli.model.parts_of_a_year import running_totals
from lixia_cli.text.messages import N_

_TWELVE_DIGITS = 1e-11


def parts_that_do_not_add_up(figures: Figures, found: Problems) -> None:
    """Warn of the last part of a sum that differs, by more than rounding, from the running total of its period."""
    targets, actuals = figures.targets, figures.actuals
    amounts = is_any(targets.texts("measure"), AMOUNTS)
    amounts &= ~compounded(targets.texts("measure"), targets.texts("path"))
    of_amounts = figures.numbered.having(amounts)
    # Only where two figures end in the same month can one be other than the sum of those before it.
    if figures.numbered.each_once or not of_amounts.any():
        return
    if not (of_amounts & actuals.holds(("span", "months"), lambda span, months: span < months)).any():
        return
    span, months = (actuals.ints(name) for name in ("span", "months"))
    rows = np.flatnonzero(of_amounts)
    final = (actuals.texts("status") == "final")[rows]
    year = codes_of(figures.series[rows], actuals.some("year", rows))
    place = (((year * 13 + months[rows]) * 13) + span[rows]) * 2 + final  # by year, months, span, final ones last
    order = np.argsort(place, kind="stable")
    rows, year = rows[order], year[order]
    parts = np.stack([year, months[rows], span[rows]])
    best = np.append((parts[:, 1:] != parts[:, :-1]).any(axis=0), True)  # the final one of two
    rows, year = rows[best], year[best]
    scale = scales(actuals.texts("unit"))
    step = rounding(actuals.floats("value")[rows]) * scale[rows]
    totals = running_totals(
        year,
        span[rows],
        months[rows],
        figures.value[rows],
        np.zeros(len(rows), dtype=np.bool_),
        actuals.texts("bound")[rows],
        step,
    )
    used = totals.value[year, months[rows]]
    is_used = span[rows] == totals.last_span[year, months[rows]]
    # Totals have twelve digits; figures may have more.
    apart = np.abs(totals.through - used) > totals.tolerance * (1 + 1e-9) + _TWELVE_DIGITS * np.abs(used)
    apart &= ~is_used
    added, given = (np.full(len(actuals), np.nan) for _ in range(2))
    added[rows], given[rows] = totals.through / scale[rows], used / scale[rows]
    template = N_("the parts up to {period} add up to {added}, but {given} is given for them together, which counts")
    report(
        found,
        actuals,
        np.sort(rows[apart]),
        "value",
        template,
        lambda row: {
            "period": actuals["period"][row],
            "added": number(float(f"{added[row]:.10g}")),
            "given": number(float(f"{given[row]:.10g}")),
        },
    )
