"""Headers → declared columns. Needs no pandas: shell completion uses it too."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.schema import Column
from lixia_cli.text.messages import Message

_NAMED = 50
"""How many headers at most a message names, or is compared with."""


class Matched(NamedTuple):
    """The headers of an input that stand for declared columns."""

    positions: dict[str, int]
    """Declared name → position of its column, in the order of the declaration."""
    unknown: list[str]
    """Headers that stand for no declared column."""


def match_headers(found: Sequence[str], columns: Sequence[Column], place: Place) -> Matched:
    """Match the headers found at `place` with declared columns, by name or alias.

    Raises InputError for a needed column that is missing and for one that is there twice.
    """
    known = declared_names(columns)
    positions: dict[str, int] = {}
    unknown, problems = list[str](), list[Problem]()
    for position, header in enumerate(found):
        name = known.get(plain_header(header))
        if name is None:
            unknown.append(header)
        elif name in positions:
            message = Message("stands for {name} twice; keep one of the columns", {"name": name})
            problems.append(Problem(replace(place, column=header), message))
        else:
            positions[name] = position
    for column in columns:
        if column.needed and column.name not in positions:
            problems.append(Problem(replace(place, column=column.name), _missing(column, unknown)))
    if problems:
        raise InputError(problems)
    declared = {column.name: positions[column.name] for column in columns if column.name in positions}
    return Matched(declared, [header for header in unknown if header.strip()])


def names_needed(found: Sequence[str], columns: Sequence[Column]) -> bool:
    """Whether headers name every column that is needed."""
    known = declared_names(columns)
    named = {known.get(plain_header(header)) for header in found}
    return all(column.name in named for column in columns if column.needed)


def count_declared(found: Sequence[str], columns: Sequence[Column]) -> int:
    """Count the headers that stand for a declared column."""
    known = declared_names(columns)
    return sum(plain_header(header) in known for header in found)


def columns_not_used(file: str, unknown: Sequence[str]) -> Message:
    """Say which columns of a file are not read."""
    named = ", ".join(" ".join(header.split()) for header in unknown[:_NAMED])
    if len(unknown) > _NAMED:
        values = {"file": file, "columns": named, "more": len(unknown) - _NAMED}
        return Message("{file}: columns not used: {columns} and {more} more", values)
    return Message("{file}: columns not used: {columns}", {"file": file, "columns": named})


def _missing(column: Column, unknown: Sequence[str]) -> Message:
    close = difflib.get_close_matches(column.name, unknown[:_NAMED], n=1)
    if close:
        return Message("this column is missing; is it '{header}'?", {"header": close[0]})
    return Message("this column is missing; add it ({meaning})", {"meaning": Message(column.meaning)})


def declared_names(columns: Sequence[Column]) -> dict[str, str]:
    """Return every spelling of the declared columns, with the column's name."""
    return {plain_header(name): column.name for column in columns for name in (column.name, *column.aliases)}


def plain_header(header: str) -> str:
    """Return a header without what doesn't matter in it: case, width of characters, kind of spaces."""
    return "_".join(unicodedata.normalize("NFKC", header).strip().lower().split())
