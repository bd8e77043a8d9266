"""Units of figures that stand where none are read: below a header that is not known, in remarks, in notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from lixia_cli.files.problems import InputError, Place, Problem
from lixia_cli.model.units import is_unit_with_scale, looks_like_unit, split_unit, unit_in_brackets
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.layouts.title_units import units_in_words
from lixia_cli.text.messages import N_, Message


def are_units_unsaid(context: Context | None, names: Collection[str], headings: Iterable[str]) -> bool:
    """Return whether actuals have neither a column of units nor one behind a heading that is read.

    `names` are those of the declared columns that there are.
    """
    if context is None or not context.of_actuals or "unit" in {*names, *context.defaults}:
        return False
    return not any(unit_in_brackets(heading)[1] for heading in headings)


def check_columns(columns: Iterable[tuple[Place, Iterable[str]]]) -> None:
    """Raise InputError for a column that is not read as the unit and has nothing but units.

    `columns` are the headers of such columns, each with texts below it. Where none of them has a scale word, the size
    of the figures does not depend on them: kinds of years, currencies.
    """
    problems = list[Problem]()
    for place, cells in columns:
        texts = list(dict.fromkeys(text.strip() for text in cells if text.strip()))
        scaled = next(filter(is_unit_with_scale, texts), "")
        if scaled and all(map(looks_like_unit, texts)):
            problems.append(Problem(place, Message(_IN_COLUMN, {"unit": scaled})))
    if problems:
        raise InputError(problems)


_IN_COLUMN = N_(
    "has units ({unit}), but is not known as the column of units; head it unit (单位), or name it in lixia.toml "
    "(docs/settings.md)"
)


def check_notes(notes: Iterable[tuple[Place, str]], known: Collection[str]) -> None:
    """Raise InputError for notes below a table that speak of a unit with a scale word: 注：以上数据按万元计.

    They may mean all figures or some of them. One that is that of all targets that count the same changes nothing;
    `known` are the units of the targets.
    """
    of_targets = {split_unit(unit) for unit in known}
    problems = list[Problem]()
    for place, text in notes:
        for unit in filter(is_unit_with_scale, units_in_words(text)):
            if {each for each in of_targets if each.base == split_unit(unit).base} != {split_unit(unit)}:
                problems.append(Problem(place, Message(_IN_NOTE, {"unit": unit})))
    if problems:
        raise InputError(problems)


_IN_NOTE = N_(
    "speaks of the unit {unit}, which may be that of all figures or of some; write 单位：{unit} (Unit: {unit}) "
    "if it is that of all, else a column of units"
)
