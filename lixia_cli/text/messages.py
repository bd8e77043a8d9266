"""Sentences for people, translated when they are printed.

A message is an English template and its values; whoever prints it translates the template first. Each template stands
where `pybabel extract` finds it: as the first argument of ``Message``, ``translate`` or ``say``, or inside ``N_``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def N_(text: str) -> str:  # noqa: N802  # the name that gettext and babel know for it
    """Mark a sentence that stands in a table or an option and is translated elsewhere; returns it unchanged."""
    return text


@dataclass(frozen=True)
class Message:
    """A sentence for people: an English template and the values for its fields."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    """By field name; a Message among them is translated too."""

    def text(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`."""
        values = {
            name: value.text(translate) if isinstance(value, Message) else value for name, value in self.values.items()
        }
        return translate(self.template).format(**values)


class RequestError(Exception):
    """The input is valid, but does not contain what was requested (an unknown plan, say)."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message.template)
