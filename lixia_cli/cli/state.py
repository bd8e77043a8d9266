"""The file in which `lixia summary` remembers verdicts from run to run: read, locked, replaced as a whole.

It is JSON, one verdict a line, sorted, so that the same verdicts are the same bytes and a difference can be read.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from lixia_cli.cli import diagnostics
from lixia_cli.files import lock
from lixia_cli.files.problems import STANDARD_INPUT
from lixia_cli.files.replace import real_path, replace_file, writing
from lixia_cli.model.schema import TARGET_ID
from lixia_cli.summarise.changes import VERDICT_COLUMNS, Memory
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError

SCHEMA_VERSION = 1
"""Grows by one when something is renamed, moved or removed; additions leave it as it is."""
_NO_FILE = N_("--state: {path} is not a regular file")


@contextlib.contextmanager
def locked(path: str, translate: Translate) -> Iterator[Path]:
    """Lock the state file until the end of the block and yield its resolved path; waits while another run holds it.

    Raises UnwrittenError if no file can be written there, and RequestError if `path` is not a regular file.
    """
    if path == STANDARD_INPUT:
        raise RequestError(Message(_NO_FILE, {"path": path}))

    def waiting() -> None:
        message = Message("waiting for another run that uses {path}", {"path": path})
        diagnostics.note(message, translate)

    with contextlib.ExitStack() as stack:
        with writing(path):
            place = real_path(Path(path))
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
            if place.exists() and not place.is_file():
                raise RequestError(Message(_NO_FILE, {"path": path}))
            if not place.parent.is_dir():
                number = errno.ENOTDIR if place.parent.exists() else errno.ENOENT
                raise OSError(number, os.strerror(number), path)
            if not os.access(place.parent, os.W_OK) or (place.exists() and not os.access(place, os.W_OK)):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
            stack.enter_context(lock.locked(place, waiting))
        yield place


def read(path: Path) -> Memory | None:
    """What the file remembers, None where there is no file yet.

    Raises RequestError for a file that is no state, or one of a newer version.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        values = {"path": path, "reason": error.strerror or str(error)}
        raise RequestError(Message("--state: {path} can't be read: {reason}", values)) from error
    try:
        found = json.loads(content.decode("utf-8-sig"))
        version = found["schema_version"]
        if type(version) is not int or version < SCHEMA_VERSION:
            raise ValueError("a version that never was")
        if version > SCHEMA_VERSION:
            template = N_("--state: {path} was written by a newer lixia; use that one, or name another file")
            raise RequestError(Message(template, {"path": path}))
        return _memory(found)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        template = N_("--state: {path} is damaged or no state of lixia; name another file, or delete it to start anew")
        raise RequestError(Message(template, {"path": path})) from error


def _memory(found: dict[str, Any]) -> Memory:
    """What the file says. Raises ValueError, TypeError or KeyError if it says anything else than `write` does."""
    rows = [[row[name] for name in VERDICT_COLUMNS] for row in found["verdicts"]]
    verdicts = pd.DataFrame(rows, columns=list(VERDICT_COLUMNS), dtype=object)
    texts = [found["method"], found["as_of"] or "", *(cell for row in rows for cell in row)]
    if not all(isinstance(text, str) for text in texts) or verdicts.duplicated(list(TARGET_ID)).any():
        raise ValueError("not what it should be")
    "".join(texts).encode("utf-8")  # which half a surrogate pair fails
    return Memory(found["method"], found["as_of"] or "", verdicts)


def write(memory: Memory, path: Path) -> None:
    """Replace the file, which at every moment is the old one or the new one; the same content leaves it alone.

    Raises OSError when it can't be written.
    """
    columns = [memory.verdicts[name].tolist() for name in VERDICT_COLUMNS]
    rows = (dict(zip(VERDICT_COLUMNS, cells, strict=True)) for cells in zip(*columns, strict=True))
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in rows)
    method, as_of = (json.dumps(text, ensure_ascii=False) for text in (memory.method, memory.as_of or None))
    text = (
        f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "method": {method},\n  "as_of": {as_of},\n'
        f'  "verdicts": [\n{lines}\n  ]\n}}\n'
    )
    content = text.encode("utf-8")
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    replace_file(content, path, durable=True)
