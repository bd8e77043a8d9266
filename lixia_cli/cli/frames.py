"""How commands import pandas: as if pyarrow were not installed, unless an engine reads the actuals.

pandas imports pyarrow wherever it is installed, for columns that lixia does not have (see `model.text_storage`). That
takes a tenth of the time of a small report, and 30 MB. Whether there is pyarrow is asked once, when pandas is imported,
so this is for processes that end with the command.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

OWN_PROCESS = "lixia.own_process"
"""Key in the context's meta: whether the process ends with the command."""
_OF_ENGINES = (".parquet", ".parq")


def import_pandas(sources: Iterable[str]) -> None:
    """Import pandas without pyarrow for a command that reads these files; other imports of pyarrow are not affected."""
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(OWN_PROCESS) or any(map(_is_of_an_engine, sources)):
        return
    if "pandas" in sys.modules or "pyarrow" in sys.modules:
        return
    sys.modules["pyarrow"] = None  # type: ignore[assignment]  # the documented way to say that there is none
    try:
        import pandas  # noqa: F401
    finally:
        del sys.modules["pyarrow"]


def _is_of_an_engine(source: str) -> bool:
    return "://" in source or ".duckdb#" in source.lower() or source.lower().endswith(_OF_ENGINES)
