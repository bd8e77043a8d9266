"""Types of parameters that several commands share."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import click

from lixia_cli.text.messages import Message, RequestError
from lixia_cli.text.patterns import Pattern

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_URL_AT_END = Pattern(rf"(?P<files>(?:.*{re.escape(os.pathsep)})?)(?P<url>[A-Za-z][A-Za-z0-9+.-]+://.*)")


class FileName(click.ParamType[str]):
    """The name of a file, ``-`` for a standard stream."""

    name = "file"
    envvar_list_splitter = os.pathsep
    """Several names in an environment variable are separated like those in PATH, see `split_envvar_value`."""

    def __init__(self, written: bool = False) -> None:
        self.written = written
        """The file is written to, so only a settings file named by the user may set it."""

    def split_envvar_value(self, rv: str) -> list[str]:
        """Split the names in an environment variable. The URL of a database has colons of its own, and comes last."""
        found = _URL_AT_END.fullmatch(rv)
        files, url = (found["files"], [found["url"]]) if found else (rv, [])
        return [*filter(None, files.split(os.pathsep)), *url]

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return what stands for the name in help."""
        return "FILE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name unchanged. Raises RequestError if no file can have it."""
        if not value or "\0" in value:
            option = param.opts[-1] if param is not None else ""
            values = {"option": option, "name": value}
            raise RequestError(Message("{option}: '{name}' is no name of a file", values))
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Let the shell complete names of files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


class Accumulation(click.ParamType[str]):
    """What figures of parts of a year are, as a code or in other words."""

    name = "accumulation"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the placeholder for a code in help."""
        return "CODE"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the code. Raises RequestError for a word that is not known."""
        from lixia_cli.model.words import accumulation_of

        return accumulation_of(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Let the shell complete the codes."""
        from click.shell_completion import CompletionItem

        from lixia_cli.model.words import ACCUMULATIONS

        return [CompletionItem(code) for code in ACCUMULATIONS if code.startswith(incomplete)]


class FolderName(FileName):
    """The name of a folder."""

    name = "folder"

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return the placeholder for the name in help."""
        return "DIR"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Let the shell complete names of folders."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="dir")]
