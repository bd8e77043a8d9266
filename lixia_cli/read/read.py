"""Read an input: a file or standard input → records."""

from __future__ import annotations

from collections.abc import Sequence

from lixia_cli.files.problems import file_label
from lixia_cli.model.schema import Column
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.records import Records
from lixia_cli.read.source import read_bytes


def read(
    source: str, columns: Sequence[Column], encoding: str | None = None, context: Context | None = None
) -> Records:
    """Read the file of that name, or standard input for ``-``, in an encoding or in what it can be seen to be in.

    `context` is what layouts other than one row per record are recognised by.

    Raises InputError when it can't be opened, decoded or split into columns, or lacks a needed column.
    """
    return read_csv(read_bytes(source), file_label(source), columns, encoding, context)
