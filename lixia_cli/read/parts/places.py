"""Which target the observations of a key and region go with, as far as their names tell before they are checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lixia_cli.model.arrays import Bools, Ints, Texts
from lixia_cli.model.coded import Coded
from lixia_cli.model.key_endings import without_ending
from lixia_cli.model.table import Table
from lixia_cli.text.comparison import comparable, without_brackets


@dataclass(frozen=True)
class Places:
    """The places of targets by what their observations may be called. Only an order: what is joined is for `check`."""

    chosen: int
    """How many targets were chosen."""
    order: Ints
    """The rows of all targets of the file: those that were chosen first."""
    keys: dict[str, int]
    """The number of each key by comparable forms: of itself, and of names that no key has."""
    regions: dict[str, int]
    """The number of each region by its comparable form; 0 is that of none."""
    series: Ints
    """The pairs of both numbers that targets have, as one number, sorted."""
    first: Ints
    """The place in `order` of the first target of each of these pairs."""
    own: Ints
    """The same by place of a target: of the first one with its key and region."""

    @classmethod
    def of(cls, targets: Table, chosen: Bools) -> Places:
        """Collect them from the table of the records of targets."""
        order = np.argsort(~chosen, kind="stable")
        key, name_zh, name_en, region = (
            targets.texts(name)[order] if name in targets else Coded.full(len(order), "")
            for name in ("key", "name_zh", "name_en", "region")
        )
        keys = {form: number for number, form in enumerate(dict.fromkeys(map(comparable, key.distinct)))}
        regions = {form: number for number, form in enumerate(sorted({"", *map(comparable, region.distinct)}))}
        numbers = key.read(lambda text: keys[comparable(text)], np.int64)
        pairs = numbers * len(regions) + region.read(lambda text: regions[comparable(text)], np.int64)
        series, first, place = np.unique(pairs, return_index=True, return_inverse=True)
        for names in (key, name_zh, name_en):
            for code, row in zip(*np.unique(names.codes, return_index=True), strict=True):
                for form in forms_of(str(names.distinct[code])):
                    keys.setdefault(form, int(numbers[row]))
        return cls(int(chosen.sum()), order, keys, regions, series, first, first[place])

    def __call__(self, keys: Coded, regions: Coded) -> Ints:
        """Return the place of the first target that observations belong to, see `Placing`."""
        return Placing(self)(keys, regions)

    def of_targets(self, keys: Coded, regions: Coded) -> Ints:
        """Return the same, and the number of targets for observations without one."""
        return self.of_numbers(keys.read(self.key, np.int64), regions.read(self.region, np.int64))

    def key(self, text: str) -> int:
        """Return the number of a key or name, -1 for that of no target."""
        return next((self.keys[form] for form in forms_of(text) if form in self.keys), -1)

    def region(self, text: str) -> int:
        """Return the number of a region, -1 for that of no target."""
        return self.regions.get(comparable(text), -1)

    def of_numbers(self, key: Ints, region: Ints) -> Ints:
        """Return what `of_targets` does, by the numbers of keys and regions."""
        found = self._first(key, region, region)
        without = self._first(key, np.zeros_like(region), np.zeros_like(region))
        of_any = self._first(key, np.zeros_like(region), np.full_like(region, len(self.regions) - 1))
        found = np.minimum(found, without)
        return np.where(region == 0, np.minimum(found, of_any), found)

    def _first(self, key: Ints, least: Ints, most: Ints) -> Ints:
        """Return the first target of the first pair of a key with one of the regions in a range."""
        known = (key >= 0) & (least >= 0)
        begin = np.searchsorted(self.series, key * len(self.regions) + least, "left")
        end = np.searchsorted(self.series, key * len(self.regions) + most, "right")
        return np.where(known & (begin < end), self._first_or_none[begin], len(self.order))

    @cached_property
    def _first_or_none(self) -> Ints:
        return np.append(self.first, len(self.order))


class Placing:
    """Finds the place of the first target that observations belong to, by their keys and regions.

    A target without a region may have those of any, and observations without one may be of any target of the key.
    Places behind those of all targets are of observations without one: those found in one call are ordered by
    comparable forms, and stand behind those of the calls before.
    """

    def __init__(self, places: Places) -> None:
        self.places = places
        self._behind: dict[tuple[str, str], int] = {}

    def __call__(self, keys: Coded, regions: Coded) -> Ints:
        """Return the place for each pair of a key and a region."""
        found = self.places.of_targets(keys, regions)
        count = len(self.places.order)
        strange = np.flatnonzero(found == count)
        forms = [texts[strange].map(comparable) for texts in (regions, keys)]
        order = np.lexsort([texts.ranks() for texts in forms])
        found[strange[order]] = self.behind(*(texts[order].texts() for texts in forms))
        return found

    def behind(self, regions: Texts, keys: Texts) -> Ints:
        """Return the places for observations without a target, by the comparable forms of regions and keys."""
        pairs = zip(regions.tolist(), keys.tolist(), strict=True)
        behind = [self._behind.setdefault(pair, len(self._behind)) for pair in pairs]
        return np.array(behind, dtype=np.int64) + len(self.places.order)


def forms_of(text: str) -> list[str]:
    """Return the comparable forms of a key or name: as it is, and without a unit in brackets or an ending behind it."""
    forms = (comparable(form) for form in (text, without_brackets(text)[0], without_ending(text)))
    return [form for form in dict.fromkeys(forms) if form]
