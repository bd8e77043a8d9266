"""Scale words in titles that are not read as a unit: Revenue, USD million; Scale: millions; x 1000."""

from __future__ import annotations

import re

from lixia_cli.text.patterns import Pattern

_CURRENCY = (
    r"(?:US\$|A\$|C\$|NZ\$|HK\$|[$€£¥₹]"
    r"|(?-i:USD|EUR|GBP|CNY|RMB|JPY|INR|RUB|KRW|BRL|ZAR|AUD|CAD|NZD|HKD|SGD|CHF|SEK|NOK|DKK|PLN))"
)
_NAMED = r"(?:(?:US |U\.S\. )?dollars?|euros?|pounds?|yuan|yen|rupees?)"
_SCALES = {
    **dict.fromkeys(("thousand", "thousands", "tsd", "milliers", "тыс", "'000", "’000", "000", "10^3", "10³"), 10**3),
    **dict.fromkeys(("million", "millions", "mill", "mil", "mio", "mln", "mn", "mm", "m", "10^6", "10⁶"), 10**6),
    **dict.fromkeys(("millionen", "millones", "milhões", "milioni", "млн"), 10**6),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "b", "10^9", "10⁹"), 10**9),
    **dict.fromkeys(("milliarden", "milliards", "mrd", "млрд"), 10**9),
    **dict.fromkeys(("k", "1000", "1,000", "1 000"), 10**3),
    **dict.fromkeys(("1000000", "1,000,000", "1 000 000"), 10**6),
}
_WORD = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_OF_MONEY = Pattern(
    rf"(?:{_CURRENCY}|{_NAMED})[ ,(_-]*(?:in )?(?P<behind>{_WORD})s?(?![A-Za-z0-9])"
    rf"|(?<![A-Za-z0-9.,])(?<![0-9] )(?P<before>{_WORD})\.? (?:of |de |in )?(?:d['’])?"
    rf"(?:{_CURRENCY}|{_NAMED}(?![A-Za-z]))",
    re.IGNORECASE,
)
"""USD m, EUR (thousands), $ in MM, millions of US dollars, Mio. EUR, millions d'euros; not USD 5 million."""
_OF_ANYTHING = Pattern(
    r"(?:^|[,(\[:–—_-]\s*|\bin[\s_])(?P<word>thousands|millions|billions|'000s?|000s)\s*(?=$|[,)\].])"
    r"|_(?P<suffix>thousands?|millions?|billions?|mn|mln|bn|mio|mrd|tsd|k)$"
    r"|(?:\bin|[x×*]|(?<![0-9]):(?= ?[0-9,.^³⁶⁹ ]*(?:$|[)\]]))) ?"
    r"(?P<power>1[, ]?000[, ]?000|1[, ]?000|10\^[369]|10[³⁶⁹])(?![0-9,.])",
    re.IGNORECASE,
)
"""Revenue, thousands; Scale: millions; x 1000; in 1,000; revenue_mn; not Survey: 1000 homes."""


def scales_in(title: str) -> list[tuple[str, int, bool]]:
    """Return the scale words of a title that may be those of its figures: the words, the scale, whether it is of money.

    >>> scales_in("Revenue (USD million, current prices)"), scales_in("Revenue, thousands"), scales_in("USD 5 million")
    ([('USD million', 1000000, True)], [('thousands', 1000, False)], [])
    """
    of_money = [(found[0], found["behind"] or found["before"]) for found in _OF_MONEY.finditer(title)]
    others = (
        []
        if of_money
        else [(found[0], found["word"] or found["power"] or found["suffix"]) for found in _OF_ANYTHING.finditer(title)]
    )
    said = [(text.strip(" ,(["), word, True) for text, word in of_money]
    said += [(text.strip(" ,([:–—_-"), word, False) for text, word in others]
    return [(text, _scale_of(word), money) for text, word, money in said]


def _scale_of(word: str) -> int:
    plain = word.lower().replace(" ", "").replace(",", "")
    return _SCALES.get(plain) or _SCALES[plain.removesuffix("s")]
