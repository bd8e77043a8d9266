"""Texts for XML: web pages, workbooks and Word documents."""

from __future__ import annotations

from lixia_cli.text.width import plain


def xml_text(text: str, keep: str = "") -> str:
    r"""Return a text without the characters that XML does not allow, or that would reorder a line; see `plain`.

    Names of files need not be Unicode: what is none is replaced.

    >>> xml_text("a\x1bb\uffff"), xml_text("\udcff")
    ('a b\ufffd', '?')
    """
    if text.isprintable():  # as most are, and then it has none of them
        return text
    allowed = plain(text, keep).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    return allowed.encode("utf-8", "replace").decode("utf-8")
