"""CPU time and memory of a process, for the other benchmarks."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


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
    with stdout.open("wb") if stdout else tempfile.TemporaryFile() as file:
        process = subprocess.Popen(command, stdout=file, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {command[:3]}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
