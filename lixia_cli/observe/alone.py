"""Figures of several regions for which none of them has a target, as they were published."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np

from lixia_cli.model.grouping import codes_of, last_of_each
from lixia_cli.model.table import Table


def observed_alone(actuals: Table, regions: Sequence[str], targeted: Collection[str]) -> Table:
    """Return the latest observation of every key that at least two of the regions have and that is not `targeted`.

    `actuals` is the table of `check_actuals`. Of a preliminary and a final figure for one time the final one is taken.
    Returns one row per key and region, in order of appearance, with the columns of `actuals`.
    """
    own = actuals.rows(actuals.texts("region").is_in(regions) & ~actuals.texts("key").is_in(targeted))
    key, series = codes_of(own.texts("key")), codes_of(own.texts("key"), own.texts("region"))
    regions_of_key = np.bincount(key[last_of_each(series)], minlength=key.max(initial=-1) + 1)
    order = np.lexsort((own.texts("status") != "preliminary", own.floats("time")))
    order = order[regions_of_key[key[order]] > 1]
    return own.rows(np.sort(order[last_of_each(codes_of(series[order]))]))
