"""The group of commands: language first, then help in that language, then one place where every run ends."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from typing import Any

import click

from lixia_cli import __version__
from lixia_cli.cli.base import Command
from lixia_cli.cli.configuration import defaults, refuse_unknown_variables
from lixia_cli.cli.diagnostics import DEBUG, run
from lixia_cli.cli.settings import Settings, find, read
from lixia_cli.files import write as output
from lixia_cli.files.problems import InputError
from lixia_cli.text import i18n as language


class Application(Command, click.Group):
    """A click group that speaks the user's language and exits with the codes of `exits.ExitCode`.

    Commands get the language as their context's `obj`.
    """

    command_class = Command

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command line and exit, or return the exit code if not `standalone_mode`."""
        if (complete_var or "_LIXIA_COMPLETE") in os.environ:
            # Words come from the files lixia.toml names; a half-written line is no place to say what is wrong there.
            with contextlib.suppress(InputError):
                extra["default_map"] = defaults(self, read(find((), os.environ)))
            return super().main(args, prog_name or "lixia", complete_var, standalone_mode, **extra)
        arguments = list(sys.argv[1:] if args is None else args)
        settings, broken = _settings(arguments)
        chosen = language.choose(arguments, os.environ, settings.language)
        language.activate(chosen)

        shared: dict[str, Any] = {}

        def action() -> None:
            nonlocal shared
            given = dict(extra)
            # Who asks for help may be looking for what is wrong with the settings.
            if not {"-h", "--help", "--version"}.intersection(arguments):
                if broken is not None:
                    raise broken
                refuse_unknown_variables(self, os.environ)
                given["default_map"] = defaults(self, settings)
            with self.make_context(prog_name or "lixia", list(arguments or ["--help"]), obj=chosen, **given) as context:
                shared = context.meta
                self.invoke(context)

        def debug() -> bool:
            # What goes wrong before the option is read is shown as well.
            return "--debug" in arguments or bool(shared.get(DEBUG, _is_on(os.environ.get("LIXIA_DEBUG", ""))))

        output.forgive_encoding(sys.stdout)  # click writes help and the version by itself
        with _without_collector():
            code = run(action, language.translator(chosen), debug)
        if standalone_mode:
            sys.exit(code)
        return code


def _is_on(text: str) -> bool:
    """Whether a variable of the environment switches something on."""
    return text.strip().lower() not in ("", "0", "f", "false", "n", "no", "off")


def _settings(arguments: Sequence[str]) -> tuple[Settings, InputError | None]:
    """The settings, or what is wrong with their file."""
    try:
        return read(find(arguments, os.environ)), None
    except InputError as error:
        return Settings(), error


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """A run is short and makes no cycles to speak of; looking for them takes a twentieth of the time pandas loads."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """The callback of ``--version``."""
    if not wanted or context.resilient_parsing:
        return
    click.echo(f"lixia {__version__}")
    context.exit()
