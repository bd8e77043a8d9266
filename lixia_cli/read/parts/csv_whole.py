"""A CSV file that fits into memory as columns, but is too long to have its text there as well."""

from __future__ import annotations

import os
from functools import partial

from lixia_cli.files.problems import InputError, file_label
from lixia_cli.read.csv_columns import AsWritten
from lixia_cli.read.csv_heading import Lines
from lixia_cli.read.csv_regular import rows_of
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.notation import notation_between
from lixia_cli.read.parts.csv_opening import bodies_of, opened_at_ends, too_long
from lixia_cli.read.parts.csv_pieces import ends_of
from lixia_cli.read.read import refuse_others
from lixia_cli.read.records import Records
from lixia_cli.read.scope import Scope


def csv_in_pieces(path: str, context: Context) -> Records | None:
    """Return the records of a CSV file of which never all of the text is in memory.

    None where that can't be had: it is not plainly UTF-8, or anything is wrong with it, which is said of the whole.
    """
    file, scope = file_label(path), Scope()
    try:
        with open(path, "rb", buffering=0) as content:
            ends = ends_of(content, os.fstat(content.fileno()).st_size)
            refuse_others(ends.content, file, None)
            opened = opened_at_ends(ends, file, context, None, scope)
            heading, header = opened.heading, opened.heading.header
            fitter = heading.fitter()
            if header.lines > 1:
                fitter.check_line_breaks(1, header.cells)
            bodies = bodies_of(content, opened, context.numbers_as_written, partial(too_long, file, scope))
            rows = rows_of(bodies, ends.size, fitter)
    except (InputError, AsWritten, OSError):
        return None
    if rows is None or fitter.count or opened.said or opened.encoding.name != "utf-8":
        return None
    table, odd, lines = heading.named(rows)
    return Records(
        file,
        table,
        heading.headers,
        Lines(file, heading.headers, lines),
        notation_between(header.separator),
        tuple(heading.notes()),
        understood=heading.understood("UTF-8"),
        odd=odd,
    )
