"""Which targets a report is about, and which of its rows are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from lixia_cli.assess.methods import RuleSet
from lixia_cli.model.arrays import Bools
from lixia_cli.model.table import Table
from lixia_cli.text.comparison import comparable
from lixia_cli.text.messages import Message, RequestError
from lixia_cli.text.suggestions import closest, one_of

LIGHT_WORDS = {
    "green": ("绿", "绿灯", "绿色"),
    "yellow": ("黄", "黄灯", "黄色"),
    "red": ("红", "红灯", "红色"),
    "grey": ("灰", "灰灯", "灰色", "gray"),
}
"""What people call a light, besides its code."""


def choose_targets(
    targets: pd.DataFrame,
    plan: str | None,
    region: str | None,
    domains: Sequence[str],
    domain_codes: Mapping[str, str] | None = None,
    every_plan: bool = False,
) -> pd.DataFrame:
    """Return the targets of one plan (the first in the file unless named), of a region and of domains if asked for.

    With `every_plan` those of all plans, unless one is named.

    A domain that the file does not have may be named by its title; `domain_codes` maps titles to codes. Raises
    RequestError with what there is, and what may have been meant.
    """
    if targets.empty:
        raise RequestError(Message("there is no target in the file"))
    chosen = targets
    if plan is not None or not every_plan:
        wanted = plan if plan is not None else str(targets["plan"].iloc[0])
        chosen = targets[targets["plan"] == one_of("plan", wanted, targets["plan"].unique())]
    if region is not None:
        chosen = chosen[chosen["region"] == one_of("region", region, chosen["region"].unique())]
    if domains:
        there = [str(domain) for domain in chosen["domain"].unique()]
        codes = [domain if domain in there else (domain_codes or {}).get(domain, domain) for domain in domains]
        chosen = chosen[chosen["domain"].isin([one_of("domain", code, there) for code in codes])]
    return chosen


def choose_rows(assessed: Table, rules: RuleSet, statuses: Sequence[str], everything: bool) -> Bools:
    """Return which rows to show: those with one of `statuses` if any is given, else those that have data, or all.

    A status is named by its code, its words in either language, or its light. Raises RequestError for any other.
    """
    if statuses:
        codes, lights = _named(statuses, rules)
        return assessed.texts("status").is_in(codes) | assessed.texts("light").is_in(lights)
    return np.ones(len(assessed), dtype=np.bool_) if everything else assessed.texts("status") != "no_data"


def choose_key(assessed: pd.DataFrame, targets: pd.DataFrame, actuals: pd.DataFrame, key: str) -> list[int]:
    """Return the rows of the assessed frame with this key, one for each region, or with this name.

    `targets` and `actuals` are all there are. Raises RequestError with what the key may stand for.
    """
    named = (assessed[["key", "name_zh", "name_en"]] == key).any(axis="columns")
    rows = [int(row) for row in named.to_numpy().nonzero()[0]]
    if rows:
        return rows
    known = targets[targets["key"] == key]
    elsewhere = known["plan"].unique()
    if assessed["plan"].isin(elsewhere).any():
        here = known[known["plan"].isin(assessed["plan"])]
        places = ", ".join(
            dict.fromkeys(
                f"{region} ({domain})" if region and domain else region or domain
                for region, domain in here[["region", "domain"]].values
            )
        )
        values = {"name": key, "there": places}
        raise RequestError(Message("'{name}' is left out by --region or --domain; it is in {there}", values))
    if len(elsewhere):
        values = {"name": key, "there": ", ".join(map(str, elsewhere))}
        raise RequestError(Message("no target '{name}' in this selection; --plan has it: {there}", values))
    if (actuals["key"] == key).any():
        raise RequestError(Message("'{name}' is observed, but no plan has a target for it", {"name": key}))
    names = pd.unique(assessed[["key", "name_en", "name_zh"]].to_numpy().ravel())
    close = closest(key, [str(name) for name in names if name], count=3)
    if close:
        values = {"name": key, "close": ", ".join(close)}
        raise RequestError(Message("no indicator '{name}'; is it one of: {close}?", values))
    raise RequestError(Message("no indicator '{name}'; lixia list keys names them", {"name": key}))


def any_of(assessed: Table, rules: RuleSet, wanted: Sequence[str]) -> bool:
    """Return whether a row has one of the `wanted` statuses, or lights, as a failure would have.

    An aspiration that was not reached is no failure. Raises RequestError for what is neither a status nor a light.
    """
    codes, lights = _named(wanted, rules)
    light_of = {status.code: status.light for status in rules.every_status()}
    status = assessed.texts("status")
    own_light = status.map(lambda code: light_of.get(code, ""))
    excused = (own_light == "red") & (assessed.texts("light") != "red")
    return bool(((status.is_in(codes) | own_light.is_in(lights)) & ~excused).any())


def _named(names: Sequence[str], rules: RuleSet) -> tuple[list[str], list[str]]:
    """Return the codes of statuses and the lights that are named by code or word; what names both is in both."""
    statuses = rules.codes_by_word()
    lights = {word: light for light, words in LIGHT_WORDS.items() for word in (light, *words)}
    codes = [status.code for status in rules.every_status()]
    labels = [label.chinese for status in rules.every_status() for label in status.labels()]
    words = {comparable(word): word for word in reversed([*statuses, *lights])}  # a code before a word that reads alike
    chosen = [
        words[comparable(name)]
        if comparable(name) in words
        else one_of("status", name, [*codes, *LIGHT_WORDS] if name.isascii() else labels)
        for name in names
    ]
    return [statuses[name] for name in chosen if name in statuses], [lights[name] for name in chosen if name in lights]
