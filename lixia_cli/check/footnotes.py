"""Footnote marks around a number: what they look like, and where they end.

A mark never becomes a digit of the number. Marks are superscripts and subscripts (¹ ₂ ᵃ), enclosed numbers and letters
(① ❶ ⑴ ⒈ ⓐ ㈠), Roman numerals (ⅱ), signs (* † ‡ § # ¶ ※), and in brackets or behind 注 a short number or letter:
(p), [1], （注2）. Statistics offices also write a bare p (provisional) or r (revised).
"""

from __future__ import annotations

import re

from lixia_cli.text.patterns import Pattern

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉ᵃᵇᶜᵈᵉᵖʳˢᵗª"
_ENCLOSED = "①-⓿❶-➓㈠-㈩㉑-㉟㊀-㊉㊱-㊿Ⅰ-ↈ\U0001f100-\U0001f10c"
_SIGNS = "*†‡§#¶※"
_LABEL = rf"(?:(?:注|[Nn]otes?\s*)?(?:[0-9]{{1,2}}|[{_RAISED}]+|[{_ENCLOSED}])|注|[a-eprsu]|[EPR]|[{_SIGNS}]+)"

_MARK = (
    rf"[{_RAISED}]+|[{_ENCLOSED}]+|[{_SIGNS}]+|⁽[{_RAISED}]+⁾"
    rf"|\({_LABEL}\)|\[{_LABEL}\]|【{_LABEL}】"
    rf"|注(?:[0-9]{{1,2}}|[{_ENCLOSED}{_RAISED}]+)?"
    r"|[pr](?=\s*$)"
)
_MARKS = rf"(?:{_MARK})(?:\s*[,，、]?\s*(?:{_MARK}))*"
# Texts, which re compiles once they are needed: few files have marks, and these take ten milliseconds.
_LEADING = rf"\s*({_MARKS})"
# Behind a letter a raised digit is a power of the unit (m²), not a mark, and p or r is a part of the word. In Korea %p
# are percentage points.
_TRAILING = rf"(?:(?<![A-Za-zµμ{_RAISED}])(?!(?<=[%％])p)|(?=[{_ENCLOSED}{_SIGNS}(\[【注]))({_MARKS})$"
_PRELIMINARY = Pattern(r"\(?[pe]\)?|\[[pe]\]|【[pe]】|[ᵖᵉ]", re.IGNORECASE)


def leading_marks(text: str) -> tuple[str, str]:
    """Split the marks off the beginning of a text; returns them, empty without any, and what follows.

    >>> leading_marks("①%"), leading_marks("(p) 万"), leading_marks("m²")
    (('①', '%'), ('(p)', '万'), ('', 'm²'))
    """
    found = re.match(_LEADING, text)
    return (found[1], text[found.end() :].strip()) if found else ("", text.strip())


def trailing_marks(text: str) -> tuple[str, str]:
    """Split the marks off the end of a text; returns what is before, and the marks, empty without any.

    >>> trailing_marks("%①"), trailing_marks("m²"), trailing_marks("家*")
    (('%', '①'), ('m²', ''), ('家', '*'))
    """
    found = re.search(_TRAILING, text)
    return (text[: found.start()].rstrip(), found[1]) if found else (text, "")


def is_power(digits: str, marks: str) -> bool:
    """Return whether a number with raised digits after it may be a power: 10⁵, 2⁸, but not 10¹."""
    raised = re.match(r"[⁰²³⁴-⁹]|¹[⁰¹²³⁴-⁹]", marks)
    return raised is not None and digits.lstrip("+-") in ("2", "10")


def says_preliminary(marks: str) -> bool:
    """Return whether the footnote marks of a number include p (provisional) or e (estimated)."""
    return any(_PRELIMINARY.fullmatch(mark) for mark in re.findall(_MARK, marks))
