"""Put together what is said of parts: what they count is added up, what they list is listed once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lixia_cli.text.messages import Message, Several, Some

_COUNTED = ("count", "total")
_OF_THE_FIRST = ("example",)
"""Values that are of the first part alone."""


def added_up(said: Sequence[Message], more: Iterable[Message], order: Sequence[str] = ()) -> list[Message]:
    """Return messages on all parts so far, given those on the parts before and on one more; in `order` of templates.

    >>> parts = [Message("{file}: read as months: {count}", {"file": "a", "count": count}) for count in (2, 3)]
    >>> [str(message) for message in added_up(parts[:1], parts[1:])]
    ['a: read as months: 5']
    """
    every = {_kind(message): message for message in said}
    for message in more:
        kind = _kind(message)
        every[kind] = _together(every[kind], message) if kind in every else message
    place = {template: number for number, template in enumerate(order)}
    return sorted(every.values(), key=lambda message: place.get(message.template, len(place)))


def _kind(message: Message) -> tuple[object, ...]:
    """Return what messages on several parts agree in."""
    return message.template, *(
        (name, str(value))
        for name, value in message.values.items()
        if name not in (*_COUNTED, *_OF_THE_FIRST) and not isinstance(value, Some | Several)
    )


def _together(first: Message, second: Message) -> Message:
    values = dict(first.values)
    for name, value in first.values.items():
        other = second.values[name]
        if isinstance(value, Some) and isinstance(other, Some):
            values[name] = Some(tuple(dict.fromkeys((*value.texts, *other.texts))), value.most)
        elif isinstance(value, Several) and isinstance(other, Several):
            every = {str(message): message for message in (*value.messages, *other.messages)}
            values[name] = Several(tuple(every[text] for text in sorted(every)))
        elif name in _COUNTED and isinstance(value, int) and isinstance(other, int):
            values[name] = value + other
    return Message(first.template, values)
