"""Split a number from words that belong in another column: ≥60, 60左右, 50余, 6—8, 50（预计）, 〔13.5〕."""

from __future__ import annotations

import re
from typing import NamedTuple

from lixia_cli.model.words import FINALITIES, PRELIMINARY
from lixia_cli.text.folding import plain_forms
from lixia_cli.text.patterns import Pattern


class Worded(NamedTuple):
    """A cell split into its number and the meaning of the words around it."""

    number: str
    """The number alone, of a range its lower end; the whole cell where there are no such words."""
    says: str = ""
    """A code of `SAYINGS`, or ``more`` (50余), ``range``, ``total`` (〔13.5〕), ``reached`` (达到50), ``raised``,
    ``lowered`` (降至38), ``place`` (第3名), ``top`` (前3名); else empty."""
    high: str = ""
    """The upper end of a range."""


_PRELIMINARY = "|".join((*map(re.escape, PRELIMINARY), r"prel\.?", "expected"))
_FINAL = "|".join(("final", *(re.escape(word) for word in FINALITIES["final"] if len(word) > 1)))
SAYINGS = {
    "at_least": (
        r">=|≥|⩾|≧|不低于|不少于|不小于|至少|(?:at least|no less than|not less than|min\.?|minimum(?: of)?)\s",
        r"及?以上|(?:or|and) (?:more|above|over)|or higher|(?<=[0-9万亿%])\+",
    ),
    "over": (r">|大于|高于|超过?|突破|逾|(?:over|above|more than|greater than)\s", ""),
    "at_most": (
        (
            r"<=|≤|⩽|≦|不高于|不超过?|不大于|不多于|控制在(?=.*[以之]内$)"
            r"|(?:at most|no more than|not more than|up to|max\.?|maximum(?: of)?)\s"
        ),
        "(?<![以之])内|[以之]内|及?以下|(?:or|and) (?:less|below|under)|or (?:lower|fewer)",
    ),
    "under": (r"<|小于|低于|少于|不足|(?:below|under|less than)\s", ""),
    "about": (r"大?约为?|≈|~|〜|ca?\.|(?:about|around|approximately|approx\.?|ca?|circa)\s", "左右|上下|or so"),
    "nearly": (r"将?近|接近|(?:nearly|almost)\s", ""),
    "expected": (
        "预计",
        rf"\((?:{_PRELIMINARY})\)",
    ),
    "final": ("(?!)", rf"\((?:{_FINAL})\)"),
}
"""Codes, each with the words before and after a number that express it."""
_SAID = [
    (
        code,
        Pattern(rf"(?:{front})\s*(?P<number>[^\s].*)", re.IGNORECASE),
        Pattern(rf"(?P<number>.*[^\s])\s*(?:{behind or '(?!)'})", re.IGNORECASE),
    )
    for code, (front, behind) in SAYINGS.items()
]
_NUMBER = r"[+-]?[0-9][0-9.,]*"
_SCALE = r"(?:%|‰|[十百千]?[万亿]|万亿)?"
_MORE = Pattern(rf"(?P<number>{_NUMBER})\s*(?:[余多](?P<words>.*)|(?P<scale>[十百千]?[万亿])[余多](?P<unit>.*))")
_RANGE = Pattern(
    rf"(?P<low>{_NUMBER})\s*(?P<scale>{_SCALE})\s*(?:-|[\u2012\u2013\u2014\u2015]{{1,2}}|~|至|到|\sto\s)\s*"
    r"(?P<high>[0-9][0-9.,]*)\s*(?P<words>(?![0-9.,\u2010-\u2015-]).*)"  # a further dash makes it a date
)
_LED_TO = Pattern(
    r"(?:(?P<raised>(?:提高|提升|增加|增长|上升|扩大)[到至])|(?P<lowered>(?:下降|降低|降|减少|压减)[到至])|达到?)\s*(?P<rest>[^\s].*)"
)
"""Words for the level that something is brought to; 降低38 without 到 is a change."""
_SAME_SIDE = {"raised": ("at_least", "over"), "lowered": ("at_most", "under")}
_PLACE = Pattern(r"(?:(?:进入|位居|位列|列|居|保持)\s*)?(?:(?P<top>前)|第)\s*(?P<number>[0-9]{1,4})\s*(?:名次?|位次?)?")
_TOTAL = Pattern(
    rf"[〔\[](?P<number>{_NUMBER})\s*(?P<inside>[^〔\[〕\]0-9.,\u2010-\u2015;:-]*)[〕\]](?P<words>.*)"
    r"|(?:五年累计(?:新增|新建|完成|达到?)?|累计(?:新增|新建))\s*(?P<in_all>[0-9][0-9.,]*)\s*(?P<of>(?![0-9.,\u2010-\u2015-]).*)"
)


def split_words(text: str) -> Worded:
    """Split a cell into its number and the meaning of the words around it.

    >>> split_words("≥60")[:2], split_words("50余万")[:2], split_words("6—8%")
    (('60', 'at_least'), ('50 万', 'more'), Worded(number='6 %', says='range', high='8 %'))
    """
    plain = plain_forms(text).strip()
    found = _TOTAL.fullmatch(plain)
    if found and found["in_all"]:
        return Worded(_beside(found["in_all"], found["of"]), "total")
    if found:
        # [1] alone is a footnote mark.
        number, words = found["number"], f"{found['inside']}{found['words']}"
        is_mark = plain.startswith("[") and not found["inside"] and re.fullmatch("[0-9]{1,2}", number)
        return Worded(text) if is_mark else Worded(_beside(number, words), "total")
    found = _RANGE.fullmatch(plain)
    if found:
        # 6—8万 is of one scale, 6万—8 may be of two.
        several = found["scale"] not in ("", found["words"])
        low, high = (_beside(found[end], found["words"]) for end in ("low", "high"))
        return Worded(text) if several else Worded(low, "range", high)
    found = _MORE.fullmatch(plain)
    if found:
        return Worded(
            _beside(found["number"], found["words"] or (found["scale"] or "") + (found["unit"] or "")), "more"
        )
    found = _PLACE.fullmatch(plain)
    if found:
        return Worded(found["number"], "top" if found["top"] else "place")
    found = _LED_TO.fullmatch(plain)
    if found:
        return _led_to(text, found)
    for code, in_front, behind in _SAID:
        found = in_front.fullmatch(plain) or behind.fullmatch(plain)
        if found:
            # In 控制在60以内 and 约60左右 both words mean the same.
            again = behind.fullmatch(found["number"])
            return Worded((again or found)["number"], code)
    return Worded(text)


def _led_to(text: str, found: re.Match[str]) -> Worded:
    """Read what stands behind 达到, 提高到 or 降至; the whole text as a number where the two do not go together."""
    inner = split_words(found["rest"])
    side = "raised" if found["raised"] else "lowered" if found["lowered"] else ""
    if not inner.says:
        return inner._replace(says=side or "reached")
    return inner if inner.says in _SAME_SIDE.get(side, _WITH_LEVELS) else Worded(text)


_WITH_LEVELS = (*(code for code in SAYINGS if code not in ("expected", "final")), "more", "range")
"""What may stand behind 达到."""


def _beside(number: str, words: str) -> str:
    """Join a number and the text after it by a space, so that a digit in the text does not extend the number."""
    return f"{number} {words}".strip()
