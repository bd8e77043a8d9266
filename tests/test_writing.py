"""Writing output to files and streams: whole, with owner and mode kept, or an error."""

from __future__ import annotations

import errno
import io
import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support import QUIET, lixia_process

from lixia_cli.files import replace, write
from lixia_cli.files.replace import UnwrittenError, replace_file, write_all

NEW = b"new content\n"


class Stubborn(io.RawIOBase):
    """A raw stream that takes a few bytes at a time, or none for now."""

    def __init__(self, answers: list[int | None]) -> None:
        self.taken = bytearray()
        self._answers = answers
        self._calls = 0

    def writable(self) -> bool:
        return True

    def write(self, content: memoryview) -> int | None:
        answer = self._answers[self._calls % len(self._answers)]
        self._calls += 1
        if answer:
            self.taken += bytes(content[:answer])
        return answer and min(answer, len(content))


@pytest.mark.parametrize("answers", [[1], [7, None, 3], [None, None, 1000]])
def test_everything_is_written_however_little_is_taken(answers):
    stream = Stubborn(answers)
    write_all(stream.write, bytes(range(256)) * 4)
    assert stream.taken == bytes(range(256)) * 4


def test_a_stream_that_takes_nothing_is_an_error():
    with pytest.raises(OSError, match="Input/output error"):
        write_all(Stubborn([5, 0]).write, NEW)


def test_more_than_the_system_takes_at_once(monkeypatch):
    monkeypatch.setattr(replace, "_PIECE", 5)
    stream = Stubborn([100])
    write_all(stream.write, NEW)
    assert stream.taken == NEW


@pytest.mark.parametrize("form", ["csv", "table", pytest.param("json", marks=pytest.mark.thorough)])
def test_an_unbuffered_stream_is_written_whole_or_fails(tmp_path, form):
    whole = lixia_process("report", "--all", "--format", form, "-q").stdout
    environment = {name: value for name, value in os.environ.items() if name not in QUIET} | {"PYTHONUNBUFFERED": "1"}
    for limit, code in ((4, 74), (1000, 0)):
        command = f"ulimit -f {limit}; exec {sys.executable} -m lixia_cli report --all --format {form} -q > out"
        done = subprocess.run(["bash", "-c", command], cwd=tmp_path, env=environment, check=False, capture_output=True)
        assert done.returncode == code
        assert ((tmp_path / "out").read_bytes() == whole) == (code == 0)


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_pipe_that_does_not_block_gets_everything(unbuffered):
    whole = lixia_process("report", "--all", "--format", "json", "-q").stdout
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    environment = {name: value for name, value in os.environ.items() if name not in QUIET}
    environment["PYTHONUNBUFFERED"] = unbuffered
    command = [sys.executable, "-m", "lixia_cli", "report", "--all", "--format", "json", "-q"]
    process = subprocess.Popen(command, stdout=writer, env=environment)
    os.close(writer)
    with os.fdopen(reader, "rb") as stream:
        assert len(whole) > 65536  # more than a pipe holds
        process_may_fill_it = threading.Event()
        process_may_fill_it.wait(1)
        assert stream.read() == whole
    assert process.wait() == 0


# Files.
def test_mode_owner_and_links_stay(tmp_path):
    file, link = tmp_path / "o.csv", tmp_path / "hard.csv"
    file.write_bytes(b"old")
    file.chmod(0o640)
    os.link(file, link)
    replace_file(NEW, file)
    assert file.read_bytes() == link.read_bytes() == NEW
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    link.unlink()
    if os.geteuid() == 0:
        os.chown(file, 12345, 12346)
    before = file.stat()
    replace_file(b"newer", file)
    after = file.stat()
    assert file.read_bytes() == b"newer"
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
    assert after.st_ino != before.st_ino


def test_a_file_that_would_change_hands_is_written_in_place(tmp_path, monkeypatch):
    file = tmp_path / "o.csv"
    file.write_bytes(b"a longer old content\n")
    before = file.stat()
    monkeypatch.setattr(replace, "_like", lambda *_: False)
    replace_file(NEW, file)
    assert (file.read_bytes(), file.stat().st_ino) == (NEW, before.st_ino)
    assert os.listdir(tmp_path) == ["o.csv"]


def test_a_disk_that_is_full_leaves_a_linked_file(tmp_path, monkeypatch):
    file = tmp_path / "o.csv"
    file.write_bytes(b"old")
    os.link(file, tmp_path / "hard.csv")
    whole = replace.write_all

    def full(write, content: bytes) -> None:
        if content == NEW:
            write(memoryview(NEW[:4]))
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        whole(write, content)

    monkeypatch.setattr(replace, "write_all", full)
    with pytest.raises(UnwrittenError, match="No space left"):
        replace_file(NEW, file)
    assert file.read_bytes() == b"old"


def test_a_write_protected_file_is_refused(tmp_path, run, monkeypatch):
    file = tmp_path / "ro.csv"
    file.write_bytes(b"old")
    file.chmod(0o444)
    if os.geteuid() == 0:  # who is allowed everything
        monkeypatch.setattr(os, "access", lambda path, _: not str(path).endswith("ro.csv"))
    result = run("report", "-o", file)
    assert (result.exit_code, file.read_bytes()) == (74, b"old")
    assert result.stderr == f"lixia: error: the output can't be written: {file}: Permission denied\n"


def test_file_systems_without_modes_or_owners_will_do(tmp_path, run, monkeypatch):
    def not_permitted(*_: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    file = tmp_path / "o.csv"
    file.write_bytes(b"old")
    file.chmod(0o600)
    for name in ("chmod", "fchmod", "chown", "fchown"):
        monkeypatch.setattr(os, name, not_permitted)
    assert run("report", "-o", file).exit_code == 0
    assert file.read_bytes().startswith(b"plan,region,")
    assert run("report", "-o", tmp_path / "new.csv").exit_code == 0


def test_a_new_file_has_the_mode_of_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        replace_file(NEW, tmp_path / "o.csv")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "o.csv").stat().st_mode) == 0o640


def test_the_longest_name_a_file_may_have(tmp_path):
    file = tmp_path / ("é" * 125 + ".csv")
    replace_file(NEW, file)
    replace_file(NEW * 2, file, durable=True)
    assert file.read_bytes() == NEW * 2


def test_descriptors_and_names_that_cannot_be(tmp_path, run):
    for path in ("/dev/fd/3000000000", "/dev/fd/99999999999999999999"):
        result = run("report", "--format", "csv", "-o", path)
        assert (result.exit_code, result.stdout) == (74, "")
    (tmp_path / "n.toml").write_text('output = "a\\u0000b.csv"\n')
    result = run("--config", tmp_path / "n.toml", "report")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"{tmp_path}/n.toml: output: --output: ")


@pytest.mark.parametrize("given", [None, "", "100", " 90 ", "0", "-5", "wide", "7.5"])
def test_a_terminal_is_as_wide_as_the_standard_library_says(monkeypatch, given):
    if given is None:
        monkeypatch.delenv("COLUMNS", raising=False)
    else:
        monkeypatch.setenv("COLUMNS", given)
    assert write.columns() == shutil.get_terminal_size().columns
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((123, 9)))
    assert write.columns() == shutil.get_terminal_size().columns


def test_a_closed_standard_output(tmp_path):
    for options in (["report"], ["report", "-o", "-"], ["list"], ["--help"], ["--version"]):
        done = lixia_process(*options, shell=">&-")
        assert done.returncode == 74, options
        assert done.stderr == b"lixia: error: the output can't be written: Bad file descriptor\n"


def test_errors_that_are_no_failed_output_are_not_told_as_such(run, monkeypatch):
    def broken(*_: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    monkeypatch.setattr("lixia_cli.stages.measure_trajectories", broken)
    result = run("report")
    assert result.exit_code == 70
    assert "can't be written" not in result.stderr


# Inputs are not overwritten.
TARGETS = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
TARGETS += "x,economy,X,%,share,2020,40,2025,50\n"
INPUTS = ("t.csv", "a.csv", "sources.csv", "lixia.toml")
COMMANDS = [["report", "--format", "csv"], ["summary"], ["show", "x", "--format", "json"]]


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.csv").write_text(TARGETS)
    (tmp_path / "a.csv").write_text("key,period,value\nx,2022,44\n")
    (tmp_path / "sources.csv").write_text("id,title\ns,T\n")
    (tmp_path / "lixia.toml").write_text("targets = 't.csv'\nactuals = 'a.csv'\n")
    os.link("a.csv", "hard.csv")
    os.symlink("t.csv", "soft.csv")
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    "file", ["t.csv", "a.csv", "sources.csv", "lixia.toml", "hard.csv", "soft.csv", "./x/../t.csv"]
)
def test_no_command_overwrites_what_it_reads(folder, run, command, file):
    (folder / "x").mkdir()
    before = (folder / file).read_bytes()
    result = run(*command, "-o", file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"lixia: error: -o: {file} is an input; name another file\n"
    assert (folder / file).read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_command_overwrites_the_file_that_is_standard_input(folder, command):
    for name in ("t.csv", "/dev/stdin", "/proc/self/fd/0"):
        with (folder / "t.csv").open("rb") as stdin:
            done = lixia_process(*command, "--targets", "-", "--actuals", "a.csv", "-o", name, stdin=stdin, cwd=folder)
        assert done.returncode == 2, name
        assert (folder / "t.csv").read_text() == TARGETS


# Terminals.
def test_a_dash_is_a_terminal_too(run, monkeypatch):
    monkeypatch.setattr(write, "_on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    plain = run("report")
    assert "\x1b[" in plain.stdout
    dashed = run("report", "-o", "-")
    assert (dashed.stdout, dashed.stderr) == (plain.stdout, plain.stderr)


HOSTILE = "\x1b[2J\x07\u202e\u2066"


def test_nothing_that_acts_on_a_terminal_reaches_it(folder, run, monkeypatch):
    monkeypatch.setattr(write, "_on_terminal", lambda: True)
    (folder / "t.csv").write_text(TARGETS + f"q{HOSTILE},economy,Q{HOSTILE},%,share,2020,40,2025,50\n")
    (folder / "a.csv").write_text(f"key,period,value\nqu{HOSTILE},2022,44\n")
    for options in (
        ["report", "--format", "csv", "--all"],
        ["report", "--format", "jsonl", "--all"],
        ["report", "--format", "markdown", "--all"],
        ["report", "--plan", f"z{HOSTILE}"],
        ["report", "--domain", f"z{HOSTILE}"],
        ["report", "--as-of", HOSTILE],
        ["report", "--width", HOSTILE],
        ["report", f"--{HOSTILE}"],
        [f"r{HOSTILE}"],
        ["show", f"qke{HOSTILE}"],
        ["list", "keys"],
        ["list", "keys", "--format", "csv"],
        ["check"],
        ["summary"],
    ):
        result = run(*options, "--no-color") if options[0] in ("report", "show") else run(*options)
        text = result.stdout + result.stderr
        assert not {"\x1b", "\x07", "\u202e", "\u2066"}.intersection(text), options


def test_a_text_stream_without_bytes_gets_the_text(monkeypatch):
    """A notebook or a test may put a StringIO in the place of standard output."""
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    write.write("绿化 46.5\n", None)
    write.write(b"{}\n", None)
    assert stream.getvalue() == "绿化 46.5\n{}\n"
