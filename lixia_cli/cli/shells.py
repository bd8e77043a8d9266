"""Completion classes whose candidates are safe to insert into a command line."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from click import shell_completion as click_shells
from click.shell_completion import CompletionItem

from lixia_cli.text.patterns import Pattern

_SPECIAL = Pattern(r"[^\w@%+=:,./\-]")
"""Everything but the characters that no shell acts on."""

if TYPE_CHECKING:
    _Base = click_shells.ShellComplete
else:
    _Base = object


class _Safe(_Base):
    """Offer only candidates that can be inserted: on one line, and no value that would be read as an option."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Return the candidates for the word `incomplete` after the words `args`."""
        items = super().get_completions(args, incomplete)
        options = incomplete.startswith("-")
        return [
            item
            for item in items
            if _is_plain(str(item.value)) and (options or not str(item.value).startswith("-") or item.type != "plain")
        ]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return a candidate in the format that the completion script of the shell expects."""
        value = self.quoted(str(item.value)) if item.type == "plain" else item.value
        meaning = item.help if item.help and _is_plain(item.help) else None
        return super().format_completion(CompletionItem(value, item.type, meaning))

    def quoted(self, value: str) -> str:
        """Return the candidate quoted for the command line; zsh and fish quote by themselves."""
        return value


class SafeBash(_Safe, click_shells.BashComplete):
    """bash inserts candidates as they are, so what it would expand or run is escaped."""

    # The script of click lets `read` remove backslashes, and the shell split and expand candidates.
    source_template = click_shells.BashComplete.source_template.replace("read type", "read -r type").replace(
        "COMPREPLY+=($value)", 'COMPREPLY+=("$value")'
    )

    def quoted(self, value: str) -> str:
        """Return the candidate with a backslash before every special character."""
        return _SPECIAL.sub(r"\\\g<0>", value)


class SafeZsh(_Safe, click_shells.ZshComplete):
    """zsh."""


class SafeFish(_Safe, click_shells.FishComplete):
    """fish."""


class SafePowerShell(_Safe, click_shells.PowerShellComplete):
    """PowerShell inserts candidates as they are."""

    def quoted(self, value: str) -> str:
        """Return the candidate in single quotes if it has special characters."""
        return "'" + value.replace("'", "''") + "'" if _SPECIAL.search(value) else value


def register() -> None:
    """Use these classes instead of click's."""
    for kind in (SafeBash, SafeZsh, SafeFish, SafePowerShell):
        click_shells.add_completion_class(kind)


def _is_plain(text: str) -> bool:
    return not any(unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") for character in text)
