"""How commands import pandas: when they first need it, and as if pyarrow were not installed, unless an engine reads.

pandas imports pyarrow wherever it is installed, for columns that lixia does not have (see `model.text_storage`). That
takes a tenth of the time of a small report, and 30 MB. Whether there is pyarrow is asked once, when pandas is imported,
so this is for processes that end with the command.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

import click

OWN_PROCESS = "lixia.own_process"
"""Key in the context's meta: whether the process ends with the command."""
_OF_ENGINES = (".parquet", ".parq")


def frames_without_pyarrow(sources: Iterable[str]) -> None:
    """Let a command that reads these files import pandas without pyarrow, whenever it does; others may import both."""
    context = click.get_current_context(silent=True)
    if context is None or not context.meta.get(OWN_PROCESS) or any(map(_is_of_an_engine, sources)):
        return
    if "pandas" not in sys.modules and "pyarrow" not in sys.modules and _PANDAS_ALONE not in sys.meta_path:
        sys.meta_path.insert(0, _PANDAS_ALONE)


def keep_texts_of_python() -> None:
    """Let frames have Python's texts until the command ends; without pyarrow they have no others."""
    if _PANDAS_ALONE not in sys.meta_path:
        from lixia_cli.model.text_storage import texts_of_python

        click.get_current_context().with_resource(texts_of_python())


class _PandasAlone:
    """Finds pandas like every other module, and hides pyarrow from it."""

    def find_spec(self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None) -> Any:
        """Return how pandas is loaded; None for all other modules."""
        if name != "pandas":
            return None
        sys.meta_path.remove(self)
        spec = next(filter(None, (finder.find_spec(name, path, target) for finder in sys.meta_path)), None)
        if spec is not None and spec.loader is not None:
            load = spec.loader.exec_module

            def alone(module: ModuleType) -> None:
                before = sys.modules.get("pyarrow")
                sys.modules["pyarrow"] = None  # type: ignore[assignment]  # the documented way to say that there is none
                try:
                    load(module)
                finally:
                    del sys.modules["pyarrow"]
                    if before is not None:
                        sys.modules["pyarrow"] = before

            spec.loader.exec_module = alone  # type: ignore[method-assign]
        return spec


_PANDAS_ALONE = _PandasAlone()


def _is_of_an_engine(source: str) -> bool:
    return "://" in source or ".duckdb#" in source.lower() or source.lower().endswith(_OF_ENGINES)
