"""The names that the observations of the chosen targets may have."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from lixia_cli.model.arrays import Bools
from lixia_cli.read.layouts.context import Targets
from lixia_cli.read.parts.places import Places, forms_of
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope
from lixia_cli.text.comparison import comparable


class Wanted(NamedTuple):
    """The names that observations of the chosen targets may have."""

    targets: Targets
    """Of the chosen targets."""
    regions: frozenset[str]
    """Of all targets, in comparable form."""
    all_have_regions: bool
    """Every target names its region."""
    place: Places
    """The order of the observations."""
    forms: frozenset[str] = frozenset()
    """Of the keys and names of the chosen targets, see `forms_of`."""
    further_regions: frozenset[str] = frozenset()
    """Regions that are wanted beside those of the chosen targets, in comparable form."""

    def has_key(self, text: str) -> bool:
        """Whether observations of a key are wanted: with or without a unit or what its figures are behind it."""
        return self.targets.has_key(text) or not self.forms.isdisjoint(forms_of(text))

    def has_region(self, text: str) -> bool:
        """Whether observations of a region are wanted."""
        return self.targets.has_region(text) or comparable(text) in self.further_regions


def wanted_of(targets: Records, scope: Scope | None) -> Wanted:
    """Return the names in the records of targets that a scope chooses; all of them without a scope.

    A plan, region or domain that no target has chooses nothing yet: the message on it comes later.
    """
    chosen = np.ones(len(targets), dtype=np.bool_)
    every = {name: _comparable(targets, name) for name in ("plan", "region", "domain")}
    named = dict[str, tuple[str, ...]]()
    if scope is not None:
        first = next(iter(every["plan"]), "")
        named["plan"] = (first if scope.plan is None else scope.plan,)
        if scope.plan is None and scope.every_plan:
            named["plan"] = ()
        named["region"] = () if scope.region is None else (scope.region,)
        named["domain"] = scope.domains
    for name, texts in named.items():
        forms = set(map(comparable, texts))
        if forms and forms <= set(every[name]):
            # Without a region a target may be of the one that is chosen.
            chosen &= _is_in(every[name], forms | {""} if name == "region" else forms)
    regions = every["region"]
    table = targets.table
    records = targets.with_table(table.rows(chosen))
    called = {text for name in ("key", "name_zh", "name_en") for text in records.distinct(name)}
    every_form = frozenset(form for text in called for form in forms_of(text))
    further = frozenset(map(comparable, scope.further_regions if scope else ()))
    places = Places.of(table, chosen)
    return Wanted(Targets.of(records), frozenset(regions) - {""}, all(regions), places, every_form, further)


def _comparable(targets: Records, name: str) -> list[str]:
    if name not in targets.table:
        return [""] * len(targets)
    return list(targets.table.texts(name).map(comparable).texts())


def _is_in(texts: list[str], forms: set[str]) -> Bools:
    return np.array([text in forms for text in texts], dtype=np.bool_)
