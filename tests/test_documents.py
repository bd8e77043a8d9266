"""The documents say what the program does: README commands and examples, the columns of the files."""

from __future__ import annotations

import re

from support import REPOSITORY

from lixia_cli import methods
from lixia_cli.columns import ACTUAL_COLUMNS, FIGURES, TARGET_COLUMNS
from lixia_cli.exits import ExitCode
from lixia_cli.remarks import FLAGS

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
FILES = (REPOSITORY / "docs" / "files.md").read_text(encoding="utf-8")


def block(text: str, mark: str) -> str:
    """The fenced block behind a mark."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found, mark
    return found[1]


def test_readme_shows_a_real_report(run):
    options = ["--lang", "en", "--width", "116", "--domain", "ecology", "--domain", "economy", "--status", "ahead"]
    report = run("report", *options).stdout
    assert block(README, "example: report") == report


def test_readme_commands_stand_alone():
    for name in ("try", "test"):
        command = block(README, f"command: {name}")
        assert command.startswith("python3 -m venv ")
        assert command.count("\n") == 1


def test_ci_takes_its_command_from_the_readme():
    script = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- command: test -->" in script
    assert "pytest" not in script


def test_readme_options_exist(run):
    known = run("report", "--help").stdout
    for option in set(re.findall(r"(?<!-)--[a-z-]+", block(README, "examples"))):
        assert option in known, option


def test_readme_example_files_work(run, plan):
    targets, actuals = (block(README, f"example: {name}") for name in ("targets", "actuals"))
    text = run("report", *plan(targets, actuals)).stdout
    assert "Green coverage" in text
    assert "+0.27 pp" in text


def test_every_exit_code_is_in_the_readme():
    codes = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert codes == set(ExitCode)


def test_every_column_is_described():
    for columns, title in ((TARGET_COLUMNS, "targets.csv"), (ACTUAL_COLUMNS, "actuals.csv")):
        section = FILES.split(f"## {title}")[1].split("\n## ")[0]
        section = section.split("\n### ")[0]
        described = re.findall(r"^\| `(\w+)`", section, re.MULTILINE)
        assert described == [column.name for column in columns]
        for column in columns:
            (line,) = re.findall(rf"^\| `{column.name}` .*$", section, re.MULTILINE)
            for alias in column.aliases:
                assert alias in line, (column.name, alias)
            for code in column.choices:
                assert f"`{code}`" in line, (column.name, code)
            assert ("needed" in line) == column.needed, column.name


def test_every_figure_status_and_flag_is_in_the_methods():
    methods_page = (REPOSITORY / "docs" / "methods.md").read_text(encoding="utf-8")
    rules = methods.load(methods.DEFAULT)
    codes = [*FIGURES, *FLAGS, *(status.code for status in rules.every_status())]
    assert [code for code in codes if f"`{code}`" not in methods_page] == []
    for status in rules.every_status():
        assert f"{status.english} {status.chinese}" in methods_page
    for code, flag in FLAGS.items():
        assert f"`{code}`" in methods_page
        assert not flag.mark or f"| `{code}` | {flag.mark} |" in methods_page


def test_every_link_leads_somewhere():
    pages = [REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "docs/files.md", "docs/methods.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert link.startswith("https://") or (page.parent / link).exists(), (page.name, link)
