"""Units as people print them: the scale word in them, what they count, and the spellings that mean the same."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from lixia_cli.text.patterns import Pattern

_CHINESE_SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "십억": 10**9,
    "백억": 10**10,
    "천억": 10**11,
    "억": 10**8,
    "백만": 10**6,
    "천만": 10**7,
    "만": 10**4,
}
"""Longest first, in the characters of the mainland, and those of Korea. A lone 千 or 百 is none: 千瓦时 and 百分点 are
units of their own."""
_SAME_CHARACTERS = str.maketrans("億萬", "亿万")
"""Taiwan and Japan write 億元 and 萬人."""
_THOUSANDS = Pattern(r"千(?P<base>(?:元|美元|円|圆|人|人次|户|家|个|件|吨|公顷|亩|辆|台|套|册|平方米|立方米).*)")
"""Units that nobody counts by a metric prefix."""
_ENGLISH_SCALES = {
    **dict.fromkeys(("thousand", "thousands", "'000", "'000s", "000s", "000", "tsd", "tsd.", "тыс", "тыс."), 10**3),
    **dict.fromkeys(("lakh", "lakhs"), 10**5),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mio", "mio.", "млн", "млн."), 10**6),
    **dict.fromkeys(("millionen", "millones", "milhões", "milioni"), 10**6),
    **dict.fromkeys(("crore", "crores"), 10**7),
    **dict.fromkeys(
        ("billion", "billions", "bn", "bln", "mrd", "mrd.", "milliarden", "milliards", "млрд", "млрд."), 10**9
    ),
    **dict.fromkeys(("trillion", "trillions", "trn", "трлн"), 10**12),
}
"""A German Billion is a thousand times an English one, but is written Bio."""
_LETTER_SCALES = {"k": 10**3, "K": 10**3, "M": 10**6}
"""Scale words next to a currency, or as separate words before a word; elsewhere they are metric prefixes."""
_MONEY_SCALES = {"m": 10**6, "MM": 10**6, "b": 10**9, "B": 10**9, "Md": 10**9, "Mds": 10**9}
"""Scale words next to a currency alone: £m, $MM, US$b, Md€."""
_CURRENCIES = (
    r"(?:US\$|A\$|C\$|NZ\$|HK\$|S\$|R\$|[€$£¥₹₽₩]|元"
    r"|USD|EUR|GBP|CNY|RMB|JPY|INR|RUB|KRW|BRL|ZAR|AUD|CAD|NZD|HKD|SGD|CHF|SEK|NOK|DKK|PLN|MXN|IDR|TRY|SAR|AED|THB|VND)"
)
_SHORT = "k|K|M|bn|mn|m|MM|b|B|Mds?"
_GLUED_SCALE = Pattern(
    rf"(?P<before>{_SHORT})(?P<currency>{_CURRENCIES})"
    rf"|(?P<currency_first>{_CURRENCIES})(?P<after>{_SHORT}|['\u2019\u2018]?000s?)"
)
_PERCENT_WORDS = (
    *("percent", "per cent", "pct", "percentage", "in percent", "in %", "percent (%)", "per cent (%)"),
    *("percentage (%)", "% (percent)", "(%)", "prozent", "pour cent", "por ciento"),
)
_PERCENT_OF = Pattern(r"(?:%|per ?cent|percentage) of .*", re.IGNORECASE)
_POINTS = ("百分点", "个百分点", "pp", "p.p.", "pps", "percentage point", "percentage points")
PERCENT_UNITS = ("%", "‰")
_OF_SYMBOL = {
    "US$": ("USD", "US$", "$", "美元", "US dollars", "dollars"),
    "$": ("USD", "US$", "$", "AUD", "A$", "CAD", "C$", "NZD", "NZ$", "HKD", "HK$", "SGD", "S$", "美元", "dollars"),
    "€": ("EUR", "€", "euro", "euros", "欧元"),
    "£": ("GBP", "£", "pounds", "英镑"),
    "¥": ("CNY", "RMB", "JPY", "¥", "元", "yuan", "人民币", "日元"),
}
"""The currencies that a symbol in front of a number may stand for."""
_SAME_CURRENCY = {
    **dict.fromkeys(("US$", "USdollar", "USdollars", "U.S.dollar", "U.S.dollars"), "USD"),
    **dict.fromkeys(("€", "euro", "euros", "Euro", "Euros"), "EUR"),
}
"""Spellings of currencies that can be no others, without spaces, by their codes."""


class Unit(NamedTuple):
    """A unit split into its scale word and what is counted."""

    scale: int
    base: str


def percent_sign(text: str) -> str:
    """Return ``%`` or ‰ for a unit that means it, and any other unit as it is written.

    >>> percent_sign("％"), percent_sign("per cent"), percent_sign("万㎡")
    ('%', '%', '万㎡')
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if plain.lower() in _PERCENT_WORDS:
        return "%"
    return plain if plain in PERCENT_UNITS else text


def is_percentage(unit: str) -> bool:
    """Return whether a unit is in percent, of something named behind it or not: %, % of GDP.

    >>> is_percentage("%"), is_percentage("Percentage of households"), is_percentage("%/a")
    (True, True, False)
    """
    return unit == "%" or _PERCENT_OF.fullmatch(" ".join(unit.split())) is not None


def is_in_percent(unit: str) -> bool:
    """Return whether a unit is a percentage, or so many per mille."""
    return unit in PERCENT_UNITS or is_percentage(unit)


def scale_word(text: str) -> int:
    """Return what a lone scale word multiplies by, 1 for any other text.

    >>> scale_word("万"), scale_word("Million"), scale_word("m")
    (10000, 1000000, 1)
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    chinese = _CHINESE_SCALES.get(plain.translate(_SAME_CHARACTERS))
    return chinese or _LETTER_SCALES.get(plain) or _ENGLISH_SCALES.get(plain.lower(), 1)


def split_unit(text: str) -> Unit:
    """Split the scale word off a unit, before or behind it. Anything doubtful stays whole: it then fits no other unit.

    >>> split_unit("亿元")
    Unit(scale=100000000, base='元')
    >>> split_unit("USD million") == split_unit("million USD") == split_unit("MUSD")
    True
    >>> split_unit("US$ million") == split_unit("millions of US dollars") == split_unit("USD million")
    True
    >>> split_unit("kWh"), split_unit("m"), split_unit("个百分点")
    (Unit(scale=1, base='kWh'), Unit(scale=1, base='m'), Unit(scale=1, base='个百分点'))
    """
    words = unicodedata.normalize("NFKC", percent_sign(text)).split()
    if " ".join(words).lower() in _POINTS:
        return Unit(1, "个百分点")
    whole = Unit(1, "".join(words))
    found = _chinese_scale(whole.base) or _english_scale(words) or _glued_scale(whole.base) or whole
    return found._replace(base=_SAME_CURRENCY.get(found.base, found.base))


def _chinese_scale(text: str) -> Unit | None:
    plain = text.translate(_SAME_CHARACTERS)
    for word, scale in _CHINESE_SCALES.items():
        if plain.startswith(word) and plain != word:
            return Unit(scale, text[len(word) :])
    thousands = _THOUSANDS.fullmatch(text)
    return Unit(10**3, thousands["base"]) if thousands else None


def _english_scale(words: list[str]) -> Unit | None:
    """Return a scale word as the first or last word, also in brackets or with *of* behind it."""
    scales = [_word_scale(words, position) for position in range(len(words))]
    at = [position for position, scale in enumerate(scales) if scale > 1]
    if len(words) < 2 or len(at) != 1 or at[0] not in (0, len(words) - 1):
        return None
    rest = [word for position, word in enumerate(words) if position != at[0]]
    if at[0] == 0 and rest[0].lower() == "of":
        rest = rest[1:]
    base = "".join(rest)
    return Unit(scales[at[0]], base) if base and not _chinese_scale(base) else None


def _word_scale(words: list[str], position: int) -> int:
    word = words[position].removeprefix("(").removesuffix(")")
    others = words[:position] + words[position + 1 :]
    currency = len(others) == 1 and re.fullmatch(_CURRENCIES, others[0])
    if currency and word in _MONEY_SCALES:
        return _MONEY_SCALES[word]
    if word not in _LETTER_SCALES:
        return _ENGLISH_SCALES.get(word.lower(), 1)
    letter_is_scale = currency or (position == 0 and len(others) == 1 and takes_letter_scale(others[0]))
    return _LETTER_SCALES[word] if letter_is_scale else 1


def _glued_scale(text: str) -> Unit | None:
    """Return a short scale word that touches a currency: k€, MUSD, US$bn."""
    found = _GLUED_SCALE.fullmatch(text)
    if found is None:
        return None
    word = found["before"] or found["after"]
    scale = 10**3 if word.strip("s").endswith("000") else _MONEY_SCALES.get(word) or scale_word(word)
    return Unit(scale, found["currency"] or found["currency_first"])


_BRACKETED = Pattern(r"(?P<name>.*\S)\s*(?:\((?P<round>[^()]+)\)|\[(?P<square>[^\[\]]+)\]|【(?P<black>[^【】]+)】)")
_WORD = (
    r"(?:元|美元|人|人次|人年|户|户次|家|个|项|件|起|处|所|座|条|辆|台|套|张|床|部|册|份|场|次|天|日|岁|年|月|小时|分钟|位|名|分|倍|度|种|"
    r"对|只|头|株|棵|亩|公顷|吨|千克|公斤|克|毫克|微克|米|厘米|毫米|千米|公里|海里|平方米|平方千米|平方公里|立方米|升|毫升|"
    r"千瓦|千瓦时|兆瓦|吨标准煤|吨标煤|标准煤|箱|标箱|标台|架|艘|片|村|镇|街道|社区|楼宇|栋|班|门|篇|标准箱|二氧化碳|"
    r"yuan|RMB|dollars?|euros?|people|persons?|inhabitants?|households?|firms?|jobs?|units?|number|no\.|index|points?|years?|days?|hours?|"
    r"t|kt|Mt|Gt|tonnes?|tons?|kg|g|mg|µg|μg|km|m|cm|mm|km2|m2|m3|ha|acres?|miles?|l|L|kW|MW|GW|kWh|MWh|GWh|TWh|TJ|PJ|toe|ktoe|Mtoe|"
    r"°C|tCO2e?|tce|CO2e?|GDP|capita|head|1000|1,000|10000|10,000|100000|100,000)"
)
_MEASURED = rf"(?:每|个|人|户均|万|亿)?(?:{_CURRENCIES}|{_WORD}|%|‰)"
_KNOWN_UNIT = Pattern(rf"{_MEASURED}(?:(?:/|每|·|per){_MEASURED})*(?:(?:每|/|per)(?:年|月|日|天))?")


def takes_letter_scale(base: str) -> bool:
    """Return whether k or M before this unit is a scale: the unit is a currency, a word or a Chinese unit.

    >>> takes_letter_scale("USD"), takes_letter_scale("people"), takes_letter_scale("km"), takes_letter_scale("°C")
    (True, True, False, False)
    """
    return re.fullmatch(rf"{_CURRENCIES}|[a-z]{{4,}}|[\u4e00-\u9fff].*", base) is not None


def may_have_scale(base: str) -> bool:
    """Return whether a unit that was not split is money with something else, which may be a scale word: T€, R$ mil.

    >>> may_have_scale("T€"), may_have_scale("€"), may_have_scale("€/t"), may_have_scale("kt")
    (True, False, False, False)
    """
    beside_money = re.search(_CURRENCIES, base) is not None and re.fullmatch(_CURRENCIES, base) is None
    return beside_money and "/" not in base and not re.search("[\u4e00-\u9fff]", base)


def is_money(unit: str) -> bool:
    """Return whether a unit is an amount of money, with or without a scale word.

    >>> is_money("亿元"), is_money("USD million"), is_money("元/人"), is_money("家")
    (True, True, False, False)
    """
    base = split_unit(unit).base
    return re.fullmatch(_CURRENCIES, base) is not None or base in {
        name for names in _OF_SYMBOL.values() for name in names
    }


def is_ratio(unit: str) -> bool:
    """Return whether a unit is that of a share or rate, which never adds up: a percentage, or so much per something.

    >>> is_ratio("%"), is_ratio("微克/立方米"), is_ratio("件每万人"), is_ratio("条")
    (True, True, True, False)
    """
    return unit in ("比", "个百分点") or is_in_percent(unit) or re.search(r"/|每|\bper\b", unit) is not None


def is_currency_of(symbol: str, unit: str) -> bool:
    """Return whether a symbol in front of a number ($, €, £, ¥) may stand for a unit without its scale word."""
    return unit in _OF_SYMBOL.get(unicodedata.normalize("NFKC", symbol), ())


def looks_like_unit(text: str) -> bool:
    """Return whether a text is a unit that statistics use, with or without a scale word.

    >>> looks_like_unit("万人次"), looks_like_unit("微克/立方米"), looks_like_unit("annual mean")
    (True, True, False)
    """
    base = split_unit(text).base
    lone_scale = scale_word(text) > 1 and text.strip() not in _LETTER_SCALES
    return lone_scale or base == "个百分点" or _KNOWN_UNIT.fullmatch(base) is not None


def is_unit_with_scale(text: str) -> bool:
    """Return whether a text is a unit with a scale word, or a scale word alone.

    >>> [is_unit_with_scale(text) for text in ("万元", "thousands", "元", "万寿路")]
    [True, True, False, False]
    """
    return looks_like_unit(text) and (split_unit(text).scale > 1 or scale_word(text) > 1)


def unit_in_brackets(text: str, known: frozenset[str] = frozenset()) -> tuple[str, str]:
    """Split a unit in brackets off the end of a name or heading; the unit is empty without one.

    Brackets count if they contain a unit that `looks_like_unit` or that is among `known`, as it stands there. The
    brackets 〔〕, which mark totals, never do.

    >>> unit_in_brackets("地区生产总值（亿元）"), unit_in_brackets("PM2.5 (annual mean)")
    (('地区生产总值', '亿元'), ('PM2.5 (annual mean)', ''))
    """
    found = _BRACKETED.fullmatch(text.strip().translate(_PLAIN_BRACKETS))
    if found is None:
        return text, ""
    unit = (found["round"] or found["square"] or found["black"]).strip()
    unit = re.sub(r"^(?:单位\s*[::：]?|[Ii]n )\s*", "", unit)
    if unit not in known and not looks_like_unit(unit):
        return text, ""
    return text.strip()[: len(found["name"])].rstrip(), unit


_PLAIN_BRACKETS = str.maketrans("（）［］", "()[]")
