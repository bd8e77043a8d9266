"""Plain lists: a frame as aligned columns, or as csv."""

from __future__ import annotations

import pandas as pd

from lixia_cli.render.formats.delimited import delimited
from lixia_cli.text.width import pad, plain, text_width

GAP = "  "


def render(frame: pd.DataFrame, titles: dict[str, str]) -> str:
    """The columns named by `titles`, in that order; numbers to the right."""
    numeric = {name: pd.api.types.is_numeric_dtype(frame[name]) for name in titles}
    cells = {name: [title, *map(plain, frame[name].astype(str))] for name, title in titles.items()}
    widths = {name: max(map(text_width, column)) for name, column in cells.items()}
    lines = [
        GAP.join(pad(cell, widths[name], numeric[name]) for name, cell in zip(titles, row, strict=True)).rstrip()
        for row in zip(*cells.values(), strict=True)
    ]
    lines.insert(1, "-" * (sum(widths.values()) + len(GAP) * (len(widths) - 1)))
    return "\n".join(lines) + "\n"


def render_csv(frame: pd.DataFrame) -> bytes:
    """Every column under its own name, UTF-8 with line feeds."""
    return delimited(frame, ",", excel=False)
