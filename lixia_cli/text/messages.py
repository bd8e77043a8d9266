"""Messages for people: an English template with values, translated when it is printed.

`pybabel extract` finds a template as the first argument of ``Message``, ``translate`` or ``say``, or inside ``N_``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple


def N_(text: str) -> str:  # noqa: N802  # the name that gettext and babel know for it
    """Mark a sentence for extraction that is translated elsewhere, and return it unchanged."""
    return text


class Message(NamedTuple):
    """An English template and the values of its fields."""

    template: str
    values: Mapping[str, object] = MappingProxyType({})
    """By field name. A value may be a Message or Several, which are translated too."""

    def text(self, translate: Callable[[str], str]) -> str:
        """Translate the template with `translate`, fill in the values and return the sentence."""
        values = {
            name: value.text(translate) if isinstance(value, Message | Several) else value
            for name, value in self.values.items()
        }
        return translate(self.template).format(**values)

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.text(str)


class Several(NamedTuple):
    """Messages that one sentence lists."""

    messages: tuple[Message, ...]

    def text(self, translate: Callable[[str], str]) -> str:
        """Translate all of them."""
        return "; ".join(message.text(translate) for message in self.messages)

    def __str__(self) -> str:
        """Return them in English."""
        return self.text(str)


class Some(NamedTuple):
    """Texts, of which a message names the first ones."""

    texts: tuple[str, ...]
    most: int

    def __str__(self) -> str:
        """Return the first texts, and a sign where there are more."""
        return ", ".join(self.texts[: self.most]) + (" …" if len(self.texts) > self.most else "")


def listed(codes: Iterable[str]) -> Message:
    """Return codes with commas between them, each in the language of the reader."""
    fields = {f"code{number}": Message(code) for number, code in enumerate(codes)}
    return Message(", ".join(f"{{{name}}}" for name in fields), fields)


class RequestError(Exception):
    """The request cannot be met, although the input is valid: an unknown plan, for example, or a wrong option."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)
