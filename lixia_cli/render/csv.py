"""csv: the columns of `columns.ASSESSED_COLUMNS`, full precision, never translated."""

from __future__ import annotations

import pandas as pd

from lixia_cli.columns import ASSESSED_COLUMNS


def render(assessed: pd.DataFrame) -> bytes:
    """UTF-8 with line feeds, a header line first; what is not known or not defined is empty."""
    return assessed.to_csv(columns=list(ASSESSED_COLUMNS), index=False, lineterminator="\n").encode("utf-8")
