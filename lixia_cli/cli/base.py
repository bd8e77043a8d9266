"""Help in both languages: translated when it is shown, and wrapped by cells, for click counts characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from gettext import gettext
from inspect import cleandoc
from typing import Any, TypeVar

import click

from lixia_cli.cli.configuration import from_environment
from lixia_cli.text.i18n import LANGUAGES
from lixia_cli.text.messages import N_
from lixia_cli.text.width import pad, text_width, wrap

Function = TypeVar("Function", bound=Callable[..., Any])
ENCODING = "lixia.encoding"
"""Under this name the context of a command knows the encoding of its files."""
_TERM_CELLS = 26


class HelpFormatter(click.HelpFormatter):
    """Lays help out for a terminal on which a Chinese character takes two cells."""

    def write_text(self, text: str) -> None:
        """Paragraphs, wrapped, with blank lines between them."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if number else "")
            for line in wrap(" ".join(paragraph.split()), self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM_CELLS, col_spacing: int = 2) -> None:
        """Terms on the left, what they mean on the right."""
        pairs = list(rows)
        first = min(max((text_width(term) for term, _ in pairs), default=0), col_max) + col_spacing
        indent = " " * self.current_indent
        for term, meaning in pairs:
            lines = wrap(meaning, max(self.width - self.current_indent - first, 20))
            if text_width(term) + col_spacing > first:
                self.write(f"{indent}{term}\n")
                term = ""
            for line in lines:
                self.write(f"{indent}{pad(term, first)}{line}".rstrip() + "\n")
                term = ""


class HelpContext(click.Context):
    """A context whose help is laid out by cells."""

    formatter_class = HelpFormatter


class _Translated:
    """An attribute that is kept in English and read in the language of the run."""

    def __init__(self, docstring: bool = True) -> None:
        self._docstring = docstring

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = f"_english_{name}"

    def __get__(self, instance: object, owner: type) -> Any:
        if instance is None:
            return self
        english = getattr(instance, self._name, None)
        values: Mapping[str, str] = getattr(instance, "help_values", {})
        return gettext(english).format(**values) if english and values else gettext(english) if english else english

    def __set__(self, instance: object, value: str | None) -> None:
        setattr(instance, self._name, cleandoc(value) if value and self._docstring else value)


class Option(click.Option):
    """An option whose help is translated when it is shown; `help_values` are the values for its fields."""

    help = _Translated()

    def __init__(self, *arguments: Any, help_values: Mapping[str, str] | None = None, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.help_values = help_values or {}

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """Every option is LIXIA_NAME in the environment, and LIXIA_COMMAND_NAME for one command alone."""
        return None if self.is_eager else next(from_environment(ctx, self), None)


def language_option(command: Function) -> Function:
    """Add ``--lang`` to a command."""
    return click.option(
        "--lang", cls=Option, type=click.Choice(LANGUAGES), expose_value=False, help=N_("Language [the locale's].")
    )(command)


class Command(click.Command):
    """A command whose help, short help and epilog are translated when they are shown."""

    context_class = HelpContext
    help = _Translated()
    short_help = _Translated()
    epilog = _Translated(docstring=False)

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, line by line as they are written."""
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The help option, its help in the language of the run."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext("Show this message and exit.")
        return option
