"""The measured frame + a rule set → verdicts, lights, flags and notes: the frame that every output starts from."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from string import Formatter

import numpy as np
import pandas as pd

from lixia_cli.columns import ASSESSED_COLUMNS
from lixia_cli.formulas import Bools, Texts
from lixia_cli.measure import measure
from lixia_cli.methods import RuleSet
from lixia_cli.periods import Period
from lixia_cli.remarks import FLAGS, REASONS

RENDERED_TOO = ("met", "latest_met", "missing_years", "lower_bound", "years_met", "years_observed")
"""Columns behind ASSESSED_COLUMNS that only people's tables need."""


def assess(observed: pd.DataFrame, rules: RuleSet, as_of: Period | None, today: datetime.date) -> pd.DataFrame:
    """Measure and judge every target of the frame of `observe`.

    Returns one row per target with `columns.ASSESSED_COLUMNS` in their order, and RENDERED_TOO behind them, which are
    those of `measure` and `observe`.

    `status` is a code of `rules`; `light` is green, yellow, red or grey, never red for an aspiration; `flags` are codes
    of `remarks.FLAGS`; `note` gives in English the reason for every empty figure, then the note of the target.
    """
    frame = measure(observed)
    judgement = rules.judge(frame)
    lights = {status.code: status.light for status in rules.every_status()}
    light = pd.Series(judgement.status, index=frame.index).map(lights)
    frame = frame.assign(
        method=rules.name,
        method_value=judgement.value,
        status=judgement.status,
        light=light.mask(frame["aspiration"] & (light == "red"), "yellow"),
    )
    flags = {code: code for code in FLAGS}
    frame["flags"] = _joined(_flags(frame, as_of, today), flags, " ", len(frame))
    said = _reasons(frame) | {"note": (frame["note"] != "").to_numpy(dtype=np.bool_)}
    sentences = {code: _sentence(template, frame) for code, template in REASONS.items()}
    frame["note"] = _joined(said, sentences | {"note": frame["note"].to_numpy(dtype=object)}, "; ", len(frame))
    for name in ("baseline_year", "target_year"):
        frame[name] = frame[name].astype("Int64")
    return frame[[*ASSESSED_COLUMNS, *RENDERED_TOO]]


def _flags(frame: pd.DataFrame, as_of: Period | None, today: datetime.date) -> dict[str, Bools]:
    """The rows that carry each flag, in the order of FLAGS."""
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
    return {code: np.asarray(rows[code], dtype=np.bool_) for code in FLAGS}


def _reasons(frame: pd.DataFrame) -> dict[str, Bools]:
    """The rows that each reason holds for, in the order of REASONS."""
    column = {name: frame[name].to_numpy() for name in frame.columns}
    empty = {name: pd.isna(column[name]) for name in ("percent_of_target", "progress", "speed_up", "latest_value")}
    measure_is = {name: column["measure"] == name for name in ("growth", "change", "cumulative")}
    observed, has_path, has_baseline = column["observed"], column["has_path"], column["has_baseline"]
    counted = measure_is["change"] | measure_is["cumulative"]
    indexed = measure_is["growth"] | (counted & (column["path"] == "compound"))
    known = observed & has_path & ~empty["latest_value"]
    from_zero = has_path & ((counted & ~indexed) | column["year_to_date"])
    nothing_left = known & column["final"]
    cagr = {name: pd.isna(column[f"cagr_{name}"]) for name in ("required", "achieved", "needed")}
    from_baseline = has_baseline & (cagr["required"] | (known & cagr["achieved"]))
    no_ratio = from_baseline | (known & ~nothing_left & cagr["needed"])
    rows = {
        "no_observation": ~observed,
        "missing_years": column["missing_years"] != "",
        "lower_bound": column["lower_bound"],
        "no_value": observed & has_path & empty["latest_value"],
        "no_baseline": has_path & ~has_baseline,
        "no_way": known & has_baseline & empty["progress"] & ~column["limit"],
        "moved_past": known & column["moved_away"],
        "limit": known & column["limit"],
        "fell_back": column["fell_back"],
        "no_percent": empty["percent_of_target"] & observed & ~empty["latest_value"],
        "no_ratio": has_path & ~from_zero & no_ratio,
        "from_zero": from_zero,
        "compounded": indexed,
        "year_by_year": ~has_path,
        "years_met": observed & ~has_path,
        "year_to_date": column["year_to_date"],
        "nothing_left": nothing_left,
        "no_speed_up": known & has_baseline & empty["speed_up"] & ~nothing_left,
    }
    return {code: np.asarray(rows[code], dtype=np.bool_) for code in REASONS}


def _joined(rows: Mapping[str, Bools], texts: Mapping[str, Texts | str], separator: str, count: int) -> Texts:
    """For every row the texts that hold for it, one behind the other."""
    joined = np.full(count, "", dtype=object)
    for code, holds in rows.items():
        if holds.any():
            behind = np.where(joined == "", "", separator)
            joined = joined + np.where(holds, behind + np.where(holds, texts[code], ""), "")
    return joined


def _sentence(template: str, frame: pd.DataFrame) -> Texts:
    """A reason with its columns filled in, one text per row."""
    sentence = np.full(len(frame), "", dtype=object)
    for literal, name, _, _ in Formatter().parse(template):
        sentence = sentence + literal
        if name:
            column = frame[name]
            texts = column if column.dtype != np.float64 else column.map("{:g}".format)
            sentence = sentence + texts.to_numpy(dtype=object)
    return sentence
