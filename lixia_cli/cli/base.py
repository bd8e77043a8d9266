"""Base classes of commands and options: help in both languages, environment variables, no option given twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from gettext import gettext
from inspect import cleandoc
from typing import Any, TypeVar

import click
from click.formatting import FORCED_WIDTH

from lixia_cli.cli.environment import from_environment
from lixia_cli.files.write import columns, write
from lixia_cli.text.i18n import LANGUAGES
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.width import pad, text_width, wrap

SETTINGS_FILE = "lixia.settings"
"""Key in the meta of the group's context: the settings file."""

Function = TypeVar("Function", bound=Callable[..., Any])
ENCODING = "lixia.encoding"
"""Key in the meta of a command's context: the encoding of its files."""
CONVENTIONS = "lixia.conventions"
"""Under this name the context of a command knows the conventions of its files, see `read.conventions`."""
RULE_SETS = "lixia.rule_sets"
"""Under this name the context of a command knows the rule sets of the settings file, by their names."""
_TERM_CELLS = 26


class HelpFormatter(click.HelpFormatter):
    """Lay help out for a terminal on which a Chinese character takes two cells."""

    def __init__(self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None) -> None:
        """Take the width of the terminal as click does; its own formatter loads much to find that out."""
        super().__init__(indent_increment, width or FORCED_WIDTH or max(min(columns(), max_width or 80) - 2, 50))

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        start = f"{prefix or gettext('Usage:') + ' '}{prog} "
        for line in wrap(args, self.width - text_width(start)):
            self.write(f"{start}{line}".rstrip() + "\n")
            start = " " * text_width(start)

    def write_text(self, text: str) -> None:
        """Write paragraphs, wrapped, with blank lines between them."""
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if number else "")
            for line in wrap(" ".join(paragraph.split()), self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = _TERM_CELLS, col_spacing: int = 2) -> None:
        """Write terms on the left and their meanings on the right."""
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
    """A context that formats help with `HelpFormatter`."""

    formatter_class = HelpFormatter


class _Translated:
    """A descriptor that stores an English text and returns it in the language of the run."""

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

    def get_help_extra(self, ctx: click.Context) -> Any:
        """Return what click adds to the help; the text itself says a range."""
        extra = super().get_help_extra(ctx)
        extra.pop("range", None)
        return extra

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """Read LIXIA_COMMAND_NAME, for one command, else LIXIA_NAME, for every command with the option."""
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

    def make_parser(self, ctx: click.Context) -> Any:
        """Return a parser that refuses an option given twice unless it takes several values."""
        parser = super().make_parser(ctx)
        parse = parser.parse_args

        def parse_args(args: list[str]) -> tuple[dict[str, Any], list[str], list[click.Parameter]]:
            values, rest, order = parse(args)
            if not ctx.resilient_parsing:
                _refuse_repeated(order)
            return values, rest, order

        parser.parse_args = parse_args  # type: ignore[method-assign]
        return parser

    def format_epilog(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples line by line, without wrapping."""
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, with its own help in the language of the run."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = gettext("Show this message and exit.")
            option.callback = _print_help
        return option


def _print_help(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Handle ``--help``; unlike click, fail if the help can't be written."""
    if wanted and not context.resilient_parsing:
        write(context.get_help() + "\n", None)
        context.exit()


def _refuse_repeated(order: Sequence[click.Parameter]) -> None:
    """Raise RequestError if an option that takes one value is given several times; flags may be repeated."""
    for option, count in Counter(order).items():
        if count > 1 and isinstance(option, click.Option) and not option.multiple and not option.is_flag:
            name = max(option.opts, key=len)
            raise RequestError(
                Message("{option} is given {count} times; it takes one value", {"option": name, "count": count})
            )
