"""How long a million observations take, against reading them with pandas alone; prints the ratios.

    python benchmarks/volume.py [OBSERVATIONS]

In one process and one run: the floor is `pandas.read_csv` of the same file with every column as text.
"""

from __future__ import annotations

import datetime
import io
import sys
import time
from collections.abc import Callable

import pandas as pd

from lixia_cli.assess import methods
from lixia_cli.assess.assess import ask, assess
from lixia_cli.check.plan import check_plan
from lixia_cli.measure.measure import measure
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.observe.observe import observe
from lixia_cli.observe.revisions import in_force
from lixia_cli.observe.trajectory import fold
from lixia_cli.read.csv_records import read_csv

YEARS = 20


def seconds(action: Callable[[], object]) -> float:
    """Wall time of one call."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> None:
    """Make the files, time the floor and each step, and print them."""
    observations = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    keys = max(observations // YEARS, 1)
    targets = "key,domain,name_en,unit,measure,baseline_year,target_year,target_value\n" + "".join(
        f"k{key},economy,Indicator {key},亿元,flow,2005,2025,{key + 100}\n" for key in range(keys)
    )
    actuals = "key,period,value,unit,status,bound,source,locator,note\n" + "".join(
        f"k{number % keys},{2005 + number // keys},{number * 0.01 + 1:.2f},亿元,final,,yearbook,table 1,\n"
        for number in range(observations)
    )
    content = actuals.encode()
    floor = seconds(lambda: pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False))
    laps = {}
    start = time.perf_counter()

    def lap(name: str) -> None:
        nonlocal start
        laps[name], start = time.perf_counter() - start, time.perf_counter()

    inputs = read_csv(targets.encode(), "targets.csv", TARGET_COLUMNS), read_csv(content, "a.csv", ACTUAL_COLUMNS)
    lap("read")
    plan = check_plan(*inputs)
    lap("check")
    trajectories = fold(in_force(plan.targets))
    observed = observe(trajectories, plan.actuals)
    lap("observe")
    measured = measure(observed, trajectories.points)
    lap("measure")
    rules = [methods.load(name) for name in methods.names()]
    assess(measured, ask(measured, rules[0], rules[1:]), None, datetime.date.today())
    lap("assess")
    print(f"{observations} observations; floor (pandas.read_csv as text) {floor:.2f} s")
    for name, lasted in laps.items():
        print(f"{name:8} {lasted:6.2f} s, ratio {lasted / floor:.2f}")
    print(f"{'all':8} {sum(laps.values()):6.2f} s, ratio {sum(laps.values()) / floor:.2f}")


if __name__ == "__main__":
    main()
