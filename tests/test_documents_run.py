"""Run the blocks of the pages in PAGES, and of README.md, and compare the output."""

from __future__ import annotations

import re
import shutil

import pytest
from pages import RUN, Block, environment, missing_tool, page, run_block, sections
from support import REPOSITORY

from lixia_cli.render.formats.json import SCHEMA_VERSION

pytestmark = pytest.mark.slow

PAGES = {
    name: sections(name)
    for name in (
        "engines.md",
        "looking-back.md",
        "office.md",
        "other-tables.md",
        "pipelines.md",
        "python.md",
        "settings.md",
        "site.md",
        "views.md",
        "zh/views.md",
    )
}
CASES = [
    (name, title)
    for name, parts in PAGES.items()
    for title, blocks in parts.items()
    if title and any(block.language in RUN for block in blocks)
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    """prepared("pipelines.md") → the folder that the preamble of the page leaves, to be copied."""
    folders = {}

    def prepare(name):
        if name not in folders:
            folders[name] = tmp_path_factory.mktemp("prepared")
            for block in PAGES[name].get("", []):
                if block.language in RUN:
                    run_block(block, folders[name])
        return folders[name]

    return prepare


@pytest.mark.parametrize(("name", "title"), CASES)
def test_blocks_do_what_the_page_says(name, title, prepared, tmp_path):
    blocks = [block for block in PAGES[name][title] if block.language in RUN]
    tool = missing_tool(blocks, environment(tmp_path)["PATH"])
    if tool:
        pytest.skip(f"{tool} is not installed")
    folder = tmp_path / "here"
    shutil.copytree(prepared(name), folder)
    for block in blocks:
        printed = run_block(block, folder)
        if block.output is not None:
            assert printed == block.output, block.text


def test_the_version_of_json_is_the_one_on_the_page():
    assert f"**`schema_version`** in json, now {SCHEMA_VERSION}, " in page("pipelines.md")


def readme_block(name: str) -> Block:
    """Return the block of the README after a marker, with the output shown below it."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- example: {name} -->\n```(\w+)\n(.*?)```\n```text\n(.*?)```", readme, re.DOTALL)
    return Block(found[1], found[2], found[3])


def test_examples_of_the_readme(tmp_path, monkeypatch):
    monkeypatch.setenv("LIXIA_WIDTH", "120")  # as wide as the terminal that the README speaks of
    for name in ("first", "python"):
        example = readme_block(name)
        assert run_block(example, tmp_path) == example.output


def test_the_start_of_the_readme(tmp_path, monkeypatch):
    monkeypatch.setenv("LIXIA_TODAY", "2027-03-01")
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"<!-- example: start -->\n```sh\n(.*?)```", readme, re.DOTALL)
    printed = run_block(Block("sh", text, None), tmp_path)
    assert "5 targets and 5 observations, no problem\n" in printed
    assert "Ecology: 2 of 2 targets assessed: 1 slightly behind, 1 behind.\n" in printed
