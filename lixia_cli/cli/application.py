"""The click group: select the language before parsing, and route every outcome through `diagnostics.run`."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator, Sequence
from gettext import gettext
from typing import Any

import click

from lixia_cli import __version__
from lixia_cli.cli.base import CONVENTIONS, RULE_SETS, SETTINGS_FILE, Command
from lixia_cli.cli.config import Defaults, Given, option_defaults, preview
from lixia_cli.cli.diagnostics import DEBUG, run
from lixia_cli.cli.environment import refuse_unknown_variables
from lixia_cli.cli.lazy_commands import Commands
from lixia_cli.cli.settings_file import Settings, conventions, read_settings, rule_sets
from lixia_cli.files import write as output
from lixia_cli.files.problems import InputError
from lixia_cli.text import i18n as language
from lixia_cli.text.messages import RequestError


class Application(Command, click.Group):
    """A click group that speaks the user's language and exits with the codes of `diagnostics.ExitCode`.

    Commands get the language as their context's `obj`.
    """

    command_class = Command
    commands: Commands

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the names of the commands and what they are for, without importing them."""
        rows = [(name, gettext(self.commands.short_helps[name])) for name in self.list_commands(ctx)]
        with formatter.section(gettext("Commands")):
            formatter.write_dl(rows)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[click.shell_completion.CompletionItem]:
        """Return the names of commands and options that begin with a text; click imports every command for that."""
        from click.shell_completion import CompletionItem

        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        commands = [CompletionItem(name, help=gettext(self.commands.short_helps[name])) for name in names]
        return [*commands, *click.Command.shell_complete(self, ctx, incomplete)]

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
            return self._complete(prog_name, complete_var, standalone_mode, extra)
        arguments = list(sys.argv[1:] if args is None else args) or ["--help"]
        given = preview(self, arguments)
        settings, broken = _settings(given)
        chosen = language.choose(given.language, os.environ, settings.language)
        language.activate(chosen)

        shared: dict[str, Any] = {SETTINGS_FILE: settings.file}

        def action() -> None:
            nonlocal shared
            defaults: Defaults = {}
            # Help is printed even if the settings file is broken: it may be needed to correct it.
            if not given.help:
                if broken is not None:
                    raise broken
                refuse_unknown_variables(self, os.environ)
                defaults = option_defaults(self, settings)
                shared[CONVENTIONS] = conventions(settings)
                shared[RULE_SETS] = rule_sets(settings)
            context = self.make_context(prog_name or "lixia", arguments, obj=chosen, default_map=defaults, **extra)
            with context:
                context.meta.update(shared)
                shared = context.meta
                self.invoke(context)

        def debug() -> bool:
            # An error may occur before the option is parsed.
            return "--debug" in arguments or bool(shared.get(DEBUG, _is_on(os.environ.get("LIXIA_DEBUG", ""))))

        output.forgive_encoding(sys.stdout)
        with _without_collector():
            code = run(action, language.translator(chosen), debug)
        if standalone_mode:
            sys.exit(code)
        return code

    def _complete(self, name: str | None, variable: str | None, standalone: bool, extra: dict[str, Any]) -> Any:
        """Answer a shell's request to complete a command line."""
        from lixia_cli.cli.shells import register

        register()
        # Names are completed from the files of the settings; broken settings are reported by the run itself.
        with contextlib.suppress(InputError):
            extra["default_map"] = option_defaults(self, read_settings(None, os.environ))
        return super().main(None, name or "lixia", variable, standalone, **extra)


def _is_on(text: str) -> bool:
    """Return whether an environment variable has a value that means yes."""
    return text.strip().lower() not in ("", "0", "f", "false", "n", "no", "off")


def _settings(given: Given) -> tuple[Settings, InputError | RequestError | None]:
    """Return the settings, or the error in their file."""
    try:
        return read_settings(given.config, os.environ), None
    except (InputError, RequestError) as error:
        return Settings(), error


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Disable the cyclic garbage collector for the run; importing pandas is about 5 % faster without it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def print_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Handle ``--version``."""
    if not wanted or context.resilient_parsing:
        return
    output.write(f"lixia {__version__}\n", None)
    context.exit()
