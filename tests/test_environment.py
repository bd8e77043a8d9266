"""LIXIA_… and the other variables that lixia reads: options, colours, tracebacks and the date of today."""

from __future__ import annotations

import pytest
from settings_files import ACTUALS, FILES, TARGETS, settings_in
from support import rows_of

from lixia_cli.cli.environment import settable, variable_names
from lixia_cli.cli.main import lixia


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run in: folder("lang = 'zh'") writes its lixia.toml."""
    monkeypatch.chdir(tmp_path)
    return settings_in(tmp_path)


def test_unknown_variables_are_refused(run, monkeypatch):
    monkeypatch.setenv("LIXIA_AS_FO", "2022")
    result = run("report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lixia: error: the environment variable LIXIA_AS_FO is not known; is it LIXIA_AS_OF?\n"
    monkeypatch.delenv("LIXIA_AS_FO")
    monkeypatch.setenv("LIXIA_1234567", "1")
    assert run("report").stderr == "lixia: error: the environment variable LIXIA_1234567 is not known\n"


VALUES = {
    "targets": "t.csv",
    "actuals": "a.csv",
    "as-of": "2022",
    "method": "unsd",
    "format": "table",
    "width": "90",
    "lang": "en",
    "state": "s.json",
    "sources": "s.csv",
}


@pytest.mark.parametrize(
    ("command", "name"),
    [(command, name) for command, definition in lixia.commands.items() for name in settable(definition)],
)
def test_every_option_has_its_variable(command, name, monkeypatch):
    """What a variable says reaches the parameter of its option."""
    definition = lixia.commands[command]
    option = settable(definition)[name]
    given = "1" if option.is_flag else VALUES.get(name, "something")
    for variable in variable_names(command, option):
        monkeypatch.setenv(variable, given)
        context = definition.make_context(command, ["x"] if command == "show" else [], resilient_parsing=True)
        value, source = option.consume_value(context, {})
        assert source.name == "ENVIRONMENT"
        assert value in (given, True, [given], (given,))
        monkeypatch.delenv(variable)


# Colours.
@pytest.mark.parametrize(
    ("environment", "options", "colored"),
    [
        ({}, [], False),
        ({"FORCE_COLOR": "1"}, [], True),
        ({"CLICOLOR_FORCE": "1"}, [], True),
        ({"CLICOLOR_FORCE": "0"}, [], False),
        ({"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color"], True),
        ({"LIXIA_COLOR": "1"}, [], True),
        ({"FORCE_COLOR": "1", "LIXIA_COLOR": "0"}, [], False),
    ],
)
def test_when_there_is_colour(run, monkeypatch, environment, options, colored):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("report", "--domain", "ecology", *options).stdout) == colored


@pytest.mark.parametrize(
    ("settings", "environment", "options", "shown"),
    [
        ("", {}, [], False),
        ("", {}, ["--debug"], True),
        ("debug = true", {}, [], True),
        ("[check]\ndebug = true", {}, [], True),
        ("[report]\ndebug = true", {}, [], False),
        ("", {"LIXIA_DEBUG": "1"}, [], True),
        ("", {"LIXIA_CHECK_DEBUG": "1"}, [], True),
        ("debug = true", {"LIXIA_DEBUG": "0"}, [], False),
    ],
)
def test_tracebacks_for_those_who_ask(folder, run, monkeypatch, settings, environment, options, shown):
    folder(settings)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    result = run("check", "--targets", "none.csv", "--actuals", "none.csv", *options)
    assert result.exit_code == 2
    assert ("Traceback" in result.stderr) == shown
    assert result.stderr.endswith("lixia: error: 2 problems; nothing was written\n")


@pytest.mark.parametrize(("text", "shown"), [("0", False), ("false", False), ("1", True), ("yes", True)])
def test_debug_can_be_switched_off(run, monkeypatch, capfd, text, shown):
    monkeypatch.setenv("LIXIA_DEBUG", text)
    result = run("show", "nope")
    assert result.exit_code == 2
    assert ("Traceback" in result.stderr + capfd.readouterr().err) == shown


# The date of today.
def test_the_date_of_today_can_be_set(run, plan, monkeypatch):
    files = plan(TARGETS, ACTUALS)
    flags = []
    for today in ("2025-12-31", "2026-01-01"):
        monkeypatch.setenv("LIXIA_TODAY", today)
        flags.append("due" in rows_of(run("report", "--format", "csv", *files).stdout)["x"]["flags"].split())
    assert flags == [False, True]


def test_a_date_that_is_none_is_refused(run, monkeypatch):
    monkeypatch.setenv("LIXIA_TODAY", "tomorrow")
    result = run("report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lixia: error: LIXIA_TODAY: 'tomorrow' is not a date; write 2026-11-30\n"


# Variables.
@pytest.mark.parametrize(
    "name",
    [
        "LIXIA_PORT",
        "LIXIA_SERVICE_HOST",
        "LIXIA_SERVICE_PORT",
        "LIXIA_SERVICE_PORT_HTTP",
        "LIXIA_PORT_8080_TCP",
        "LIXIA_PORT_8080_TCP_ADDR",
        "LIXIA_PORT_53_UDP_PROTO",
        "LIXIA_REPORT_SERVICE_HOST",
        "LIXIA_WEB_PORT_80_TCP_PORT",
    ],
)
def test_variables_of_kubernetes_are_no_settings(folder, run, monkeypatch, name):
    folder(FILES)
    before = run("report")
    monkeypatch.setenv(name, "tcp://10.0.0.1:80")
    result = run("report")
    assert (result.exit_code, result.stdout, result.stderr) == (0, before.stdout, before.stderr)
