"""The same job by lixia and by what people use instead: times, peak memory, ratios.

    python benchmarks/peers.py [OBSERVATIONS ...]

Makes targets and actuals (five years of each target), lets every program judge every target on a straight path in a
process of its own, checks that all count the same verdicts, and prints CPU seconds, peak memory and the ratio to the
floor, pandas reading both files as text, in the tables of docs/performance.md. Programs that are not installed are
named and left out. The loop per indicator and csvkit are tried up to 10,000 observations only; they would take minutes.
"""

from __future__ import annotations

import importlib.util
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from statistics import median

from processes import Cost, cost

YEARS = range(2020, 2025)
SMALL = 10_000
RUNS = 3
LARGE = 10_000_000
"""From so many observations on every program runs once."""

FLOOR = """
import sys, pandas as pd
for path in sys.argv[1:3]:
    pd.read_csv(path, dtype=str, keep_default_na=False)
"""
PANDAS = """
import sys, numpy as np, pandas as pd
targets, actuals = (pd.read_csv(path) for path in sys.argv[1:3])
latest = actuals.sort_values("period").groupby(["key", "region"], as_index=False).last()
rows = targets.merge(latest[["key", "region", "period", "value"]], on=["key", "region"], how="left")
way, done = rows.target_value - rows.baseline_value, rows.value - rows.baseline_value
rows["progress"] = done / way
years, all_years = rows.period - rows.baseline_year, rows.target_year - rows.baseline_year
rows["pace"] = rows.progress / (years / all_years)
faster = ((rows.target_value - rows.value) / (all_years - years)) / (done / years)
rows["status"] = np.select(
    [rows.value >= rows.target_value, rows.pace < 0, rows.pace >= 1.05, rows.pace >= 0.95,
     (rows.pace >= 0.6) & (faster < 2)],
    ["achieved", "reversing", "ahead", "on_track", "slightly_behind"], "behind")
rows.to_csv(sys.argv[3], index=False)
"""
LOOP = """
import sys, pandas as pd
targets, actuals = (pd.read_csv(path) for path in sys.argv[1:3])
found = []
for target in targets.itertuples():
    own = actuals[(actuals.key == target.key) & (actuals.region == target.region)]
    last = own.loc[own.period.idxmax()]
    done = last.value - target.baseline_value
    years, all_years = last.period - target.baseline_year, target.target_year - target.baseline_year
    progress = done / (target.target_value - target.baseline_value)
    pace = progress / (years / all_years)
    if last.value >= target.target_value: status = "achieved"
    elif pace < 0: status = "reversing"
    elif pace >= 1.05: status = "ahead"
    elif pace >= 0.95: status = "on_track"
    elif pace >= 0.6 and ((target.target_value - last.value) / (all_years - years)) / (done / years) < 2:
        status = "slightly_behind"
    else: status = "behind"
    found.append((target.key, target.region, last.value, progress, pace, status))
pd.DataFrame(found, columns=["key", "region", "value", "progress", "pace", "status"]).to_csv(sys.argv[3], index=False)
"""
QUERY = """
with latest as (
  select "key", region, period, value from (
    select *, row_number() over (partition by "key", region order by period desc) as place from actuals
  ) as placed where place = 1
), figures as (
  select t."key", t.region, l.value, t.target_value,
    (l.value - t.baseline_value) * 1.0 / (t.target_value - t.baseline_value) as progress,
    (l.value - t.baseline_value) * 1.0 / (l.period - t.baseline_year) as achieved,
    (t.target_value - l.value) * 1.0 / (t.target_year - l.period) as needed,
    (l.period - t.baseline_year) * 1.0 / (t.target_year - t.baseline_year) as elapsed
  from targets as t left join latest as l on t."key" = l."key" and t.region = l.region
)
select "key", region, value, progress, progress / elapsed as pace,
  case when value >= target_value then 'achieved' when progress / elapsed < 0 then 'reversing'
    when progress / elapsed >= 1.05 then 'ahead' when progress / elapsed >= 0.95 then 'on_track'
    when progress / elapsed >= 0.6 and needed / achieved < 2 then 'slightly_behind' else 'behind' end as status
from figures
"""
DUCKDB = f"""
import sys, duckdb
duckdb.sql(f"create view targets as from '{{sys.argv[1]}}'")
duckdb.sql(f"create view actuals as from '{{sys.argv[2]}}'")
duckdb.sql('''{QUERY}''').write_csv(sys.argv[3])
"""
POLARS = """
import sys, polars as pl
targets, actuals = (pl.scan_csv(path) for path in sys.argv[1:3])
latest = actuals.group_by("key", "region").agg(pl.col("period", "value").sort_by("period").last())
done, years = pl.col("value") - pl.col("baseline_value"), pl.col("period") - pl.col("baseline_year")
all_years = pl.col("target_year") - pl.col("baseline_year")
progress = done / (pl.col("target_value") - pl.col("baseline_value"))
pace = pl.col("pace")
faster = ((pl.col("target_value") - pl.col("value")) / (all_years - years)) / (done / years)
rows = targets.join(latest, on=["key", "region"], how="left").with_columns(progress=progress)
rows = rows.with_columns(pace=pl.col("progress") / (years / all_years)).with_columns(
    status=pl.when(pl.col("value") >= pl.col("target_value")).then(pl.lit("achieved"))
    .when(pace < 0).then(pl.lit("reversing")).when(pace >= 1.05).then(pl.lit("ahead"))
    .when(pace >= 0.95).then(pl.lit("on_track"))
    .when((pace >= 0.6) & (faster < 2)).then(pl.lit("slightly_behind")).otherwise(pl.lit("behind")))
rows.collect().write_csv(sys.argv[3])
"""


def make_files(folder: Path, observations: int) -> tuple[Path, Path]:
    """Write targets.csv and actuals.csv with so many observations, the same ones every time.

    Targets have digits enough that none lies on the edge of a band, where rounding decides.
    """
    chance = random.Random(observations)
    targets, actuals = folder / "targets.csv", folder / "actuals.csv"
    series = [(f"k{row // 2000}", f"r{row % 2000}") for row in range(observations // len(YEARS))]
    with targets.open("w", encoding="utf-8", newline="\n") as file:
        file.write("key,region,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n")
        for key, region in series:
            file.write(
                f"{key},{region},Indicator {key},km,stock,at_least,2020,100,2025,{100 + chance.uniform(5, 60):.7f}\n"
            )
    with actuals.open("w", encoding="utf-8", newline="\n") as file:
        file.write("key,region,period,value,unit\n")
        # Straight lines: no target is met and lost again, for which only lixia has a verdict of its own.
        steps = [chance.uniform(-1, 9) for _ in series]
        for year in YEARS:
            for (key, region), step in zip(series, steps, strict=True):
                file.write(f"{key},{region},{year},{100 + (year - 2020) * step:.3f},km\n")
    return targets, actuals


def programs(observations: int) -> dict[str, list[str] | None]:
    """Return the command of each program, without the files; None where it is not installed or would take minutes."""
    python = [sys.executable, "-c"]
    small = observations <= SMALL
    csvsql = [str(Path(sys.executable).with_name("csvsql")), "--no-inference", "--query"]
    return {
        "pandas, reading alone": [*python, FLOOR],
        "lixia": [sys.executable, "-m", "lixia_cli", "report", "--all", "-q"],
        "pandas, plain script": [*python, PANDAS],
        "pandas, loop per target": [*python, LOOP] if small else None,
        "DuckDB": [*python, DUCKDB] if importlib.util.find_spec("duckdb") else None,
        "polars": [*python, POLARS] if importlib.util.find_spec("polars") else None,
        "csvkit (csvsql)": csvsql if small and shutil.which(csvsql[0]) else None,
    }


def arguments(name: str, targets: Path, actuals: Path, out: Path) -> list[str]:
    """Return the files as the program wants them."""
    if name == "lixia":
        return ["--targets", str(targets), "--actuals", str(actuals), "-o", str(out)]
    if name.startswith("csvkit"):
        return [_numbers(QUERY), str(targets), str(actuals)]
    return [str(targets), str(actuals), str(out)]


def _numbers(query: str) -> str:
    """Return a query for tables whose cells are all text."""
    for name in ("baseline_value", "target_value", "baseline_year", "target_year", "l.value", "l.period"):
        prefix = "" if "." in name else "t."
        query = query.replace(f"{prefix}{name}", f"cast({prefix}{name} as real)")
    return query.replace("cast(t.target_value as real),", "cast(t.target_value as real) as target_value,").replace(
        "cast(l.value as real), ", "cast(l.value as real) as value, "
    )


def measured(command: list[str], out: Path) -> Cost:
    """Run a command; return what it took. What it prints is its result where it writes no file."""
    printed = out.with_suffix(".stdout")
    took = cost(command, printed)
    if not out.exists():
        printed.rename(out)
    return took


def verdicts(out: Path) -> Counter[str]:
    """Count the statuses in a csv, line by line: what this process takes counts as a peak of those it starts."""
    with out.open(encoding="utf-8") as lines:
        place = next(lines).rstrip("\r\n").split(",").index("status")
        return Counter(line.rstrip("\r\n").split(",")[place] for line in lines)


def main() -> None:
    """Measure every program on every size and print one table for each."""
    for observations in [int(text) for text in sys.argv[1:]] or [10_000, 100_000, 1_000_000]:
        with tempfile.TemporaryDirectory() as name:
            compare(Path(name), observations)


def compare(folder: Path, observations: int) -> None:
    """Measure every program on so many observations; by turns, the median of each counts."""
    targets, actuals = make_files(folder, observations)
    commands = {name: command for name, command in programs(observations).items() if command}
    results: dict[str, list[Cost]] = {name: [] for name in commands}
    counted: dict[str, Counter[str]] = {}
    runs = 1 if observations >= LARGE else RUNS
    for _ in range(runs):
        for name, command in commands.items():
            out = folder / "out.csv"
            out.unlink(missing_ok=True)
            results[name].append(measured([*command, *arguments(name, targets, actuals, out)], out))
            if name != "pandas, reading alone":
                counted[name] = verdicts(out)
    for name, found in counted.items():
        if found != counted["lixia"]:
            raise SystemExit(f"{name} counts {dict(found)}, lixia {dict(counted['lixia'])}")
    floor = median(cpu for cpu, _ in results["pandas, reading alone"])
    print(f"{dict(counted['lixia'])}", file=sys.stderr)
    once = ", one run" if runs == 1 else ""
    print(f"\n{observations:,} observations, {observations // len(YEARS):,} targets{once}:\n")
    print("| program | CPU s | peak MB | ratio |\n|---|---:|---:|---:|")
    for name, pairs in results.items():
        cpu = median(cpu for cpu, _ in pairs)
        print(f"| {name} | {cpu:.2f} | {median(peak for _, peak in pairs):,.0f} | {cpu / floor:.2f} |", flush=True)
    missing = [name for name in programs(observations) if name not in commands]
    if missing:
        print(f"\nNot run: {'; '.join(missing)}.")


if __name__ == "__main__":
    main()
