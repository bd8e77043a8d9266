"""Build hook of the wheel: the man pages and shell completions, made from the commands themselves.

They are generated rather than kept in the repository, so that they always say what the commands say.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    import click

COMPLETIONS = {
    "bash": "share/bash-completion/completions/lixia",
    "zsh": "share/zsh/site-functions/_lixia",
    "fish": "share/fish/vendor_completions.d/lixia.fish",
}
"""Where each shell looks for completions below an installation's prefix."""


class SharedFiles(BuildHookInterface[Any]):
    """Adds the generated files to the wheel; an editable installation gets none."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the files to a temporary folder and name them to hatchling."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        folder = Path(mkdtemp(prefix="lixia-"))
        for name, text in shared_files(Path(self.root)).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            build_data["shared_data"][str(path)] = name


def shared_files(root: Path) -> dict[str, str]:
    """Text by path below the prefix: a man page per command and a completion script per shell.

    `root` is the checkout, in whose docs/automation.md the exit codes stand.
    """
    import click
    from click.shell_completion import ShellComplete, get_completion_class

    from lixia_cli import __version__
    from lixia_cli.cli.main import lixia
    from lixia_cli.cli.shells import register

    register()
    files = {}
    context = click.Context(lixia, info_name="lixia", **lixia.context_settings)
    commands = {name: command for name, command in lixia.commands.items() if not command.hidden}
    contexts = [context, *(click.Context(command, context, name) for name, command in commands.items())]
    pages = [page.command_path.replace(" ", "-") for page in contexts]
    for page in contexts:
        name = page.command_path.replace(" ", "-")
        others = [other for other in pages if other != name]
        files[f"share/man/man1/{name}.1"] = man_page(page, __version__, exit_codes(root), others)
    for shell, path in COMPLETIONS.items():
        made = get_completion_class(shell)
        assert made is not None, shell
        # The source() of bash's own class starts bash to look at its version, which says nothing of the user's.
        files[path] = ShellComplete.source(made(lixia, {}, "lixia", "_LIXIA_COMPLETE"))
    return files


def man_page(context: click.Context, version: str, codes: list[tuple[str, str]], others: list[str]) -> str:
    """The page of a command in man's language, with its options, examples, exit codes and the `others` to see also."""
    import click
    from click_man.man import ManPage  # its own generator lacks --help, shortens the first line and escapes no text

    command = context.command
    page = ManPage(context.command_path)
    page.date, page.version = "", version
    page.short_help = _escaped(command.short_help or command.help or "").rstrip(".")
    page.description = _escaped(command.help or "")
    page.synopsis = " ".join(command.collect_usage_pieces(context))
    records = [option.get_help_record(context) for option in command.get_params(context)]
    page.options = [(term, _escaped(meaning)) for term, meaning in filter(None, records)]
    if isinstance(command, click.Group):
        subcommands = {name: command.commands[name] for name in command.list_commands(context)}
        page.commands = [(name, _escaped(sub.short_help or "")) for name, sub in subcommands.items() if not sub.hidden]
    title, _, examples = (command.epilog or "").partition("\n")
    name = context.command_path.upper()
    parts = [str(page).rstrip("\n").replace(f'"{name}"', f'"{name.replace(" ", "-")}"', 1)]
    if examples:
        parts += [f".SH {title.rstrip(':').upper()}", ".nf", _escaped(examples).replace("-", r"\-"), ".fi"]
    parts += [".SH EXIT STATUS", *(f".TP\n.B {code}\n{_escaped(meaning)}" for code, meaning in codes)]
    parts += [".SH SEE ALSO", ",\n".join(rf"\fB{name}\fP(1)".replace("-", r"\-") for name in others)]
    return "\n".join(parts) + "\n"


def exit_codes(root: Path) -> list[tuple[str, str]]:
    """The exit codes with their meaning, from the table of docs/automation.md."""
    text = (root / "docs" / "automation.md").read_text(encoding="utf-8")
    codes = re.findall(r"^\| (\d+) \| ([^|]*) \|", text, re.MULTILINE)
    if not codes:
        raise ValueError("docs/automation.md has no table of exit codes")
    return [(code, meaning.replace("`", "")) for code, meaning in codes]


def _escaped(text: str) -> str:
    """Text that man takes for nothing but text."""
    return re.sub(r"^(?=[.'])", r"\\&", text.replace("\\", r"\e"), flags=re.MULTILINE)
