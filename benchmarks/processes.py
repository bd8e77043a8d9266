"""CPU time and memory of a process, for the other benchmarks."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

_RUN = """
import os, subprocess, sys
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
with open(sys.argv[1], "w") as file:
    print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss, file=file)
sys.exit(bool(status))
"""
"""Runs a command from a process of little memory: Linux reports at least that of the process that starts another."""


class Cost(NamedTuple):
    """What a process took."""

    cpu: float
    """Seconds of CPU, user and system. They vary less than wall time where other programs are running."""
    peak: float
    """Peak memory in MB."""


def cost(command: list[str], stdout: Path | None = None, variables: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end and return what it took; its output goes to `stdout`, or is thrown away.

    `variables` are added to its environment.
    """
    ignored = ("PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if name not in ignored} | dict(variables or {})
    with tempfile.TemporaryDirectory() as folder, stdout.open("wb") if stdout else tempfile.TemporaryFile() as file:
        usage = Path(folder) / "usage"
        run = subprocess.run(
            [sys.executable, "-S", "-c", _RUN, str(usage), *command], check=False, stdout=file, env=environment
        )
        if run.returncode:
            raise SystemExit(f"failed: {command[:3]}")
        cpu, kilobytes = map(float, usage.read_text().split())
    return Cost(cpu, kilobytes / 1024)
