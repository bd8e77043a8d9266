"""Read files that are part of the package, such as the style sheet of the report."""

from __future__ import annotations

from importlib import resources


def packaged_text(package: str, name: str) -> str:
    """Return the text of a file in a package, such as a style sheet."""
    return resources.files(package).joinpath(name).read_text(encoding="utf-8")
