"""A `lixia` for tests that start it often: it runs in a fork of a process that has loaded pandas already.

Loading pandas takes nine tenths of a short run. So a server loads it once per test process; `programs()` is a folder
with a `lixia` that hands the server its arguments, environment, folder and standard streams, and exits as the fork
does. What depends on how Python starts (encodings, signals, what is imported) is tested with the installed program,
and with --thorough everything is.
"""

from __future__ import annotations

import atexit
import contextlib
import functools
import io
import marshal
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

INSTALLED = Path(sys.executable).parent
"""Where the installed program is."""
CLIENT = """#!{python} -IS
import _socket, marshal, os, sys
def is_open(number):
    try:
        os.fstat(number)
    except OSError:
        return False
    return True
streams = [number for number in (0, 1, 2) if is_open(number)]
request = marshal.dumps((sys.argv[1:], dict(os.environ), os.getcwd(), streams))
server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
server.connect({address!r})
rights = b"".join(number.to_bytes(4, sys.byteorder) for number in streams)
server.sendmsg([len(request).to_bytes(4, "big")], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, rights)] if streams else [])
server.sendall(request)
os._exit(int(server.recv(4) or 255))
"""


use_installed = not hasattr(os, "fork")
"""Run the installed program everywhere; the option --thorough sets it."""


def programs() -> Path:
    """The folder with the program `lixia` to be run."""
    return INSTALLED if use_installed else _started()


@functools.cache
def _started() -> Path:
    """Start the server; gives the folder with its `lixia`."""
    folder = Path(tempfile.mkdtemp(prefix="lixia-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    address = str(folder / "socket")
    program = folder / "lixia"
    program.write_text(CLIENT.format(python=sys.executable, address=address), encoding="utf-8")
    program.chmod(0o755)
    command = [sys.executable, __file__, address]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # it ends with its standard input
    assert server.stdout is not None
    assert server.stdout.readline() == b"ready\n"
    atexit.register(server.communicate)
    return folder


def serve(address: str) -> None:
    """Fork for everyone who connects, until standard input ends."""
    import gc
    import importlib
    import pkgutil
    import select

    import rich.table
    import xlsxwriter

    import lixia_cli

    for module in pkgutil.walk_packages(lixia_cli.__path__, "lixia_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    assert "pandas" in sys.modules
    assert rich.table, xlsxwriter
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(address)
        listener.listen(64)
        print("ready", flush=True)
        while True:
            ready, _, _ = select.select([listener, sys.stdin], [], [])
            if sys.stdin in ready:
                return
            client, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                answer(client)
            client.close()
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:  # forks that have ended
                    pass


def answer(client: socket.socket) -> None:
    """Run lixia as the client would, tell it the exit code, and end this process."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    length, streams, _, _ = socket.recv_fds(client, 4, 3)
    left, request = int.from_bytes(length, "big"), b""
    while len(request) < left:
        request += client.recv(left - len(request))
    arguments, environment, folder, numbers = marshal.loads(request)
    channel = os.dup(client.fileno())
    for number in (0, 1, 2):
        os.close(number)
    for number, stream in zip(numbers, streams, strict=True):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    encoding, _, errors = environment.get("PYTHONIOENCODING", "").partition(":")
    sys.stdin, sys.stdout, sys.stderr = (
        opened(number, mode, encoding, errors or usual) if number in numbers else None
        for number, mode, usual in ((0, "r", "strict"), (1, "w", "strict"), (2, "w", "backslashreplace"))
    )
    sys.argv = ["lixia", *arguments]
    code = 1
    try:
        from lixia_cli.__main__ import main

        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        try:
            if sys.stdout is not None:
                sys.stdout.flush()
        except OSError:
            code = 120  # as Python has it
        os.write(channel, str(code).encode())
        os._exit(0)


def opened(number: int, mode: str, encoding: str, errors: str) -> io.TextIOWrapper:
    """A standard stream as Python opens it."""
    raw = open(number, mode + "b", buffering=-1, closefd=False)  # noqa: SIM115  # it stays open
    return io.TextIOWrapper(raw, encoding or "utf-8", errors, line_buffering=number == 2 or raw.isatty())


if __name__ == "__main__":
    serve(sys.argv[1])
