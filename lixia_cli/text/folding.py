"""Convert full-width forms of ASCII, as written by Chinese input methods, to plain ASCII.

Narrower than NFKC, which also turns ² and ① into digits: those are footnote marks.
"""

from __future__ import annotations

_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: ord(" "),
    0xFE6A: ord("%"),
    # A minus sign, and the hyphens that word processors write instead.
    0x2212: ord("-"),
    0xFE63: ord("-"),
    0x2010: ord("-"),
    0x2011: ord("-"),
}


def plain_forms(text: str) -> str:
    """Return the text with full-width letters, digits and signs as their ASCII forms, and U+2212 as a hyphen.

    >>> plain_forms("２０２２年（１２．５％）①")
    '2022年(12.5%)①'
    """
    return text if text.isascii() else text.translate(_PLAIN)
