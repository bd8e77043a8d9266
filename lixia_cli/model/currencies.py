"""Currencies by their codes."""

from __future__ import annotations

import re
import unicodedata

from lixia_cli.model.units import is_money

_CODES = {
    name: code
    for code, names in {
        "USD": ("USD", "US$", "US dollar", "US dollars", "美元"),
        "EUR": ("EUR", "€", "euro", "euros", "欧元"),
        "GBP": ("GBP", "£", "英镑"),
        "CNY": ("CNY", "RMB", "元", "yuan", "人民币"),
        "JPY": ("JPY", "日元", "yen"),
    }.items()
    for name in names
}


def currency_code(text: str) -> str:
    """Return the code of a currency, empty for any other text and for what may be of several countries: $, dollars.

    >>> currency_code("€"), currency_code("SEK"), currency_code("$"), currency_code("GDP")
    ('EUR', 'SEK', '', '')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    is_code = re.fullmatch("[A-Z]{3}", plain) is not None and is_money(plain)
    return _CODES.get(plain, plain if is_code else "")
