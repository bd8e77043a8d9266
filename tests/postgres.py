"""A PostgreSQL server for tests: one for the whole run, in a temporary folder, on a socket of its own, not as root."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PASSWORD = "s3cret/with@signs"
NOBODY = "nobody"


def _program(name: str) -> str:
    """A program of the server, which Debian keeps out of the path."""
    found = [shutil.which(name), *map(str, sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True))]
    program = next(filter(None, found), None)
    if program is None:
        pytest.skip("no PostgreSQL here; on Debian: apt-get install postgresql")
    return program


@contextlib.contextmanager
def server() -> Iterator[Path]:
    """Run a server until the block ends; yields the folder of its socket. The user postgres has PASSWORD."""
    initdb, control = _program("initdb"), _program("pg_ctl")
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short, as names of sockets must be
    user = NOBODY if os.getuid() == 0 else None  # root may not run it
    if user:
        shutil.chown(folder, user)
    words = folder / "password"
    words.write_text(PASSWORD)
    words.chmod(0o644)
    data, options = folder / "data", f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"

    def call(*command: str) -> None:
        done = subprocess.run(command, user=user, cwd=folder, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            pytest.skip(f"PostgreSQL does not start here: {done.stderr.strip()[-300:]}")

    try:
        call(initdb, "-D", str(data), "-U", "postgres", "-E", "UTF8", "-A", "scram-sha-256", f"--pwfile={words}", "-N")
        call(control, "-D", str(data), "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield folder
        finally:
            call(control, "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
