"""Check sources.csv: one row per document that figures come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from lixia_cli.check.typed_columns import TypedColumns
from lixia_cli.files.problems import SHOWN, InputError, Problem
from lixia_cli.model.coded import Coded
from lixia_cli.model.dates import last_day, why_no_day
from lixia_cli.model.grouping import codes_of, first_of
from lixia_cli.model.schema import SOURCE_COLUMNS, Column
from lixia_cli.model.table import Table
from lixia_cli.read.records import Records
from lixia_cli.text.messages import Message
from lixia_cli.text.suggestions import Suggestions


def check_references(
    inputs: Sequence[tuple[Records, Sequence[Column]]], known: Sequence[str], file: str, limit: int = SHOWN
) -> None:
    """Check that every source named in targets and actuals is among those `known`, the ids in `file`.

    Raises InputError with every name that is not; at most `limit` of each input.
    """
    suggestions = Suggestions(known)
    found, count = list[Problem](), 0
    for records, columns in inputs:
        sheet = TypedColumns(records, columns)
        named = sheet.text("source")

        def describe(row: int, named: Coded = named) -> Message:
            close = suggestions.closest(named[row])
            if close:
                values = {"id": named[row], "file": file, "close": close[0]}
                return Message("'{id}' is not in {file}; is it '{close}'?", values)
            return Message("'{id}' is not in {file}", {"id": named[row], "file": file})

        sheet.problems.add((named != "") & ~named.is_in(known), "source", describe)
        found += sheet.problems.first(limit)
        count += sheet.problems.count
    if count:
        raise InputError(found, count)


def check_sources(records: Records, limit: int = SHOWN, dated: Iterable[str] = ()) -> Table:
    """Return the columns of `schema.SOURCE_COLUMNS` as str, one row per source.

    Raises InputError for an empty or repeated id, and for a date of publication of a source in `dated` that can't be
    read, with at most `limit` problems.
    """
    sheet = TypedColumns(records, SOURCE_COLUMNS)
    columns = {column.name: sheet.text(column.name) for column in SOURCE_COLUMNS}
    first = first_of(codes_of(columns["id"]))
    repeated = (first < np.arange(len(sheet))) & (columns["id"] != "")

    def describe(row: int) -> Message:
        values = {"id": columns["id"][row], "row": sheet.row_name(int(first[row]))}
        return Message("'{id}' is in {row} too; keep one of them", values)

    sheet.problems.add(repeated, "id", describe)
    published = columns["published"]
    needed = columns["id"].is_in([str(name) for name in dated]) & (published != "")
    unread = needed & published.holds(lambda text: last_day(text) is None)
    sheet.problems.add(unread, "published", lambda row: why_no_day(published[row]))
    if sheet.problems.count:
        raise InputError(sheet.problems.first(limit), sheet.problems.count)
    return Table(columns)


def undated(published: Iterable[str], file: str) -> tuple[Message, ...]:
    """Return a note on the dates of publication in a file of sources that can't be read."""
    unread = [text for text in published if text and last_day(text) is None]
    if not unread:
        return ()
    values = {"file": file, "count": len(unread), "text": unread[0]}
    return (Message("published: dates in {file} that --known-on can't use: {count}, such as '{text}'", values),)
