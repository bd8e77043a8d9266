"""Headers that are keys of targets and something else besides, product and 202101: columns of indicators."""

from __future__ import annotations

from collections.abc import Sequence

from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.columns_beside import BREAKDOWNS, PLACE
from lixia_cli.read.headers import plain_header
from lixia_cli.read.layouts.context import Context

_OF_PARTS = frozenset(column.name for column in (*BREAKDOWNS, PLACE))
_VALUES = frozenset(
    plain_header(text) for column in ACTUAL_COLUMNS if column.name == "value" for text in column.fallbacks
)
_YEAR = 4
"""Digits of a year, which is a period even where it is a key."""


def set_apart(headers: Sequence[str], names: Sequence[str], context: Context) -> tuple[tuple[str, ...], frozenset[int]]:
    """Return the names of declared columns without those of columns of indicators, and the positions of these.

    There are such columns in actuals with one of periods and none of keys.
    """
    if not context.of_actuals or "key" in names or "period" not in names:
        return tuple(names), frozenset()

    def is_indicator(header: str, name: str) -> bool:
        of_parts = name in _OF_PARTS or (name == "value" and plain_header(header) in _VALUES)
        of_digits = not name and header.strip().isdecimal() and len(header.strip()) > _YEAR
        return (of_parts or of_digits) and context.targets.has_key(header)

    apart = frozenset(at for at, header in enumerate(headers) if is_indicator(header, names[at]))
    return tuple("" if at in apart else name for at, name in enumerate(names)), apart
