"""The choice that a word may be a misspelling of: for messages, so that other runs do not load difflib."""

from __future__ import annotations

from collections.abc import Iterable


def close_matches(word: str, choices: Iterable[str], cutoff: float = 0.6) -> list[str]:
    """Return the choice spelt most like a word, or nothing where none is like it (difflib's ratio below `cutoff`)."""
    import difflib

    return difflib.get_close_matches(word, list(choices), n=1, cutoff=cutoff)
