"""lixia.toml: it gives the defaults of options, after the command line and the environment."""

from __future__ import annotations

import json

import pytest
from settings_files import FILES, settings_in
from support import rows_of

from lixia_cli.cli.config import preview
from lixia_cli.cli.main import lixia
from lixia_cli.cli.settings_file import read_settings


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run in: folder("lang = 'zh'") writes its lixia.toml."""
    monkeypatch.chdir(tmp_path)
    return settings_in(tmp_path)


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
