"""Find observations that belong to no target, and the target that may be meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lixia_cli.check.series import Series
from lixia_cli.files.problems import Problem
from lixia_cli.model.grouping import codes_of, first_rows
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.model.table import Table
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message, Some
from lixia_cli.text.suggestions import Suggestions

NAMED = 5
"""Maximum number of keys that the note of a run names."""


@dataclass(frozen=True)
class Unmatched:
    """The observations whose key and region belong to no target of any plan."""

    series: Table
    """One row per key and region, in the order of the file: `key`, `region`, `row` (of the first observation, its
    position in the file) and `observations` (how many)."""
    targets: Table
    """The columns key, region, name_zh and name_en of the targets."""
    total: int
    """How many observations there are in all."""

    @property
    def count(self) -> int:
        """How many observations belong to no target."""
        return int(self.series.ints("observations").sum())

    def note(self) -> Message:
        """Return one sentence on all of them."""
        keys = self.series.texts("key").unique()
        values = {"count": self.count, "total": self.total, "keys": Some(tuple(keys), NAMED)}
        return Message(
            "{count} of {total} observations belong to no target ({keys}); lixia check names the nearest",
            values,
        )

    def findings(self, actuals: Records) -> Iterator[Problem]:
        """Yield one sentence on each key and region, with the location of its first observation in `actuals`."""
        regions = defaultdict[str, list[str]](list)
        for key, region in zip(*self._distinct(*SERIES_ID), strict=True):
            regions[key].append(region)
        key_of = self._keys_by_name()
        suggestions = Suggestions(key_of)
        series = (self.series.texts(name).texts() for name in SERIES_ID)
        columns = (self.series[name].tolist() for name in ("row", "observations"))
        for key, region, row, count in zip(*series, *columns, strict=True):
            values = {"key": key, "region": region, "count": count}
            if key in regions:
                known = [name for name in regions[key] if name]
                yield self._of_other_region(actuals, row, values, known)
                continue
            close = suggestions.closest(key)
            template = _NEAREST if close else _NOTHING_NEAR
            values["close"] = key_of[close[0]] if close else ""
            yield Problem(actuals.place(row, "key"), Message(template, values))

    def _of_other_region(self, actuals: Records, row: int, values: dict[str, object], known: list[str]) -> Problem:
        there = ", ".join(known[:NAMED]) + (" …" if len(known) > NAMED else "")
        template = _OTHER_REGION if known else _NO_REGION
        return Problem(actuals.place(row, "region"), Message(template, values | {"there": there}))

    def _keys_by_name(self) -> dict[str, str]:
        """Return the keys of the targets by what they are called: by themselves first, and by their names."""
        keys, *names = self._distinct("key", "name_zh", "name_en")
        found = dict(zip(keys, keys, strict=True))
        for of_keys in names:
            for called, key in zip(of_keys, keys, strict=True):
                if called:
                    found.setdefault(called, key)
        return found

    def _distinct(self, *names: str) -> list[list[str]]:
        """Return columns of the targets without rows that agree in all of them."""
        columns = [self.targets.texts(name) for name in names]
        rows = first_rows(codes_of(*columns))
        return [column[rows].texts().tolist() for column in columns]


def unmatched(targets: Table, actuals: Table, series: Series) -> Unmatched:
    """Find the observations that belong to no target in the tables of `check`; `series` are those of their rows."""
    strange = series.strange()
    _, first, counts = np.unique(series.actuals[strange], return_index=True, return_counts=True)
    order = np.argsort(first)
    found = actuals.select((*SERIES_ID, "row")).rows(strange[first[order]])
    named = targets.select((*SERIES_ID, "name_zh", "name_en"))
    return Unmatched(found.with_columns({"observations": counts[order].astype(np.int64)}), named, len(actuals))


_NEAREST = N_("no target has the key '{key}' (observations: {count}); the nearest is '{close}'")
_NOTHING_NEAR = N_("no target has the key '{key}' (observations: {count})")
_OTHER_REGION = N_(
    "'{region}' has no target with the key '{key}' (observations: {count}); targets with this key are of: {there}"
)
_NO_REGION = N_(
    "'{region}' has no target with the key '{key}' (observations: {count}); the target with this key has no region"
)
