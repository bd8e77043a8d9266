"""Why the operating system refused something, in the language of the reader."""

from __future__ import annotations

from lixia_cli.text.messages import N_, Message

_REASONS = (
    N_("No such file or directory"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("Permission denied"),
    N_("Operation not permitted"),
    N_("Read-only file system"),
    N_("No space left on device"),
    N_("File name too long"),
    N_("Input/output error"),
    N_("Bad file descriptor"),
)
"""The usual ones, as Linux says them; any other is said as the system has it."""


def reason_of(error: BaseException) -> Message | str:
    """Return the reason of an error, without the file that it names."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return Message(text) if text in _REASONS else text
