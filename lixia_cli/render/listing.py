"""Plain lists: a frame as aligned columns, or as csv."""

from __future__ import annotations

import pandas as pd

from lixia_cli.render.delimited import delimited
from lixia_cli.render.terminal.grid import natural_columns, row_lines, rule
from lixia_cli.text.width import plain


def render(frame: pd.DataFrame, titles: dict[str, str]) -> str:
    """Return the columns named by `titles`, in that order; numbers to the right."""
    numeric = [pd.api.types.is_numeric_dtype(frame[name]) for name in titles]
    cells = [list(map(plain, frame[name].astype(str))) for name in titles]
    rows = [tuple(titles.values()), *zip(*cells, strict=True)]
    columns = natural_columns(rows, frozenset(position for position, right in enumerate(numeric) if right))
    lines = [line.rstrip() for row in rows for line in row_lines(row, columns)]
    return "\n".join([lines[0], rule(columns), *lines[1:]]) + "\n"


def render_csv(frame: pd.DataFrame) -> bytes:
    """Return every column under its own name, UTF-8 with line feeds."""
    return delimited(frame, ",", excel=False)
