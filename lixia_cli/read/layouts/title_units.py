"""What titles and notes say of the unit of a table: （单位：亿元、%）, Unit: million USD, 主要指标（万元）."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from lixia_cli.model.units import (
    is_money,
    is_unit_with_scale,
    looks_like_unit,
    percent_sign,
    scale_word,
    split_unit,
    unit_in_brackets,
)
from lixia_cli.text.patterns import Pattern

SEVERAL = "、"
"""Between the units of a table that has several."""

_UNIT = Pattern(
    r"(?P<whose>填报|报送|发布|编制|制表|责任|牵头|主管|公布|统计|调查)?(?P<chinese>单\s*位)\s*[:：]"
    r"|\bunits?(?:\s+of\s+measure(?:ment)?)?\s*[:：]",
    re.IGNORECASE,
)
"""What stands before a unit within a title or note. 填报单位 is an office."""
_END = Pattern(r"[)）\]】。]|\.(?=\s|$)")
_WITHOUT_COLON = Pattern(
    r"单\s*位\s*(?:[均皆都]|统一|一律)?\s*(?:[为是用以]|采用)?\s*(?P<unit>[^\s:：)）\]】。][^:：)）\]】。]*)"
)
_SCALE = "(?:thousand|million|billion)s?"
_MONEY = r"(?<![A-Za-z])(?:US\$|[$€£¥]|(?-i:[A-Z]{3}))"
_IN_WORDS = Pattern(
    rf"(?:(?P<money>{_MONEY})\s+)?\bin\s+(?P<scale>{_SCALE})(?P<of>\s+of\s+(?:U\.?S\.?\s+)?[^\s)\],;.]+)?"
    rf"|\bin\s+(?P<both>{_MONEY}\s+{_SCALE})\b",
    re.IGNORECASE,
)
_AS_COUNTED = Pattern(r"[以按](?P<unit>[^以按\s]+?)(?:计|为单位)")
_BETWEEN = Pattern(r"\s*([、,，;；])\s*|\s+and\s+")
_BETWEEN_CHINESE = Pattern(r"\s*([、,，;；])\s*|\s+|(?<=\S)[和及与](?=\S)")
_LONE_SCALE = Pattern(r"(?<![^\s、,，;；])([十百千]?[万亿]|千|百)\s+(?=[\u4e00-\u9fff])")
"""A scale word with white space behind it, as in 亿 元."""


def unit_of_titles(titles: Sequence[str], remarks: Sequence[str] = (), known: Collection[str] = ()) -> str:
    """Return the unit that titles and notes (`remarks`) of a table name, several with `SEVERAL` between them.

    `known` are units of targets, which count as such however they look. Empty where no unit is named.
    """
    return unit_said((*titles, *remarks), known) or _unit_in_other_words(titles)


def unit_said(texts: Sequence[str], known: Collection[str] = ()) -> str:
    """Return the units that titles or notes name behind 单位： or Unit:, as `unit_of_titles` does."""
    found = dict.fromkeys(unit for text in texts for unit in _behind_the_word(text, known))
    return SEVERAL.join(found)


def _behind_the_word(text: str, known: Collection[str]) -> list[str]:
    words = list(_UNIT.finditer(text))
    ends = [*(word.start() for word in words[1:]), len(text)]
    units = list[str]()
    for word, end in zip(words, ends, strict=False):  # none without words
        said = _END.compiled.split(text[word.end() : end].strip().lstrip("(（[【"))[0]
        if not word["whose"]:
            units += listed_units(said, known, chinese=bool(word["chinese"]))
    return units


def listed_units(text: str, known: Collection[str] = (), *, chinese: bool = True) -> list[str]:
    """Return the units in a list of them; what follows the first one only as far as it looks like units.

    >>> listed_units("亿元，%，增速"), listed_units("亿 元 2022年"), listed_units("USD, millions", chinese=False)
    (['亿元', '%'], ['亿元'], ['USD millions'])
    """
    parts = (_BETWEEN_CHINESE if chinese else _BETWEEN).compiled.split(_LONE_SCALE.sub(r"\1", text.strip()))
    marks = ["、", *parts[1::2]]
    units = list[str]()
    for mark, part in zip(marks, parts[::2], strict=True):
        pieces = [piece.strip() for piece in part.split("/")]
        is_list = any(map(_is_percent, pieces)) and all(map(looks_like_unit, pieces))
        for unit in pieces if is_list else [part.strip()]:
            if units and (scale_word(unit) > 1 or _is_scale_of(unit, units[-1])):
                units[-1] += f" {unit}"  # USD, millions
            elif unit and (mark == "、" or not units or unit in known or looks_like_unit(unit)):
                units.append(unit)
            elif unit:
                return units
    return units


def _is_scale_of(text: str, unit: str) -> bool:
    """Whether a text is a scale word behind a unit of money alone: the m of USD m."""
    found = split_unit(f"{unit} {text}")
    return found.scale > 1 and found.base == split_unit(unit).base and is_money(unit)


def _is_percent(text: str) -> bool:
    return percent_sign(text) == "%"


def _unit_in_other_words(titles: Sequence[str]) -> str:
    """Return the unit that titles give less plainly: 主要指标（万元、%）, 单位 万元, USD millions, ($ in thousands).

    Only amounts of money and units with a scale word, which would be a thousand times too large or small without it,
    and what stands in a list with one.
    """
    found = dict.fromkeys(unit for title in titles for unit in _units_in(title))
    return SEVERAL.join(found)


def _units_in(title: str) -> list[str]:
    alone = re.sub(r"^[(（\[【]([^()（）\[\]【】]*)[)）\]】]$", r"\1", title.strip())
    return _that_matter([alone]) or [*units_in_words(title), *_that_matter(_in_brackets(title))]


def units_in_words(text: str) -> list[str]:
    """Return the units of amounts of money, or with a scale word, that a text speaks of: 单位均为万元, in thousands.

    >>> units_in_words("注：以上数据按万元计"), units_in_words("Note: values are in USD millions")
    (['万元'], ['USD millions'])
    """
    words = [
        found["both"] or " ".join(filter(None, (found["money"], found["scale"] + (found["of"] or ""))))
        for found in _IN_WORDS.finditer(text)
    ]
    lists = [listed_units(found["unit"]) for form in (_WITHOUT_COLON, _AS_COUNTED) for found in form.finditer(text)]
    return words or [unit for units in lists for unit in _that_matter(units)]


def _that_matter(units: list[str]) -> list[str]:
    """Return units if it matters for the size of figures that one of them is theirs, else none."""
    matter = any(looks_like_unit(unit) and (is_money(unit) or is_unit_with_scale(unit)) for unit in units)
    return units if matter else []


def _in_brackets(title: str) -> list[str]:
    """Return the units in the brackets of a title that has one pair of them; none where something else is in them."""
    if len(re.findall(r"[(（\[【]", title)) != 1:
        return []
    _, unit = unit_in_brackets(title)
    found = re.fullmatch(r".*[(（\[【](?P<inside>.+)[)）\]】]\s*", title)
    if unit or found is None:
        return [unit]
    units = listed_units(found["inside"])
    return units if len(units) > 1 and all(map(looks_like_unit, units)) else []
