"""Read files that are part of the package, such as the style sheet of the report."""

from __future__ import annotations

import pkgutil


def packaged_text(package: str, name: str) -> str:
    """Return the text of a file in a package, such as a style sheet."""
    content = pkgutil.get_data(package, name)  # importlib.resources takes 12 ms to import
    if content is None:
        raise FileNotFoundError(name)
    return content.decode()
