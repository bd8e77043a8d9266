"""Which headers of targets are kept as further columns, though they stand for no declared one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lixia_cli.model.further import PREFIX, further_column, headers_of_their_own
from lixia_cli.model.schema import ACTUAL_COLUMNS
from lixia_cli.read.headers import NAMED, declared_names, plain_header
from lixia_cli.read.layouts.context import Context
from lixia_cli.text.messages import Message


def further_positions(headers: Sequence[str], unknown: Iterable[int], context: Context | None) -> dict[str, int]:
    """Return the further columns of targets: their names in frames, with the position of each in the input.

    `unknown` are the positions of headers that stand for no declared column. Columns of periods hold figures and are
    none, and of a table that holds targets and actuals neither are the columns of the actuals.
    """
    if context is None or not context.of_targets:
        return {}
    unknown = [position for position in unknown if headers[position].strip()]
    if not unknown:
        return {}
    from lixia_cli.read.layouts.headings import read_heading

    of_actuals = declared_names(ACTUAL_COLUMNS) if context.both else {}
    kept = [
        position
        for position in unknown
        if read_heading(headers[position]) is None and plain_header(headers[position]) not in of_actuals
    ]
    names = headers_of_their_own(headers[position] for position in kept)
    return {further_column(name): position for name, position in zip(names, kept, strict=True)}


def notes_on_further(file: str, headers: Sequence[str], further: dict[str, int]) -> list[Message]:
    """Say which columns of a file are kept as they are, and which of them under another name."""
    notes = []
    if further:
        written = [" ".join(headers[position].split()) for position in further.values()]
        values = {"file": file, "columns": ", ".join(written[:NAMED]), "more": len(written) - NAMED}
        notes.append(
            Message("{file}: further columns, kept as they are: {columns} and {more} more", values)
            if len(written) > NAMED
            else Message("{file}: further columns, kept as they are: {columns}", values)
        )
    for name, position in further.items():
        own, written_as = name.removeprefix(PREFIX), " ".join(headers[position].split())
        if own != written_as:
            values = {"file": file, "column": written_as, "name": own}
            notes.append(
                Message(
                    "{file}: '{column}' is called '{name}' in results, which have another column of that name", values
                )
            )
    return notes
