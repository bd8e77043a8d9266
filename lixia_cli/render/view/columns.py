"""The columns of tables for people that somebody has chosen."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

from lixia_cli.assess.remarks import FLAGS
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.model.further import PREFIX
from lixia_cli.model.records import is_unknown
from lixia_cli.model.titles import TITLES
from lixia_cli.render.cells import EMPTY, Cell, number_cell
from lixia_cli.render.column import Column, Record, Wording
from lixia_cli.render.columns import COLUMNS
from lixia_cli.render.numbers import rounded
from lixia_cli.render.period_text import end_text
from lixia_cli.render.view.chosen import Chosen
from lixia_cli.render.view.csv_of import CSV_OF
from lixia_cli.text.width import plain

_AS_IN_TABLES = {
    "latest_value": "latest_value",
    "latest_period": "period",
    "target_value": "target",
    "baseline_value": "baseline",
    "percent_of_target": "percent",
    "progress": "progress_alone",
    "elapsed": "elapsed",
    "unit": "unit",
    "nature": "nature",
    "status": "verdict",
    "light": "light",
    "gap": "left",
    "note": "remark",
    "lead_pp": "lead",
    "region": "region",
    "domain": "domain",
    "owner": "owner",
}
"""Columns of csv that tables have a column for."""
_FRACTIONS = ("planned_progress", "cagr_required", "cagr_achieved", "cagr_needed")
_YEARS = ("baseline_year", "target_year")
_PERIODS = ("target_period", "next_due")
_CODES = ("measure", "direction", "qualifier", "path", "latest_status")
_TEXTS = ("method", "key", "name_zh", "name_en", "target_text")


def chosen_for_tables(usual: Sequence[str], chosen: Chosen, kept: Sequence[str] = ()) -> tuple[Column, ...]:
    """Return the columns of a table whose usual ones are `usual`, names of COLUMNS.

    The indicators are always there, and so are the columns `kept`.
    """
    if chosen.only:
        columns = [COLUMNS["indicator"], *map(_for_tables, chosen.only)]
    else:
        left_out = {name for name in usual if name in chosen.without}
        left_out |= {name for name in usual if CSV_OF.get(name, (name,))[0] in set(chosen.without) - left_out}
        columns = [COLUMNS[name] for name in usual if name not in left_out - {"indicator"}]
        columns += map(_for_tables, chosen.more)
    return tuple({column.name: column for column in (*columns, *(COLUMNS[name] for name in kept))}.values())


def _for_tables(name: str) -> Column:
    """Return the column of tables for a column of `assess` or of COLUMNS."""
    known = _AS_IN_TABLES.get(name, name if name not in ASSESSED_COLUMNS else "")
    if known in COLUMNS:
        return COLUMNS[known]
    if name.startswith(PREFIX):
        # The name becomes a class of html and css, so it has nothing of the header in it.
        return Column(
            f"further{_digest(name)}",
            name.removeprefix(PREFIX),
            partial(_text, name),
            (name,),
            wraps=True,
            importance=7,
        )
    number = name not in (*_CODES, *_PERIODS, *_TEXTS, "plan", "flags")
    return Column(f"csv-{name}", TITLES[name], _cell_of(name), (name,), right=number, wraps=not number, importance=7)


def _digest(name: str) -> str:
    return "".join(f"-{ord(character):x}" for character in name.removeprefix(PREFIX))


def _cell_of(name: str) -> Callable[[Record, Wording], Cell]:
    special: dict[str, Callable[[Record, Wording], Cell]] = {"flags": _flags}
    groups: tuple[tuple[Sequence[str], Callable[[str, Record, Wording], Cell]], ...] = (
        (_CODES, _code),
        (("plan",), _named),
        (_PERIODS, _period),
        (_YEARS, _year),
        (_FRACTIONS, _percent),
        (_TEXTS, _text),
    )
    if name in special:
        return special[name]
    return partial(next((cell for names, cell in groups if name in names), _number), name)


def _text(name: str, record: Record, _: Wording) -> Cell:
    return Cell(plain(str(record[name]).strip()))


def _code(name: str, record: Record, words: Wording) -> Cell:
    return Cell(words.translate(record[name]) if record[name] else "")


def _named(name: str, record: Record, words: Wording) -> Cell:
    return Cell(plain(words.names.name(name, record[name], words.language)))


def _flags(record: Record, words: Wording) -> Cell:
    meanings = (words.translate(FLAGS[code].meaning) for code in str(record["flags"]).split())
    return Cell(words.translate("; ").join(meanings))


def _period(name: str, record: Record, words: Wording) -> Cell:
    return Cell(end_text(record[name], words.translate)) if record[name] else EMPTY


def _year(name: str, record: Record, _: Wording) -> Cell:
    value = record[name]
    return EMPTY if is_unknown(value) else Cell(str(int(value)))


def _percent(name: str, record: Record, _: Wording) -> Cell:
    value = float(record[name])
    return EMPTY if math.isnan(value) else number_cell(rounded(value, decimals=2, percent=True))


def _number(name: str, record: Record, _: Wording) -> Cell:
    value = record[name]
    return EMPTY if is_unknown(value) else number_cell(rounded(float(value)))
