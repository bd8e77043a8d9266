"""The state file under several runs at once, signals, kills and full disks."""

from __future__ import annotations

import fcntl
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from state_files import BEFORE, GDP, LATER, TARGETS, known, left_over
from support import PATIENCE, QUIET, lixia_process

AT_SYNC = "sync = os.fsync\ndef slow(number):\n    os.kill(os.getpid(), signal.{})\n    sync(number)\nos.fsync = slow"
"""Code that sends a signal right before the temporary file is complete."""


def started(options: list[str], code: str = "") -> subprocess.Popen[bytes]:
    """The summary as a process of its own, after `code`."""
    clean = {name: value for name, value in os.environ.items() if name not in (*QUIET, "PYTHONUNBUFFERED")}
    # A job in the background, or under nohup, hands down that signals are ignored.
    listen = "for name in ('INT', 'TERM', 'HUP'): signal.signal(getattr(signal, 'SIG' + name), signal.SIG_DFL)\n"
    listen += "signal.signal(signal.SIGINT, signal.default_int_handler)"
    call = f"from lixia_cli.cli.main import lixia\nlixia({['summary', *options]!r})"
    run = f"import sys, os, signal\n{listen}\n{code}\n{call}"
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", run], stdout=pipe, stderr=pipe, env=clean)


def test_of_two_runs_at_once_one_says_it(plan, state_path, rounds):
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    for _ in range(rounds):
        state_path.write_text(BEFORE, encoding="utf-8")
        both = [started(options) for _ in range(2)]
        said = [process.communicate(timeout=PATIENCE) for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert sorted(GDP.encode() in out for out, _ in said) == [False, True]
        assert sorted(bool(out) for out, _ in said) == [False, True]
        assert known(state_path)["gdp"] == "ahead"
    assert left_over(state_path) == []


def test_a_run_waits_for_another(plan, state_path):
    options = [*plan(TARGETS, LATER), "--state", str(state_path)]
    lock = os.open(state_path.with_name(".state.json.lock"), os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    waiting = started([*options, "--lang", "en"])
    # It says that it waits, so it does; without a lock this line never comes and the end of the stream is read.
    assert waiting.stderr.readline() == f"lixia: note: waiting for another run that uses {state_path}\n".encode()
    state_path.write_text(BEFORE.replace("on_track", "ahead"), encoding="utf-8")
    os.unlink(state_path.with_name(".state.json.lock"))
    os.close(lock)
    out, err = waiting.communicate(timeout=PATIENCE)
    assert (GDP.encode() in out, err) == (False, b"")  # it read what was there when its turn came
    assert left_over(state_path) == []


def test_another_state_file_and_waiting_input_hold_no_lock(plan, state_path, tmp_path):
    _, _, _, actuals = plan(TARGETS, LATER)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = started(["--targets", str(pipe), "--actuals", actuals, "--state", str(state_path)])
    with pipe.open("w", encoding="utf-8") as writer:  # which opens when the other end is read
        for state_file in (state_path, tmp_path / "other.json"):
            other = started([*plan(TARGETS, LATER), "--state", str(state_file)])
            assert other.communicate(timeout=PATIENCE)[1] == b""
        writer.write(TARGETS)
    assert reading.communicate(timeout=PATIENCE)[1] == b""


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_killed_while_writing(run, plan, state_path, call):
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    killed = started(options, f"{call} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)")
    out, _ = killed.communicate(timeout=PATIENCE)
    assert killed.returncode == -signal.SIGKILL
    assert GDP.encode() in out
    assert state_path.read_text(encoding="utf-8") == BEFORE
    assert GDP in run("summary", *options).stdout
    assert known(state_path)["gdp"] == "ahead"


def test_killed_at_any_moment(run, plan, state_path, rounds):
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    began = time.monotonic()
    after = started(options)
    after.communicate(timeout=PATIENCE)
    whole, done = time.monotonic() - began, state_path.read_text(encoding="utf-8")
    assert done != BEFORE
    chance = random.Random(1)
    for _ in range(rounds):
        state_path.write_text(BEFORE, encoding="utf-8")
        process = started(options)
        time.sleep(chance.uniform(0.5, 1.1) * whole)
        process.kill()
        process.communicate(timeout=PATIENCE)
        left = state_path.read_text(encoding="utf-8")
        assert left in (BEFORE, done)
        assert (GDP in run("summary", *options).stdout) == (left == BEFORE)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_at_the_rename_comes_too_late(plan, state_path, name):
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    late = "replace = os.replace\ndef slow(*names):\n    replace(*names)\n"
    late += f"    os.kill(os.getpid(), signal.{name})\nos.replace = slow"
    process = started(options, late)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert GDP.encode() in out
    assert known(state_path)["gdp"] == "ahead"


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", -15), ("SIGHUP", -1), ("SIGINT", 130)])
def test_a_signal_before_the_rename_leaves_everything_as_it_was(plan, state_path, name, code):
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    process = started(options, AT_SYNC.format(name))
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (code, b"")
    assert state_path.read_text(encoding="utf-8") == BEFORE
    assert left_over(state_path) == []


def test_a_signal_while_the_lock_is_taken_leaves_no_lock_file(plan, state_path):
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    code = "import fcntl\nlock = fcntl.flock\ndef slow(*arguments):\n    fcntl.flock = lock\n"
    code += "    os.kill(os.getpid(), signal.SIGINT)\n    lock(*arguments)\nfcntl.flock = slow"
    process = started(options, code)
    assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert (process.returncode, state_path.read_text(encoding="utf-8"), left_over(state_path)) == (130, BEFORE, [])


@pytest.mark.parametrize("code", ["", "signal.signal(signal.SIGHUP, signal.SIG_IGN)"])
def test_nohup_is_respected(plan, state_path, code):
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    process = started(options, code + "\n" + AT_SYNC.format("SIGHUP"))
    process.communicate(timeout=PATIENCE)
    assert process.returncode == (0 if code else -signal.SIGHUP)


def test_an_unbuffered_stream_that_takes_half_leaves_the_state(plan, state_path, tmp_path):
    # The log may grow by 40 bytes more, fewer than the message has.
    log = tmp_path / "log"
    log.write_bytes(bytes(1024 * 8 - 40))
    options = [*plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    command = f"ulimit -f 8; exec {sys.executable} -m lixia_cli summary {' '.join(options)} >> {log}"
    environment = {name: value for name, value in os.environ.items() if name not in QUIET} | {"PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)
    assert log.stat().st_size == 1024 * 8
    assert (done.returncode, state_path.read_text(encoding="utf-8")) == (74, BEFORE)


@pytest.mark.parametrize(("shell", "code"), [("| true; exit ${PIPESTATUS[0]}", 141), ("> /dev/full", 74), (">&-", 74)])
def test_what_nobody_read_is_said_again(run, plan, state_path, shell, code):
    options = ["summary", *plan(TARGETS, LATER), "--state", str(state_path), "--changed-only"]
    assert lixia_process(*options, shell=shell).returncode == code
    assert state_path.read_text(encoding="utf-8") == BEFORE
    done = run(*options)
    assert (done.exit_code, done.stderr) == (0, "")
    assert GDP in done.stdout
