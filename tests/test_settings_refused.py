"""Settings that are wrong, that can't be read, or that are somebody else's."""

from __future__ import annotations

import os

import pytest
from settings_files import FILES, settings_in


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run in: folder("lang = 'zh'") writes its lixia.toml."""
    monkeypatch.chdir(tmp_path)
    return settings_in(tmp_path)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("tagrets = 'x'", "lixia.toml: tagrets: is not known; is it 'targets'?"),
        ("[report]\nwidht = 80", "lixia.toml: report.widht: is not known; is it 'width'?"),
        ("[reprot]\nwidth = 80", "lixia.toml: reprot: is not known; is it 'report'?"),
        ("[report]\nwidth = 5", "lixia.toml: report.width: is invalid: 5 is not in the range x>=20."),
        ("[report]\nall = 'yes'", "lixia.toml: report.all: must be true or false"),
        ("plan = ['a', 'b']", "lixia.toml: plan: takes one value, not a list"),
        ("plan = true", "lixia.toml: plan: must be a text or a number"),
        ("method = 'eurostadt'", "lixia.toml: method: no method 'eurostadt'; is it 'eurostat'?"),
        ("format = 'pdf'", "lixia.toml: format: is invalid: 'pdf' is not one of 'table', 'plain', 'csv',"),
        ("as-of = 'soon'", "lixia.toml: as-of: --as-of: 'soon' is not a period;"),
        ("plan = \nx = 1", "lixia.toml:1: is not TOML: Invalid value"),
        ("[zzz]\n", "lixia.toml: zzz: is not known; see lixia --help and the help of each command"),
    ],
)
def test_what_is_wrong_with_the_settings(folder, run, text, problem):
    folder(text)
    result = run("report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(problem)
    assert result.stderr.splitlines()[-1] == "lixia: error: 1 problem; nothing was written"


def test_settings_that_are_not_there_or_not_text(folder, run, tmp_path):
    assert run("--config", "none.toml", "list").stderr.startswith("none.toml: cannot be read: No such file")
    (tmp_path / "lixia.toml").write_bytes(b"plan = '\xff'")
    assert run("list").stderr.startswith("lixia.toml: is not UTF-8; save it as UTF-8")


def test_help_is_given_with_broken_settings(folder, run):
    folder("nonsense")
    assert run("report", "--help").exit_code == 0
    assert run("--version").exit_code == 0


@pytest.mark.parametrize("text", ["show = 1\n", "[[show]]\nmethod = 'unsd'\n"])
def test_a_command_that_is_no_table(folder, run, text):
    folder(text)
    result = run("show", "gdp")
    assert result.exit_code == 2
    assert "lixia.toml: show: is the name of a command; put its settings below a line [show]\n" in result.stderr


# Settings that can't be read.
@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("width = " + "1" * 5000, "is not TOML: "),
        ("a = " + "[" * 5000, "is not TOML: nested too deeply"),
        ("width = 0x" + "f" * 5000, "width: is too large a number"),
        ("targets = 'a'\nx = " + "1" * 1_000_000, "is too large for a settings file"),
        ("targets = 't.csv'\nactuals = 'a\\u0000b'".replace("'a", '"a').replace("b'", 'b"'), "actuals: --actuals: "),
    ],
)
def test_what_no_settings_hold_is_a_problem_of_the_file(folder, run, content, problem):
    folder(content)
    for command in (["report"], ["list"], ["check"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, ""), command
        assert result.stderr.startswith(f"lixia.toml: {problem}")
    assert run("--help").exit_code == run("report", "--help").exit_code == run("--version").exit_code == 0


def test_help_as_a_value_is_no_help(folder, run):
    folder("tagrets = 'a'\n")
    assert run("report", "--plan", "--help").exit_code == 2


# Settings of somebody else.
@pytest.mark.parametrize(
    ("setting", "key"),
    [
        ("output = 'out.csv'\n", "output"),
        ("[report]\noutput = 'out.csv'\n", "report.output"),
        ("state = 'out.csv'\n", "state"),
    ],
)
def test_settings_found_in_the_folder_choose_no_file_to_write(folder, run, tmp_path, setting, key):
    folder(FILES + setting)
    for command in (["report", "--format", "csv"], ["summary"]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(
            f"lixia.toml: {key}: names a file to write; only a file named with --config may do that\n"
        )
    assert not (tmp_path / "out.csv").exists()
    assert run("--config", "lixia.toml", "summary").exit_code == 0


def test_settings_that_others_may_write_are_not_used(folder, run, tmp_path, monkeypatch):
    folder(FILES)
    (tmp_path / "lixia.toml").chmod(0o646)
    result = run("report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("lixia.toml: can be written by other users; use --config lixia.toml if you trust ")
    assert run("--config", "lixia.toml", "report").exit_code == 0
    monkeypatch.setenv("LIXIA_CONFIG", "lixia.toml")
    assert run("report").exit_code == 0


def test_settings_of_another_user_are_not_used(folder, run, monkeypatch):
    folder(FILES)
    assert run("report").exit_code == 0
    owner = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: owner + 1)
    if owner == 0:  # what belongs to root can be trusted
        assert run("report").exit_code == 0
        os.chown("lixia.toml", owner + 2, -1)
    result = run("report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("lixia.toml: belongs to another user; use --config lixia.toml if you trust it\n")
