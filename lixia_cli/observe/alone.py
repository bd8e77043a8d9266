"""Figures of several regions for which none of them has a target, as they were published."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from lixia_cli.model.coded import with_plain_texts


def observed_alone(actuals: pd.DataFrame, regions: Sequence[str], targeted: Collection[str]) -> pd.DataFrame:
    """Return the latest observation of every key that at least two of the regions have and that is not `targeted`.

    `actuals` is the frame of `check_actuals`. Of a preliminary and a final figure for one time the final one is taken.
    Returns one row per key and region, in order of appearance, with the columns of `actuals`.
    """
    own = with_plain_texts(actuals[actuals["region"].isin(regions) & ~actuals["key"].isin(targeted)])
    several = own.groupby("key", sort=False)["region"].transform("nunique") > 1
    own = own[several]
    order = own.assign(final=own["status"] != "preliminary").sort_values(["time", "final"], kind="stable")
    latest = order.drop_duplicates(["key", "region"], keep="last").index
    return own.loc[own.index.isin(latest)]
