"""A block of a long text on which readers of csv may differ → its cells, by Python's csv."""

from __future__ import annotations

import numpy as np

from lixia_cli.files.problems import InputError
from lixia_cli.read.csv_cells import Block, block_of_cells
from lixia_cli.read.csv_rows import Body, Fitter, rows_that_fit


def end_of_quotes(content: bytes, start: int, stop: int, end: int) -> int:
    """Return the first end of a line from `stop` on at which all quotes since `start` are closed, or `end`."""
    counted, is_open = start, False
    while True:
        is_open ^= content.count(b'"', counted, stop) % 2 == 1
        if not is_open or stop == end:
            return stop
        quote = content.find(b'"', stop, end)
        counted, stop = stop, (content.find(b"\n", quote, end) + 1 or end) if quote >= 0 else end


def irregular_block(body: Body, fitter: Fitter) -> Block | None:
    """Return the cells of a block; None if it is no csv of its own, or a row does not fit the header."""
    try:
        found = list(rows_that_fit(body, fitter))
    except InputError:
        return None
    if fitter.count:
        return None
    lines = np.array([line for line, _ in found], dtype=np.int64) - body.first
    rows = body.rows()
    line_count = rows.count(b"\n") + (not rows.endswith(b"\n"))
    return block_of_cells([cell for _, cells in found for cell in cells], fitter.width, lines, line_count)
