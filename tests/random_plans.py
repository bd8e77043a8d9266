"""Random plans of every kind, as rows of cells: for properties that must hold whatever stands in the files."""

from __future__ import annotations

from hypothesis import strategies as st

Plan = list[dict[str, object]]

plans = st.lists(
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


def cells_of(some: Plan) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The rows of targets.csv and actuals.csv for some plans, one target each."""
    targets, actuals = [], [{"key": "other", "period": "2022", "value": "1"}]
    for number, plan in enumerate(some):
        high = float(str(plan["target_value"])) + 10 if plan["direction"] == "within" else ""
        compound = "compound" if plan["measure"] in ("change", "cumulative") and number % 2 else ""
        cells = {"key": f"k{number}", "unit": "%", "baseline_year": 2020, "period_start": 2021}
        if (plan["qualifier"], plan["direction"]) == ("over", "within") or (
            plan["qualifier"] == "about" and plan["direction"] != "within" and plan["target_value"] == "0"
        ):
            cells["qualifier"] = "at_least"  # these are refused
        targets.append(
            {name: cell for name, cell in plan.items() if name != "values"}
            | cells
            | {"target_high": high, "path": compound}
        )
        values = dict(plan["values"])
        if plan["measure"] in ("flow", "cumulative") and float(values.get("2022H1", 0)) > float(values.get("2022", 0)):
            values.pop("2022H1", None)  # a running total that falls is refused
        actuals += [
            {"key": f"k{number}", "period": period, "value": value, "accumulation": "year_to_date"}
            for period, value in values.items()
        ]
    return targets, actuals
