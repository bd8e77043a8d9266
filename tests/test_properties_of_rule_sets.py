"""What must hold for any numbers under every rule set; every example is a plan of several targets."""

from __future__ import annotations

import math

import numpy as np
from frames import assessed, measured
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.assess import methods
from lixia_cli.assess.remarks import EXPLAINED_BY, REASONS
from lixia_cli.model.table import Table

RULE_SETS = [methods.load(name) for name in methods.names()]
levels = st.floats(0.01, 1e6).map(lambda number: float(f"{number:.6g}"))
# The baseline of 2020, what came before and since, the target.
series = st.fixed_dictionaries(
    {"baseline": levels, "target": levels} | dict.fromkeys(("2018", "2019", "2021", "2022"), levels)
)
several = st.lists(series, min_size=1, max_size=12)
Plans = list[dict[str, float]]


def table_of(*groups: tuple[Plans, dict[str, str]]) -> Table:
    """Targets from 2020 to 2025 with their figures: each group of plans with the cells that its targets share."""
    targets, actuals = [], []
    for plans, cells in groups:
        for plan in plans:
            key = f"k{len(targets)}"
            own = {"key": key, "measure": "stock", "baseline_year": 2020} | cells
            targets.append(own | {"baseline_value": repr(plan["baseline"]), "target_value": repr(plan["target"])})
            actuals += [
                {"key": key, "period": year, "value": repr(value)}
                for year, value in plan.items()
                if year not in ("baseline", "target")
            ]
    return measured(targets, actuals)


def judge(rules: methods.RuleSet, measured: Table) -> tuple[np.ndarray, np.ndarray]:
    """Statuses and quantities."""
    with np.errstate(over="ignore", invalid="ignore"):
        judgement = rules.judge(measured)
    return judgement.status.texts(), judgement.value


def times(factor: float, plans: Plans) -> Plans:
    return [{name: number * factor for name, number in plan.items()} for plan in plans]


# A ceiling that was kept from the start is a limit: lixia has words of its own for it, and none has a quantity.
AS_MIRRORED = {"within_limit": "achieved", "over_limit": "reversing"}


@given(several)
def test_at_least_and_at_most_mirror_each_other(plans):
    """Turning every number round, and the direction with them, changes no verdict.

    A growth rate can't be turned round: Eurostat's rule takes absolute values, the UN's has steps only through zero.
    """
    through_zero = [plan | {"baseline": -plan["baseline"]} for plan in plans]
    count = len(plans)
    down = {"direction": "at_most"}
    table = table_of((plans, {}), (times(-1, plans), down), (through_zero, {}), (times(-1, through_zero), down))
    short = np.array([plan["baseline"] < plan["target"] for plan in plans])
    for rules in RULE_SETS:
        status, value = judge(rules, table)
        mirrored = [AS_MIRRORED.get(code, code) for code in status]
        if rules.name != "unsd":
            assert mirrored[count : 2 * count] == status[:count].tolist(), rules.name
            up, below = value[:count][short], value[count : 2 * count][short]
            assert np.allclose(up, below, equal_nan=True), rules.name
        assert mirrored[3 * count :] == status[2 * count : 3 * count].tolist(), rules.name
        assert np.allclose(value[3 * count :], value[2 * count : 3 * count], equal_nan=True), rules.name


@given(several, st.sampled_from(["flow", "stock", "share"]), st.sampled_from(["at_least", "at_most"]))
def test_scaling_the_unit_changes_no_verdict(plans, measure, direction):
    cells = {"measure": measure, "direction": direction}
    table = table_of(*((times(factor, plans), cells) for factor in (1, 1e-4, 1e4, 1e8)))
    for rules in RULE_SETS:
        status, value = (column.reshape(4, len(plans)) for column in judge(rules, table))
        assert (status == status[0]).all(), rules.name
        assert np.allclose(value, value[0], rtol=1e-6, atol=1e-9, equal_nan=True), rules.name


@given(
    series,
    st.lists(levels, min_size=2, max_size=12, unique=True),
    st.sampled_from(["flow", "stock"]),
    st.sampled_from(["at_least", "at_most"]),
)
def test_better_is_never_judged_worse(plan, values, measure, direction):
    """The same target and the same figures before, the latest one ever better."""
    plans = [plan | {"2022": value} for value in sorted(values, reverse=direction == "at_most")]
    table = table_of((plans, {"measure": measure, "direction": direction}))
    for rules in RULE_SETS:
        order = [status.code for status in rules.statuses if status.light != "grey"]
        ranks = [order.index(status) for status in judge(rules, table)[0]]
        assert ranks == sorted(ranks, reverse=True), rules.name


months = st.tuples(st.integers(2021, 2025), st.integers(1, 12)).filter(lambda date: date != (2025, 12))


@given(st.lists(st.tuples(levels, levels, months), min_size=1, max_size=12), st.sampled_from(["linear", "compound"]))
def test_a_path_exactly_followed_is_on_schedule_at_every_date(plans, path):
    targets, actuals, shares = [], [], []
    for baseline, target, (year, month) in plans:
        ratio = target / baseline
        if not 1e-3 < ratio < 1e3 or math.isclose(ratio, 1, rel_tol=0.01):
            continue
        share = (year - 1 + month / 12 - 2020) / 5
        now = baseline + (target - baseline) * share if path == "linear" else baseline * ratio**share
        key = f"k{len(targets)}"
        direction = "at_least" if ratio > 1 else "at_most"
        own = {"key": key, "measure": "stock", "path": path, "direction": direction, "baseline_year": 2020}
        targets.append(own | {"baseline_value": repr(baseline), "target_value": repr(target)})
        actuals.append({"key": key, "period": f"{year}-{month:02d}", "value": repr(now)})
        shares.append(share)
    if not targets:
        return
    table = measured(targets, actuals)
    assert np.allclose(table["pace"], 1, rtol=1e-9)
    on_schedule = {"lights": "green"} | ({"eurostat": "significant", "unsd": "on_track"} if path == "compound" else {})
    for name, expected in on_schedule.items():
        status, value = judge(methods.load(name), table)
        assert set(status) == {expected}
        assert np.allclose(value, 0 if name == "lights" else 1, rtol=1e-9, atol=0), name
    early = ["too_early" if share < 0.1 else "on_track" for share in shares]
    assert judge(methods.load("lixia"), table)[0].tolist() == early


@given(several)
def test_a_steady_step_is_sunny_when_it_leads_to_the_target(plans):
    """The German symbols carry on the mean of the last years, which on a straight line is the line."""
    groups = []
    for direction, sign in (("at_least", 1), ("at_most", -1)):
        on_the_line = [
            {"baseline": start, "target": end}
            | {str(year): start + (end - start) * (year - 2020) / 5 for year in (2018, 2019, 2021, 2022)}
            for start, end in ((plan["baseline"], plan["target"]) for plan in plans)
            if sign * (end - start) > 0.01 * start
        ]
        groups.append((on_the_line, {"direction": direction}))
    if any(on_the_line for on_the_line, _ in groups):
        status, value = judge(methods.load("destatis"), table_of(*groups))
        assert set(status) == {"sun"}
        assert np.allclose(value, 0, atol=1e-6)


anything = st.lists(
    st.fixed_dictionaries(
        {
            "measure": st.sampled_from(["flow", "stock", "share", "change", "cumulative", "growth", "each_year"]),
            "direction": st.sampled_from(["at_least", "at_most", "within"]),
            "qualifier": st.sampled_from(["at_least", "over", "about"]),
            "aspiration": st.sampled_from(["", "yes"]),
            "compound": st.booleans(),
            "baseline_value": st.sampled_from(["", "-5", "0", "3", "40", "120"]),
            "target_value": st.sampled_from(["-10", "0", "2.5", "50", "100"]),
            "values": st.dictionaries(
                st.sampled_from(["2018", "2019", "2020", "2021", "2022H1", "2022", "2023-08", "2024", "2025"]),
                st.sampled_from(["-3", "0", "1", "40", "50", "51", "100", "50,lower", "50,upper"]),
            ),
        }
    ),
    min_size=1,
    max_size=40,
)


def refused(plan):
    """Whether `check` refuses the qualifier of a random target."""
    if plan["direction"] == "within":
        return plan["qualifier"] == "over"
    return plan["qualifier"] == "about" and plan["target_value"] == "0"


@given(anything)
def test_every_row_has_one_status_and_a_reason_for_an_empty_quantity(plans):
    targets, actuals = [], []
    for number, plan in enumerate(plans):
        high = float(plan["target_value"]) + 10 if plan["direction"] == "within" else ""
        if refused(plan):
            plan["qualifier"] = "at_least"
        path = "compound" if plan["compound"] and plan["measure"] not in ("each_year", "growth") else ""
        targets.append(
            {name: cell for name, cell in plan.items() if name not in ("values", "compound")}
            | {"key": f"k{number}", "unit": "%", "baseline_year": 2020, "period_start": 2021}
            | {"target_high": high, "path": path}
        )
        if plan["measure"] in ("flow", "cumulative"):
            plan["values"].pop("2022H1", None)  # a running total that falls is refused
        for period, cell in plan["values"].items():
            value, _, bound = cell.partition(",")
            actuals.append(
                {"key": f"k{number}", "period": period, "value": value, "bound": bound, "accumulation": "year_to_date"}
            )
    table = measured(targets, actuals or [{"key": "other", "period": 2022, "value": 1}])
    for rules in RULE_SETS:
        rows = assessed(table, rules)
        lights = {status.code: status.light for status in rules.every_status()}
        assert len(rows) == len(plans)
        assert rows["light"].tolist() == [
            "yellow" if plan["aspiration"] and lights[status] == "red" else lights[status]
            for status, plan in zip(rows["status"], plans, strict=True)
        ]
        assert ((rows["status"] == "no_data") == (rows["latest_period"] == "")).all()
        assert not np.isinf(rows["method_value"]).any()
        # What is met needs no share of what is left either.
        codes = (*EXPLAINED_BY["pace"], "no_speed_up", "nothing_left")
        reasons = [REASONS[code].split("{")[0] for code in codes] + [f"{rules.name}: "]
        for note in rows.loc[rows["method_value"].isna(), "note"]:
            assert any(reason in note for reason in reasons), (rules.name, note)
