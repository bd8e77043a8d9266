"""What must hold for any numbers, checked on the frames; for the verdicts see test_properties_of_rule_sets.py."""

from __future__ import annotations

import frames
import numpy as np
import pandas as pd
from frames import Cells
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from random_plans import cells_of, plans

from lixia_cli.assess import methods
from lixia_cli.assess.remarks import EXPLAINED_BY, REASONS
from lixia_cli.model import formulas
from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.model.table import Table
from lixia_cli.render.report import Provenance, Report, Screen
from lixia_cli.render.table import table

RULES = methods.load("lixia")
OTHERS = [methods.load(name) for name in methods.names()]

levels = st.floats(0.01, 1e6).map(lambda number: float(f"{number:.6g}"))
measures = st.sampled_from(["flow", "stock", "share"])


def judged(targets: list[Cells], actuals: list[Cells]) -> pd.DataFrame:
    """The assessed frame under the default rules, the others asked for their opinion."""
    return frames.assessed(frames.measured(targets, actuals), RULES, OTHERS)


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
    nowhere = Provenance("targets.csv", "actuals.csv", False, "", 0, "2022")
    rows = Table.of(frame)
    report = Report(rows, rows, RULES, nowhere, "en", str, Screen(None, False))
    (row,) = table(report, ["percent", "progress_alone"]).rows_of_texts
    shown = [text.rstrip("%") for text in row if text not in ("-", "<100%", "≤100%")]
    if not frame["met"].iloc[0]:
        assert all(float(number) < 100 for number in shown)


@given(plans)
def test_every_row_has_one_status_and_a_reason_for_every_empty_figure(some):
    frame = judged(*cells_of(some))
    codes = {status.code: status.light for status in RULES.every_status()}
    assert len(frame) == len(some)
    assert frame["light"].tolist() == [codes[status] for status in frame["status"]]
    for figure in FIGURES:
        allowed = [REASONS[code].split("{")[0] for code in EXPLAINED_BY[figure]]
        for note in frame.loc[frame[figure].isna(), "note"]:
            assert any(reason in note for reason in allowed), (figure, note)
    assert np.isfinite(frame[list(FIGURES)].to_numpy(dtype=float)[frame[list(FIGURES)].notna().to_numpy()]).all()


ordinary = st.floats(-1e12, 1e12).filter(lambda number: number == 0 or abs(number) > 1e-200)


@given(hnp.arrays(np.float64, 5, elements=ordinary))
def test_tidy_changes_nothing_but_the_last_digits(values):
    assert np.allclose(formulas.round_significant(values), values, rtol=1e-11, atol=0)
    assert (formulas.round_significant(formulas.round_significant(values)) == formulas.round_significant(values)).all()


def test_tidy_keeps_what_is_not_a_number():
    assert np.isnan(formulas.round_significant(np.array([np.nan, 0.0])))[0]
    assert formulas.round_significant(np.array([0.0]))[0] == 0
