"""Read an input: a file or standard input → records."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from lixia_cli.files.problems import InputError, Place, Problem, file_label
from lixia_cli.model.schema import Column
from lixia_cli.read.csv_records import read_csv
from lixia_cli.read.headers import match_headers
from lixia_cli.read.layouts.context import Context
from lixia_cli.read.records import Records
from lixia_cli.read.source import LIMIT, MEGABYTE, WORKBOOK, read_bytes, size_of_text, split_sheet
from lixia_cli.text.messages import N_, Message

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".et")
_MARKUP = (
    b"<html",
    b"<!doctype",
    b"<?xml",
    b"<table",
    b"<meta",
    b"<head",
    b"<body",
    b"<style",
    b"<div",
    b"mime-version:",
)
_OTHERS = {
    b"%PDF": N_("is a PDF document; put its table into a workbook or a CSV file"),
    b"\x89PNG": N_("is a picture; type its table into a workbook or a CSV file"),
    b"\xff\xd8\xff": N_("is a picture; type its table into a workbook or a CSV file"),
    b"\x1f\x8b": N_("is compressed (gzip); unpack it"),
    b"{\\rtf": N_("is a text document (RTF); put its table into a workbook or a CSV file"),
}
"""How files begin that have no table to be read, and what to do with them."""
_SAMPLE = 2000
LONG = 32 * MEGABYTE
"""Bytes of a text that is read in pieces, as it takes as much memory as the columns that are made of it."""


def read(
    source: str, columns: Sequence[Column], encoding: str | None = None, context: Context | None = None
) -> Records:
    """Read the file of that name, or standard input for ``-``, in an encoding or in what it can be seen to be in.

    The content decides whether it is a CSV file or a workbook, of which FILE#SHEET names a sheet. `context` is what
    layouts other than one row per record are recognised by.

    Raises InputError when it can't be opened, decoded or split into columns, or lacks a needed column.
    """
    path, sheet = split_sheet(source)
    file = file_label(path)
    if sheet is None and encoding is None and context is not None and LONG <= size_of_text(path) <= LIMIT:
        from lixia_cli.read.parts.csv_whole import csv_in_pieces

        records = csv_in_pieces(path, context)
        if records is not None:
            return replace(records, notes=(*notes_on_name(path, file), *records.notes))
    content = read_bytes(path)
    if content.startswith(WORKBOOK):
        return _read_workbook(content, file, sheet, context or Context(columns))
    refuse_others(content, file, sheet)
    records = read_csv(content, file, columns, encoding, context)
    return replace(records, notes=(*notes_on_name(path, file), *records.notes))


def refuse_others(content: bytes, file: str, sheet: str | None) -> None:
    """Raise InputError for a file that begins like something that is no text with a table, or names a sheet."""
    for begin, template in _OTHERS.items():
        if content.startswith(begin):
            raise InputError([Problem(Place(file), Message(template))])
    if content[:_SAMPLE].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower().startswith(_MARKUP):
        message = Message(
            "is a web page or XML, whatever its name; open it in a spreadsheet program and save it as .xlsx"
        )
        raise InputError([Problem(Place(file), message)])
    if sheet is not None:
        message = Message("is no workbook and has no sheet '{sheet}'; leave out #{sheet}", {"sheet": sheet})
        raise InputError([Problem(Place(file), message)])


def notes_on_name(path: str, file: str) -> tuple[Message, ...]:
    """Say that a text file has the name of a workbook, if it has."""
    if os.path.splitext(path)[1].lower() not in _ENDINGS:
        return ()
    return (Message("{file}: is text in spite of its name, and read as CSV", {"file": file}),)


def _read_workbook(content: bytes, file: str, sheet: str | None, context: Context) -> Records:
    """Read a sheet of a workbook. Raises InputError where it has no table with the columns that are needed."""
    from lixia_cli.read.layouts.header_rows import find_header
    from lixia_cli.read.layouts.registry import has_table, read_grid
    from lixia_cli.read.workbooks.workbook import read_workbook

    grid = read_workbook(content, file, sheet, context, has_table)
    records = read_grid(grid, context)
    if records is not None:
        return records
    header = find_header(grid.rows, context)
    if header is not None:
        match_headers(grid.rows[header], context.columns, grid.place(header))
    template = N_("has no row that names the columns; these are needed: {names}")
    raise InputError([Problem(Place(grid.label), Message(template, {"names": ", ".join(context.needed)}))])
