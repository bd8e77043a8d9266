"""What ``--columns`` says, and which columns of csv and json it chooses; those of tables are in `columns`."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from lixia_cli.render.view.vocabulary import Vocabulary, csv_columns
from lixia_cli.text.messages import Message, RequestError

OPTION = "--columns"


class Chosen(NamedTuple):
    """What ``--columns`` says: names of columns, as `Vocabulary.name` gives them."""

    only: tuple[str, ...]
    """These, in this order; empty for the usual ones."""
    more: tuple[str, ...]
    """These behind the others."""
    without: tuple[str, ...]
    """Not these."""

    def apart_from(self, names: Collection[str]) -> Chosen:
        """Return what is chosen of other columns than these."""
        return Chosen(*(tuple(name for name in part if name not in names) for part in self))

    def added(self) -> Chosen:
        """Return what is chosen in addition to the usual columns, for a table that has them all."""
        return Chosen((), (*self.only, *self.more), ())


NOTHING_CHOSEN = Chosen((), (), ())


def read_columns(text: str, vocabulary: Vocabulary) -> Chosen:
    """Read ``NAME,…`` or ``+NAME,-NAME``. Raises RequestError for unknown names, and for both forms together."""
    parts = [part.strip() for part in text.replace("，", ",").split(",") if part.strip()]
    by_sign: dict[str, list[str]] = {"": [], "+": [], "-": []}
    for part in parts:
        sign = part[0] if part[0] in "+-" else ""
        by_sign[sign].append(vocabulary.name(part.removeprefix(sign), OPTION))
    if by_sign[""] and (by_sign["+"] or by_sign["-"]):
        raise RequestError(
            Message("--columns: name the columns you want, or those to add (+NAME) and leave out (-NAME)")
        )
    return Chosen(*(tuple(dict.fromkeys(by_sign[sign])) for sign in ("", "+", "-")))


def chosen_for_csv(usual: Sequence[str], chosen: Chosen) -> list[str]:
    """Return the columns of csv, by their headers, whose usual ones are `usual`."""
    if chosen.only:
        return list(dict.fromkeys(header for name in chosen.only for header in csv_columns(name)))
    left_out = {header for name in chosen.without for header in csv_columns(name)}
    more = (header for name in chosen.more for header in csv_columns(name))
    return list(dict.fromkeys((*(header for header in usual if header not in left_out), *more)))
