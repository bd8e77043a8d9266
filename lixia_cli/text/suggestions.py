"""Look up a name in a set of choices; suggest the closest one if it is unknown."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable

from lixia_cli.text.comparison import as_spreadsheets_change_it, comparable
from lixia_cli.text.messages import N_, Message, RequestError

CLOSE = 0.6
"""Minimum similarity (difflib's ratio) of a suggested choice."""
_POSTINGS = 200
"""Maximum number of index entries examined for one name."""
_COMPARED = 4
"""Maximum number of choices compared in full with one name."""
_LONGEST = 200
"""Maximum length of names compared by similarity, which takes quadratic time."""


class Suggestions:
    """An index of choices that finds those similar to a name without comparing it with every one.

    They are found by the pairs of characters that they share with it, the rarest pairs first, and at most `_POSTINGS`
    entries are examined: time grows with the number of names plus that of choices, not with their product.
    """

    def __init__(self, choices: Iterable[str]) -> None:
        self.choices = list(dict.fromkeys(map(str, choices)))
        self._forms = [comparable(choice) for choice in self.choices]
        self._by_form = defaultdict[str, list[int]](list)
        self._by_pair = defaultdict[str, list[int]](list)
        self._pairs = [_pairs(form) if len(form) <= _LONGEST else frozenset() for form in self._forms]
        for number, form in enumerate(self._forms):
            for same in {form, as_spreadsheets_change_it(form)}:
                self._by_form[same].append(number)
            for pair in self._pairs[number]:
                self._by_pair[pair].append(number)

    def same(self, name: str) -> list[str]:
        """Return the choices that read the same as `name`, or that a spreadsheet program may have changed into it."""
        form = comparable(name)
        numbers = dict.fromkeys([*self._by_form.get(form, ()), *self._by_form.get(as_spreadsheets_change_it(form), ())])
        return [self.choices[number] for number in numbers]

    def closest(self, name: str, count: int = 1, cutoff: float = CLOSE) -> list[str]:
        """Return up to `count` choices similar to `name`: those that read the same, then the most similar first."""
        same = self.same(name)[:count]
        form = comparable(name)
        if len(same) == count or len(form) > _LONGEST:
            return same
        import difflib

        matcher = difflib.SequenceMatcher(b=form)  # caches its analysis of the second text
        scored = []
        for number in self._candidates(_pairs(form), max(count, _COMPARED)):
            matcher.set_seq1(self._forms[number])
            if matcher.quick_ratio() >= cutoff and (ratio := matcher.ratio()) >= cutoff:
                scored.append((-ratio, number))
        others = [self.choices[number] for _, number in sorted(scored)]
        return [*same, *(choice for choice in others if choice not in same)][:count]

    def _candidates(self, pairs: frozenset[str], count: int) -> list[int]:
        """Return the choices that share most pairs of characters with a name, relative to their length."""
        known = sorted(pairs & self._by_pair.keys(), key=lambda pair: (len(self._by_pair[pair]), pair))
        shared, left = Counter[int](), _POSTINGS
        for pair in known:
            postings = self._by_pair[pair][:left]
            shared.update(postings)
            left -= len(postings)
            if left <= 0:
                break
        likeness = {number: _dice(pairs, self._pairs[number]) for number in shared}
        return sorted(likeness, key=lambda number: (-likeness[number], number))[:count]


def _pairs(form: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters, with markers at both ends of the text."""
    ended = f"\n{form}\n"
    return frozenset(ended[start : start + 2] for start in range(len(ended) - 1))


def _dice(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Return the share of pairs that two texts have in common (Sørensen-Dice coefficient)."""
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def closest(name: str, choices: Iterable[str], count: int = 1, cutoff: float = CLOSE) -> list[str]:
    """Return up to `count` of the choices similar to `name`, the most similar first."""
    return Suggestions(choices).closest(name, count, cutoff)


def one_of(kind: str, name: str, choices: Collection[str]) -> str:
    """Return `name` if it is one of `choices`, or the only choice that reads the same.

    Raises RequestError suggesting the closest choice, or listing them all.
    """
    if name in choices:
        return name
    suggestions = Suggestions(choices)
    same = [choice for choice in suggestions.same(name) if comparable(choice) == comparable(name)]
    if len(same) == 1 and name:
        return same[0]
    if set(suggestions.choices) == {""}:
        raise RequestError(Message(_NONE[kind], {"name": name}))
    close = suggestions.closest(name)
    if close and close[0]:
        raise RequestError(Message(_UNKNOWN[kind][0], {"name": name, "close": close[0]}))
    raise RequestError(Message(_UNKNOWN[kind][1], {"name": name, "there": listed_choices(suggestions.choices)}))


_NONE = {
    "plan": N_("no plan '{name}': the targets name no plan"),
    "region": N_("no region '{name}': the targets name no region"),
    "domain": N_("no domain '{name}': the targets name no domain"),
}
"""For each kind: the message if there are no choices."""
LISTED = 20
"""Maximum number of choices that a message lists."""


def listed_choices(choices: list[str]) -> Message | str:
    """Return the first LISTED choices as text, and the number of the rest."""
    names = ", ".join(choice or "''" for choice in choices[:LISTED])
    if len(choices) <= LISTED:
        return names
    return Message("{names} and {count} more", {"names": names, "count": len(choices) - LISTED})


_UNKNOWN = {
    "method": (N_("no method '{name}'; is it '{close}'?"), N_("no method '{name}'; available: {there}")),
    "plan": (N_("no plan '{name}'; is it '{close}'?"), N_("no plan '{name}'; available: {there}")),
    "region": (
        N_("no region '{name}' in this plan; is it '{close}'?"),
        N_("no region '{name}' in this plan; available: {there}"),
    ),
    "domain": (
        N_("no domain '{name}' in this plan; is it '{close}'?"),
        N_("no domain '{name}' in this plan; available: {there}"),
    ),
    "status": (N_("no status '{name}'; is it '{close}'?"), N_("no status '{name}'; available: {there}")),
}
"""For each kind: the message with a suggestion, the message without one."""
