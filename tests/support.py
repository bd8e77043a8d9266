"""What tests share that is no fixture: reading reports, and lixia as its own process."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from preloaded import programs

REPOSITORY = Path(__file__).parent.parent
QUIET = (
    "LIXIA_LANG",
    "LIXIA_DEBUG",
    "LIXIA_CONFIG",
    "TERM",
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "LANGUAGE",
)
"""Environment variables that would change what lixia says."""

PATIENCE = 600
"""Seconds to wait for a process of which nothing but a fault keeps it from ending."""

Rows = dict[str, dict[str, str]]
TARGET_HEADER = (
    "key,domain,name_en,unit,measure,direction,qualifier,aspiration,path,baseline_year,baseline_value,"
    "target_year,target_value,target_high,period_start\n"
)
"""The columns of the targets that `judge` is given as one line of cells, from measure on."""


def rows_of(text: str) -> Rows:
    """The rows of a csv report by key."""
    return {row["key"]: row for row in csv.DictReader(io.StringIO(text))}


def row_and_messages(run, files):
    """Report on one target by its csv: its row, an empty one without it, and what standard error says."""
    result = run("report", "--format", "csv", "--all", *files)
    return next(iter(rows_of(result.stdout).values()), {}), result.stderr


def cautions(row: dict[str, str]) -> str:
    """The flags of a row but for method_dependent, which says something of the other rule sets, not of this one."""
    return " ".join(flag for flag in row["flags"].split() if flag != "method_dependent")


def dedent(text: str) -> str:
    """Lines without the indentation they have in a test."""
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines())


def lixia_process(
    *arguments: str,
    shell: str = "",
    environment: dict[str, str] | None = None,
    installed: bool = False,
    **settings: object,
) -> subprocess.CompletedProcess[bytes]:
    """Run lixia as its own process; `shell` is what follows it in a shell line ("| head -1").

    It starts from a process that has pandas loaded (`preloaded.py`), unless it is to be `installed`, as users start it.
    """
    clean = {name: value for name, value in os.environ.items() if name not in (*QUIET, "PYTHONUNBUFFERED")}
    clean |= environment or {}
    command = [sys.executable, "-m", "lixia_cli"] if installed else [str(programs() / "lixia")]
    command += arguments
    if not shell:
        return subprocess.run(command, capture_output=True, env=clean, check=False, **settings)
    line = " ".join(f"'{part}'" for part in command) + f" {shell}"
    return subprocess.run(["bash", "-c", line], capture_output=True, env=clean, check=False, **settings)


def explained(run: Callable[..., Result], *options: object) -> dict[str, Any]:
    """What ``lixia show --format json`` says."""
    result = run("show", *options, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    return json.loads(result.stdout)


def written(run: Callable[..., Result], *options: object) -> str:
    """What people read of one indicator, with single spaces."""
    result = run("show", *options, "--lang", "en", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    return re.sub(" +", " ", result.stdout)


def interruptible(command: list[object], **settings: Any) -> subprocess.Popen[bytes]:
    """Start a process that Ctrl-C ends, even if the tests run in the background, where SIGINT is ignored (nohup, &)."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a handler is not inherited, "ignore" is
    try:
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **settings)
    finally:
        signal.signal(signal.SIGINT, before)
