"""The files of ``lixia new``: an example of a plan, its settings, and a page that explains every column."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from lixia_cli.model.example import EXAMPLES, NAMES_FILE
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS, Column
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message

SETTINGS_FILE = "lixia.toml"
BYTE_ORDER_MARK = "\ufeff"
"""Tells spreadsheet programs that a csv is in UTF-8."""
SETTINGS = N_(
    """\
# Settings of lixia for the plan in this folder. An option of the command line counts for more.

# The files: "lixia report" reads these.
targets = "{targets}"
actuals = "{actuals}"

# The language, en or zh; without it that of the computer.
lang = "{language}"

# The rule set of the verdicts; "lixia list methods" names them.
# method = "lights"

# What figures of quarters and months are: totals from January (year_to_date), or of that part alone (period).
# accumulation = "period"

# Ignore observations after this period.
# as-of = "2026"
"""
)
PAGE = N_(
    """\
# A plan for lixia

`{targets}` has one row per target, `{actuals}` one row per observed value. All figures are invented: replace them, in a
spreadsheet program (save as CSV UTF-8) or a text editor. Columns that you don't need may be deleted.

    lixia check          lists every problem, and says how the files are read
    lixia report         the table: progress, what is needed per year, and a verdict for each target
    lixia show {key}       one target, with every formula

Run the commands in this folder: `lixia.toml` names the files. `names.csv` says what people read instead of codes, or in
the other language: names of plans, regions, domains, units and owners. It may be deleted.
"""
)

MEASURES = {
    "flow": N_("an amount within a year: gross domestic product, visitors"),
    "stock": N_("a level or count at a date: firms, parks"),
    "share": N_("a percentage or ratio: green coverage"),
    "change": N_("a change against the baseline, given as such: +5 percentage points"),
    "cumulative": N_("a total over the years of the plan, one actual per year: 12,000 homes in five years"),
    "growth": N_("an average growth per year, one rate per year: 7 % a year"),
    "each_year": N_("a condition for every year: 20 new bus lines every year"),
    "rank": N_("a place in a ranking"),
}


class Explained(NamedTuple):
    """A column, as people read it."""

    header: str
    column: Column
    needed: str
    meaning: str
    words: tuple[str, ...]
    """The words that are allowed; none where any text is."""


def csv_files(language: str, translate: Translate) -> dict[str, bytes]:
    """Return the content of every file by its name, the tables as csv, in one language."""
    example = EXAMPLES[language]
    tables = [(example.targets_file, example.targets), (example.actuals_file, example.actuals)]
    mark = BYTE_ORDER_MARK if language == "zh" else ""
    sections = [
        f"## {name}\n\n{_table(explained(columns, text, language, translate), translate)}"
        for (name, text), columns in zip(tables, (TARGET_COLUMNS, ACTUAL_COLUMNS), strict=True)
    ]
    values = {"targets": example.targets_file, "actuals": example.actuals_file, "key": "gdp"}
    page = "\n".join([Message(PAGE, values).text(translate), *sections, _measures(translate)])
    texts = {name: mark + text for name, text in (*tables, (NAMES_FILE, example.names))}
    texts |= {
        SETTINGS_FILE: settings(example.targets_file, example.actuals_file, language, translate),
        example.page_file: page,
    }
    return {name: text.encode() for name, text in texts.items()}


def settings(targets: str, actuals: str, language: str, translate: Translate) -> str:
    """Return a settings file that names these files."""
    return Message(SETTINGS, {"targets": targets, "actuals": actuals, "language": language}).text(translate)


def explained(columns: Sequence[Column], example: str, language: str, translate: Translate) -> list[Explained]:
    """Explain all columns of a file; those of the example have its headers."""
    used = example.splitlines()[0].split(",")
    return [
        Explained(
            _header(column, used, language),
            column,
            translate("yes") if column.needed else "",
            translate(column.meaning),
            tuple(translate(code) for code in column.choices),
        )
        for column in columns
    ]


def titles(translate: Translate) -> tuple[str, str, str, str]:
    """Return the titles of a table of columns."""
    return translate("Column"), translate("Needed"), translate("Meaning"), translate("Allowed words")


def _table(columns: Sequence[Explained], translate: Translate) -> str:
    """Return a table of columns as Markdown."""
    head = titles(translate)
    lines = [head, tuple("---" for _ in head)]
    for each in columns:
        name = f"`{each.header}`" if each.header == each.column.name else f"`{each.header}` (`{each.column.name}`)"
        lines.append((name, each.needed, each.meaning, ", ".join(f"`{word}`" for word in each.words)))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _measures(translate: Translate) -> str:
    """Return a list of the kinds of indicators as Markdown."""
    title = translate("Kinds of indicators")
    return f"## {title}\n\n" + "".join(
        f"- `{translate(code)}`: {translate(meaning)}\n" for code, meaning in MEASURES.items()
    )


def _header(column: Column, used: Sequence[str], language: str) -> str:
    """Return the header of a column: that of the example, else the first one in the language."""
    if language == "en":
        return column.name
    there = [alias for alias in column.aliases if alias in used]
    return next((alias for alias in (*there, *column.aliases) if _is_chinese(alias)), column.name)


def _is_chinese(text: str) -> bool:
    return any(unicodedata.name(character, "").startswith("CJK") for character in text)
