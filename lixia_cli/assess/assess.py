"""Assess the measured frame by a rule set: status, light, flags and note of every target."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import numpy as np
import pandas as pd

from lixia_cli.assess.joint import Joint, join
from lixia_cli.assess.methods import RuleSet
from lixia_cli.assess.reasons import joined, reasons, sentence
from lixia_cli.assess.remarks import FLAGS, REASONS, flag_column
from lixia_cli.model.arrays import Bools, Texts
from lixia_cli.model.periods import Period
from lixia_cli.model.schema import ASSESSED_COLUMNS

RENDERED_TOO = ("met", "latest_met", "missing_years", "lower_bound", "years_met", "years_observed")
"""Columns after ASSESSED_COLUMNS, which only the output for people needs."""


def assess(
    measured: pd.DataFrame, rules: RuleSet, others: Sequence[RuleSet], as_of: Period | None, today: datetime.date
) -> pd.DataFrame:
    """Judge every row of the frame of `measure` by `rules`; `others` only decide the flag `method_dependent`.

    Returns one row per target: the columns `schema.ASSESSED_COLUMNS` in this order, then RENDERED_TOO (from `measure`
    and `observe`), then one bool column per flag (named by `flag_column`), from which the text `flags` is made.

    `status` is a code of `rules`, for joint targets the worst among them; `light` is green, yellow, red or grey, never
    red for an aspiration; `flags` are codes of `remarks.FLAGS`; `note` gives the reason for every empty figure in
    English, then the note of the target. `today` decides the flag `due` if there is no `as_of`.
    """
    with np.errstate(over="ignore", invalid="ignore"):  # infinite results become NaN
        judgement = rules.judge(measured)
        opinions = [_lights(other, other.judge(measured).status) for other in others]
    together = join(measured, rules, judgement.status)
    own_light = _lights(rules, judgement.status)
    dependent = np.zeros(len(measured), dtype=np.bool_)
    for light in opinions:
        dependent |= (light != own_light) & (light != "grey") & (own_light != "grey")
    light = _lights(rules, together.status)
    frame = measured.assign(
        method=rules.name,
        method_value=judgement.value,
        status=together.status,
        light=np.where(measured["aspiration"] & (light == "red"), "yellow", light),
    )
    flags = _flags(frame, as_of, today) | {"joint": together.together, "method_dependent": dependent}
    frame["flags"] = joined({code: flags[code] for code in FLAGS}, {code: code for code in FLAGS}, " ", len(frame))
    frame = frame.assign(**{flag_column(code): flags[code] for code in FLAGS})
    said = reasons(frame)
    sentences = {code: sentence(template, frame) for code, template in REASONS.items()}
    for number, (words, rows) in enumerate(judgement.remarks):
        said[f"remark {number}"] = rows
        sentences[f"remark {number}"] = np.full(len(frame), words.english, dtype=object)
    said["joint"], sentences["joint"] = together.together, _promised_together(together, judgement.status)
    said["note"] = (frame["note"] != "").to_numpy(dtype=np.bool_)
    sentences["note"] = frame["note"].to_numpy(dtype=object)
    frame["note"] = joined(said, sentences, "; ", len(frame))
    for name in ("baseline_year", "target_year"):
        frame[name] = frame[name].astype("Int64")
    return frame[[*ASSESSED_COLUMNS, *RENDERED_TOO, *map(flag_column, FLAGS)]]


def _lights(rules: RuleSet, status: Texts) -> Texts:
    """Return the light of each status."""
    lights = {known.code: known.light for known in rules.every_status()}
    return pd.Series(status, dtype=object).map(lights).to_numpy(dtype=object)


def _promised_together(together: Joint, own: Texts) -> Texts:
    """Return the sentence for `note` on joint targets: their keys, and the row's own status if another is worse."""
    alone = np.where(together.changed, ", on its own: " + own, "")
    return np.asarray("promised together, the worst verdict counts (" + together.keys + ")" + alone, dtype=object)


def _flags(frame: pd.DataFrame, as_of: Period | None, today: datetime.date) -> dict[str, Bools]:
    """Return the rows that carry each flag, except the flags `joint` and `method_dependent`."""
    column = {name: frame[name].to_numpy() for name in frame.columns}
    # A year is over on its last day; by as-of, when its whole-year figures could be known.
    passed = column["target_year"] <= as_of.time if as_of else column["target_year"] < today.year
    uncertain = column["uncertain"] | (column["baseline_uncertain"] & column["has_path"])
    rows = {
        "provisional": column["observed"] & uncertain,
        "preliminary": column["latest_status"] == "preliminary",
        "bound_lower": column["latest_bound"] == "lower",
        "bound_upper": column["latest_bound"] == "upper",
        "borderline": column["borderline"],
        "lower_bound": column["lower_bound"],
        "due": passed & ~column["final"],
        "met_at_baseline": column["baseline_met"],
        "worsening": column["worsening"],
        "aspiration": column["aspiration"],
    }
    return {code: np.asarray(holds, dtype=np.bool_) for code, holds in rows.items()}
