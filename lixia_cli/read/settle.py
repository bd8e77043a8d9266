"""Fill in what an input gives outside its cells: in settings, in headings, in columns of SDMX."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import numpy as np

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.coded import Coded, where
from lixia_cli.model.schema import Column
from lixia_cli.model.units import split_unit, unit_in_brackets
from lixia_cli.read.breakdowns import read_breakdowns
from lixia_cli.read.conventions import DECLARED, Conventions
from lixia_cli.read.estimates import read_estimates
from lixia_cli.read.first_days import read_first_days
from lixia_cli.read.flags import read_flag_columns
from lixia_cli.read.kinds_of_rows import read_kinds
from lixia_cli.read.layouts.context import NO_TARGETS, Targets
from lixia_cli.read.notation import Notation
from lixia_cli.read.parts_of_years import join_parts
from lixia_cli.read.records import Records
from lixia_cli.read.regions_given import read_regions
from lixia_cli.read.remarks import refuse_remarks
from lixia_cli.read.sdmx import read_multipliers
from lixia_cli.read.stated_beside import read_stated_beside
from lixia_cli.read.stated_periods import read_stated_periods
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message


def settle(records: Records, kind: str, conventions: Conventions, known: Targets = NO_TARGETS) -> Records:
    """Return the records of a file (targets, actuals, sources) with all that is known besides their cells.

    `known` are the targets, when actuals are read.

    In this order: words as the conventions say, rows that are no actuals, attributes of SDMX, words beside periods,
    units in headings, defaults, parts of years. To be called when the notation of the records is final. Raises
    InputError where two of these contradict each other.
    """
    used = used_settings(records, kind, conventions)
    records = _in_our_words(records, conventions)
    if kind == "actuals":
        records = read_regions(read_multipliers(read_flag_columns(read_kinds(records))), known)
        records = refuse_remarks(read_stated_beside(read_stated_periods(read_breakdowns(records, known))))
    records = _with_units_of_headings(records, kind, conventions)
    records = _with_defaults(records, kind, conventions)
    if kind == "actuals":
        records = read_estimates(read_first_days(join_parts(records)))
    if used and conventions.file:
        records = records.with_notes(said_by_settings(records.label, conventions.file, used))
    if records.understood is None:
        return records
    return replace(records, understood=replace(records.understood, settings=conventions.described(kind)))


BY_SETTINGS = N_("{file}: headers, words and gaps read as {settings} says: {count} ({named})")
_NAMED = 3
"""How many settings a note names at most."""


def used_settings(records: Records, kind: str, conventions: Conventions) -> list[str]:
    """Return the settings that change how the records are read, as in the file: ``columns.targets.key = ID``."""
    return [f"{key} = {text}" for key, text in conventions.described(kind) if _changes(records, kind, key)]


def _changes(records: Records, kind: str, key: str) -> bool:
    """Whether a setting is about a header or a cell that the records have."""
    table, part, name = key.split(".", 2)
    if table == "columns":
        return name in records.headers
    if table == "defaults":
        return part == kind and bool((_cells(records, name) == "").any())
    return part in records.table and same_word(name) in set(map(same_word, records.distinct(part)))


def said_by_settings(file: str, settings: str, used: list[str]) -> Message:
    """Say which settings hold for a file."""
    named = ", ".join(used[:_NAMED]) + (", …" if len(used) > _NAMED else "")
    values = {"file": file, "settings": settings, "count": len(used), "named": named}
    return Message(BY_SETTINGS, values)


def _in_our_words(records: Records, conventions: Conventions) -> Records:
    """Return the records with the words of the conventions as what they mean."""
    changed = {}
    for name, words in conventions.words.items():
        if name in records.table:
            meanings = {same_word(word): meaning for word, meaning in words.items()}
            changed[name] = _cells(records, name).map(partial(_meaning, meanings))
    return records.with_table(records.table.with_columns(changed)) if changed else records


def _meaning(meanings: dict[str, str], text: str) -> str:
    return meanings.get(same_word(text), text)


def _with_units_of_headings(records: Records, kind: str, conventions: Conventions) -> Records:
    """Return the records with the unit in brackets behind a heading like 数值（亿元） in the column unit.

    Raises InputError where a cell, or another heading, says otherwise.
    """
    units = _units_of_headings(records, kind, conventions.headers.get(kind, {}))
    if not units:
        return records
    (name, said), *others = units.items()
    for other, unit in others:
        if split_unit(unit) != split_unit(said):
            values = {"header": records.headers[other], "other": records.headers[name]}
            message = Message("the units of '{header}' and '{other}' differ; write them in a column unit", values)
            raise InputError([Problem(Place(records.label, column=records.headers[other]), message)])
    given = _cells(records, "unit")
    differs = given.holds(lambda text: bool(text) and split_unit(text) != split_unit(said))
    template = N_("'{text}' where the heading '{heading}' says '{said}'; keep the right one")
    heading = records.headers[name]
    problems = [
        Problem(
            records.place(int(row), "unit"), Message(template, {"text": given[row], "heading": heading, "said": said})
        )
        for row in np.flatnonzero(differs)
    ]
    if problems:
        raise InputError(problems)
    return _with_column(records, "unit", where(given == "", said, given), heading)


def _units_of_headings(records: Records, kind: str, named: Mapping[str, str]) -> dict[str, str]:
    """Return the declared columns of numbers whose heading ends in a unit in brackets, with the unit.

    `named` are the headers that settings name, whatever they are.
    """
    found = {}
    for column in DECLARED[kind]:
        name, unit = unit_in_brackets(records.headers.get(column.name, ""))
        spellings = (column.name, *column.aliases, *column.fallbacks)
        known = column.name in named or same_word(name) in map(same_word, spellings)
        if column.kind == "number" and unit and known:
            found[column.name] = unit
    return found


def _with_defaults(records: Records, kind: str, conventions: Conventions) -> Records:
    """Return the records with the defaults of the conventions in empty cells, and in columns that they lack."""
    columns = {column.name: column for column in DECLARED[kind]}
    for name, text in conventions.defaults.get(kind, {}).items():
        if name == "accumulation":  # counts for less than the words of a period, see `check.accumulation`
            continue
        cells = _cells(records, name)
        written = _as_written(text, columns[name], records.notation)
        records = _with_column(records, name, where(cells == "", written, cells), name)
    return records


def _as_written(text: str, column: Column, notation: Notation) -> str:
    """Return a default as the cells of the file would spell it: a number with the decimal sign of its notation."""
    if column.kind != "number" or "." not in text:
        return text
    if notation is Notation.COMMA:
        return text.replace(".", ",")
    # Three digits behind a point may be a group of digits.
    return text + "0" if notation is Notation.UNKNOWN and len(text.partition(".")[2]) == 3 else text


def _cells(records: Records, name: str) -> Coded:
    """Return the cells of a column without white space around them; empty ones where the file lacks it."""
    if name not in records.table:
        return Coded.full(len(records), "")
    return records.table.texts(name).map(str.strip)


def _with_column(records: Records, name: str, cells: Coded, header: str) -> Records:
    """Return the records with a column of these cells; `header` is that of a column that the source lacks."""
    return records.with_table(records.table.with_columns({name: cells}), {name: header})
