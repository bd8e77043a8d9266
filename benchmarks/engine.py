"""Actuals in Parquet and csv, beside DuckDB's own aggregate of the latest value of each target.

    python benchmarks/engine.py [MONTHS ...]

Makes 417,000 targets and so many months of observations of each (24: ten million rows; 240: a hundred million, which
take 3.5 GB of disk, and 2 more in between), has DuckDB find the latest value of each target, and lixia judge all of
them, in processes of their own, and prints CPU seconds, peak memory and the ratio.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import duckdb
from processes import cost

SERIES, KEYS = 417_000, 100

LATEST = """
import sys, duckdb
duckdb.sql(
    f"select key, region, max(period) as period, arg_max(value, period) as value from '{sys.argv[1]}' group by all"
).write_csv(sys.argv[2])
"""


def make_files(folder: Path, months: int) -> dict[str, Path]:
    """Write the targets, and the actuals as Parquet and csv, the same ones every time; return them by ending."""
    files = {name: folder / f"actuals.{name}" for name in ("parquet", "csv")}
    each = SERIES // KEYS
    with contextlib.closing(duckdb.connect()) as connection:
        connection.execute("set memory_limit = '1GB'; set preserve_insertion_order = false")
        connection.execute(
            f"create view series as select 'k' || (i // {each}) as key, 'r' || (i % {each}) as region, i "
            f"from range({SERIES}) s(i)"
        )
        connection.execute(
            "create view actuals as select key, region, "
            f"strftime(date '2005-01-01' + to_months(p::int + {240 - months}), '%Y-%m') as period, "
            "round(100 + (hash(i) % 1000) / 37.0 + p * ((hash(i + 7) % 100) / 40.0 - 0.4), 3) as value, 'km' as unit "
            f"from series, range({months}) q(p)"
        )
        for file in files.values():
            connection.execute(f"copy actuals to '{file}'")
        connection.execute(
            "copy (select key, region, 'Indicator ' || key as name_en, 'km' as unit, 'stock' as measure, "
            "'at_least' as direction, 2020 as baseline_year, 100 as baseline_value, 2030 as target_year, "
            f"round(110 + (hash(i + 1) % 100000) / 777.7, 7) as target_value from series) to '{folder / 'targets.csv'}'"
        )
    return files


def main() -> None:
    """Measure every size and print one table for each."""
    for months in [int(text) for text in sys.argv[1:]] or [24, 240]:
        with tempfile.TemporaryDirectory() as name:
            compare(Path(name), months)


def compare(folder: Path, months: int) -> None:
    """Measure both programs on so many months."""
    files = make_files(folder, months)
    print(f"\n{months * SERIES:,} observations, {SERIES:,} targets, one run:\n")
    print("| file | DuckDB, CPU s | lixia, CPU s | peak MB | ratio |\n|---|---:|---:|---:|---:|")
    outputs = {}
    for kind, file in files.items():
        floor, _ = cost([sys.executable, "-c", LATEST, str(file), str(folder / "latest.csv")], folder / "said")
        outputs[kind] = folder / f"out-{kind}.csv"
        command = [sys.executable, "-m", "lixia_cli", "report", "--all", "-q", "--targets", str(folder / "targets.csv")]
        cpu, peak = cost([*command, "--actuals", str(file), "-o", str(outputs[kind])], folder / "said")
        size = file.stat().st_size / 1e6
        print(f"| {kind}, {size:,.0f} MB | {floor:.1f} | {cpu:.1f} | {peak:,.0f} | {cpu / floor:.1f} |", flush=True)
    if len({path.read_bytes() for path in outputs.values()}) > 1:
        raise SystemExit("csv and Parquet give different reports")


if __name__ == "__main__":
    main()
