"""Find observations that belong to no target, and the target that may be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lixia_cli.files.problems import Problem
from lixia_cli.model.coded import coded, joined, with_plain_texts
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.schema import SERIES_ID
from lixia_cli.read.records import Records
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.suggestions import Suggestions

_SERIES = list(SERIES_ID)
NAMED = 5
"""Maximum number of keys that the note of a run names."""


@dataclass(frozen=True)
class Unmatched:
    """The observations whose key and region belong to no target of any plan."""

    series: pd.DataFrame
    """One row per key and region, in the order of the file: `key`, `region`, `row` (of the first observation, its
    position in the file) and `observations` (how many)."""
    targets: pd.DataFrame
    """The columns key, region, name_zh and name_en of the targets."""
    total: int
    """How many observations there are in all."""

    @property
    def count(self) -> int:
        """How many observations belong to no target."""
        return int(self.series["observations"].sum())

    def note(self) -> Message:
        """Return one sentence on all of them."""
        keys = list(dict.fromkeys(self.series["key"]))
        names = ", ".join(map(str, keys[:NAMED])) + (" …" if len(keys) > NAMED else "")
        values = {"count": self.count, "total": self.total, "keys": names}
        return Message(
            "{count} of {total} observations belong to no target ({keys}); lixia check names the nearest",
            values,
        )

    def findings(self, actuals: Records) -> Iterator[Problem]:
        """Yield one sentence on each key and region, with the location of its first observation in `actuals`."""
        regions = (
            with_plain_texts(self.targets)
            .drop_duplicates(_SERIES)
            .groupby("key", sort=False)["region"]
            .agg(list)
            .to_dict()
        )
        key_of = self._keys_by_name()
        suggestions = Suggestions(key_of)
        columns = (self.series[name].tolist() for name in ("key", "region", "row", "observations"))
        for key, region, row, count in zip(*columns, strict=True):
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
        distinct = with_plain_texts(self.targets).drop_duplicates(["key", "name_zh", "name_en"])
        keys = distinct["key"].tolist()
        found = dict(zip(keys, keys, strict=True))
        for name in ("name_zh", "name_en"):
            for called, key in zip(distinct[name], keys, strict=True):
                if called:
                    found.setdefault(called, key)
        return found


def unmatched(targets: pd.DataFrame, actuals: pd.DataFrame) -> Unmatched:
    """Find the observations that belong to no target. Both are the frames of `check`."""
    codes = codes_of(*(joined(coded(targets[name]), coded(actuals[name])) for name in _SERIES))
    known, observed = codes[: len(targets)], codes[len(targets) :]
    is_known = np.zeros(codes.max(initial=-1) + 1, dtype=np.bool_)
    is_known[known] = True
    strange = np.flatnonzero(~is_known[observed])
    # Codes are numbered in order of appearance, and so is what is unique among them.
    _, first, counts = np.unique(observed[strange], return_index=True, return_counts=True)
    series = actuals.iloc[strange[first]][[*_SERIES, "row"]].assign(observations=counts.astype(np.int64))
    named = targets[[*_SERIES, "name_zh", "name_en"]]
    return Unmatched(with_plain_texts(series.reset_index(drop=True)), named, len(actuals))


_NEAREST = N_("no target has the key '{key}' (observations: {count}); the nearest is '{close}'")
_NOTHING_NEAR = N_("no target has the key '{key}' (observations: {count})")
_OTHER_REGION = N_(
    "'{region}' has no target with the key '{key}' (observations: {count}); targets with this key are of: {there}"
)
_NO_REGION = N_(
    "'{region}' has no target with the key '{key}' (observations: {count}); the target with this key has no region"
)
