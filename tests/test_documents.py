"""README.md and docs/ agree with the program: commands, columns, figures, statuses, exit codes, links."""

from __future__ import annotations

import re
import shlex

import pytest
from support import REPOSITORY

from lixia_cli.assess import methods
from lixia_cli.assess.remarks import FLAGS
from lixia_cli.model.assessed_columns import FIGURES

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def block(text: str, mark: str) -> str:
    """Return the fenced block after a marker comment."""
    found = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found, mark
    return found[1]


def test_readme_commands_stand_alone():
    for name in ("try", "test"):
        command = block(README, f"command: {name}")
        assert command.startswith("python3 -m venv ")
        assert command.count("\n") == 1


def test_ci_takes_its_command_from_the_readme():
    script = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")
    assert "<!-- command: test -->" in script
    assert "pytest" not in script


def readme_commands() -> list[str]:
    """Return every line of the shell blocks that begins with lixia."""
    blocks = re.findall(r"^```sh\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    found = re.findall(r"^lixia .*$", "".join(blocks), re.MULTILINE)
    assert len(found) >= 15
    return found


@pytest.mark.parametrize("line", readme_commands())
def test_readme_commands_work(line, run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tables = re.findall(
        r"^cat > \w+\.csv <<END\n(.*?)^END\n", block(README, "example: first"), re.DOTALL | re.MULTILINE
    )
    for names, text in zip((("targets", "目标"), ("actuals", "实际值")), tables, strict=True):
        for name in names:
            (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    arguments, _, file = " ".join(shlex.split(line, comments=True)).partition(" > ")
    result = run(*arguments.split()[1:])
    # Files of the example in the folder are not read by themselves, which is said.
    notes = [line for line in result.stderr.splitlines() if "--targets targets.csv" not in line]
    assert (result.exit_code, notes) == (0, [])
    assert (result.stdout_bytes == b"") == (" -o " in arguments)
    assert not file or file.endswith(f".{arguments.split('--format ')[1].split()[0]}")


METHODS = (REPOSITORY / "docs" / "methods.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """What stands under a heading of the methods page, up to the next one."""
    (found,) = re.findall(rf"^#+ {re.escape(title)}\n(.*?)(?=^#|\Z)", METHODS, re.DOTALL | re.MULTILINE)
    return found


def test_every_figure_and_flag_is_in_the_methods():
    headings = " ".join(re.findall(r"^### .*$", METHODS, re.MULTILINE))
    assert [figure for figure in FIGURES if f"`{figure}`" not in headings] == []
    for code, flag in FLAGS.items():
        assert f"| `{code}` | {flag.mark} |".replace("|  |", "| |") in section("Flags")


@pytest.mark.parametrize("name", methods.names())
def test_every_status_is_in_the_section_of_its_rule_set(name):
    rules = methods.load(name)
    own = section(f"`{name}`")
    assert rules.formula in own.replace("−", "-")
    for statuses, where in ((rules.statuses, own), (methods.NOT_ASSESSABLE, section("What no rule set can judge"))):
        for status in statuses:
            (row,) = re.findall(rf"^\| `{status.code}` \| .*$", where, re.MULTILINE)
            _, _, label, rule, light, _ = (cell.strip() for cell in row.split("|"))
            assert label == f"{status.label.english} {status.label.chinese}"
            assert light == status.light
            bounds = re.findall(r"-?\d[\d.]*", status.rule.english)
            assert [bound for bound in bounds if bound not in rule.replace("−", "-")] == [], row


def test_every_source_is_cited_and_every_citation_has_one():
    text, sources = METHODS.split("\n## Sources\n")
    listed = re.findall(r"^(\d+)\. ", sources, re.MULTILINE)
    assert listed == [str(number) for number in range(1, len(listed) + 1)]
    assert set(re.findall(r"\[(\d+)\]", text)) == set(listed)
    assert set(re.findall(r"\[(\d+)\]", sources)) <= set(listed)


PAGES = [REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md", *sorted((REPOSITORY / "docs").glob("*.md"))]


def anchors(page) -> set[str]:
    """What links may name behind a #."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page):
    for link in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if link.startswith("https://"):
            continue
        file, _, anchor = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_page_is_named_in_the_readme():
    for page in PAGES[1:]:
        assert f"]({page.relative_to(REPOSITORY)}" in README, page.name


def test_walks_name_modules_and_functions_that_exist():
    walks = PAGES[1].read_text(encoding="utf-8").split("## Three walks through the code")[1].split("\n## ")[0]
    named = re.findall(r"`([\w/]+\.py):(\w+)`", walks)
    assert len(named) > 20
    for file, name in named:
        code = (REPOSITORY / "lixia_cli" / file).read_text(encoding="utf-8")
        assert re.search(rf"^(def |class )?{name}\b", code, re.MULTILINE), (file, name)
