"""Choose the targets of several plans or regions that stand beside each other; one of them may have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from lixia_cli.assess.reasons import joined
from lixia_cli.assess.remarks import flag_column
from lixia_cli.assess.selection import choose_targets
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.grouping import codes_of
from lixia_cli.model.table import Table, below, nothing_known
from lixia_cli.text.messages import Message, RequestError
from lixia_cli.text.suggestions import one_of


class Chosen(NamedTuple):
    """The targets of one side."""

    plan: str
    """The code of the plan; empty where several are meant."""
    region: str
    """The code of the region; empty where none is named."""
    targets: Table
    """Rows of the table of `check_targets`; none where the side has no target."""


def choose_sides(
    targets: Table,
    named: Sequence[tuple[str | None, str | None]],
    domains: Sequence[str],
    domain_codes: Mapping[str, str],
    observed: Sequence[str] = (),
    every_plan: bool = False,
) -> list[Chosen]:
    """Return the targets of each side, named by its plan and region as `choose_targets` takes them.

    What one side lacks another may have: a region or domain that is nowhere is refused, and so are sides without any
    target. `observed` are regions that may be named although they have no target. Raises RequestError.
    """
    plans = [choose_targets(targets, plan, None, (), every_plan=every_plan) for plan, _ in named]
    regions = [region for rows in plans for region in rows.texts("region").unique()]
    codes = [
        "" if region is None else one_of("region", region, list(dict.fromkeys([*regions, *observed])))
        for _, region in named
    ]
    of_regions = [
        rows.rows(rows.texts("region") == code) if code else rows for rows, code in zip(plans, codes, strict=True)
    ]
    everything = below(of_regions)
    if not len(everything):
        raise RequestError(Message("none of the sides has a target in this plan"))
    if domains:
        kept = choose_targets(everything, None, None, domains, domain_codes, every_plan=True).texts("domain").unique()
        of_regions = [rows.rows(rows.texts("domain").is_in(kept)) for rows in of_regions]
    return [
        Chosen(_only(plan.texts("plan")), code, rows) for plan, code, rows in zip(plans, codes, of_regions, strict=True)
    ]


def _only(texts: Coded) -> str:
    distinct = texts.unique()
    return distinct[0] if len(distinct) == 1 else ""


def only_others_have(one: Chosen, sides: Sequence[Chosen]) -> Table:
    """Return the targets of all sides of which one side has none of the same plan and key."""
    every = below([side.targets for side in sides])
    both = below([of.select(["plan", "key"]) for of in (every, one.targets)])
    codes = codes_of(both.texts("plan"), both.texts("key"))
    return every.rows(~np.isin(codes[: len(every)], codes[len(every) :]))


def without_target(judged: Table) -> Table:
    """Return the rows of the table of `assess` that have a value, without target, verdict and all that follows from it.

    What stays is what the value is, and the cautions on it.
    """
    rows = judged.rows(judged.texts("latest_period") != "")
    unknown = {name: nothing_known(rows[name], len(rows)) for name in rows if name not in _OF_THE_VALUE}
    return _with_cautions(rows.with_columns(unknown))


def as_published(observed: Table, like: Table) -> Table:
    """Return observations as rows of the table of `assess`, of which `like` is an example: values without a target.

    `observed` has the columns of `alone.observed_alone`, and plan, domain, name_zh and name_en.
    """
    preliminary, bound, value = (
        observed.texts("status") == "preliminary",
        observed.texts("bound"),
        observed.floats("value"),
    )
    known = {
        **{name: observed[name] for name in ("plan", "region", "domain", "key", "name_zh", "name_en", "unit")},
        "latest_period": observed["period"],
        "latest_value": value,
        "latest_status": where(preliminary, "preliminary", "final"),
        "year_to_date": observed.texts("accumulation") == "year_to_date",
        "data_decimals": np.array(list(map(_decimals, value.tolist())), dtype=np.int64),
        flag_column("provisional"): preliminary | (bound != ""),
        flag_column("preliminary"): preliminary,
        flag_column("bound_lower"): bound == "lower",
        flag_column("bound_upper"): bound == "upper",
    }
    unknown = {name: nothing_known(like[name], len(observed)) for name in like}
    return _with_cautions(Table(unknown | known, len(observed)))


def _with_cautions(rows: Table) -> Table:
    """Return the rows with the text `flags` made of the columns of the cautions."""
    flags = {code: rows.bools(flag_column(code)) for code in _CAUTIONS}
    return rows.with_columns({"flags": joined(flags, _CAUTIONS, " ")})


def _decimals(value: float) -> int:
    """Return the decimals of a number as it is written.

    >>> _decimals(206.3), _decimals(24.0)
    (1, 0)
    """
    return len(f"{value:.10f}".rstrip("0").partition(".")[2])


_CAUTIONS = {code: code for code in ("provisional", "preliminary", "bound_lower", "bound_upper", "lower_bound")}
_OF_THE_VALUE = (
    *("plan", "region", "domain", "key", "name_zh", "name_en", "unit", "measure", "direction"),
    *("baseline_year", "period_start", "latest_period", "latest_value", "latest_status"),
    *("missing_years", "lower_bound", "year_to_date", "data_decimals", "path", "judged_by"),
    *map(flag_column, _CAUTIONS),
)
"""The columns that say what a value is."""
