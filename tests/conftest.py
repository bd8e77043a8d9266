"""Fixtures that every test uses: small plans as text, and the program run on them in this process."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import preloaded
import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from state_files import BEFORE
from support import QUIET, TARGET_HEADER, Rows, dedent, rows_of

from lixia_cli.cli.main import lixia

if TYPE_CHECKING:
    import openpyxl

# The processes that tests start may keep compiled modules: without, each start compiles lixia anew.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Each example goes through files and frames, so a few must do unless --thorough is given.
settings.register_profile("lixia", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=200)


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No language, colour or width from whoever runs the tests, and always the same date."""
    for name in QUIET:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LIXIA_TODAY", "2026-11-21")


SIGNALS = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
"""How signals are handled before any run."""


@pytest.fixture(autouse=True)
def signals_as_they_were() -> None:
    """A run, also one of a fixture, ends by ignoring signals, for nothing is left to interrupt; here tests follow."""
    for number, handler in SIGNALS.items():
        signal.signal(number, handler)


@pytest.fixture
def run() -> Callable[..., Result]:
    """Run lixia in this process: run("report", "--all") → click's Result with stdout, stderr, exit_code."""

    def call(*arguments: str, **settings: object) -> Result:
        return CliRunner().invoke(lixia, [str(argument) for argument in arguments], **settings)

    return call


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """Write two files and return the options that name them: plan(targets, actuals)."""

    def write(targets: str, actuals: str) -> list[str]:
        (tmp_path / "targets.csv").write_text(dedent(targets), encoding="utf-8")
        (tmp_path / "actuals.csv").write_text(dedent(actuals), encoding="utf-8")
        return ["--targets", str(tmp_path / "targets.csv"), "--actuals", str(tmp_path / "actuals.csv")]

    return write


@pytest.fixture
def assessed(run: Callable[..., Result], plan: Callable[[str, str], list[str]]) -> Callable[..., Rows]:
    """Assess a plan through the whole program: assessed(targets, actuals, "--as-of", "2022") → csv rows by key."""

    def call(targets: str, actuals: str, *options: str) -> Rows:
        result = run("report", "--format", "csv", "--all", *plan(targets, actuals), *options)
        assert result.exit_code == 0, result.stderr
        return rows_of(result.stdout)

    return call


@pytest.fixture
def judge(assessed: Callable[..., Rows]) -> Callable[..., dict[str, str]]:
    """judge("share,at_least,,,,2020,40,2025,50,,", {"2022": 44}) → the csv row of that one target."""

    def call(target: str, values: dict[str, object], *options: str, unit: str = "%") -> dict[str, str]:
        actuals = "key,period,value,status,bound\n" + "".join(
            f"x,{period},{value if isinstance(value, str) else f'{value},,'}\n" for period, value in values.items()
        )
        return assessed(TARGET_HEADER + f"x,economy,X,{unit},{target}\n", actuals, *options)["x"]

    return call


@pytest.fixture
def content(run: Callable[..., Result]) -> Callable[..., bytes]:
    """The bytes of a report as a workbook: content("--lang", "zh", *options)."""
    from excel import workbook_bytes

    return partial(workbook_bytes, run)


@pytest.fixture
def opened(run: Callable[..., Result]) -> Callable[..., openpyxl.Workbook]:
    """The same, opened: opened(...)["Economy"]["A1"]."""
    from excel import opened_workbook

    return partial(opened_workbook, run)


@pytest.fixture
def refused(run, plan):
    """Check a plan: refused(targets, actuals) → the lines that say what is wrong; check and report say the same."""

    def call(targets: str, actuals: str) -> list[str]:
        options = plan(targets, actuals)
        results = [run(command, *options) for command in ("check", "report")]
        assert [(result.exit_code, result.stdout) for result in results] == [(2, "")] * 2
        assert results[0].stderr.splitlines()[:-1] == results[1].stderr.splitlines()[:-1]
        assert "site-packages" not in results[0].stderr
        return [re.sub(r"^.*/(?=\w+\.csv:)", "", line) for line in results[0].stderr.splitlines()[:-1]]

    return call


@pytest.fixture
def state_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a state file as a run on TARGETS and ACTUALS of state_files writes it, after the years of its figures."""
    monkeypatch.setenv("LIXIA_TODAY", "2060-01-01")
    file = tmp_path / "state.json"
    file.write_text(BEFORE, encoding="utf-8")
    return file


@pytest.fixture
def summed_up(run: Callable[..., Result], plan: Callable[..., list[str]], state_path: Path) -> Callable[..., str]:
    """summed_up(targets, actuals, *options) → the output of a run with --state; standard error is empty."""

    def call(targets: str, actuals: str, *options: str) -> str:
        result = run("summary", *plan(targets, actuals), "--state", state_path, *options)
        assert (result.exit_code, result.stderr) == (0, "")
        return str(result.stdout)

    return call


@pytest.fixture(scope="session")
def thorough(pytestconfig: pytest.Config) -> bool:
    """Whether the run may take several times as long as usual."""
    return bool(pytestconfig.getoption("--thorough"))


@pytest.fixture
def rounds(thorough: bool) -> int:
    """How often to try what may go wrong only now and then: races, a moment at which a process is killed."""
    return 12 if thorough else 2


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--golden`` writes the golden files anew; ``--thorough`` takes several times as long."""
    parser.addoption("--golden", action="store_true", help="write the golden files anew instead of comparing")
    parser.addoption(
        "--thorough", action="store_true", help="more examples and rounds, and the installed lixia in every process"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Set what ``--thorough`` changes."""
    thorough = config.getoption("--thorough")
    settings.load_profile("thorough" if thorough else "lixia")
    preloaded.use_installed |= thorough


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked as thorough, unless ``--thorough`` asks for it."""
    if config.getoption("--thorough"):
        return
    left_out = [item for item in items if item.get_closest_marker("thorough")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("thorough")]
