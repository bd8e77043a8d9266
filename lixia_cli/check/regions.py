"""Fill in regions that a file leaves out: the only one that is named, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from lixia_cli.check.match import match_regions
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import codes_of, first_of
from lixia_cli.model.table import Table
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import N_, Message

FILLED = N_("{file}: rows without a region are read as of {region}, the only one named")


class Regions(NamedTuple):
    """The regions of both files, one entry per row; those of the actuals in the spelling of the targets."""

    targets: Coded
    actuals: Coded


def fill_regions(targets: TypedColumns, actuals: TypedColumns) -> Regions:
    """Read the regions of both files. A row without one is of the only region that the other file, or either, names.

    Where several are named, a row without one stays so. Adds a note to a file with rows that are read so.
    """
    written = [sheet.text("region") for sheet in (targets, actuals)]
    gaps = [regions == "" for regions in written]
    filled = written
    if any(empty.any() for empty in gaps):
        filled = _filled((targets, actuals), written, gaps)
    return Regions(filled[0], match_regions(filled[1], filled[0], actuals.once))


def _filled(sheets: Iterable[TypedColumns], written: Sequence[Coded], gaps: Iterable[Bools]) -> list[Coded]:
    """Return the regions of both files with those that are left out."""
    named = [_named(regions) for regions in written]
    everywhere = {comparable(region): region for region in (*named[1], *named[0])}
    filled = []
    for sheet, own, other, empty in zip(sheets, written, reversed(named), gaps, strict=True):
        choices = list(everywhere.values()) if len(everywhere) == 1 else other
        if len(choices) == 1 and empty.any():
            values = {"file": sheet.records.label, "region": choices[0]}
            message = Message(FILLED, values)
            sheet.problems.notes.append(message)
        filled.append(where(empty, choices[0], own) if len(choices) == 1 else own)
    return filled


def _named(regions: Coded) -> list[str]:
    """Return the distinct regions, each in its first spelling."""
    return list({comparable(region): region for region in regions.unique()[::-1] if region}.values())


def check_gaps(sheet: TypedColumns, keys: Coded, regions: Coded) -> None:
    """Report observations whose region was filled in `regions` where others of the same key in `keys` have one."""
    written = sheet.text("region")
    gaps = (written == "") & (regions != "")
    if not gaps.any() or not (written != "").any():
        return
    # Rows with a region come first, so that the first row of a key has one if any does.
    order = np.argsort(gaps, kind="stable")
    first = np.empty(len(keys), dtype=np.int64)
    first[order] = order[first_of(codes_of(keys[order]))]
    sheet.problems.add(
        gaps & ~gaps[first],
        "region",
        lambda row: Message(
            "is empty where {row} has '{region}' for the same key; name the region",
            {"row": sheet.row_name(int(first[row])), "region": written[first[row]]},
        ),
    )


def check_missing(targets: TypedColumns, actuals: TypedColumns, target_table: Table, actual_table: Table) -> None:
    """Report targets without a region that are observed in named regions only, and observations the other way round.

    The tables are those of `check`. Either may be meant: each of the regions, or all of them together.
    """
    _report_missing(targets, target_table, actual_table, _OF_TARGETS)
    _report_missing(actuals, actual_table, target_table, _OF_ACTUALS)


def _report_missing(sheet: TypedColumns, own: Table, other: Table, template: str) -> None:
    """Report the rows of `own` without a region whose key has only named regions in `other`."""
    empty = own.texts("region") == ""
    if not empty.any() or not (named := other.texts("region") != "").any():
        return
    observed, keys = other.texts("key"), own.texts("key")
    missing = np.flatnonzero(empty & keys.is_in(set(observed[named].unique()) - set(observed[~named].unique())))
    rows = own.some("row", missing)
    wrong = np.zeros(len(sheet), dtype=np.bool_)
    wrong[rows] = True
    key_of = dict(zip(rows, keys[missing].texts(), strict=True))

    def describe(row: int) -> Message:
        there = other.texts("region")[observed == key_of[row]].unique()
        values = {"regions": ", ".join(there[:5]) + (" …" if len(there) > 5 else "")}
        return Message(template, values)

    sheet.problems.add(wrong, "region", describe)


_OF_TARGETS = N_(
    "is empty, but the actuals of this key are of {regions}; name the region, in one row for each that has the target"
)
_OF_ACTUALS = N_("is empty, but the targets of this key are of {regions}; name the region")
