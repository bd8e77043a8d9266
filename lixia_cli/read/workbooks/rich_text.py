"""Texts in runs of different fonts: what is raised is a footnote mark or a power, what is struck through is no more."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789abcdeprst", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᵖʳˢᵗ")
_OFF = ("0", "false", "none")


def raised(text: str) -> str:
    """Return a raised text in characters that are so by themselves, as far as there are any.

    >>> raised("12"), raised("a)"), raised("*")
    ('¹²', 'ᵃ)', '*')
    """
    return text.translate(_RAISED)


class Runs:
    """The text of a cell, put together from its runs, of which some are raised or struck through."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin another text."""
        self._parts: list[str] = []
        self._raised = self._struck = False
        self.has_raised = self.has_struck = False

    def start(self, element: str, values: dict[str, str]) -> None:
        """Take in an element of Office Open XML: the beginning of a run, or what its font is like."""
        if element == "r":
            self._raised = self._struck = False
        elif element == "vertAlign":
            self._raised = values.get("val") == "superscript"
        elif element == "strike":
            self._struck = values.get("val", "1") not in _OFF

    def be(self, is_raised: bool, is_struck: bool) -> None:
        """Begin a run that is raised, or struck through, or neither."""
        self._raised, self._struck = is_raised, is_struck

    def add(self, text: str) -> None:
        """Take in text of the run."""
        shown = raised(text) if self._raised else text
        self.has_raised |= shown != text
        self.has_struck |= self._struck and any(map(str.isalnum, text))
        self._parts.append(shown)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self._parts)


class SharedTexts:
    """What is known of the texts that cells share, by their numbers."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.lengths: list[int] = []
        self.raised: dict[int, str] = {}
        """Those with raised characters, which are so by themselves here."""
        self.struck: set[int] = set()
        """Those of which a part is struck through."""

    def add(self, runs: Runs) -> None:
        """Take in what the fonts say of the last text."""
        if runs.has_raised:
            self.raised[len(self.lengths) - 1] = runs.text
        if runs.has_struck:
            self.struck.add(len(self.lengths) - 1)
