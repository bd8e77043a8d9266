"""A folder with a small plan and settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from support import TARGET_HEADER

TARGETS = TARGET_HEADER + "x,economy,X,%,share,,,,,2020,40,2025,50,,\ny,ecology,Y,%,share,,,,,2020,40,2025,50,,\n"


ACTUALS = "key,period,value\nx,2022,44\nx,2023,49\n"


FILES = "targets = 't.csv'\nactuals = 'a.csv'\n"


def settings_in(folder: Path) -> Callable[..., None]:
    """Write a small plan into a folder; returns a function that writes its lixia.toml."""
    (folder / "t.csv").write_text(TARGETS, encoding="utf-8")
    (folder / "a.csv").write_text(ACTUALS, encoding="utf-8")

    def write(text: str, name: str = "lixia.toml") -> None:
        (folder / name).write_text(text, encoding="utf-8")

    return write
