"""How much longer `lixia report` takes than importing what it cannot do without; prints the ratio.

    python benchmarks/startup.py [RUNS]

Both are fresh processes on the bundled data, timed by turns in one run; the best time of each counts, for anything
slower is the machine's doing. The goal is a ratio of at most 1.35.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

FLOOR = ["-c", "import pandas, rich.table, click"]
REPORT = ["-m", "lixia_cli", "report"]
GOAL = 1.35


def seconds(arguments: list[str]) -> float:
    """Wall time of one fresh interpreter, its output read to the end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.PIPE, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Time both by turns and print the ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    seconds(FLOOR)
    seconds(REPORT)
    pairs = [(seconds(FLOOR), seconds(REPORT)) for _ in range(runs)]
    floor, report = (min(times) for times in zip(*pairs, strict=True))
    print(f"floor {floor:.3f} s, report {report:.3f} s, ratio {report / floor:.2f} (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
