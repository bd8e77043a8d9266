"""Create several files in a folder: all of them or none, and never over one that is there."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from lixia_cli.files.replace import write_all, writing
from lixia_cli.files.signals import last_step
from lixia_cli.text.messages import Message, RequestError


def create_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by name, into a folder, which is created if it isn't there; its parent must be.

    They are written to a temporary folder first and then moved. Raises RequestError for one that is there already, and
    UnwrittenError if they can't be written; nothing is changed then.
    """
    _refuse_existing(folder, files)
    with writing(folder):
        is_new = not folder.exists()
        parent = folder.parent if is_new else folder
        temporary = parent / f".lixia-{secrets.token_hex(4)}"
        try:
            temporary.mkdir()
            for name, content in files.items():
                with (temporary / name).open("xb", buffering=0) as stream:
                    write_all(stream.write, content)
            with last_step():
                if is_new:
                    temporary.rename(folder)
                else:
                    _move(temporary, folder, files)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


def _refuse_existing(folder: Path, files: Mapping[str, bytes]) -> None:
    """Raise RequestError if the folder is a file, or has one of the files."""
    there = [folder] if os.path.lexists(folder) and not folder.is_dir() else []
    there += [path for path in (folder / name for name in files) if os.path.lexists(path)]
    if there:
        raise RequestError(Message("{path} exists; nothing was written", {"path": there[0]}))


def _move(temporary: Path, folder: Path, names: Mapping[str, bytes]) -> None:
    """Move files from one folder to another; take them back if one can't be."""
    moved = list[Path]()
    try:
        for name in names:
            _rename(temporary / name, folder / name)
            moved.append(folder / name)
    except BaseException:
        for path in moved:
            with contextlib.suppress(OSError):
                path.unlink()
        raise


def _rename(source: Path, target: Path) -> None:
    """Rename a file. Raises FileExistsError for a target that somebody has just created."""
    try:
        target.hardlink_to(source)  # which, unlike a rename, never replaces a file
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without links
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        source.rename(target)
