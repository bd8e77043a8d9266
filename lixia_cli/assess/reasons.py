"""Find the rows to which each reason for an empty or unusual figure applies, and fill in its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import repeat
from string import Formatter

import numpy as np

from lixia_cli.assess.remarks import REASONS
from lixia_cli.model.arrays import Bools, Floats, Ints, Texts, anywhere
from lixia_cli.model.coded import Coded, narrow
from lixia_cli.model.grouping import first_rows, numbers_of_rows
from lixia_cli.model.measures import RANKS, is_any
from lixia_cli.model.table import Table


def reasons(measured: Table) -> dict[str, Bools]:
    """Return the rows of the table of `measure` to which each reason applies, in the order of REASONS."""
    empty = {name: np.isnan(measured[name]) for name in ("percent_of_target", "progress", "speed_up", "latest_value")}
    measure_is = {name: measured["measure"] == name for name in ("growth", "change", "cumulative")}
    observed, has_path, has_baseline = measured["observed"], measured["has_path"], measured["has_baseline"]
    quantified, in_words = measured["quantified"], measured["target_text"] != ""
    counted = measure_is["change"] | measure_is["cumulative"]
    indexed = measure_is["growth"] | (counted & (measured["path"] == "compound"))
    known = observed & has_path & ~empty["latest_value"]
    from_zero = has_path & ((counted & ~indexed) | measured["year_to_date"])
    nothing_left = known & measured["final"]
    cagr = {name: np.isnan(measured[f"cagr_{name}"]) for name in ("required", "achieved", "needed")}
    from_baseline = has_baseline & (cagr["required"] | (known & cagr["achieved"]))
    start, now, end = (measured[name] <= 0 for name in ("path_start", "path_now", "path_end"))
    not_positive = start | now | end
    no_ratio = not_positive & (from_baseline | (known & ~nothing_left & cagr["needed"]))
    is_rank = is_any(measured["measure"], RANKS)
    running = observed & ~empty["latest_value"] & measured["running_ceiling"]
    over_limit = running & measured["over_ceiling"]
    counted = observed & ~has_path & quantified & (measured["years_observed"] > 0)
    rows = {
        "in_words": ~quantified & in_words,
        "without_value": ~quantified & ~in_words,
        "no_observation": ~observed,
        "missing_years": measured["missing_years"] != "",
        "lower_bound": measured["lower_bound"],
        "no_value": observed & has_path & empty["latest_value"],
        "no_baseline": has_path & ~has_baseline,
        "no_level": ~measured["has_target"] & quantified,
        "no_way": measured["has_target"] & known & has_baseline & empty["progress"] & ~measured["is_limit"],
        "baseline_lost": known & measured["baseline_lost"],
        "met_and_lost": known & measured["met_and_lost"],
        "past_range": known & measured["past_range"],
        "running_ceiling": running & ~over_limit,
        "over_ceiling": over_limit,
        "changing_limit": known & measured["changing_limit"],
        "limit": known & measured["is_limit"] & ~running & ~measured["changing_limit"],
        "fell_back": measured["linear_fallback"],
        "ranking": is_rank,
        "no_percent": quantified & ~is_rank & empty["percent_of_target"] & observed & ~empty["latest_value"],
        "no_ratio": has_path & ~is_rank & ~from_zero & no_ratio,
        "from_zero": from_zero,
        "compounded": indexed,
        "year_by_year": ~has_path,
        **{
            f"{kind}s_met": counted & (measured["judged_by"] == kind) for kind in ("year", "quarter", "month", "period")
        },
        "year_to_date": measured["year_to_date"],
        "rate_so_far": measured["rate_so_far"],
        "can_still_fall": measured["can_still_fall"],
        "within_year": known
        & has_path
        & quantified
        & (measured["years_left"] > 0)
        & (measured["years_left"] < 1)
        & ~is_rank,
        "left_out": measured["left_out"] != "",
        "nothing_yet": known & (measured["planned_progress"] <= 0) & ~empty["progress"],
        "not_on_trajectory": measured["has_trajectory"] & ~empty["progress"] & np.isnan(measured["years_ahead"]),
        "revised": measured["revised"],
        "not_added": measured["not_added"] != "",
        "nothing_left": nothing_left,
        "no_speed_up": quantified & known & has_baseline & empty["speed_up"] & ~nothing_left & ~measured["rate_so_far"],
    }
    return {code: np.asarray(rows[code], dtype=np.bool_) for code in REASONS}


def joined(rows: Mapping[str, Bools], texts: Mapping[str, str | Callable[[Ints], Texts]], separator: str) -> Coded:
    """Join for every row the texts that apply to it. `rows` and `texts` have the same keys.

    A text that is another one in each row is made by a function of the positions of some rows.
    """
    applying = [code for code, holds in rows.items() if anywhere(holds)]
    if not applying:
        return Coded.full(len(next(iter(rows.values()))), "")
    combination, count = numbers_of_rows(*(rows[code].view(np.int8) for code in applying))
    plain, cells = _once_per_text(rows, {code: texts[code] for code in applying})
    applying_to = [[code for code in applying if rows[code][row]] for row in first_rows(combination).tolist()]
    made = [separator.join([plain.get(code, "") for code in codes]) for codes in applying_to]
    differ = [number for number, codes in enumerate(applying_to) if not cells.keys().isdisjoint(codes)]
    if not differ:
        return Coded.of_list(made).take(combination)
    # Short numbers are sorted by their digits.
    order = np.argsort(narrow(combination, count), kind="stable")
    rows_of = np.split(order, np.cumsum(np.bincount(combination))[:-1])
    number = combination.astype(np.int64)
    for each in differ:
        some, codes = rows_of[each], applying_to[each]
        parts = [cells[code][some].tolist() if code in cells else repeat(plain[code]) for code in codes]
        number[some] = np.arange(len(some)) + len(made)
        made += map(separator.join, zip(*parts, strict=False))
    return Coded.of_list(made)[number]


def _once_per_text(
    rows: Mapping[str, Bools], texts: Mapping[str, str | Callable[[Ints], Texts]]
) -> tuple[dict[str, str], dict[str, Texts]]:
    """Return the texts that are the same in all rows, and those that are not, one for each row that it applies to."""
    plain, cells = dict[str, str](), dict[str, Texts]()
    for code, text in texts.items():
        if isinstance(text, str):
            plain[code] = text
        else:
            cells[code] = np.empty(len(rows[code]), dtype=object)
            cells[code][rows[code]] = text(np.flatnonzero(rows[code]))
    return plain, cells


def sentence(template: str, measured: Table, rows: Ints) -> Texts:
    """Fill the columns of some rows into a template such as "no figure for {missing_years}"; one text per row."""
    texts_so_far = np.full(len(rows), "", dtype=object)
    for literal, name, _, _ in Formatter().parse(template):
        texts_so_far = texts_so_far + literal
        if name:
            cells = measured[name][rows]
            if name == "ceiling_now":
                # A share of a ceiling is computed; one decimal more than the data says all of it.
                cells = _rounded(cells, measured["data_decimals"][rows])
            texts_so_far = texts_so_far + (cells.texts() if isinstance(cells, Coded) else _numbers(cells))
    return texts_so_far


def _numbers(values: Floats) -> Texts:
    texts = np.empty(len(values), dtype=object)
    texts[:] = list(map("{:.12g}".format, values.tolist()))
    return texts


def _rounded(values: Floats, decimals: Ints) -> Floats:
    """Round values to one decimal more than so many, and at least to two."""
    scale = 10.0 ** np.maximum(decimals + 1, 2)
    return np.asarray(np.round(values * scale) / scale, dtype=np.float64)
