"""Headers → declared columns. Needs no pandas: shell completion uses it too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.no_period import doubt_about_period
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import Column
from lixia_cli.model.units import is_unit_with_scale, unit_in_brackets
from lixia_cli.text.comparison import same_word
from lixia_cli.text.messages import N_, Message
from lixia_cli.text.patterns import Pattern
from lixia_cli.text.spelling import close_matches

NAMED = 50
"""How many headers at most a message names, or is compared with."""


class Matched(NamedTuple):
    """The headers of an input, matched with declared columns."""

    positions: dict[str, int]
    """Declared name → position of its column, in the order of the declaration."""
    unknown: list[str]
    """Headers that match no declared column."""


def match_headers(found: Sequence[str], columns: Sequence[Column], place: Place) -> Matched:
    """Match the headers found at `place` with declared columns, see `name_columns`.

    Raises InputError for a needed column that is missing, for one that is there twice, and for a header that settings
    name but that is not there.
    """
    names = name_columns(found, columns)
    unknown = [header for header, name in zip(found, names, strict=True) if not name and header.strip()]
    twice = repeated_columns(found, names)
    problems = [Problem(place._replace(column=found[position]), message) for position, message in twice]
    problems += headers_not_found(found, columns, place.file)
    reported = {problem.place.column for problem in problems}
    missing = [column for column in _needed(found, columns) if column.name not in names]
    problems += _missing([column for column in missing if column.set_at not in reported], unknown, place)
    if problems:
        raise InputError(problems)
    return Matched({column.name: names.index(column.name) for column in columns if column.name in names}, unknown)


def name_columns(found: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """Return the name of the declared column that each header stands for; empty for none.

    Headers that settings name come first, then names and aliases, at last the fallbacks of columns that have no header
    yet. A fallback of a needed column takes over the header of an optional one: 指标名称 alone is the key.
    """
    known = _names_and_aliases(columns)
    forms = _forms(found)
    numbers = {column.name for column in columns if column.kind == "number"}
    names = [_look_up(known, header, form) for header, form in zip(found, forms, strict=True)]
    by_settings = {column.name for column in columns if column.header}
    names = [
        "" if name not in numbers | by_settings and _has_scale(header) else name
        for name, header in zip(names, found, strict=True)
    ]
    optional = {"", *(column.name for column in columns if not column.needed)}
    labels = _labels(found, forms)
    names = ["" if position in labels else name for position, name in enumerate(names)]
    names = _with_parts_of_years(names, forms, columns)
    bare = [plain_header(unit_in_brackets(header)[0]) for header in found]
    for column in columns:
        if column.name in names or column.header:
            continue
        spelt = bare if column.kind == "number" else forms  # the unit of 绝对值（亿元） is read elsewhere
        for fallback in map(plain_header, column.fallbacks):
            free = (optional if column.needed else {""}) - by_settings
            same = [number for number, form in enumerate(spelt) if form == fallback and names[number] in free]
            same = [number for number in same if number not in labels]
            for number in same:
                names[number] = column.name
            if same:
                break
    return names


def _with_parts_of_years(names: list[str], forms: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """Return the names with that of parts of years for Period beside Year, as in the files of some offices."""
    beside_years = any(name == "period" and form in _YEARS for name, form in zip(names, forms, strict=True))
    if not beside_years or all(column.name != _PART for column in columns):
        return names
    return [_PART if name == form == "period" else name for name, form in zip(names, forms, strict=True)]


_PART, _YEARS = "part_of_year", ("year", "年份", "年度")


def _forms(found: Sequence[str]) -> list[str]:
    """Return the headers in comparable form, without that of other columns behind one of Eurostat.

    Our World in Data heads countries and their codes Entity and Code.
    """
    forms = [plain_header(without_corner(header)) for header in found]
    return [*forms[:1], "countrycode", *forms[2:]] if forms[:3] == ["entity", "code", "year"] else forms


_CORNER = Pattern(r"(?P<of_rows>[^\\]+)\\(?:time_period|time)", re.IGNORECASE)


def without_corner(header: str) -> str:
    r"""Return what a heading of Eurostat says of the cells below it: geo of geo\TIME_PERIOD; any other as it is."""
    found = _CORNER.fullmatch(header.strip())
    return found["of_rows"] if found else header


def _labels(found: Sequence[str], forms: Sequence[str]) -> set[int]:
    """Return the positions of the words that SDMX-CSV sets behind codes of the same name: TIME_PERIOD,Time period."""
    if not {"OBS_VALUE", "TIME_PERIOD"} <= set(found):
        return set()
    return {at for at in range(1, len(found)) if forms[at] == forms[at - 1] and found[at] != found[at - 1]}


def _look_up(known: dict[str, str], header: str, form: str) -> str:
    """Return what a header stands for. A unit in brackets behind it counts for the unit: 数值（亿元）, see `settle`."""
    return known.get(form) or known.get(plain_header(unit_in_brackets(header)[0]), "")


def _has_scale(header: str) -> bool:
    """Return whether a header has a unit behind it that is not of its own cells: 年份（单位：万元）."""
    return is_unit_with_scale(unit_in_brackets(header)[1])


def repeated_columns(found: Sequence[str], names: Sequence[str]) -> list[tuple[int, Message]]:
    """Return the positions of headers that stand for a column like another one before them, and what is wrong.

    `names` are those of `name_columns`.
    """
    template = N_("stands for {name} like '{other}'; keep one of the columns, or say in lixia.toml which is meant")
    repeated, first = list[tuple[int, Message]](), dict[str, int]()
    for position, name in enumerate(names):
        other = found[first.setdefault(name, position)]
        if not name or first[name] == position:
            continue
        message = Message("stands for {name} twice; keep one of the columns", {"name": name})
        if plain_header(other) != plain_header(found[position]):
            message = Message(template, {"name": name, "other": other})
        repeated.append((position, message))
    return repeated


def headers_not_found(found: Sequence[str], columns: Sequence[Column], file: str) -> list[Problem]:
    """Report the headers that settings name but the input lacks, at the setting."""
    forms = set(map(plain_header, found))
    template = N_("'{header}' is no header of {file}, which has: {headers}")
    problems = []
    for column in columns:
        if column.header and plain_header(column.header) not in forms:
            named = ", ".join(header for header in found[:NAMED] if header.strip())
            values = {"header": column.header, "file": file, "headers": named}
            problems.append(Problem(Place(column.settings, column=column.set_at), Message(template, values)))
    return problems


def names_needed(found: Sequence[str], columns: Sequence[Column]) -> bool:
    """Return whether every needed column has a header."""
    named = set(name_columns(found, columns))
    return all(column.name in named for column in _needed(found, columns))


def _needed(found: Sequence[str], columns: Sequence[Column]) -> list[Column]:
    """Return the columns that must be there. That of units need not, where a header has one behind it."""
    known = _names_and_aliases(columns)
    split = [unit_in_brackets(header) for header in found]
    given = any(unit and plain_header(name) in known for name, unit in split)
    return [column for column in columns if column.needed and not (given and column.name == "unit")]


def count_declared(found: Sequence[str], columns: Sequence[Column]) -> int:
    """Count the headers that stand for a declared column."""
    known = declared_names(columns)
    return sum(bool(_look_up(known, header, plain_header(header))) for header in found)


def columns_not_used(file: str, unknown: Sequence[str]) -> Message:
    """Say which columns of a file are not read."""
    named = ", ".join(" ".join(header.split()) for header in unknown[:NAMED])
    if len(unknown) > NAMED:
        values = {"file": file, "columns": named, "more": len(unknown) - NAMED}
        return Message("{file}: columns not used: {columns} and {more} more", values)
    return Message(NOT_USED, {"file": file, "columns": named})


NOT_USED = N_("{file}: columns not used: {columns}")


def _missing(missing: Sequence[Column], unknown: Sequence[str], place: Place) -> list[Problem]:
    """Report needed columns that no header stands for; of a table with a column for each period only what it lacks."""
    names = {column.name for column in missing}
    first = unknown[0].lstrip("[ ") if unknown and place.line else ""
    if first.startswith('{"'):
        return [Problem(place, Message("is JSON, not a table; save it as csv"))]
    if len(unknown) == 1 and "|" in first:
        return [Problem(place, Message("has its cells separated by |; separate them by commas, semicolons or tabs"))]
    periods = _periods(unknown) if {"period", "value"} <= names else []
    if not periods:
        return [Problem(place._replace(column=column.name), why_missing(column, unknown)) for column in missing]
    said = {"periods": f"{periods[0]} … {periods[-1]}" if periods[1:] else periods[0]}
    if "key" in names:
        return [Problem(place._replace(column="key"), Message(_NO_KEY, said))]
    return [Problem(place, Message(_WIDE, said))]


def _periods(headers: Sequence[str]) -> list[str]:
    """Return those of some headers that are periods of figures; none where others are numbers, as in a row of data."""
    from lixia_cli.read.layouts.headings import read_heading

    headings = [(header, read_heading(header)) for header in headers]
    if any(heading is None and _NUMBER.fullmatch(header.strip()) for header, heading in headings):
        return []
    return [header for header, heading in headings if heading and heading.role in ("", "actual", "preliminary")]


_NUMBER = Pattern(r"[+-]?[0-9][0-9.,]*%?")
_NO_KEY = N_(
    "this column is missing beside those of periods ({periods}); head the one with the names of indicators key, "
    "or say in lixia.toml which it is, or what it is in all rows (docs/settings.md)"
)
_WIDE = N_(
    "has a column for each period ({periods}); here one row for each figure is read, with columns period and value"
)


def why_missing(column: Column, unknown: Sequence[str]) -> Message:
    """Return what to do about a needed column that no header stands for; `unknown` are those that stand for none."""
    unread = [header for header in unknown[:NAMED] if parse_period(header) is None]
    doubt = next(filter(None, map(doubt_about_period, unread)), None)
    if column.kind == "period" and doubt is not None:
        return Message("this column is missing, and the heading {doubt}", {"doubt": doubt})
    close = close_matches(column.name, unknown[:NAMED])
    if close:
        return Message("this column is missing; is it '{header}'?", {"header": close[0]})
    meaning = {"meaning": Message(column.meaning)}
    if column.name in ("key", "period"):
        template = N_(
            "this column is missing; add it ({meaning}), or say in lixia.toml what its header is, "
            "or what it is in all rows (docs/settings.md)"
        )
        return Message(template, meaning)
    return Message("this column is missing; add it ({meaning})", meaning)


def declared_names(columns: Sequence[Column]) -> dict[str, str]:
    """Return every spelling of the declared columns, fallbacks too, with the column's name."""
    fallbacks = {
        plain_header(name): column.name for column in columns if not column.header for name in column.fallbacks
    }
    return fallbacks | _names_and_aliases(columns)


def _names_and_aliases(columns: Sequence[Column]) -> dict[str, str]:
    """Return the headers that stand for declared columns whatever else is there."""
    own = [column for column in columns if not column.header]
    spellings = {plain_header(name): column.name for column in own for name in (column.name, *column.aliases)}
    return spellings | {plain_header(column.header): column.name for column in columns if column.header}


def plain_header(header: str) -> str:
    """Return a header without what doesn't matter in it: case, width of characters, spaces, - and _, kind of brackets.

    >>> plain_header("Target Year") == plain_header("target_year") == plain_header("ＴＡＲＧＥＴ－ＹＥＡＲ")
    True
    """
    return same_word(header)
