"""The state file of `lixia summary`, with the verdicts of earlier runs: lock, read and replace it.

It is JSON, sorted, with one verdict per line, so that equal verdicts are equal bytes and diffs are readable.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lixia_cli.cli import diagnostics
from lixia_cli.files import lock
from lixia_cli.files.problems import STANDARD_INPUT
from lixia_cli.files.replace import real_path, replace_file, writing
from lixia_cli.summarise.changes import VERDICT_COLUMNS, State
from lixia_cli.text.i18n import Translate
from lixia_cli.text.messages import N_, Message, RequestError
from lixia_cli.text.system_errors import reason_of

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
            resolved = real_path(Path(path))
            if resolved.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
            if resolved.exists() and not resolved.is_file():
                raise RequestError(Message(_NO_FILE, {"path": path}))
            if not resolved.parent.is_dir():
                number = errno.ENOTDIR if resolved.parent.exists() else errno.ENOENT
                raise OSError(number, os.strerror(number), path)
            if not os.access(resolved.parent, os.W_OK) or (resolved.exists() and not os.access(resolved, os.W_OK)):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
            stack.enter_context(lock.locked(resolved, waiting))
        yield resolved


def read(path: Path) -> State | None:
    """Read the state, None if there is no file yet.

    Raises RequestError for a file that is no state, or one of a newer version.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        values = {"path": path, "reason": reason_of(error)}
        raise RequestError(Message("--state: {path} can't be read: {reason}", values)) from error
    try:
        found = json.loads(content.decode("utf-8-sig"))
        version = found["schema_version"]
        if type(version) is not int or version < SCHEMA_VERSION:
            raise ValueError("no such version")
        if version > SCHEMA_VERSION:
            template = N_("--state: {path} was written by a newer lixia; use that one, or name another file")
            raise RequestError(Message(template, {"path": path}))
        return _state(found)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        template = N_("--state: {path} is damaged or no state of lixia; name another file, or delete it to start anew")
        raise RequestError(Message(template, {"path": path})) from error


def _state(found: dict[str, Any]) -> State:
    """Turn the JSON object into a state. Raises ValueError, TypeError or KeyError if `write` did not write it."""
    # Earlier versions did not store the figure.
    rows = [{"latest_value": ""} | row for row in found["verdicts"]]
    texts = [found["method"], found["as_of"] or "", *(row[name] for row in rows for name in VERDICT_COLUMNS)]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("not written by lixia")
    "".join(texts).encode("utf-8")  # which half a surrogate pair fails
    return State.of(found["method"], found["as_of"] or "", rows)


def write(state: State, path: Path) -> None:
    """Replace the file atomically; a file with the same content is not touched.

    Raises OSError if it can't be written.
    """
    lines = ",\n".join(f"    {json.dumps(row, ensure_ascii=False)}" for row in state.rows())
    method, as_of = (json.dumps(text, ensure_ascii=False) for text in (state.method, state.as_of or None))
    text = (
        f'{{\n  "schema_version": {SCHEMA_VERSION},\n  "method": {method},\n  "as_of": {as_of},\n'
        f'  "verdicts": [\n{lines}\n  ]\n}}\n'
    )
    content = text.encode("utf-8")
    with contextlib.suppress(OSError):
        if path.read_bytes() == content:
            return
    replace_file(content, path, durable=True)
