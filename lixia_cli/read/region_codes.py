"""Codes of regions in a column of their own, beside that of their names, as the World Bank and the WHO give them."""

from __future__ import annotations

from lixia_cli.read.conventions import REGION_CODE
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message


def read_region_codes(records: Records, known: Targets) -> Records:
    """Return records of actuals without the column of codes, which are the regions where the targets name such codes.

    So they are where there is no other column of regions. Adds a note where they stand for another one.
    """
    name = REGION_CODE.name
    if name not in records.table:
        return records
    codes, header = records.table.texts(name), records.headers[name]
    others = records.distinct("region")
    records = records.with_table(records.table.without(name))
    if others and (any(map(known.has_region, others)) or not any(map(known.has_region, codes.unique()))):
        return records
    headers = {**records.headers, "region": header}
    if others:
        template = N_("{file}: regions are read from {header}, as the targets name these codes, not from {other}")
        values = {"file": records.label, "header": header, "other": records.headers["region"]}
        records = records.with_notes(Message(template, values))
        records = records.with_table(records.table.without("region"))
    return records.with_table(records.table.with_columns({"region": codes}), headers)
