"""What must hold for any numbers: checked on the frames, for thousands of plans at once."""

from __future__ import annotations

import datetime
import math

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from lixia_cli import formulas, methods
from lixia_cli.assess import assess
from lixia_cli.check import check_plan
from lixia_cli.columns import ACTUAL_COLUMNS, FIGURES, TARGET_COLUMNS
from lixia_cli.measure import measure
from lixia_cli.observe import observe
from lixia_cli.read import parse_table
from lixia_cli.remarks import EXPLAINED_BY, REASONS
from lixia_cli.render import cells

RULES = methods.load("lixia")
OTHERS = [methods.load(name) for name in methods.names()]
TODAY = datetime.date(2026, 11, 21)

levels = st.floats(0.01, 1e6).map(lambda number: float(f"{number:.6g}"))
measures = st.sampled_from(["flow", "stock", "share"])


def judged(
    targets: list[dict[str, object]], actuals: list[dict[str, object]], rules: methods.RuleSet = RULES
) -> pd.DataFrame:
    """Targets and actuals as rows of cells → the assessed frame, by way of the files a user would write."""
    defaults = {"domain": "economy", "name_en": "X", "unit": "家", "target_year": 2025}
    files = []
    for rows, columns in ((targets, TARGET_COLUMNS), (actuals, ACTUAL_COLUMNS)):
        names = [column.name for column in columns]
        lines = [",".join(names)]
        for row in rows:
            given_cells = (defaults if columns is TARGET_COLUMNS else {}) | row
            lines.append(",".join(str(given_cells.get(name, "")) for name in names))
        files.append(parse_table("\n".join(lines).encode(), "file.csv", columns))
    typed_targets, typed_actuals = check_plan(*files)
    return assess(measure(observe(typed_targets, typed_actuals)), rules, OTHERS, None, TODAY)


def one(target: dict[str, object], value: float, year: int = 2022) -> dict[str, object]:
    """The assessed row of one target with one observation."""
    frame = judged([{"key": "x"} | target], [{"key": "x", "period": year, "value": value}])
    return {str(name): cell for name, cell in frame.iloc[0].items()}


@given(levels, levels, levels)
def test_at_least_and_at_most_mirror_each_other(baseline, target, value):
    """Turning every number round, and the direction with them, changes no verdict of a linear path."""
    up = one({"measure": "stock", "baseline_year": 2020, "baseline_value": baseline, "target_value": target}, value)
    down = one(
        {
            "measure": "stock",
            "direction": "at_most",
            "baseline_year": 2020,
            "baseline_value": -baseline,
            "target_value": -target,
        },
        -value,
    )
    # A ceiling that was kept from the start is a limit, which has words of its own.
    mirrored = {"within_limit": "achieved", "over_limit": "reversing"}
    assert mirrored.get(str(down["status"]), down["status"]) == up["status"]
    for figure in ("progress", "pace", "lead_pp", "speed_up", "years_ahead"):
        assert np.isclose(up[figure], down[figure], equal_nan=True), figure


@given(measures, levels, levels, levels, st.sampled_from([1e-4, 1e4, 1e8]))
def test_scaling_the_unit_changes_no_verdict(measure, baseline, target, value, scale):
    def status(factor: float) -> object:
        numbers = {"baseline_value": repr(baseline * factor), "target_value": repr(target * factor)}
        return one({"measure": measure, "baseline_year": 2020} | numbers, value * factor)["status"]

    assert status(1) == status(scale)


@given(st.sampled_from(["linear", "compound"]), levels, levels, st.sampled_from([2021, 2022, 2023, 2024]))
def test_a_path_exactly_followed_has_pace_one(path, baseline, target, year):
    if math.isclose(baseline, target, rel_tol=1e-3) or not 1e-3 < target / baseline < 1e3:
        return
    share = (year - 2020) / 5
    ratio = target / baseline
    value = baseline + (target - baseline) * share if path == "linear" else baseline * math.exp(math.log(ratio) * share)
    direction = "at_least" if target > baseline else "at_most"
    row = one(
        {
            "measure": "flow",
            "path": path,
            "direction": direction,
            "baseline_year": 2020,
            "baseline_value": repr(baseline),
            "target_value": repr(target),
        },
        value,
        year,
    )
    assert row["pace"] == np.float64(1) or math.isclose(float(str(row["pace"])), 1, rel_tol=1e-9)
    assert row["status"] == "on_track"


@given(measures, levels, levels, levels)
def test_never_100_percent_before_the_target_is_met(measure, baseline, target, value):
    frame = judged(
        [
            {
                "key": "x",
                "measure": measure,
                "qualifier": "over",
                "baseline_year": 2020,
                "baseline_value": repr(baseline),
                "target_value": repr(target),
            }
        ],
        [{"key": "x", "period": 2022, "value": repr(value)}],
    )
    row = cells.sheet(frame, RULES, "en", str).rows[0]
    shown = [part.rstrip("%") for part in row.cells[5].split() + row.cells[7].split()[:1] if part not in ("-", "<100%")]
    if not frame["met"].iloc[0]:
        assert all(float(number) < 100 for number in shown)


@given(measures, levels, levels, st.lists(levels, min_size=2, max_size=8, unique=True))
def test_more_is_never_judged_worse(measure, baseline, target, values):
    order = [status.code for status in RULES.statuses]
    rows = [
        {
            "key": f"k{number}",
            "measure": measure,
            "baseline_year": 2020,
            "baseline_value": repr(baseline),
            "target_value": repr(target),
        }
        for number in range(len(values))
    ]
    frame = judged(
        rows,
        [{"key": f"k{number}", "period": 2022, "value": repr(value)} for number, value in enumerate(sorted(values))],
    )
    ranks = [order.index(status) for status in frame["status"]]
    assert ranks == sorted(ranks, reverse=True)


@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "measure": st.sampled_from(["flow", "stock", "share", "change", "cumulative", "growth", "each_year"]),
                "direction": st.sampled_from(["at_least", "at_most", "within"]),
                "qualifier": st.sampled_from(["at_least", "over", "about"]),
                "baseline_value": st.sampled_from(["", "-5", "0", "3", "40", "120"]),
                "target_value": st.sampled_from(["-10", "0", "2.5", "50", "100"]),
                "values": st.dictionaries(
                    st.sampled_from(["2020", "2021", "2022H1", "2022", "2023-08", "2024", "2025"]),
                    st.sampled_from(["-3", "0", "1", "40", "51", "100"]),
                ),
            }
        ),
        min_size=1,
        max_size=40,
    )
)
def test_every_row_has_one_status_and_a_reason_for_every_empty_figure(plans):
    targets, actuals = [], []
    for number, plan in enumerate(plans):
        high = float(plan["target_value"]) + 10 if plan["direction"] == "within" else ""
        targets.append(
            {name: cell for name, cell in plan.items() if name != "values"}
            | {"key": f"k{number}", "unit": "%", "baseline_year": 2020, "period_start": 2021, "target_high": high}
        )
        actuals += [{"key": f"k{number}", "period": period, "value": value} for period, value in plan["values"].items()]
    frame = judged(targets, actuals or [{"key": "other", "period": 2022, "value": 1}])
    codes = {status.code: status.light for status in RULES.every_status()}
    assert len(frame) == len(plans)
    assert frame["light"].tolist() == [codes[status] for status in frame["status"]]
    for figure in FIGURES:
        allowed = [REASONS[code].split("{")[0] for code in EXPLAINED_BY[figure]]
        for note in frame.loc[frame[figure].isna(), "note"]:
            assert any(reason in note for reason in allowed), (figure, note)
    assert np.isfinite(frame[list(FIGURES)].to_numpy(dtype=float)[frame[list(FIGURES)].notna().to_numpy()]).all()


ordinary = st.floats(-1e12, 1e12).filter(lambda number: number == 0 or abs(number) > 1e-200)


@given(hnp.arrays(np.float64, 5, elements=ordinary))
def test_tidy_changes_nothing_but_the_last_digits(values):
    assert np.allclose(formulas.tidy(values), values, rtol=1e-11, atol=0)
    assert (formulas.tidy(formulas.tidy(values)) == formulas.tidy(values)).all()


def test_tidy_keeps_what_is_not_a_number():
    assert np.isnan(formulas.tidy(np.array([np.nan, 0.0])))[0]
    assert formulas.tidy(np.array([0.0]))[0] == 0
