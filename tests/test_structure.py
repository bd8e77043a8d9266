"""The package itself: one direction of imports, modules of a fair size, every sentence translated."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from support import REPOSITORY

from lixia_cli.assess import methods, remarks
from lixia_cli.model import schema as columns
from lixia_cli.render import cells
from lixia_cli.render import explanation as show
from lixia_cli.render import figure_text as figures
from lixia_cli.text.i18n import CATALOGUES, translator

PACKAGE = REPOSITORY / "lixia_cli"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The flow of data: a module imports from its own folder and from those above it, never from those below.
ORDER = (
    "text",
    "files",
    "model",
    "read",
    "check",
    "observe",
    "measure",
    "assess",
    "explain",
    "summarise",
    "render",
    "cli",
    "__main__",
)


def folder(path: Path) -> str:
    """The folder, or module, right below lixia_cli that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The folders that a file imports, wherever in it, but not what it imports for type checking alone."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unneeded = [
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for inner in ast.walk(node)
    ]
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom) or node in unneeded or not (node.module or "").startswith("lixia_cli"):
            continue
        parts = (node.module or "").split(".")
        yield from [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]


@pytest.mark.parametrize("path", [path for path in MODULES if path != PACKAGE / "__init__.py"], ids=str)
def test_imports_go_one_way(path):
    own = folder(path)
    for other in imports(path):
        assert other == own or ORDER.index(other) < ORDER.index(own), f"{own} imports {other}"


def test_the_order_names_every_folder():
    assert {folder(path) for path in MODULES} - {"__init__"} == set(ORDER)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_module_is_too_large(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_only_the_edges_print_or_open_files(path):
    allowed = {"read", "files", "cli"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("open", "echo", "read_bytes", "read_text", "write_text", "write_bytes"):
                assert folder(path) in allowed, f"{name} in {path.name}"
            assert name != "print" or isinstance(node.func, ast.Attribute), path.name


def test_no_loop_over_rows_between_check_and_assess():
    for path in MODULES:
        if folder(path) in ("check", "observe", "measure", "assess", "model"):
            text = path.read_text(encoding="utf-8")
            assert not any(word in text for word in ("iterrows", "itertuples", ".apply(", "np.vectorize")), path.name


# Translations.
HELP = ("help", "short_help", "epilog")


def sentences() -> set[str]:
    """Every text that goes through a translation."""
    found = {heading.title for heading in cells.HEADINGS} | set(cells.DOMAINS.values())
    found |= {flag.meaning for flag in remarks.FLAGS.values()} | set(remarks.REASONS.values())
    found |= set(figures.FIGURE_LABELS.values()) | {show.ABOUT}
    for words in (show.MEASURES, show.PATHS, show.NATURES, show.FINALITIES, show.ORIGINS, show.LIGHTS, show.STRICTNESS):
        found |= set(words.values())
    declared = (*columns.TARGET_COLUMNS, *columns.ACTUAL_COLUMNS, *columns.SOURCE_COLUMNS)
    found |= {column.meaning for column in declared if column.needed}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in ("Message", "translate", "say", "gettext", "report"):
                    found |= set(texts(node.args[-1:] if name == "report" else node.args[:1]))
                found |= set(
                    texts(
                        word.value
                        for word in node.keywords
                        if word.arg in ("help", "short_help", "epilog", "formats_help")
                    )
                )
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in ("template", "_UNKNOWN"):
                found |= {text for text in texts(ast.walk(node.value)) if " " in text}
            if isinstance(node, ast.FunctionDef) and any(
                "command" in ast.unparse(mark) for mark in node.decorator_list
            ):
                found.add(ast.get_docstring(node) or "")
    return found - {""}


def texts(nodes: object) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def catalogue() -> Catalog:
    with (CATALOGUES / "zh" / "LC_MESSAGES" / "lixia.po").open("rb") as file:
        return read_po(file)


def test_every_sentence_has_its_chinese():
    chinese = translator("zh")
    assert {sentence for sentence in sentences() if chinese(sentence) == sentence} == set()


def test_every_chinese_sentence_is_still_used():
    ours = {message.id for message in catalogue() if isinstance(message.id, str) and message.id}
    clicks = {
        "Usage:",
        "Options",
        "Commands",
        "Missing command.",
        "No such option {name!r}.",
        "No such command {name!r}.",
        "Invalid value for {param_hint}: {message}",
        "Option {name!r} does not take a value.",
        "{value!r} is not a valid {number_type}.",
        "{value} is not in the range {range}.",
    }
    assert ours - sentences() - clicks == set()


def test_catalogue_is_sound_and_compiled():
    written = catalogue()
    assert [(message.id, error) for message in written for error in message.check(written)] == []
    with (CATALOGUES / "zh" / "LC_MESSAGES" / "lixia.mo").open("rb") as file:
        compiled = pairs(read_mo(file))
    assert compiled == pairs(written), "compile it: CONTRIBUTING.md"


def pairs(messages: Catalog) -> list[tuple[list[str], list[str]]]:
    """Every message with its translation, singulars and plurals alike."""
    found = [
        tuple([part] if isinstance(part, str) else list(part) for part in (message.id, message.string))
        for message in messages
        if message.id
    ]
    return sorted(found)


# Rule sets.
def test_each_rule_set_is_one_module_found_by_its_name():
    assert methods.names()[0] == methods.DEFAULT
    for name in methods.names():
        rules = methods.load(name)
        codes = [status.code for status in rules.every_status()]
        assert rules.name == name
        assert len(codes) == len(set(codes))
        assert {status.code for status in methods.NOT_ASSESSABLE} <= set(codes)
        texts = [rules.quantity, *(words for status in rules.every_status() for words in (status.label, status.rule))]
        assert all(words.english and words.chinese for words in texts)
