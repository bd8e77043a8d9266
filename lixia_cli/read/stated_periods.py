"""Periods that say how final their figures are, 2023年（预计） and 2024E → period and status."""

from __future__ import annotations

import numpy as np

from lixia_cli.files.problems import InputError, Problem
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.stated_periods import split_status, status_of
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message

STATED = N_(
    "{file}: {column}: periods that also say whether figures are final, read as status: {count}, such as {example}"
)


def read_stated_periods(records: Records) -> Records:
    """Return records of actuals whose periods say no more than a period; the status that they say is in that column.

    A note counts them. Raises InputError where the row has another status.
    """
    if "period" not in records.table:
        return records
    written = records.table.texts("period")
    stated = {text: split_status(text.strip()) for text in written.distinct}
    if not any(one.status for one in stated.values()):
        return records
    said = written.map(lambda text: stated[text].status)
    given = records.table.texts("status").map(str.strip) if "status" in records.table else Coded.full(len(records), "")
    codes = given.map(status_of)
    template = N_("'{text}' where the period '{period}' says '{said}'; keep the right one")
    problems = [
        Problem(
            records.place(row, "status"),
            Message(template, {"text": given[row], "period": written[row].strip(), "said": Message(said[row])}),
        )
        for row in np.flatnonzero((said != "") & (codes != "") & (codes != said)).tolist()
    ]
    if problems:
        raise InputError(problems)
    rows = said != ""
    if not rows.any():
        return records
    header = records.headers["period"]
    values = {"file": records.label, "column": header, "count": int(rows.sum())}
    note = Message(STATED, values | {"example": written[int(np.argmax(rows))].strip()})
    columns = {
        "period": written.map(lambda text: stated[text].period),
        "status": where(rows & (given == ""), said, given),
    }
    return records.with_table(records.table.with_columns(columns), {"status": header}).with_notes(note)
