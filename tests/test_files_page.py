"""docs/files.md: its tables of columns are those of the code.

`python -m pytest tests/test_files_page.py --golden` regenerates them. The column *contents* is hand-written and kept;
a new column starts with its `meaning`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from pages import page
from support import REPOSITORY

from lixia_cli.model.missing import MISSING_MARKS
from lixia_cli.model.schema import ACTUAL_COLUMNS, NAME_COLUMNS, SOURCE_COLUMNS, TARGET_COLUMNS, Column

TABLES = {"targets": TARGET_COLUMNS, "actuals": ACTUAL_COLUMNS, "sources": SOURCE_COLUMNS, "names": NAME_COLUMNS}
MAY_BE_EMPTY = {"value": "unknown", "target_value": "not judged", "unit": ""}
TITLES = ("column", "if empty", "contents", "codes (other spellings)", "other headers")


def between(name: str, text: str) -> tuple[str, str, str]:
    """Return the page before the table of a file, the table, and the page after it."""
    begin, end = f"<!-- columns: {name} -->\n", "<!-- end -->"
    before, rest = text.split(begin)
    table, after = rest.split(end, 1)
    return before + begin, table, end + after


def contents(table: str) -> dict[str, str]:
    """Return the hand-written contents of each column of a table."""
    rows = (re.split(r" *(?<!\\)\| *", line)[1:-1] for line in table.splitlines()[2:])
    return {row[0].strip("`"): row[2] for row in rows}


def generated(columns: Sequence[Column], written: dict[str, str]) -> str:
    """Return the table of `columns` with the contents `written`, or the meaning of columns that have none."""
    lines = [" | ".join(TITLES), " | ".join(["---"] * len(TITLES))]
    for column in columns:
        empty = (
            "error" if column.needed and not column.may_be_empty else f"`{column.default}`" if column.default else ""
        )
        empty = MAY_BE_EMPTY.get(column.name, empty)
        codes = ", ".join(f"`{code}` ({', '.join(spellings)})" for code, spellings in column.choices.items())
        headers = "; else ".join(", ".join(words) for words in (column.aliases, column.fallbacks) if words)
        cells = [f"`{column.name}`", empty, written.get(column.name, column.meaning), codes, headers]
        lines.append(" | ".join(cells))
    return "".join(f"| {line} |\n" for line in lines)


@pytest.mark.parametrize("name", TABLES)
def test_table_of_columns(name, request):
    before, table, after = between(name, page("files.md"))
    expected = generated(TABLES[name], contents(table))
    if request.config.getoption("--golden"):
        (REPOSITORY / "docs" / "files.md").write_text(before + expected + after, encoding="utf-8")
        table = expected
    assert table == expected, "python -m pytest -n 0 tests/test_files_page.py --golden regenerates the table"


def test_marks_of_unknown_values():
    (line,) = re.findall(r"^- Unknown values: .*(?:\n  .*)*", page("files.md"), re.MULTILINE)
    assert set(re.findall(r"`([^`]*)`", line)) | {""} == set(MISSING_MARKS)
