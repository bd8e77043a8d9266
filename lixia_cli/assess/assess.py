"""Assess the measured frame by a rule set: status, light, flags and note of every target."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from lixia_cli.assess.joint import Joint, join
from lixia_cli.assess.methods import Judgement, RuleSet
from lixia_cli.assess.reasons import joined, reasons, sentence
from lixia_cli.assess.remarks import FLAGS, REASONS, flag_column
from lixia_cli.model.arrays import Bools, Ints, Texts
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS, WHOLE_NUMBERS
from lixia_cli.model.coded import Coded, Columns, where
from lixia_cli.model.further import further_columns
from lixia_cli.model.periods import Period
from lixia_cli.model.table import Table

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


class Opinions(NamedTuple):
    """What every rule set says of the measured frame, and which reasons hold for its empty or unusual figures."""

    rules: RuleSet
    """The rule set of the verdicts."""
    own: Judgement
    others: tuple[tuple[RuleSet, Judgement], ...]
    reasons: dict[str, Bools]
    """The rows that each reason of `remarks.REASONS` holds for."""

    def by_rule_set(self) -> list[tuple[RuleSet, Judgement]]:
        """Return every rule set with its judgement, that of the verdicts first."""
        return [(self.rules, self.own), *self.others]


def ask(measured: pd.DataFrame, rules: RuleSet, others: Sequence[RuleSet]) -> Opinions:
    """Let `rules` and `others` judge every target of the frame of `measure`, once."""
    with np.errstate(over="ignore", invalid="ignore"):  # what grows beyond all numbers is not defined
        own = rules.judge(measured)
        other_opinions = tuple((other, other.judge(measured)) for other in others)
    return Opinions(rules, own, other_opinions, reasons(measured))


def assess(measured: pd.DataFrame, opinions: Opinions, as_of: Period | None, today: datetime.date) -> pd.DataFrame:
    """Add verdicts, flags and notes to the frame of `measure`, of which `opinions` are the result of `ask`.

    Returns one row per target: the columns `ASSESSED_COLUMNS` in this order, then RENDERED_TOO (from `measure`
    and `observe`), then one bool column per flag (named by `flag_column`), from which the text `flags` is made,
    at last the further columns of the targets. Texts have the dtype `category`.

    `status` is a code of the rule set, the worst among joint targets; `light` is green, yellow, red or grey, never red
    for an aspiration; `flags` are codes of `remarks.FLAGS`; `note` gives in English the reason for every empty figure,
    then the note of the target.
    """
    rules, own = opinions.rules, opinions.own
    together = join(measured, rules, own.status)
    light = _lights(rules, together.status)
    column = Columns(measured)
    flags = _flags(column, as_of, today)
    flags |= {"joint": together.together, "method_dependent": _others_disagree(opinions)}
    found: dict[str, Any] = {
        "method": Coded.full(len(measured), rules.name),
        "method_value": own.value,
        "status": together.status,
        "light": where(column["aspiration"] & (light == "red"), "yellow", light),
        "flags": joined({code: flags[code] for code in FLAGS}, {code: code for code in FLAGS}, " "),
        "remark": column["note"],
        "note": _notes(column, opinions, together),
        **{flag_column(code): flags[code] for code in FLAGS},
    }
    names = (*ASSESSED_COLUMNS, *RENDERED_TOO, *map(flag_column, FLAGS), *further_columns(measured))
    columns: dict[str, Any] = {name: found[name] if name in found else column[name] for name in names}
    whole = {name: pd.array(columns[name], dtype="Int64") for name in WHOLE_NUMBERS}
    cells = {name: of.category() if isinstance(of, Coded) else of for name, of in columns.items()}
    return pd.DataFrame(cells | whole, index=measured.index)


def as_frame(assessed: Table) -> pd.DataFrame:
    """Return a frame with these columns of `assess`, whole numbers as such where they are known."""
    frame = assessed.frame()
    return frame.assign(**{name: pd.array(assessed[name], dtype="Int64") for name in WHOLE_NUMBERS if name in assessed})


def as_rows(assessed: pd.DataFrame) -> pd.DataFrame:
    """Return the columns of csv and json of the frame of `assess`: ASSESSED_COLUMNS, then further ones by header."""
    further = further_columns(assessed)
    return assessed[[*ASSESSED_COLUMNS, *further]].rename(columns=further)


def _others_disagree(opinions: Opinions) -> Bools:
    """Another published rule set gives another light; a grey light neither agrees nor disagrees."""
    own_light = _lights(opinions.rules, opinions.own.status)
    disagree = np.zeros(len(own_light), dtype=np.bool_)
    for rules, judgement in opinions.others:
        if not rules.published:
            continue
        light = _lights(rules, judgement.status)
        disagree |= (light != own_light) & (light != "grey") & (own_light != "grey")
    return disagree


def _notes(column: Columns, opinions: Opinions, together: Joint) -> Coded:
    """Return the reasons, what the rule set remarks, the joint verdict and the note of the target, in this order."""
    rows = dict(opinions.reasons)
    texts: dict[str, str | Callable[[Ints], Texts]] = {
        code: partial(sentence, template, column) if "{" in template else template for code, template in REASONS.items()
    }
    for number, (words, holds) in enumerate(opinions.own.remarks):
        rows[f"remark {number}"] = holds
        texts[f"remark {number}"] = words.english
    own_status = opinions.own.status
    rows["joint"] = together.together
    texts["joint"] = lambda some: _judged_together(together, own_status, some)
    note: Coded = column["note"]
    rows["note"] = note != ""
    texts["note"] = lambda some: note[some].texts()
    return joined(rows, texts, "; ")


def _lights(rules: RuleSet, status: Coded) -> Coded:
    """Return the light of each status."""
    lights = {known.code: known.light for known in rules.every_status()}
    return status.map(lambda code: lights.get(code, ""))  # a code that is in no row has none


def _judged_together(together: Joint, own: Coded, rows: Ints) -> Texts:
    """Return the sentence for `note` on joint targets: their keys, and the row's own status if another is worse."""
    alone = np.where(together.changed[rows], ", on its own: " + own[rows].texts(), "")
    return np.asarray("joint targets, the worst verdict counts (" + together.keys[rows] + ")" + alone, dtype=object)


def _flags(column: Columns, as_of: Period | None, today: datetime.date) -> dict[str, Bools]:
    """Return the rows that carry each flag, except the flags `joint` and `method_dependent`."""
    # A month is over on its last day; by as-of, when its figures could be known.
    now = as_of.time if as_of else today.year - 1 + (today.month - 1) / 12
    passed = column["target_time"] <= now + 1e-9
    uncertain = column["uncertain"] | column["baseline_uncertain"]
    quantified = column["quantified"]
    rows = {
        "provisional": column["observed"] & uncertain & quantified,
        "preliminary": column["latest_status"] == "preliminary",
        "bound_lower": column["latest_bound"] == "lower",
        "bound_upper": column["latest_bound"] == "upper",
        "borderline": column["borderline"],
        "lower_bound": column["lower_bound"],
        "due": passed & ~column["final"] & quantified,
        "met_at_baseline": column["baseline_met"],
        "worsening": column["worsening"],
        "aspiration": column["aspiration"],
        "revised": column["revised"],
        "behind_baseline": _is_behind_baseline(column),
        "assumed": column["direction_assumed"] | (column["measure_assumed"] != ""),
    }
    return {code: np.asarray(holds, dtype=np.bool_) for code, holds in rows.items()}


def _is_behind_baseline(column: Columns) -> Bools:
    """Return where a change of the baseline goes the other way than the direction that is given: at least −20 %.

    A level there is a floor or a ceiling, which the baseline met (the flag met_at_baseline).
    """
    change = column["path_end"] - column["path_start"]
    falls = (column["direction"] == "at_least") & (change < 0)
    rises = (column["direction"] == "at_most") & (change > 0)
    stated = (column["relative"] != "") & ~column["direction_assumed"]
    return np.asarray(stated & (falls | rises), dtype=np.bool_)
