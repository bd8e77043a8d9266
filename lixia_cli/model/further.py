"""Columns of targets that lixia doesn't know: kept as they are, and the last columns of the results.

In tables their names begin with PREFIX, so that none is mistaken for a column of lixia's own.
"""

from __future__ import annotations

from collections.abc import Iterable

from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS

PREFIX = "further "


def further_column(header: str) -> str:
    """Return the name of a further column in tables."""
    return PREFIX + header


def further_columns(names: Iterable[object]) -> dict[str, str]:
    """Return the further columns among the names of columns, each with its header."""
    return {name: name.removeprefix(PREFIX) for name in map(str, names) if name.startswith(PREFIX)}


def headers_of_their_own(headers: Iterable[str]) -> list[str]:
    """Return headers on one line, with a number behind those that a column of the results has already.

    Case does not count, for it doesn't in databases.

    >>> headers_of_their_own(["分管领导", "status", "Step", "step"])
    ['分管领导', 'status_2', 'Step', 'step_2']
    """
    return headers_beside(ASSESSED_COLUMNS, (" ".join(header.split()) for header in headers))


def headers_beside(names: Iterable[str], headers: Iterable[str]) -> list[str]:
    """Return headers with a number behind those that one of these names, or a header before, has already.

    >>> headers_beside(["side"], ["key", "Side", "side_2"])
    ['key', 'Side_2', 'side_2_2']
    """
    taken = {name.casefold() for name in names}
    own = []
    for plain in headers:
        name, number = plain, 2
        while name.casefold() in taken:
            name, number = f"{plain}_{number}", number + 1
        taken.add(name.casefold())
        own.append(name)
    return own
