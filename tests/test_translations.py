"""Every sentence for people is extracted and translated: the commands of CONTRIBUTING.md, run on a copy."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from support import REPOSITORY

from lixia_cli.assess import remarks
from lixia_cli.cli.main import lixia
from lixia_cli.model import schema
from lixia_cli.text import click_messages
from lixia_cli.text.i18n import CATALOGUES

CHINESE = Path("zh", "LC_MESSAGES", "lixia.po")
OURS = Path(CATALOGUES) / CHINESE


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file)


def parts(text: str | tuple[str, ...]) -> tuple[str, ...]:
    """A message, or its singular and plural."""
    return (text,) if isinstance(text, str) else tuple(text)


def pairs(messages: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Every message with its translation."""
    return {parts(message.id): parts(message.string) for message in messages if message.id}


@pytest.fixture(scope="module")
def maintained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package in which the three commands of CONTRIBUTING.md were run."""
    folder = tmp_path_factory.mktemp("translations")
    shutil.copytree(REPOSITORY / "lixia_cli", folder / "lixia_cli", ignore=shutil.ignore_patterns("__pycache__"))
    text = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")
    block = re.search(r"```sh\n(pybabel .*?)```", text, re.DOTALL)
    commands = block.group(1).replace("\\\n", " ").splitlines()
    assert [line.split()[1] for line in commands] == ["extract", "update", "compile"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in commands:
            program, *arguments = shlex.split(line)
            CommandLineInterface().run([program, "--quiet", *arguments])
    return folder


def test_the_catalogue_is_what_is_extracted(maintained):
    extracted = set(pairs(read(maintained / "lixia.pot")))
    written = set(pairs(read(OURS)))
    assert (extracted - written, written - extracted) == (set(), set())


def test_an_update_changes_no_translation(maintained):
    assert pairs(read(maintained / "lixia_cli" / "text" / "locale" / CHINESE)) == pairs(read(OURS))


def test_every_message_is_translated_and_sound():
    catalogue = read(OURS)
    assert [message.id for message in catalogue if not all(parts(message.string))] == []
    assert [(message.id, error) for message in catalogue for error in message.check(catalogue)] == []


def test_the_catalogue_is_compiled():
    compiled = pairs(read(OURS.with_suffix(".mo")))
    assert compiled == pairs(read(OURS)), "compile it: CONTRIBUTING.md"


def english(thing: click.Command | click.Parameter) -> set[str]:
    """Every text of a command and its options as it is written in the code."""
    return {text for name, text in vars(thing).items() if name.startswith("_english_") and text}


def test_help_and_tables_are_marked():
    """What is forgotten to be marked is not extracted either; so those that are looked up by name are looked for."""
    known = {text for message in pairs(read(OURS)) for text in message}
    needed = english(lixia) | {flag.meaning for flag in remarks.FLAGS.values()} | set(remarks.REASONS.values())
    for command in lixia.commands.values():
        needed |= english(command)
        for option in command.params:
            needed |= english(option)
    for column in (*schema.TARGET_COLUMNS, *schema.ACTUAL_COLUMNS, *schema.SOURCE_COLUMNS, *schema.NAME_COLUMNS):
        needed |= {column.meaning} if column.needed else set()
    assert len(needed) > 60
    assert needed - known == set()


def test_click_still_says_what_is_marked_for_it():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(click.__file__).parent.glob("*.py"))
    assert [text for text in click_messages.MESSAGES if f'"{text}"' not in source] == []
