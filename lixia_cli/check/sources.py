"""Check sources.csv: one row per document that figures come from."""

from __future__ import annotations

import numpy as np
import pandas as pd

from lixia_cli.check.sheet import Sheet
from lixia_cli.columns import SOURCE_COLUMNS
from lixia_cli.grouping import codes_of, first_of
from lixia_cli.problems import InputError, Message
from lixia_cli.read import Table


def check_sources(table: Table) -> pd.DataFrame:
    """The columns of `columns.SOURCE_COLUMNS` as str, one row per source.

    Raises InputError for an empty or repeated id.
    """
    sheet = Sheet(table, SOURCE_COLUMNS)
    columns = {column.name: sheet.text(column.name) for column in SOURCE_COLUMNS}
    first = first_of(codes_of(columns["id"]))
    repeated = (first < np.arange(len(sheet))) & (columns["id"] != "")

    def describe(row: int) -> Message:
        values = {"id": columns["id"][row], "line": sheet.line(int(first[row]))}
        return Message("'{id}' stands in line {line} too; keep one of them", values)

    sheet.problems.add(repeated, "id", describe)
    if sheet.problems.count:
        raise InputError(sheet.problems.first(), sheet.problems.count)
    return pd.DataFrame(columns)
