"""Assess the table of `measure` by a rule set: status, light, flags and note of every target."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np
import numpy.typing as npt

from lixia_cli.assess.joint import Joint, join
from lixia_cli.assess.methods import Judgement, Light, RuleSet
from lixia_cli.assess.reasons import joined, reasons, sentence
from lixia_cli.assess.remarks import FLAGS, REASONS, flag_column
from lixia_cli.model.arrays import Bools, Ints, Texts
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS, WHOLE_NUMBERS
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.further import further_columns
from lixia_cli.model.periods import Period
from lixia_cli.model.table import Column, Table

if TYPE_CHECKING:
    import pandas as pd

RENDERED_TOO = (
    "met",
    "latest_met",
    "missing_years",
    "lower_bound",
    "years_met",
    "years_observed",
    "judged_by",
    "relative",
    "written_value",
    "written_high",
    "years_left",
    "period_start",
    "year_to_date",
    "final",
    "undetermined",
    "data_decimals",
    "is_limit",
    "worse",
    "met_and_lost",
    "past_range",
    "running_ceiling",
    "over_ceiling",
    "over_pace",
    "can_still_fall",
    "ceiling_now",
    "measure_assumed",
    "direction_assumed",
    "has_trajectory",
    "changing_limit",
    "prospect",
    "original_period",
    "remark",
)
"""Columns behind ASSESSED_COLUMNS that only people's tables need."""


_LIGHTS = get_args(Light)
"""Every light."""


class Opinions(NamedTuple):
    """What every rule set says of the table of `measure`, and which reasons hold for its empty or unusual figures."""

    rules: RuleSet
    """The rule set of the verdicts."""
    own: Judgement
    others: tuple[tuple[RuleSet, Judgement], ...]
    reasons: dict[str, Bools]
    """The rows that each reason of `remarks.REASONS` holds for."""

    def by_rule_set(self) -> list[tuple[RuleSet, Judgement]]:
        """Return every rule set with its judgement, that of the verdicts first."""
        return [(self.rules, self.own), *self.others]


def ask(measured: Table, rules: RuleSet, others: Sequence[RuleSet]) -> Opinions:
    """Let `rules` and `others` judge every target of `measure`, once."""
    with np.errstate(over="ignore", invalid="ignore"):  # what grows beyond all numbers is not defined
        own = rules.judge(measured)
        other_opinions = tuple((other, other.judge(measured)) for other in others)
    return Opinions(rules, own, other_opinions, reasons(measured))


def assess(measured: Table, opinions: Opinions, as_of: Period | None, today: datetime.date) -> Table:
    """Add verdicts, flags and notes to the table of `measure`, of which `opinions` are the result of `ask`.

    Returns one row per target: the columns `ASSESSED_COLUMNS` in this order, then RENDERED_TOO (from `measure`
    and `observe`), then one bool column per flag (named by `flag_column`), from which the text `flags` is made,
    at last the further columns of the targets.

    `status` is a code of the rule set, the worst among joint targets; `light` is green, yellow, red or grey, never red
    for an aspiration; `flags` are codes of `remarks.FLAGS`; `note` gives in English the reason for every empty figure,
    then the note of the target.
    """
    rules, own = opinions.rules, opinions.own
    together = join(measured, rules, own.status)
    light = _lights(rules, together.status)
    flags = _flags(measured, as_of, today)
    flags |= {"joint": together.together, "method_dependent": _others_disagree(opinions)}
    found: dict[str, Column] = {
        "method": Coded.full(len(measured), rules.name),
        "method_value": own.value,
        "status": together.status,
        "light": where(measured.bools("aspiration") & (light == "red"), "yellow", light),
        "flags": joined({code: flags[code] for code in FLAGS}, {code: code for code in FLAGS}, " "),
        "remark": measured["note"],
        "note": _notes(measured, opinions, together),
        **{flag_column(code): flags[code] for code in FLAGS},
    }
    names = (*ASSESSED_COLUMNS, *RENDERED_TOO, *map(flag_column, FLAGS), *further_columns(measured))
    return measured.with_columns(found).select(names)


def columns_of_rows(names: Iterable[object]) -> dict[str, str]:
    """Return the columns of csv and json among those of `assess`, each with its name there.

    They are ASSESSED_COLUMNS, then further ones by their headers.
    """
    return {name: name for name in ASSESSED_COLUMNS} | further_columns(names)


def as_rows(assessed: Table) -> Table:
    """Return the columns of csv and json of a table of `assess`, see `columns_of_rows`."""
    return Table({header: assessed[name] for name, header in columns_of_rows(assessed).items()}, len(assessed))


def as_frame(rows: Table) -> pd.DataFrame:
    """Return a table as Python users get it: with ordinary texts, and with whole numbers where known."""
    whole = [name for name in WHOLE_NUMBERS if name in rows and not isinstance(rows[name], Coded)]
    return rows.frame().astype(dict.fromkeys(whole, "Int64"))


def _others_disagree(opinions: Opinions) -> Bools:
    """Another published rule set gives another light; a grey light neither agrees nor disagrees."""
    grey = _LIGHTS.index("grey")
    own_light = _numbered_lights(opinions.rules, opinions.own.status)
    disagree: Bools = np.zeros(len(own_light), dtype=np.bool_)
    for rules, judgement in opinions.others:
        if rules.published:
            light = _numbered_lights(rules, judgement.status)
            disagree |= (light != own_light) & (light != grey)
    disagree &= own_light != grey
    return disagree


def _notes(measured: Table, opinions: Opinions, together: Joint) -> Coded:
    """Return the reasons, what the rule set remarks, the joint verdict and the note of the target, in this order."""
    rows = dict(opinions.reasons)
    texts: dict[str, str | Callable[[Ints], Texts]] = {
        code: partial(sentence, template, measured) if "{" in template else template
        for code, template in REASONS.items()
    }
    for number, (words, holds) in enumerate(opinions.own.remarks):
        rows[f"remark {number}"] = holds
        texts[f"remark {number}"] = words.english
    own_status = opinions.own.status
    rows["joint"] = together.together
    texts["joint"] = lambda some: _judged_together(together, own_status, some)
    note: Coded = measured["note"]
    rows["note"] = note != ""
    texts["note"] = lambda some: note[some].texts()
    return joined(rows, texts, "; ")


def _lights(rules: RuleSet, status: Coded) -> Coded:
    """Return the light of each status."""
    lights = {known.code: known.light for known in rules.every_status()}
    return status.map(lambda code: lights.get(code, ""))  # a code that is in no row has none


def _numbered_lights(rules: RuleSet, status: Coded) -> npt.NDArray[np.int8]:
    """Return the place of the light of each status in `_LIGHTS`."""
    lights = {known.code: _LIGHTS.index(known.light) for known in rules.every_status()}
    return status.read(lambda code: lights.get(code, -1), np.int8)  # a code that is in no row has none


def _judged_together(together: Joint, own: Coded, rows: Ints) -> Texts:
    """Return the sentence for `note` on joint targets: their keys, and the row's own status if another is worse."""
    alone = np.where(together.changed[rows], ", on its own: " + own[rows].texts(), "")
    return np.asarray(
        "joint targets, the worst verdict counts (" + together.keys[rows].texts() + ")" + alone, dtype=object
    )


def _flags(measured: Table, as_of: Period | None, today: datetime.date) -> dict[str, Bools]:
    """Return the rows that carry each flag, except the flags `joint` and `method_dependent`."""
    # A month is over on its last day; by as-of, when its figures could be known.
    now = as_of.time if as_of else today.year - 1 + (today.month - 1) / 12
    passed = measured["target_time"] <= now + 1e-9
    uncertain = measured["uncertain"] | measured["baseline_uncertain"]
    quantified = measured["quantified"]
    rows = {
        "provisional": measured["observed"] & uncertain & quantified,
        "preliminary": measured["latest_status"] == "preliminary",
        "bound_lower": measured["latest_bound"] == "lower",
        "bound_upper": measured["latest_bound"] == "upper",
        "borderline": measured["borderline"],
        "lower_bound": measured["lower_bound"],
        "due": passed & ~measured["final"] & quantified,
        "met_at_baseline": measured["baseline_met"],
        "worsening": measured["worsening"],
        "aspiration": measured["aspiration"],
        "revised": measured["revised"],
        "behind_baseline": _is_behind_baseline(measured),
        "assumed": measured["direction_assumed"] | (measured["measure_assumed"] != ""),
    }
    return {code: np.asarray(holds, dtype=np.bool_) for code, holds in rows.items()}


def _is_behind_baseline(measured: Table) -> Bools:
    """Return where a change of the baseline goes the other way than the direction that is given: at least −20 %.

    A level there is a floor or a ceiling, which the baseline met (the flag met_at_baseline).
    """
    stated = (measured["relative"] != "") & ~measured["direction_assumed"]
    if not stated.any():
        return np.asarray(stated, dtype=np.bool_)
    change = measured["path_end"] - measured["path_start"]
    falls = (measured["direction"] == "at_least") & (change < 0)
    rises = (measured["direction"] == "at_most") & (change > 0)
    return np.asarray(stated & (falls | rises), dtype=np.bool_)
