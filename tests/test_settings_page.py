"""docs/settings.md: its table of variables is that of the options, its example works, its claims hold.

`python -m pytest tests/test_settings_page.py --golden` writes the table anew.
"""

from __future__ import annotations

import csv
import io
import re
import tomllib

import click
import pytest
from pages import page, sections
from support import REPOSITORY, TARGET_HEADER

from lixia_cli.cli.environment import OWN, settable
from lixia_cli.cli.main import lixia
from lixia_cli.text.i18n import activate

BEGIN, END = "<!-- variables -->\n", "<!-- end -->"
TITLES = ("lixia.toml", "variable", "takes", "commands", "what for")


def what_it_takes(option: click.Option) -> str:
    if option.is_flag:
        return "true or false"
    kind = "a number" if isinstance(option.type, click.types.IntParamType) else "a text"
    return f"{kind}, or several" if option.multiple else kind


def table() -> str:
    """A row for each option that a command has, in the order of the commands and their help."""
    rows: dict[str, tuple[click.Option, list[str]]] = {}
    for command, definition in lixia.commands.items():
        for name, option in settable(definition).items():
            rows.setdefault(name, (option, []))[1].append(command)
    lines = [" | ".join(TITLES), " | ".join(["---"] * len(TITLES))]
    for name, (option, commands) in rows.items():
        variable = f"`LIXIA_{name.replace('-', '_').upper()}`"
        having = "all" if len(commands) == len(lixia.commands) else ", ".join(commands)
        lines.append(" | ".join([f"`{name}`", variable, what_it_takes(option), having, option.help.rstrip(".")]))
    return "".join(f"| {line} |\n" for line in lines)


def test_table_of_variables(request):
    activate("en")
    text = page("settings.md")
    before, rest = text.split(BEGIN)
    written, after = rest.split(END)
    if request.config.getoption("--golden"):
        new = REPOSITORY / "docs" / ".settings.md"
        new.write_text(before + BEGIN + table() + END + after, encoding="utf-8")
        new.replace(REPOSITORY / "docs" / "settings.md")  # at once, for other tests read it at the same time
        written = table()
    assert written == table()


def test_variables_that_are_no_options_are_named():
    for name in OWN:
        assert f"`{name}`" in page("settings.md")


def example():
    (block,) = [block for block in sections("settings.md")["lixia.toml"] if block.language == "toml"]
    return block


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder to run in, with the example of the page and the files that it names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / example().file).write_text(example().text, encoding="utf-8")
    rows = "fyp15,x,economy,X,%,share,,,,,2020,40,2025,50,,\nfyp15,y,ecology,Y,%,share,,,,,2020,40,2025,50,,\n"
    (tmp_path / "targets.csv").write_text("plan," + TARGET_HEADER + rows, encoding="utf-8")
    (tmp_path / "actuals.csv").write_text("key,period,value\nx,2022,44\nx,2023,41\nx,2024,49\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("id,title\n", encoding="utf-8")
    return tmp_path


def test_the_example_is_obeyed(folder, run):
    report = run("report")
    assert report.exit_code == 1, report.stderr  # for 41 of 2023 is behind: fail-on = ["red"]
    assert max(map(len, report.stdout.splitlines())) <= 120
    assert "Not found" not in report.stdout
    assert "(2023)" in report.stdout  # as-of
    assert "(2024)" not in report.stdout
    assert "Ecology: 0 of 1" in report.stdout  # all
    assert run("show", "x").stdout.startswith("# X\n")
    assert next(csv.reader(io.StringIO(run("list").stdout)))[:2] == ["plan", "region"]


def test_the_example_has_something_for_each_kind_of_value(folder):
    content = tomllib.loads(example().text)
    tables = {name: value for name, value in content.items() if isinstance(value, dict)}
    values = [value for part in (content, *tables.values()) for value in part.values() if not isinstance(value, dict)]
    assert {type(value) for value in values} == {str, bool, int, list}
    assert set(tables) <= set(lixia.commands)


@pytest.mark.parametrize(
    ("settings", "printed"),
    [
        ('"as_of" = 2022', "44 (2022)"),
        ('as-of = "2022"', "44 (2022)"),
        ("as-of = 2022", "44 (2022)"),
        ("domain = 'economy'", "Economy"),
        ("domain = ['economy']", "Economy"),
    ],
)
def test_ways_to_write_a_value(folder, run, settings, printed):
    (folder / "lixia.toml").write_text(f"targets = 'targets.csv'\nactuals = 'actuals.csv'\n{settings}\n")
    shown = run("report", "--all").stdout
    assert printed in shown
    assert ("Ecology" in shown) == ("domain" not in settings)


def test_home_is_not_expanded(folder, run):
    (folder / "lixia.toml").write_text("targets = '~/t.csv'\nactuals = '$HOME/a.csv'\n")
    assert run("report").stderr.startswith("~/t.csv: cannot be read")


def test_settings_of_folders_above_are_not_read(folder, run, monkeypatch):
    (folder / "below").mkdir()
    monkeypatch.chdir(folder / "below")
    assert "Lixia District" in run("report", "--domain", "ecology").stdout


def test_a_mistake_stops_commands_that_need_no_files(folder, run):
    (folder / "lixia.toml").write_text("nonsense = 1\n")
    assert run("list", "methods").exit_code == 2
    assert run("--version").exit_code == 0


@pytest.mark.parametrize("said", ["1", "true", "yes", "on", "0", "false", "no", "off"])
def test_flags_in_the_environment(run, monkeypatch, said):
    monkeypatch.setenv("LIXIA_ALL", said)
    hidden = "Not shown for lack of data" in run("report", "--domain", "ecology").stdout
    assert hidden == (said in {"0", "false", "no", "off"})
    assert re.search(rf"`{said}`", page("settings.md"))


def test_several_values_and_none_in_the_environment(run, monkeypatch):
    monkeypatch.setenv("LIXIA_DOMAIN", "economy ecology")
    assert "Livelihood" not in run("report").stdout
    assert "Ecology" in run("report").stdout
    monkeypatch.setenv("LIXIA_DOMAIN", "")
    assert "Livelihood" in run("report").stdout


@pytest.mark.parametrize(
    ("environment", "options", "colored"),
    [
        ({"FORCE_COLOR": "1"}, ["-o", "{out}"], False),
        ({"FORCE_COLOR": ""}, [], False),
        ({"NO_COLOR": ""}, ["--color"], True),
        ({"NO_COLOR": "", "FORCE_COLOR": "1"}, [], True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, [], False),
        ({"NO_COLOR": "1"}, ["--color", "-o", "{out}"], True),
        ({"FORCE_COLOR": "1", "TERM": "dumb", "CLICOLOR": "0"}, [], True),
    ],
)
def test_table_of_colours(run, monkeypatch, tmp_path, environment, options, colored):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    out = tmp_path / "out.txt"
    shown = run("report", "--domain", "ecology", *[option.format(out=out) for option in options]).stdout
    assert ("\x1b[" in (out.read_text(encoding="utf-8") if out.exists() else shown)) == colored
