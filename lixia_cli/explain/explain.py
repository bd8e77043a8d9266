"""Explain indicators: the target, the observations, every figure with its formula, and the reasons of the verdict.

An explanation consists of plain dictionaries and lists in the order of the output, so that text, Markdown and JSON
have the same content. Numbers keep full precision; unknown values are None.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lixia_cli.assess.assess import Opinions
from lixia_cli.assess.methods import Judgement, RuleSet
from lixia_cli.assess.reasons import sentence
from lixia_cli.assess.remarks import EXPLAINED_BY, FLAGS, REASONS, flags_of
from lixia_cli.explain.formula_text import filled_in, formula_of, symbols
from lixia_cli.explain.over_time import NOTHING
from lixia_cli.explain.series import chart_series
from lixia_cli.explain.track_record import interval, past_of
from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.model.measures import FROM_ZERO
from lixia_cli.model.records import known, known_whole, records_of
from lixia_cli.model.table import Table
from lixia_cli.observe.series import chart_points, observations
from lixia_cli.text.i18n import Translate

Explanation = dict[str, Any]

_IDENTITY = ("plan", "region", "domain", "key", "name_zh", "name_en", "unit", "measure", "direction", "qualifier")
_SOURCE = ("title", "publisher", "published", "url", "note")


def explain(
    measured: Table,
    judged: Table,
    opinions: Opinions,
    actuals: Table,
    sources: Table,
    rows: Sequence[int],
    language: str,
    translate: Translate,
    milestones: Mapping[int, list[dict[str, Any]]] = NOTHING,
    revisions: Mapping[int, dict[str, Any]] = NOTHING,
) -> list[Explanation]:
    """Explain `rows` (positions) of the tables of `measure` and `assess`, which are of the same targets.

    `opinions` are those of `ask` on `measured`; `actuals` are cut at the as-of date, `sources` are those of
    `load_sources`. `milestones` and `revisions` are those of `over_time`, by position, of the targets that have some.
    Sentences and labels are in `language`; codes, names of figures and texts from the files are not translated.
    """
    known_sources = {row["id"]: row for row in records_of(sources)}
    some = np.array(rows, dtype=np.int64)
    chosen, every = measured.rows(some), np.arange(len(some))
    texts = {code: sentence(translate(template), chosen, every) for code, template in REASONS.items()}
    seen = _by_target(observations(chosen, actuals), "target_row", len(chosen))
    points = _by_target(chart_points(chosen, actuals), "row", len(chosen))
    past = past_of(chosen, actuals)
    records = zip(rows, records_of(chosen, whole=()), records_of(judged.rows(some), whole=()), strict=True)
    explanations = []
    for position, (row, record, verdict) in enumerate(records):
        why = {code: {"code": code, "text": texts[code][position]} for code in REASONS if opinions.reasons[code][row]}
        verdicts = [_opinion(rules, judgement, row, record, language) for rules, judgement in opinions.by_rule_set()]
        explanations.append(
            {name: verdict[name] for name in _IDENTITY}
            | {"aspiration": bool(record["aspiration"]), "nature": verdict["nature"], "joint": record["joint"]}
            | {"path": verdict["path"]}
            | {
                "promise": _target(record, known_sources),
                "baseline": _baseline(record),
                "observations": [_observation(one, known_sources) for one in seen[position]],
                "symbols": symbols(record),
                "indexed": bool(record["indexed"]),
                "met": bool(record["met"]),
                "lower_bound": bool(record["lower_bound"]),
                "latest_met": bool(record["latest_met"]),
                "missing_years": record["missing_years"],
                "years_met": known(record["years_met"]),
                "years_observed": known(record["years_observed"]),
                "figures": [_figure(name, record, why) for name in _figure_names(record)],
                "verdict": _verdict(verdict, opinions.rules, verdicts[0], language, translate),
                "methods": verdicts,
                "reasons": list(why.values()),
                "note": verdict["note"],
                "chart": chart_series(record, points[position], milestones.get(row, []))
                | {"interval": interval(record)},
                "record": past[position],
                "data_decimals": int(record["data_decimals"]),
            }
            | ({"judged_by": record["judged_by"]} if record["judged_by"] not in ("", "year") else {})
            | ({"milestones": milestones[row]} if row in milestones else {})
            | ({"revisions": revisions[row]} if row in revisions else {})
        )
    return explanations


def _target(record: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "target_year": known_whole(record["target_year"]),
        "target_value": known(record["target_value"]),
        "target_high": known(record["target_high"]),
        "period_start": known_whole(record["period_start"]),
        "source": _source(record, sources),
        "note": record["note"],
        "relative": record["relative"],
        "written_value": known(record["written_value"]),
        "written_high": known(record["written_high"]),
        "target_text": record["target_text"],
        "owner": record["owner"],
        "target_period": record["target_period"],
    }


def _baseline(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the baseline and the origin of its value: the targets, an observation, or zero by definition."""
    value, year = known(record["baseline_value"]), known_whole(record["start"])
    if value is None:
        origin = ""
    elif record["measure"] in FROM_ZERO:
        origin = "zero"
    else:
        origin = "actuals" if record["baseline_observed"] else "targets"
    return {"year": year, "value": value, "origin": origin, "provisional": bool(record["baseline_uncertain"])}


def _observation(seen: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "period": seen["period"],
        "value": seen["value"],
        "unit": seen["unit"],
        "status": seen["status"],
        "bound": seen["bound"],
        "latest": bool(seen["latest"]),
        "source": _source(seen, sources),
        "note": seen["note"],
    } | ({"accumulation": "period"} if seen["span"] < seen["months"] else {})


def _source(row: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Return the id and locator of a source, with its title, publisher and so on if they are known."""
    found = sources.get(row["source"], {})
    return {"id": row["source"], "locator": row["locator"]} | {name: str(found.get(name, "")) for name in _SOURCE}


def _figure_names(record: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the figures to explain: planned progress only where it is not the time elapsed."""
    if not (record["has_trajectory"] and record["has_path"]):
        return FIGURES
    after = FIGURES.index("elapsed") + 1
    return (*FIGURES[:after], "planned_progress", *FIGURES[after:])


def _figure(name: str, record: Mapping[str, Any], why: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return a figure with its formula, or the reason why there is none."""
    value = known(record[name])
    if value is None:
        reason = next((why[code] for code in EXPLAINED_BY[name] if code in why), {"code": "", "text": ""})
        return {"name": name, "value": None, "formula": None, "calculation": None, "reason": dict(reason)}
    formula = formula_of(name, record)
    return {
        "name": name,
        "value": value,
        "formula": formula,
        "calculation": filled_in(formula, record),
        "reason": None,
    }


def _verdict(
    verdict: Mapping[str, Any], rules: RuleSet, opinion: Mapping[str, Any], language: str, translate: Translate
) -> dict[str, Any]:
    """Return the verdict: the opinion of its rule set, or a worse one of a joint target, with bands and flags."""
    return {
        **opinion,
        "source": rules.source.text(language),
        "status": verdict["status"],
        "label": rules.status(verdict["status"]).label_of(verdict).text(language),
        "light": verdict["light"],
        "own_status": opinion["status"],
        "bands": [
            {
                "status": status.code,
                "label": (status.label_of(verdict) if status.code == verdict["status"] else status.label).text(
                    language
                ),
                "light": status.light,
                "rule": status.rule.text(language),
            }
            for status in rules.every_status()
        ],
        "flags": [{"flag": flag, "meaning": translate(FLAGS[flag].meaning)} for flag in flags_of(verdict)],
    }


def _opinion(
    rules: RuleSet, judgement: Judgement, row: int, record: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """Return the verdict of one rule set on a row, without regard to joint targets."""
    status = rules.status(judgement.status[row])
    return {
        "method": rules.name,
        "quantity": rules.quantity.text(language),
        "formula": _formula(rules, judgement, row),
        "calculation": _calculation(rules, judgement, row, record),
        "value": known(judgement.value[row]),
        "status": status.code,
        "label": status.label_of(record).text(language),
        "light": status.light,
        "remarks": [words.text(language) for words, rows in judgement.remarks if rows[row]],
    }


def _formula(rules: RuleSet, judgement: Judgement, row: int) -> str:
    """Return the formula of the quantity of a row."""
    return next((formula for formula, rows in judgement.formulas if rows[row]), rules.formula)


def _calculation(rules: RuleSet, judgement: Judgement, row: int, record: Mapping[str, Any]) -> str | None:
    """Return `_formula` with its numbers; None if the quantity is undefined or a number is not among the figures."""
    if math.isnan(judgement.value[row]):
        return None
    calculation = filled_in(_formula(rules, judgement, row), record)
    return None if "nan" in calculation else calculation


def _by_target(table: Table, column: str, count: int) -> list[list[dict[str, Any]]]:
    """Return the rows of each of `count` targets, whose positions are in `column`, as records."""
    groups: list[list[dict[str, Any]]] = [[] for _ in range(count)]
    for row in records_of(table, whole=()):
        groups[row[column]].append(row)
    return groups
