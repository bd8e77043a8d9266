"""Columns that may be those of regions: codes beside names, as the World Bank and the WHO give them, and places."""

from __future__ import annotations

from lixia_cli.read.columns_beside import PLACE, REGION_CODE
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message


def read_regions(records: Records, known: Targets) -> Records:
    """Return records of actuals with one column of regions at most, for targets that are `known`.

    A column called city, entity or the like has the regions where targets name any and no other column does. Beside
    regions it is not used; where neither names any, it stays for `breakdowns`. Codes are the regions where the targets
    name such codes, and where there is no other column of regions. Adds a note where they stand for another one.
    """
    return _with_codes(_with_places(records, known), known)


def _with_places(records: Records, known: Targets) -> Records:
    if PLACE.name not in records.table:
        return records
    if "region" in records.table:
        return records.not_using(PLACE.name)
    if not known.regions:
        return records
    places, header = records.table.texts(PLACE.name), records.headers[PLACE.name]
    records = records.with_table(records.table.without(PLACE.name))
    return records.with_table(records.table.with_columns({"region": places}), {"region": header})


def _with_codes(records: Records, known: Targets) -> Records:
    name = REGION_CODE.name
    if name not in records.table:
        return records
    codes, header = records.table.texts(name), records.headers[name]
    others = records.distinct("region")
    records = records.with_table(records.table.without(name))
    if others and (any(map(known.has_region, others)) or not any(map(known.has_region, codes.unique()))):
        return records
    if others:
        template = N_("{file}: regions are read from {header}, as the targets name these codes, not from {other}")
        values = {"file": records.label, "header": header, "other": records.headers["region"]}
        records = records.with_notes(Message(template, values))
        records = records.with_table(records.table.without("region"))
    return records.with_table(records.table.with_columns({"region": codes}), {"region": header})
