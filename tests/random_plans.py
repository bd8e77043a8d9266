"""Random plans of every kind, as frames: for properties that must hold whatever stands in the files."""

from __future__ import annotations

import pandas as pd
from hypothesis import strategies as st

from lixia_cli.check import check_plan
from lixia_cli.columns import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.measure import measure
from lixia_cli.observe import observe
from lixia_cli.read import parse_table

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


def measured(some: Plan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The measured frame of some plans, one target each, and their observations."""
    targets, actuals = [], [{"key": "other", "period": "2022", "value": "1"}]
    for number, plan in enumerate(some):
        high = float(str(plan["target_value"])) + 10 if plan["direction"] == "within" else ""
        compound = "compound" if plan["measure"] in ("change", "cumulative") and number % 2 else ""
        cells = {"key": f"k{number}", "domain": "economy", "name_en": "X", "unit": "%", "baseline_year": 2020}
        cells |= {"target_year": 2025, "period_start": 2021, "target_high": high, "path": compound}
        targets.append({name: cell for name, cell in plan.items() if name != "values"} | cells)
        actuals += [{"key": f"k{number}", "period": period, "value": value} for period, value in plan["values"].items()]
    tables = []
    for rows, columns in ((targets, TARGET_COLUMNS), (actuals, ACTUAL_COLUMNS)):
        names = [column.name for column in columns]
        lines = [",".join(names), *(",".join(str(row.get(name, "")) for name in names) for row in rows)]
        tables.append(parse_table("\n".join(lines).encode(), "file.csv", columns))
    typed_targets, typed_actuals = check_plan(*tables)
    return measure(observe(typed_targets, typed_actuals)), typed_actuals
