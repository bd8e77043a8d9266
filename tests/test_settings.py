"""lixia.toml and LIXIA_…: every option can be set there, and what is not known is refused."""

from __future__ import annotations

import json
import os

import pytest
from support import TARGET_HEADER, rows_of

from lixia_cli.cli.config import preview
from lixia_cli.cli.environment import settable, variable_names
from lixia_cli.cli.main import lixia
from lixia_cli.cli.settings_file import read_settings

TARGETS = TARGET_HEADER + "x,economy,X,%,share,,,,,2020,40,2025,50,,\ny,ecology,Y,%,share,,,,,2020,40,2025,50,,\n"
ACTUALS = "key,period,value\nx,2022,44\nx,2023,49\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run in: folder("lang = 'zh'") writes its lixia.toml."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TARGETS, encoding="utf-8")
    (tmp_path / "a.csv").write_text(ACTUALS, encoding="utf-8")

    def write(text: str, name: str = "lixia.toml") -> None:
        (tmp_path / name).write_text(text, encoding="utf-8")

    return write


FILES = "targets = 't.csv'\nactuals = 'a.csv'\n"


def test_settings_give_the_defaults(folder, run):
    folder(FILES + "format = 'csv'\n[report]\nas-of = 2022\ndomain = ['economy']\nall = true\n")
    rows = rows_of(run("report").stdout)
    assert list(rows) == ["x"]
    assert rows["x"]["latest_period"] == "2022"


def test_command_line_beats_environment_beats_settings(folder, run, monkeypatch):
    folder(FILES + "format = 'csv'\nas_of = '2021'\n")
    assert rows_of(run("report", "--all").stdout)["x"]["latest_period"] == ""
    monkeypatch.setenv("LIXIA_AS_OF", "2022")
    assert rows_of(run("report").stdout)["x"]["latest_period"] == "2022"
    assert rows_of(run("report", "--as-of", "2023").stdout)["x"]["latest_period"] == "2023"


def test_the_table_of_a_command_beats_what_holds_for_all(folder, run):
    folder(FILES + "format = 'json'\n[report]\nformat = 'csv'\n")
    assert "x" in rows_of(run("report").stdout)
    assert json.loads(run("show", "x").stdout)["schema_version"] == 1
    # list has no json: what it can't use is not meant for it.
    assert run("list", "--lang", "en").stdout.startswith("Plan")


def test_a_table_written_in_one_line_has_the_last_word_too(folder, run):
    folder("report = {format = 'csv'}\n" + FILES + "format = 'json'\n")
    assert "x" in rows_of(run("report").stdout)


def test_variable_of_a_command_beats_the_one_for_all(folder, run, monkeypatch):
    folder(FILES)
    monkeypatch.setenv("LIXIA_FORMAT", "json")
    monkeypatch.setenv("LIXIA_REPORT_FORMAT", "csv")
    assert "x" in rows_of(run("report").stdout)
    assert json.loads(run("show", "x").stdout)["schema_version"] == 1
    assert run("list", "--lang", "en").stdout.startswith("Plan")


def test_suffix_on_the_command_line_beats_a_format_set_before(folder, run, monkeypatch, tmp_path):
    folder(FILES + "format = 'json'\n")
    monkeypatch.setenv("LIXIA_FORMAT", "html")
    assert run("report", "-o", "out.csv").exit_code == 0
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").startswith("plan,")


def test_files_are_named_from_where_the_settings_are(folder, run, tmp_path):
    (tmp_path / "deep").mkdir()
    folder("targets = '../t.csv'\nactuals = '../a.csv'\n", "deep/other.toml")
    assert "x" in rows_of(run("--config", "deep/other.toml", "report", "--format", "csv").stdout)


def test_settings_may_be_named_by_the_environment(folder, run, monkeypatch):
    folder("lang = 'zh'\n", "other.toml")
    monkeypatch.setenv("LIXIA_CONFIG", "other.toml")
    assert run("list").stdout.startswith("规划")


def test_language_of_the_settings_comes_after_the_environment(folder, run, monkeypatch):
    folder("lang = 'zh'\n")
    assert run("list").stdout.startswith("规划")
    monkeypatch.setenv("LIXIA_LANG", "en")
    assert run("list").stdout.startswith("Plan")


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


def test_where_the_settings_are_looked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def chosen(*arguments: str, environment: dict[str, str] | None = None) -> str:
        return read_settings(preview(lixia, arguments).config, environment or {}).file

    assert chosen("report") == ""
    for name in ("lixia.toml", "a", "b"):
        (tmp_path / name).write_text("")
    variable = {"LIXIA_CONFIG": "a"}
    assert chosen("report") == "lixia.toml"
    assert chosen("report", environment=variable) == "a"
    assert chosen("--config", "b", "report", environment=variable) == "b"
    assert chosen("--config=b", "report") == "b"
    # Behind the value of another option it is found too.
    assert chosen("--lang", "en", "--config", "b", "report") == "b"
    # Behind the command, and as the value of another option, it is not that of lixia.
    assert chosen("report", "--config", "b", environment=variable) == "a"
    assert chosen("report", "--plan", "--config=b", environment=variable) == "a"


@pytest.mark.parametrize("before", [["--lang", "en"], ["--lang=en"], []])
def test_settings_are_read_wherever_they_are_named(folder, run, before):
    folder(FILES + "[report]\nformat = 'csv'\n", name="m.toml")
    assert list(rows_of(run(*before, "--config", "m.toml", "report").stdout)) == ["x"]
    missing = run(*before, "--config", "nowhere.toml", "report")
    assert (missing.exit_code, missing.stdout) == (2, "")
    assert missing.stderr.startswith("nowhere.toml: cannot be read: ")


def test_quiet_says_no_notes(folder, run):
    folder("", "empty.toml")
    with open("t.csv", "a", encoding="utf-8") as file:
        file.write("")
    options = ["report", "--targets", "t.csv", "--actuals", "b.csv", "--lang", "en"]
    folder("key,period,value,weather\nx,2022,44,sunny\n", "b.csv")
    assert "columns not used: weather" in run(*options).stderr
    assert run(*options, "-q").stderr == ""
    folder("key,period,value\nx,2022,sunny\n", "b.csv")
    assert "'sunny' is not a number" in run(*options, "-q").stderr


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


@pytest.mark.parametrize("text", ["show = 1\n", "[[show]]\nmethod = 'unsd'\n"])
def test_a_command_that_is_no_table(folder, run, text):
    folder(text)
    result = run("show", "gdp")
    assert result.exit_code == 2
    assert "lixia.toml: show: is the name of a command; put its settings below a line [show]\n" in result.stderr


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


# Options.
def test_an_option_with_one_value_is_not_given_two(folder, run):
    folder(FILES)
    for arguments, name in (
        (["report", "--plan", "plan", "--plan", "plan"], "--plan"),
        (["report", "--format", "csv", "--format=json"], "--format"),
        (["report", "-o", "x.csv", "--output", "y.csv"], "--output"),
        (["--lang", "en", "--lang", "zh", "report"], "--lang"),
    ):
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{name} " in result.stderr
    assert run("report", "--plan", "plan", "--plan", "plan", "--lang", "en").stderr == (
        "lixia: error: --plan is given 2 times; it takes one value\n"
    )
    assert run("report", "--domain", "economy", "--domain", "ecology", "-q", "-q").exit_code == 0
