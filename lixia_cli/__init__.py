"""lixia: check the progress of a plan, from targets and actual values to figures and verdicts.

The public names are imported when they are first used, so that ``import lixia_cli`` loads neither pandas nor click.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lixia_cli.api import LixiaWarning, Plan, assess, compare, explain, history, read_plan
    from lixia_cli.files.problems import InputError
    from lixia_cli.text.messages import RequestError

__all__ = ["InputError", "LixiaWarning", "Plan", "RequestError", "assess", "compare", "explain", "history", "read_plan"]
__version__ = "0.1.0"

# Two functions have the names of folders. Python binds a folder's name once, when it loads it: here, to be unbound.
for _folder in ("assess", "explain"):
    importlib.import_module(f"{__name__}.{_folder}")
    del globals()[_folder]


def __getattr__(name: str) -> Any:
    """Import a public name from `lixia_cli.api`."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(importlib.import_module("lixia_cli.api"), name)
    return value


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
