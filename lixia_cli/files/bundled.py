"""Locate the bundled plan: inside the package in a wheel, one folder above it in a checkout."""

from __future__ import annotations

from pathlib import Path

from lixia_cli.text.messages import Message, RequestError

_PACKAGE = Path(__file__).parent.parent
_PLACES = (_PACKAGE / "data", _PACKAGE.parent / "data")


def bundled(name: str) -> str:
    """Return the path of a bundled file such as targets.csv. Raises RequestError if the installation lacks it."""
    for place in _PLACES:
        if (place / name).is_file():
            return str(place / name)
    raise RequestError(
        Message("the installation of lixia is incomplete ({name} is missing); install it again", {"name": name})
    )


def is_bundled(path: str) -> bool:
    """Return whether a file is one of those that come with lixia."""
    return Path(path).parent in _PLACES
