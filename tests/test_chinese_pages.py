"""README.zh.md and docs/zh: they have the sections, tables and commands of the English pages.

`python -m pytest -n 0 tests/test_chinese_pages.py --golden` regenerates the tables and the lists of English sections
without a counterpart. A Chinese heading names its English one in the comment behind it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support import REPOSITORY

from lixia_cli.assess import methods
from lixia_cli.assess.remarks import FLAGS
from lixia_cli.cli.diagnostics import ExitCode
from lixia_cli.model.assessed_columns import FIGURES
from lixia_cli.model.measures import MEASURES
from lixia_cli.model.schema import ACTUAL_COLUMNS, NAME_COLUMNS, SOURCE_COLUMNS, TARGET_COLUMNS
from lixia_cli.summarise.over_years import CHANGES
from lixia_cli.summarise.side_by_side import COMPARED_COLUMNS, NO_DATA, NO_TARGET, OTHER_LIGHT, SAME_LIGHT, SIDE
from lixia_cli.text.i18n import translator

CHINESE = REPOSITORY / "docs" / "zh"
PAGES = ("files.md", "methods.md", "automation.md", "site.md", "views.md")
COLUMNS = {"targets": TARGET_COLUMNS, "actuals": ACTUAL_COLUMNS, "sources": SOURCE_COLUMNS, "names": NAME_COLUMNS}
LIGHTS = {"green": "绿", "yellow": "黄", "red": "红", "grey": "灰"}
HEADING = re.compile(r"^#{1,3} (.+)$", re.MULTILINE)
SAY = translator("zh")


def without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def headings(path: Path) -> list[str]:
    return HEADING.findall(without_code(path.read_text(encoding="utf-8")))


def counterparts(text: str) -> list[str]:
    return re.findall(r"^<!-- en: (.+) -->$", text, re.MULTILINE)


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |\n"


def table_of_columns(name: str) -> str:
    lines = row("列", "中文表头", "必填", "含义") + row("---", "---", "---", "---")
    for column in COLUMNS[name]:
        words = (word for word in (*column.aliases, *column.fallbacks) if not word.isascii())
        needed = "是" if column.needed and not column.may_be_empty else ""
        lines += row(f"`{column.name}`", "、".join(words), needed, SAY(column.meaning))
    return lines


def table_of_statuses(name: str) -> str:
    lines = row("代码", "评价", "条件", "灯色") + row("---", "---", "---", "---")
    for status in methods.load(name).every_status():
        labels = "、".join(dict.fromkeys(label.chinese for label in status.labels()))
        lines += row(f"`{status.code}`", labels, status.rule.chinese, LIGHTS[status.light])
    return lines


def table_of_flags() -> str:
    lines = row("代码", "标记", "含义") + row("---", "---", "---")
    return lines + "".join(row(f"`{code}`", flag.mark, SAY(flag.meaning)) for code, flag in FLAGS.items())


def untranslated(page: str, text: str) -> str:
    missing = [heading for heading in headings(REPOSITORY / "docs" / page) if heading not in counterparts(text)]
    return "".join(f"- {heading}\n" for heading in missing) or "- 无\n"


def generated(page: str, text: str) -> str:
    """Return the page with its generated parts as the code and the English page have them."""

    def fill(found: re.Match[str]) -> str:
        kind, _, name = found[1].partition(": ")
        makers = {
            "columns": lambda: table_of_columns(name),
            "statuses": lambda: table_of_statuses(name),
            "flags": table_of_flags,
            "untranslated": lambda: untranslated(page, text),
        }
        return f"<!-- {found[1]} -->\n{makers[kind]()}<!-- end -->"

    pattern = r"<!-- ((?:columns|statuses): \w+|flags|untranslated) -->\n.*?<!-- end -->"
    return re.sub(pattern, fill, text, flags=re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_generated_parts_and_sections_without_a_counterpart(page, request):
    path = CHINESE / page
    text = path.read_text(encoding="utf-8")
    expected = generated(page, text)
    if request.config.getoption("--golden"):
        path.write_text(expected, encoding="utf-8")
        text = expected
    assert text == expected, "python -m pytest -n 0 tests/test_chinese_pages.py --golden lists what is untranslated"


@pytest.mark.parametrize("page", PAGES)
def test_every_chinese_heading_has_its_english_one(page):
    text = (CHINESE / page).read_text(encoding="utf-8")
    named = counterparts(text)
    assert [heading for heading in named if heading not in headings(REPOSITORY / "docs" / page)] == []
    assert len(named) == len(set(named)) == len(headings(CHINESE / page)) - 1  # all but the list of what is missing


def test_every_figure_measure_status_and_exit_code_is_there():
    page = (CHINESE / "methods.md").read_text(encoding="utf-8")
    assert [name for name in FIGURES if f"`{name}`" not in page] == []
    assert [name for name in methods.names() if f"<!-- statuses: {name} -->" not in page] == []
    page = (CHINESE / "files.md").read_text(encoding="utf-8")
    assert [code for code in MEASURES if f"| `{code}` " not in page] == []
    page = (CHINESE / "automation.md").read_text(encoding="utf-8")
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", page, re.MULTILINE)] == list(ExitCode)


def test_the_page_on_sites_names_every_option_and_kind_of_mark():
    english, chinese = ((REPOSITORY / "docs" / page).read_text(encoding="utf-8") for page in ("site.md", "zh/site.md"))
    options = set(re.findall(r"`(--[a-z-]+)`", without_code(english)))
    assert len(options) > 10
    assert options <= set(re.findall(r"`(--[a-z-]+)`", without_code(chinese)))
    rows = [len(re.findall(r"^\| [^-]", without_code(text), re.MULTILINE)) for text in (english, chinese)]
    assert rows[0] == rows[1] == 9


def test_the_page_on_views_names_every_option_column_and_code():
    english, chinese = (
        (REPOSITORY / "docs" / page).read_text(encoding="utf-8") for page in ("views.md", "zh/views.md")
    )
    options = set(re.findall(r"`(--[a-z-]+)", without_code(english)))
    assert {"--where", "--by", "--sort", "--columns", "--as-of"} <= options
    assert options <= set(re.findall(r"`(--[a-z-]+)", without_code(chinese)))
    words = (SIDE, *COMPARED_COLUMNS, *CHANGES, SAME_LIGHT, OTHER_LIGHT, NO_TARGET, NO_DATA)
    assert [word for word in words if f"`{word}`" not in chinese] == []


def test_links_of_chinese_pages_lead_somewhere():
    for path in (REPOSITORY / "README.zh.md", *CHINESE.glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+\.md)(?:#[^)]*)?\)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_readme_has_the_sections_of_the_english_one():
    english = headings(REPOSITORY / "README.md")
    text = (REPOSITORY / "README.zh.md").read_text(encoding="utf-8")
    assert counterparts(text) == [heading for heading in english if heading != "中文说明"]


def test_commands_of_the_chinese_readme_run(run, monkeypatch, tmp_path):
    text = (REPOSITORY / "README.zh.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIXIA_WIDTH", "120")
    files = dict(re.findall(r"^cat > (\S+) <<END\n(.*?)^END$", text, re.DOTALL | re.MULTILINE))
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    first = run("report", "--lang", "zh", "--targets", "目标.csv", "--actuals", "实际值.csv")
    shown = re.search(r"```text\n(.*?)```", text, re.DOTALL)
    assert shown is not None
    assert first.stdout == shown[1]
    commands = re.search(r"<!-- examples -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert commands is not None
    for line in commands[1].splitlines():
        words = re.split(r"\s#|\s>\s", line)[0].split()
        assert words[0] == "lixia"
        if not any(word.endswith((".xlsx", ".docx")) for word in words):
            done = run(*words[1:])
            assert done.exit_code in (0, 1), f"{line}: {done.stderr}"
