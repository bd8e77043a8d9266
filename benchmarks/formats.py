"""How long each format of a report takes off a terminal, against csv; prints the ratios.

    python benchmarks/formats.py [TARGETS] [RUNS]

Each is a fresh process on the same files, by turns in one run, and the least CPU time of each counts. The goals are
ratios of at most 1.3 for json, 1.5 for table and html, and 4 for xlsx.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from processes import cost

from lixia_cli.render.formats import FORMATS

FLOOR = "csv"


def write_plan(folder: Path, targets: int) -> list[str]:
    """Write a plan with so many targets, all of them with data, and return the options that name its files."""
    targets_csv = (
        "key,domain,name_en,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
        + "".join(
            f"k{key},economy,Indicator number {key},第{key}项指标,亿元,flow,2020,{key + 100},2025,{key + 150}\n"
            for key in range(targets)
        )
    )
    actuals_csv = "key,period,value\n" + "".join(f"k{key},2022,{key + 100 + key % 40}.25\n" for key in range(targets))
    (folder / "targets.csv").write_text(targets_csv, encoding="utf-8")
    (folder / "actuals.csv").write_text(actuals_csv, encoding="utf-8")
    return ["--targets", str(folder / "targets.csv"), "--actuals", str(folder / "actuals.csv")]


def main() -> None:
    """Time all formats by turns and print them."""
    targets = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        files = write_plan(Path(folder), targets)
        asked = {name: ["report", *files, "--format", name] for name in FORMATS} | {"summary": ["summary", *files]}
        best = dict.fromkeys(asked, float("inf"))
        for _ in range(rounds):
            for name, arguments in asked.items():
                best[name] = min(best[name], cost([sys.executable, "-m", "lixia_cli", *arguments]).cpu)
    print(f"{targets} targets, best of {rounds}")
    for name, lasted in best.items():
        print(f"{name:9} {lasted:6.2f} s CPU, ratio {lasted / best[FLOOR]:.2f}")


if __name__ == "__main__":
    main()
