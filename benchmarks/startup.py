"""How much longer lixia takes to start than importing what it cannot do without; prints the ratios.

    python benchmarks/startup.py [RUNS]

Each is a fresh process on the bundled data, by turns in one run. The least CPU time of each counts, for anything more
is the machine's doing.
"""

from __future__ import annotations

import sys

from processes import cost

LIBRARIES, CLICK = "import pandas, rich.table, click", "import click"
RATIOS = {
    "report": (["report"], LIBRARIES, 1.1),
    "--help": (["--help"], CLICK, 1.5),
    "--version": (["--version"], CLICK, 1.5),
    "report --help": (["report", "--help"], CLICK, 1.5),
}
"""What is asked of lixia, the imports that it is compared with, and the ratio that is the goal."""
COMPLETED = {"command ⇥": "lixia re", "option ⇥": "lixia report --", "rule set ⇥": "lixia report --method "}
"""Command lines of which a shell completes the last word."""


def main() -> None:
    """Time all of them by turns and print the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    commands = {imports: [sys.executable, "-c", imports] for imports in (LIBRARIES, CLICK)}
    commands |= {name: [sys.executable, "-m", "lixia_cli", *asked] for name, (asked, _, _) in RATIOS.items()}
    variables: dict[str, dict[str, str]] = {name: {} for name in commands}
    for name, words in COMPLETED.items():
        commands[name] = [sys.executable, "-m", "lixia_cli"]
        position = str(words.count(" "))
        variables[name] = {"_LIXIA_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": position}
    least = dict.fromkeys(commands, float("inf"))
    for name, command in commands.items():  # the first time modules are compiled
        cost(command, variables=variables[name])
    for _ in range(runs):
        for name, command in commands.items():
            least[name] = min(least[name], cost(command, variables=variables[name]).cpu)
    goals = {name: (imports, goal) for name, (_, imports, goal) in RATIOS.items()}
    for name, (imports, goal) in (goals | dict.fromkeys(COMPLETED, (CLICK, 1.5))).items():
        ratio = f"{least[name] / least[imports]:.2f} (goal: at most {goal})"
        print(f"{name:13} {least[name]:.3f} s CPU, ratio {ratio} to '{imports}'")


if __name__ == "__main__":
    main()
