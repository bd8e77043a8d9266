"""Where input comes from: files, pipes and devices that can't be read, never end, or take long."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import threading
import time

import pytest

from lixia_cli.cli import progress
from lixia_cli.files.problems import InputError
from lixia_cli.read import source
from lixia_cli.read.source import read_bytes


def problem(name: str) -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(name)
    (found,) = caught.value.problems
    return found.text(str)


def test_what_can_not_be_read(tmp_path):
    assert problem(str(tmp_path)) == f"{tmp_path}: cannot be read: Is a directory"
    assert problem(f"{tmp_path}/none.csv") == f"{tmp_path}/none.csv: cannot be read: No such file or directory"
    assert problem(f"{__file__}/x.csv") == f"{__file__}/x.csv: cannot be read: Not a directory"
    assert problem("a\0b") == "a b: cannot be read: embedded null byte"
    assert problem("x" * 300).endswith(": cannot be read: File name too long")


def test_an_error_while_reading(monkeypatch):
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, _: object) -> int:
            raise OSError(5, "Input/output error")

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Broken())))
    assert problem("-") == "<stdin>: cannot be read: Input/output error"
    monkeypatch.setattr(sys, "stdin", None)
    assert problem("-") == "<stdin>: cannot be read: Bad file descriptor"


@pytest.mark.parametrize("command", ["check", "report", "show x", "summary", "list"])
def test_a_folder_is_an_input_error_of_every_command(run, tmp_path, command):
    result = run(*command.split(), "--targets", str(tmp_path), "--actuals", str(tmp_path / "none.csv"))
    assert result.exit_code == 2
    assert result.stderr.splitlines() == [
        f"{tmp_path}: cannot be read: Is a directory",
        f"{tmp_path}/none.csv: cannot be read: No such file or directory",
        "lixia: error: 2 problems; nothing was written",
    ]


TOO_LARGE = ": is larger than 512 MB, the most that is read; split it"


def test_a_large_file_is_refused_unread(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(5 * 1024**3)  # which takes no room on the disk
    start = time.process_time()
    assert problem(str(path)) == f"{path}{TOO_LARGE}"
    assert time.process_time() - start < 1


@pytest.fixture
def small_limit(monkeypatch) -> None:
    monkeypatch.setattr(source, "LIMIT", 3 * source.MEGABYTE)


@pytest.mark.usefixtures("small_limit")
def test_what_never_ends_is_read_up_to_the_limit(tmp_path):
    assert len(read_bytes("/dev/zero")) == source.MEGABYTE  # whose NUL characters are an error of reading
    assert problem("/dev/urandom") == "/dev/urandom: is larger than 3 MB, the most that is read; split it"
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)

    def write() -> None:
        with contextlib.suppress(BrokenPipeError), fifo.open("wb", buffering=0) as file:
            while True:
                file.write(b"key,period,value\n" * 1000)

    writer = threading.Thread(target=write, daemon=True)
    writer.start()
    assert problem(str(fifo)) == f"{fifo}: is larger than 3 MB, the most that is read; split it"
    writer.join(10)
    assert not writer.is_alive()


@pytest.mark.usefixtures("small_limit")
def test_the_limit_itself_is_read(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * (3 * source.MEGABYTE))
    assert len(read_bytes(str(path))) == 3 * source.MEGABYTE


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, lasting: float, name: str = "a.csv") -> str:
    stream = sys.stderr if isinstance(sys.stderr, Terminal) else Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.reading([name], str):
        time.sleep(lasting)
    return stream.getvalue()


def test_progress_is_shown_where_reading_takes_long(monkeypatch):
    monkeypatch.setattr(progress, "DELAY", 0.05)
    monkeypatch.setenv("TERM", "xterm")
    assert "reading a.csv …" in shown(monkeypatch, 1)


def test_no_progress_where_it_is_quick(monkeypatch):
    assert shown(monkeypatch, 0) == ""


def test_no_progress_while_somebody_types(monkeypatch):
    monkeypatch.setattr(progress, "DELAY", 0.01)
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert shown(monkeypatch, 0.1, "-") == ""


def test_no_progress_where_nobody_is_watching(monkeypatch, capsys):
    monkeypatch.setattr(progress, "DELAY", 0.01)
    with progress.reading(["a.csv"], str):
        time.sleep(0.1)
    assert capsys.readouterr().err == ""
