"""Read the pages whose blocks are run; tests/test_documents_run.py and tests/test_automation_page.py name them.

A page is a preamble and sections (`## `). A section is run in a folder of its own, the blocks of the preamble first and
then its own from top to bottom: `sh` blocks with bash, where any command that fails, also within a pipe, fails the
test; `python` blocks with the Python that runs the tests. A `text` block right behind such a block is all that it
writes to standard output; without one nothing is said about it. A first line `# NAME` in other blocks (toml, ini,
crontab) is the file to save them as.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from preloaded import INSTALLED as PROGRAMS
from preloaded import programs
from support import QUIET, REPOSITORY

RUN = ("sh", "python")
TOOLS = ("jq", "sqlite3", "duckdb", "csvcut", "csvgrep", "csvsort", "csvlook", "in2csv")
"""Programs of others that a block may use."""
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page."""

    language: str
    text: str
    output: str | None
    """What it prints; None if the page does not say."""

    @property
    def file(self) -> str:
        """What it is to be saved as."""
        found = re.match(r"# (\S+)\n", self.text)
        assert found, self.text
        return found[1]


def page(name: str) -> str:
    """The text of a page in docs."""
    return (REPOSITORY / "docs" / name).read_text(encoding="utf-8")


def sections(name: str) -> dict[str, list[Block]]:
    """The sections of a page that have blocks, by title; the preamble is the section with an empty title."""
    preamble, *rest = re.split(r"^## ", page(name), flags=re.MULTILINE)
    split = {"": preamble} | {part.split("\n", 1)[0]: part for part in rest}
    found = {title: list(_blocks(text)) for title, text in split.items()}
    return {title: blocks for title, blocks in found.items() if blocks}


def _blocks(text: str) -> Iterator[Block]:
    found = list(_FENCE.finditer(text))
    for number, block in enumerate(found):
        behind = found[number + 1] if number + 1 < len(found) else None
        follows = behind is not None and behind[1] == "text" and not text[block.end() : behind.start()].strip()
        if block[1] != "text":
            yield Block(block[1], block[2], behind[2] if behind is not None and follows else None)


def missing_tool(blocks: list[Block], path: str) -> str:
    """A program that the blocks use and nobody has installed; empty if all are there."""
    for tool in TOOLS:
        used = any(re.search(rf"(^|[|(;] *){tool} ", block.text, re.MULTILINE) for block in blocks)
        if used and not any(os.access(Path(folder) / tool, os.X_OK) for folder in path.split(":")):
            return tool
    return ""


def environment(folder: Path) -> dict[str, str]:
    """What a block is run with: the user's own, without what would change the language or colours."""
    kept = {name: value for name, value in os.environ.items() if name not in (*QUIET, "PYTHONUNBUFFERED")}
    return kept | {
        "PATH": f"{folder}/bin:{programs()}:{PROGRAMS}:/usr/bin:/bin",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
    }


def run_block(block: Block, folder: Path, text: str | None = None) -> str:
    """Run a block in a folder and return its standard output; `text` is what to run instead of its own."""
    text = block.text if text is None else text
    command = ["bash", "-euo", "pipefail", "-c", text] if block.language == "sh" else [sys.executable, "-c", text]
    done = subprocess.run(command, cwd=folder, env=environment(folder), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), f"{text}\n{done.stdout}\n{done.stderr}"
    return done.stdout
