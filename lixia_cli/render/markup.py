"""Build html and svg from elements; texts are escaped when they become a child or an attribute of one.

A text from the data can only get into a page through `element` or `escaped`, so that it is never markup. The result is
well-formed XML too. Standard library only.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence

from lixia_cli.text.width import plain

_EMPTY = frozenset(
    ("br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "polygon", "polyline", "rect")
)
"""Elements without content, which are closed by their own tag."""
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;"}
"""Those of `html.escape`, whose module loads a list of all named characters."""
_NOT_ALLOWED = {"\ufffe": "\ufffd", "\uffff": "\ufffd"}
"""Characters that html and XML exclude, beside those that `plain` removes."""
_REPLACED = str.maketrans(_ESCAPES | _NOT_ALLOWED)


_SPECIAL = re.compile("[&<>\"'\ufffe\uffff]")


class Markup(str):
    """A text that is html or svg already."""

    __slots__ = ()


Child = str | Iterable[str] | None
Attribute = str | float | bool | None
Attributes = dict[str, Attribute]


def escaped(text: str) -> Markup:
    """Return a text as html shows it, without characters that html does not allow or that reorder a line.

    >>> escaped('<b> & "c"')
    '&lt;b&gt; &amp; &quot;c&quot;'
    """
    if isinstance(text, Markup):
        return text
    if text.isprintable() and not _SPECIAL.search(text):  # as most are
        return Markup(text)
    return Markup(replaced(plain(text)))


def replaced(text: str) -> str:
    """Return a text with characters that are part of markup written as html shows them."""
    return text.translate(_REPLACED)


def all_escaped(texts: Sequence[str]) -> list[Markup]:
    """Return `escaped` of each text."""
    return list(map(Markup if needs_no_escape("".join(texts)) else escaped, texts))


def needs_no_escape(text: str) -> bool:
    """Return whether a long text is html as it is; characters are found one by one in a tenth of the time."""
    return text.isprintable() and not any(map(text.__contains__, "&<>\"'"))


def joined(children: Iterable[Child]) -> Markup:
    """Return the children one after the other; nothing for None."""
    return Markup("".join([child if type(child) is Markup else _child(child) for child in children]))


def element(name: str, attributes: Mapping[str, Attribute] | None = None, *children: Child) -> Markup:
    """Return an element. An attribute that is None or False is left out; one that is True has its name as value.

    >>> element("p", {"class": "lead", "hidden": None}, "1 < 2", element("br"))
    '<p class="lead">1 &lt; 2<br/></p>'
    """
    given = "".join([_attribute(*one) for one in attributes.items() if one[1] is not None]) if attributes else ""
    if name in _EMPTY:
        return Markup(f"<{name}{given}/>")
    content = "".join([child if type(child) is Markup else _child(child) for child in children])
    return Markup(f"<{name}{given}>{content}</{name}>")


def _child(child: Child) -> str:
    if child is None:
        return ""
    return escaped(child) if isinstance(child, str) else joined(child)


@functools.lru_cache(maxsize=10_000, typed=True)  # most of the attributes of a site are on every page
def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    if isinstance(value, str):
        return f' {name}="{escaped(value)}"'
    return f' {name}="{name}"' if value is True else f' {name}="{value:g}"'
