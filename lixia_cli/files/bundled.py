"""Locate the bundled plan: inside the package in a wheel, one folder above it in a checkout."""

from __future__ import annotations

import os

from lixia_cli.text.messages import Message, RequestError

_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_PLACES = (os.path.join(_PACKAGE, "data"), os.path.join(os.path.dirname(_PACKAGE), "data"))


def bundled(name: str) -> str:
    """Return the path of a bundled file such as targets.csv. Raises RequestError if the installation lacks it."""
    for place in _PLACES:
        if os.path.isfile(file := os.path.join(place, name)):
            return file
    raise RequestError(
        Message("the installation of lixia is incomplete ({name} is missing); install it again", {"name": name})
    )


def is_bundled(path: str) -> bool:
    """Return whether a file is one of those that come with lixia."""
    return os.path.normpath(os.path.dirname(path)) in _PLACES
