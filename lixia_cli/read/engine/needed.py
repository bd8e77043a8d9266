"""Whether all rows of a table are needed, by the texts in its columns."""

from __future__ import annotations

from lixia_cli.model.no_period import doubt_about_period
from lixia_cli.model.periods import parse_period
from lixia_cli.read.parts.wanted import Wanted
from lixia_cli.read.parts.words import Words
from lixia_cli.read.scope import Scope


class Needed:
    """Tells by one text whether `select_rows` and `without_replaced` are sure to leave no row with it out."""

    def __init__(self, wanted: Wanted, scope: Scope, words: Words) -> None:
        """Take what the targets want, what is selected, and what texts are read as."""
        self._wanted = wanted
        self._as_of = scope.as_of
        self.words = words
        self.columns = {"key", "region"}
        """Those whose texts matter."""
        if scope.as_of is not None:
            self.columns.add("period")
        if scope.figures_only:
            self.columns.add("status")
        self._known = dict[tuple[str, str], bool]()

    def __call__(self, name: str, text: str) -> bool:
        """Return it for a text in one of the columns."""
        known = self._known.get((name, text))
        if known is None:
            known = self._known[name, text] = self._is_needed(name, text)
        return known

    def _is_needed(self, name: str, text: str) -> bool:
        text = self.words.read_as(name, text.strip())
        if name == "key":
            return not text or bool(self._wanted.further_regions) or self._wanted.has_key(text)
        if name == "region":
            return not text or not self._wanted.all_have_regions or self._wanted.has_region(text)
        if name == "status":
            return text != "preliminary"
        period = parse_period(text)
        if period is None:
            return not doubt_about_period(text)
        return self._as_of is None or period.time <= self._as_of.time
