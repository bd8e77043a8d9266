"""Which targets a report is about, and which of its rows are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

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
    targets: Table,
    plan: str | None,
    region: str | None,
    domains: Sequence[str],
    domain_codes: Mapping[str, str] | None = None,
    every_plan: bool = False,
) -> Table:
    """Return the targets of one plan (the first in the file unless named), of a region and of domains if asked for.

    With `every_plan` those of all plans, unless one is named.

    A domain that the file does not have may be named by its title; `domain_codes` maps titles to codes. Raises
    RequestError with what there is, and what may have been meant.
    """
    if not len(targets):
        raise RequestError(Message("there is no target in the file"))
    chosen = targets
    if plan is not None or not every_plan:
        plans = targets.texts("plan")
        chosen = targets.rows(plans == one_of("plan", plans[0] if plan is None else plan, plans.unique()))
    if region is not None:
        regions = chosen.texts("region")
        chosen = chosen.rows(regions == one_of("region", region, regions.unique()))
    if domains:
        there = chosen.texts("domain").unique()
        codes = [domain if domain in there else (domain_codes or {}).get(domain, domain) for domain in domains]
        chosen = chosen.rows(chosen.texts("domain").is_in([one_of("domain", code, there) for code in codes]))
    return chosen


def choose_rows(assessed: Table, rules: RuleSet, statuses: Sequence[str], everything: bool) -> Bools:
    """Return which rows to show: those with one of `statuses` if any is given, else those that have data, or all.

    A status is named by its code, its words in either language, or its light. Raises RequestError for any other.
    """
    if statuses:
        codes, lights = _named(statuses, rules)
        return assessed.texts("status").is_in(codes) | assessed.texts("light").is_in(lights)
    return np.ones(len(assessed), dtype=np.bool_) if everything else assessed.texts("status") != "no_data"


def choose_key(assessed: Table, targets: Table, actuals: Table, key: str) -> list[int]:
    """Return the rows of the table of `assess` with this key, one for each region, or with this name.

    `targets` and `actuals` are all there are. Raises RequestError with what the key may stand for.
    """
    names = [assessed.texts(name) for name in ("key", "name_en", "name_zh")]
    rows: list[int] = np.flatnonzero(np.logical_or.reduce([name == key for name in names])).tolist()
    if rows:
        return rows
    known = targets.rows(targets.texts("key") == key)
    elsewhere, here = known.texts("plan").unique(), assessed.texts("plan").unique()
    if not set(elsewhere).isdisjoint(here):
        places = known.rows(known.texts("plan").is_in(here))
        pairs = zip(places.texts("region").texts(), places.texts("domain").texts(), strict=True)
        there = dict.fromkeys(
            f"{region} ({domain})" if region and domain else region or domain for region, domain in pairs
        )
        values = {"name": key, "there": ", ".join(there)}
        raise RequestError(Message("'{name}' is left out by --region or --domain; it is in {there}", values))
    if elsewhere:
        values = {"name": key, "there": ", ".join(elsewhere)}
        raise RequestError(Message("no target '{name}' in this selection; --plan has it: {there}", values))
    if (actuals.texts("key") == key).any():
        raise RequestError(Message("'{name}' is observed, but no plan has a target for it", {"name": key}))
    every = dict.fromkeys(np.stack([name.texts() for name in names], axis=1).ravel().tolist())
    close = closest(key, [name for name in every if name], count=3)
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
