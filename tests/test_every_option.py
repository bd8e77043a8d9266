"""Every command with every option, on terminals from one column to eighty."""

from __future__ import annotations

import click
import pytest
from support import REPOSITORY

from lixia_cli.cli.main import lixia
from lixia_cli.files import write

pytestmark = pytest.mark.slow

VALUES = {
    "plan": "fyp14",
    "region": "lixia",
    "domains": "economy",
    "as_of": "2023",
    "period": "2023",
    "method": "unsd",
    "statuses": "behind",
    "fail_on": "no_data",
    "encoding": "utf-8",
    "width": "40",
}
"""A value that the bundled plan has, for options that take a text."""
ARGUMENTS = {
    "show": ["gdp"],
    "new": ["folder"],
    "form": ["--missing", "-o", "forms"],
    # Seven targets, for the whole plan takes seconds each time.
    "history": ["--domain", "ecology"],
    "compare": ["--as-of", "2021", "--as-of", "2022", "--domain", "ecology"],
    "site": ["-o", "site", "--domain", "ecology"],
}
WIDTHS = (1, 20, 80)
"""Columns of the terminal; each value of an option is tried on one of them in turn, with --thorough on all."""
CASES = [
    pytest.param(name, option, (number + turn) % 3, marks=pytest.mark.thorough if turn else ())
    for name, command in lixia.commands.items()
    for number, option in enumerate(command.params)
    if isinstance(option, click.Option) and option.name not in ("help", "targets", "actuals")
    for turn in range(3)
]


def values(option: click.Option, folder) -> list[list[str]]:
    """The option as it may be given, for each value of a choice."""
    name = max(option.opts, key=len)
    if option.is_flag:
        return [[name], *([other] for other in option.secondary_opts)]
    if isinstance(option.type, click.Choice):
        return [[name, choice] for choice in option.type.choices]
    if option.name in ("sources", "names"):
        return [[name, str(REPOSITORY / "data" / f"{option.name}.csv")]]
    if option.name in VALUES:
        return [[name, VALUES[option.name]]]
    return [[name, str(folder / "file.csv")]]


@pytest.mark.parametrize(("command", "option", "first"), CASES, ids=lambda part: getattr(part, "name", part))
def test_every_option_on_every_terminal(run, monkeypatch, tmp_path, command, option, first):
    monkeypatch.setattr(write, "_on_terminal", lambda: True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file.csv").write_text("id\n")
    for number, given in enumerate(values(option, tmp_path)):
        monkeypatch.setenv("COLUMNS", str(WIDTHS[(first + number) % 3]))
        arguments = [command, *ARGUMENTS.get(command, []), *given, "-q"]
        if "--state" in given:
            (tmp_path / "file.csv").unlink()
        if "--changed-only" in given:
            arguments += ["--state", str(tmp_path / "state.json")]
        result = run(*arguments)
        # 2: what can't go together, such as a workbook and a terminal, is an error of one line.
        assert result.exit_code in (0, 1, 2), (given, result.stderr, result.exception)
        assert result.exit_code != 2 or result.stderr.count("\n") <= 2, (given, result.stderr)
        assert result.exit_code == 2 or result.stderr == "", given
