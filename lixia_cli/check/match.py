"""Convert keys and regions of observations to the spelling of the targets, so that they can be joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from lixia_cli.check.spellings import Columns, bases, check_unit_in_key, check_visible, key_forms
from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.model.arrays import Bools
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.key_endings import Endings, split_endings
from lixia_cli.model.once import Once
from lixia_cli.model.parts_of_a_year import MONTHS
from lixia_cli.model.runs import Runs
from lixia_cli.model.table import Table
from lixia_cli.text.comparison import all_comparable
from lixia_cli.text.messages import N_, Message, Some

NAMED = 5
"""Maximum number of pairs that a note names."""


def enter_keys(sheet: TypedColumns, columns: Columns, targets: Table) -> None:
    """Replace in `columns` keys by those of the targets, and empty units by those in brackets behind keys.

    What the ending of a key says of its figures is added to `said`, see `key_endings`. Adds notes to `sheet` on keys
    and regions that were written differently.
    """
    written, units = columns["key"], columns["unit"]
    forms = key_forms(written, units, once=sheet.once)
    check_visible(sheet, written, forms)
    check_unit_in_key(sheet, units, forms)
    match = match_keys(written, units, targets, sheet.once)
    if endings := split_endings(written):
        match = _with_endings(sheet, columns, targets, match, endings)
    sheet.problems.add(
        match.several != "",
        "key",
        lambda row: Message(
            "'{key}' may be any of the keys {several}; write the one that is meant",
            {"key": written[row], "several": match.several[row]},
        ),
    )
    columns["key"] = match.key
    columns["unit"] = where(units == "", match.unit, units)
    regions = sheet.text("region")
    file = sheet.records.label
    for own, taken, template in (
        (where(match.by_name, match.key, written), match.key, RESPELT),
        (where(match.by_name, written, match.key), match.key, BY_NAME),
        (where(regions == "", columns["region"], regions), columns["region"], REGIONS_RESPELT),
    ):
        pairs = _pairs(own, taken) if own is not taken else []
        if pairs:
            values = {"file": file, "pairs": Some(tuple(f"{here} → {there}" for here, there in pairs), NAMED)}
            sheet.problems.notes.append(Message(template, values))


def _pairs(own: Coded, taken: Coded) -> list[tuple[str, str]]:
    """Return the pairs of texts that differ in a row of two columns, each once, in order of appearance."""
    if own.codes is taken.codes and own.distinct.tolist() == taken.distinct.tolist():
        return []
    runs = Runs(own.codes, taken.codes)
    own, taken = runs.texts(own), runs.texts(taken)
    differ = np.flatnonzero(own != taken)
    rows = differ[first_rows(codes_of(own[differ], taken[differ]))]
    return list(zip(own[rows].texts(), taken[rows].texts(), strict=True))


RESPELT = N_("{file}: keys read as those of the targets: {pairs}")
BY_NAME = N_("{file}: names of targets read as their keys: {pairs}")
REGIONS_RESPELT = N_("{file}: regions read as those of the targets: {pairs}")


def _with_endings(sheet: TypedColumns, columns: Columns, targets: Table, match: Match, endings: Endings) -> Match:
    """Return the match of keys without their endings where a target has that key and none has the whole one.

    A figure of a whole year is left alone: its total may be that of all years of a plan so far.
    """
    known = targets.texts("key").used().distinct
    said, written, period = columns["said"], columns["key"], columns["written"]
    shorter = match_keys(endings.key, columns["unit"], targets, Once())
    found = shorter.key.is_in(known) | (shorter.several != "")
    alone = ~match.key.is_in(known) & (match.several == "")
    of_a_part = columns["span"].holds(lambda span: span < MONTHS) | (said != "")
    taken = (endings.accumulation != "") & found & alone & of_a_part
    template = N_("'{key}', but {period} is '{said}' by its words; keep the one that is right")
    sheet.problems.add(
        taken & (said != "") & (said != endings.accumulation),
        "key",
        lambda row: Message(template, {"key": written[row], "period": period[row], "said": said[row]}),
    )
    columns["said"] = where(taken & (said == ""), endings.accumulation, said)
    return Match(
        where(taken, shorter.key, match.key),
        where(taken, shorter.unit, match.unit),
        np.where(taken, shorter.by_name, match.by_name),
        where(taken, shorter.several, match.several),
    )


class Match(NamedTuple):
    """The keys of the targets for the observations, one element per row."""

    key: Coded
    """The key of the targets that reads the same, or the key as written where none does."""
    unit: Coded
    """The unit in brackets at the end of the key as written; empty without one."""
    by_name: Bools
    """Whether the key as written is the name of a target."""
    several: Coded
    """The keys that the key as written may mean, "a, b", if there are several; else empty."""


def match_keys(keys: Coded, units: Coded, targets: Table, once: Once) -> Match:
    """Find for the keys of observations, with their units, the keys of `targets` that read the same.

    A key that is equal comes first, then one that reads the same, then one but for a unit in brackets at the end of
    either, then a name that belongs to one key alone. `targets` has the columns key, unit, name_zh, name_en.
    """
    of_targets = targets.texts("key")
    same_targets = [of_targets.codes, of_targets.distinct]
    there = once("keys", same_targets, lambda: frozenset(of_targets.unique()))
    known = once.holds("known keys", keys, there.__contains__, *same_targets)
    nothing = Coded.full(len(keys), "")
    if known.all():
        return Match(keys, nothing, np.zeros(len(keys), dtype=np.bool_), nothing)
    # Each key with each unit once.
    runs = Runs(keys.codes, units.codes)
    number = codes_of(runs.texts(keys), runs.texts(units))
    first = runs.first_of(np.arange(len(keys)))[first_rows(number)]
    keys, units = keys[first], units[first]
    forms = key_forms(keys, units, any_unit=True)
    found, several = keys.texts(), np.full(len(keys), "", dtype=object)
    by_name = np.zeros(len(keys), dtype=np.bool_)
    index = once("index of keys", same_targets, lambda: _Index(targets))
    own, inside = bases(units), bases(forms.inside)
    for row in np.flatnonzero(~known[first]).tolist():
        spellings = {forms.whole[row]: own[row], forms.short[row]: own[row] or inside[row]}
        choices, named = index.find(spellings)
        if len(choices) == 1:
            found[row], by_name[row] = choices[0], named
        elif choices:
            several[row] = ", ".join(choices)
    taken = Coded.of(found)
    unit = where((taken != keys) & (forms.whole != taken.map_all(all_comparable)), forms.inside, "")
    key, unit, others = (runs.texts_of_rows(texts[number]) for texts in (taken, unit, Coded.of(several)))
    return Match(key, unit, runs.hold(by_name[number]), others)


class _Index:
    """The keys of targets by their comparable forms."""

    def __init__(self, targets: Table) -> None:
        every = [targets.texts(name) for name in ("key", "unit", "name_zh", "name_en")]
        distinct = first_rows(codes_of(*every))
        columns = [texts[distinct] for texts in every]
        units = columns[1]
        keys, forms = columns[0].texts(), key_forms(columns[0], units)
        self.unit = dict(zip(keys, bases(units).texts(), strict=True))
        self.whole = dict(zip(forms.whole.texts(), keys, strict=True))
        self.short, self.names = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
        for form, key in zip(forms.short.texts(), keys, strict=True):
            self.short[form].append(key)
        for names in columns[2:]:
            of_names = key_forms(names, units)
            for spelling in (of_names.whole, of_names.short):
                for form, key in zip(spelling.texts(), keys, strict=True):
                    self.names[form].append(key)

    def find(self, spellings: Mapping[str, str]) -> tuple[list[str], bool]:
        """Return the keys that a key may stand for, and whether it is their name.

        `spellings` maps each comparable form of the key to the unit it has then (empty: any), the whole key first.
        """
        whole = next(iter(spellings))
        if whole in self.whole:
            return [self.whole[whole]], False
        for index, named in ((self.short, False), (self.names, True)):
            for form, unit in spellings.items():
                keys = [key for key in dict.fromkeys(index.get(form, ())) if form and unit in ("", self.unit[key])]
                if keys:
                    return keys, named
        return [], False


def match_regions(regions: Coded, targets: Coded, once: Once) -> Coded:
    """Return the regions of observations in the spelling of the regions of `targets`."""
    of_targets = [targets.codes, targets.distinct]
    known = once("regions", of_targets, lambda: _by_form(targets.unique()))

    def spelt(texts: list[str]) -> list[str]:
        return [known.get(form, region) for form, region in zip(all_comparable(texts), texts, strict=True)]

    return once.map_all("regions as known", regions, spelt, *of_targets)


def _by_form(regions: list[str]) -> dict[str, str]:
    return dict(zip(all_comparable(regions), regions, strict=True))
