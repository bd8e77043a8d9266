"""The package itself: one direction of imports, modules of a fair size, one module per rule set."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from support import REPOSITORY

from lixia_cli.assess import methods

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
    "loading",
    "stages",
    "comparing",
    "arguments",
    "api",
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
        yield from [parts[1]] if len(parts) > 1 else {alias.name for alias in node.names}.intersection(ORDER)


def test_imports_go_one_way():
    wrong = [
        f"{path} imports {other}"
        for path in MODULES
        if path != PACKAGE / "__init__.py"
        for other in imports(path)
        if other != folder(path) and ORDER.index(other) > ORDER.index(folder(path))
    ]
    assert wrong == []


def test_the_order_names_every_folder():
    assert {folder(path) for path in MODULES} - {"__init__"} == set(ORDER)


def test_packages_hold_a_docstring_and_no_code():
    """What a folder does stands in a module with a name; the public names and two registries are all that is left."""
    allowed = {"lixia_cli", "assess/methods", "render/formats"}
    for path in PACKAGE.rglob("__init__.py"):
        name = "lixia_cli" if path.parent == PACKAGE else path.parent.relative_to(PACKAGE).as_posix()
        body = ast.parse(path.read_text(encoding="utf-8")).body
        assert name in allowed or all(isinstance(node, ast.Expr) for node in body), name


def test_no_module_is_too_large():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert {path: length for path, length in lengths.items() if length > 300} == {}


def test_only_the_edges_print_or_open_files():
    allowed = {"read", "files", "cli"}
    calls = [
        (path, node.func)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    for path, called in calls:
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        if name in ("open", "echo", "read_bytes", "read_text", "write_text", "write_bytes"):
            assert folder(path) in allowed, f"{name} in {path}"
        assert name != "print" or isinstance(called, ast.Attribute), path


def test_no_loop_over_rows_between_check_and_assess():
    for path in MODULES:
        if folder(path) in ("check", "observe", "measure", "assess", "model"):
            text = path.read_text(encoding="utf-8")
            assert not any(word in text for word in ("iterrows", "itertuples", ".apply(", "np.vectorize")), path.name


# Rule sets.
def test_each_rule_set_is_one_module_found_by_its_name():
    assert methods.names()[0] == methods.DEFAULT
    for name in methods.names():
        rules = methods.load(name)
        codes = [status.code for status in rules.every_status()]
        assert rules.name == name
        assert len(codes) == len(set(codes))
        assert {status.code for status in methods.NOT_ASSESSABLE} <= set(codes)
        texts = [
            rules.quantity,
            rules.source,
            *(words for status in rules.every_status() for words in (status.label, status.rule)),
        ]
        assert all(words.english and words.chinese for words in texts)
