"""Put a folder of many files in place: what a reader finds is the old files or the new ones, never a half of either.

A list of the files written (the manifest) stays in the folder. What is not on it belongs to somebody else: it is never
overwritten, moved or removed.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path, PurePosixPath

from lixia_cli.files.exchange import exchange
from lixia_cli.files.replace import write_all, writing
from lixia_cli.files.signals import last_step
from lixia_cli.text.messages import Message, RequestError

_TEMPORARY = ".lixia-"


def is_safe(name: str) -> bool:
    """Return whether a path, with slashes, stays inside of the folder it is in.

    >>> is_safe("en/index.html"), is_safe("../x"), is_safe("/x"), is_safe("a//b"), is_safe("c:x")
    (True, False, False, False, False)
    """
    parts = name.split("/")
    return not any(part in ("", ".", "..") or set(part) & set('\\:\0<>|"?*') for part in parts)


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """Yield a temporary folder inside of `folder`, which is created if it isn't there; its parent must be.

    It is removed in the end, and so is `folder` if it is new and nothing was put into it. Raises RequestError for a
    file in its place, and UnwrittenError.
    """
    with writing(folder):
        is_new = not folder.exists()
        if is_new:
            folder.mkdir()
        elif not folder.is_dir():
            raise RequestError(Message("{path} is in the way: it is no folder", {"path": folder}))
        temporary = folder / f"{_TEMPORARY}{secrets.token_hex(4)}"
        try:
            temporary.mkdir()
            yield temporary
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
            if is_new:
                with contextlib.suppress(OSError):  # it has files now
                    folder.rmdir()


def write_files(temporary: Path, files: Iterable[tuple[str, bytes]]) -> list[str]:
    """Write files by name, with slashes between folders, into the folder of `staging`; return the names.

    Raises ValueError for a name that leads out of the folder, and for one that occurs twice.
    """
    names, folders = dict[str, None](), set[str]()
    with writing(temporary.parent):
        for name, content in files:
            if not is_safe(name) or name in names:
                raise ValueError(name)
            parent = name.rpartition("/")[0]
            if parent not in folders:
                (temporary / parent).mkdir(parents=True, exist_ok=True)
                folders.add(parent)
            with (temporary / name).open("xb", buffering=0) as stream:
                write_all(stream.write, content)
            names[name] = None
    return list(names)


def put_in_place(
    folder: Path, temporary: Path, names: Collection[str], before: Collection[str], manifest: str, interim: str
) -> None:
    """Move the files `names` of a `staging` into the folder, and remove those of `before` that are no longer there.

    `before` are the files of the last time. A folder in which nothing else is, is exchanged as a whole. The file
    `manifest` of them comes last; until then the file `interim` stands for it, which lists the files of both times, so
    that a run that is killed leaves nothing that the next one takes for somebody else's. Raises RequestError for what
    somebody else has put there, and UnwrittenError; then everything is as it was.
    """
    refuse_foreign(folder, names, before)
    with writing(folder), last_step(), _undoing() as undo:
        _replace(temporary / interim, folder / manifest, temporary, undo)
        rest = [name for name in names if name not in (manifest, interim)]
        tops = dict.fromkeys(PurePosixPath(name).parts[0] for name in rest)
        for top in sorted(tops, key=lambda top: (folder / top).is_file() or top in names):
            if top in names or not _only_holds(folder / top, folder, before):
                for name in rest:
                    if PurePosixPath(name).parts[0] == top:
                        _replace(temporary / name, folder / name, temporary, undo)
            else:
                _exchange(temporary / top, folder / top, undo)
        _replace(temporary / manifest, folder / manifest, temporary, undo)
    with contextlib.suppress(OSError):  # the new files are in place; what can't be removed does no harm
        _remove(folder, set(before) - set(names))


def refuse_foreign(folder: Path, names: Iterable[str], before: Collection[str]) -> None:
    """Raise RequestError if a file to be written is there and not one of `before`, or if its folder is a link."""
    known = set(before)
    for name in names:
        path = folder / name
        for parent in [*path.parents][: len(PurePosixPath(name).parts) - 1]:
            if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
                raise RequestError(Message("{path} is in the way: it is no folder", {"path": parent}))
        if name not in known and os.path.lexists(path):
            raise RequestError(
                Message("{path} was not written by lixia site and would be lost; name another folder", {"path": path})
            )


@contextlib.contextmanager
def _undoing() -> Iterator[list[Callable[[], object]]]:
    """Yield a list of steps that undo what was done, which are taken, the last one first, if the block fails."""
    steps: list[Callable[[], object]] = []
    try:
        yield steps
    except BaseException:
        for step in reversed(steps):
            with contextlib.suppress(OSError):
                step()
        raise


def _only_holds(path: Path, folder: Path, before: Collection[str]) -> bool:
    """Return whether a folder is not there, or has nothing but files of `before`."""
    if not path.exists():
        return True
    known = set(before)
    for parent, folders, files in os.walk(path):
        inside = Path(parent).relative_to(folder).as_posix()
        if any(f"{inside}/{file}" not in known for file in files):
            return False
        if any((Path(parent) / name).is_symlink() for name in folders):
            return False
    return True


def _exchange(source: Path, target: Path, undo: list[Callable[[], object]]) -> None:
    if target.exists():
        exchange(source, target)
        undo.append(lambda: exchange(source, target))
    else:
        source.rename(target)
        undo.append(lambda: target.rename(source))


def _replace(source: Path, target: Path, temporary: Path, undo: list[Callable[[], object]]) -> None:
    """Rename a file onto another one, of which a copy is kept for the case that a later step fails."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        kept = temporary / f"{_TEMPORARY}{secrets.token_hex(8)}"
        shutil.copy2(target, kept)
        undo.append(lambda: os.replace(kept, target))
    else:
        undo.append(target.unlink)
    os.replace(source, target)


def _remove(folder: Path, names: Iterable[str]) -> None:
    """Remove files, and the folders that are empty then."""
    parents = set[Path]()
    for name in names:
        path = folder / name
        if not is_safe(name) or any(parent.is_symlink() for parent in path.parents if folder in parent.parents):
            continue
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        parents |= {parent for parent in path.parents if folder in parent.parents}
    for parent in sorted(parents, key=lambda parent: len(parent.parts), reverse=True):
        with contextlib.suppress(OSError):
            parent.rmdir()
