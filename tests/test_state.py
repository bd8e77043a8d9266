"""The state file of lixia summary: changes since the last run, its content, and damage to it."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from support import PATIENCE, QUIET, lixia_process

HEADER = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
# Shares from 40 in 2020 to 50 in 2090: a seventh of the way, 41.43, is on schedule in 2030.
TARGETS = (
    HEADER
    + "gdp,economy,GDP,%,share,2020,40,2090,50\n"
    + "jobs,economy,Jobs,%,share,2020,40,2090,50\n"
    + "green,ecology,Green,%,share,2020,40,2090,50\n"
)
ACTUALS = "key,period,value\ngdp,2030,41.45\njobs,2030,40.2\ngreen,2030,42\n"
LATER = ACTUALS + "gdp,2055,47\n"  # half of the time, 70 % of the way
BEFORE = """{
  "schema_version": 1,
  "method": "lixia",
  "as_of": null,
  "verdicts": [
    {"plan": "", "region": "", "domain": "ecology", "key": "green", "status": "ahead", "latest_period": "2030"},
    {"plan": "", "region": "", "domain": "economy", "key": "gdp", "status": "on_track", "latest_period": "2030"},
    {"plan": "", "region": "", "domain": "economy", "key": "jobs", "status": "behind", "latest_period": "2030"}
  ]
}
"""
GDP = "- GDP: on track -> ahead of schedule (2030 -> 2055)\n"


def changed(*lines: str) -> str:
    """How a summary says that something has changed."""
    return "Changed since the last run:\n" + "".join(lines)


@pytest.fixture
def path(tmp_path):
    """A state file as a run on TARGETS and ACTUALS leaves it."""
    file = tmp_path / "state.json"
    file.write_text(BEFORE, encoding="utf-8")
    return file


@pytest.fixture
def summed_up(run, plan, path):
    """summed_up(targets, actuals, *options) → the output of a run with --state; standard error is empty."""

    def call(targets: str, actuals: str, *options: str) -> str:
        result = run("summary", *plan(targets, actuals), "--state", path, *options)
        assert (result.exit_code, result.stderr) == (0, "")
        return result.stdout

    return call


def known(path) -> dict[str, str]:
    """The status of each key in a state file."""
    return {row["key"]: row["status"] for row in json.loads(path.read_text(encoding="utf-8"))["verdicts"]}


def left_over(path) -> list[str]:
    return [entry.name for entry in path.parent.iterdir() if entry.name.startswith(".")]


# What is said.
def test_first_run_says_everything_and_writes_the_file(summed_up, path, run, plan):
    path.unlink()
    text = summed_up(TARGETS, ACTUALS, "--changed-only")
    assert text == run("summary", *plan(TARGETS, ACTUALS)).stdout
    assert "Changed" not in text
    assert path.read_text(encoding="utf-8") == BEFORE
    assert left_over(path) == []


def test_nothing_changed_is_nothing_said_and_nothing_written(summed_up, path):
    before = path.stat()
    assert summed_up(TARGETS, ACTUALS, "--changed-only") == ""
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_notes_on_the_input_are_no_change(run, plan, path, tmp_path):
    columns = plan("".join(f"{line},x\n" for line in TARGETS.splitlines()), ACTUALS)
    assert run("summary", *columns).stderr.startswith("lixia: note: ")
    silent = run("summary", *columns, "--state", path, "--changed-only")
    assert (silent.exit_code, silent.stdout, silent.stderr) == (0, "", "")


def test_a_change_is_said_once_from_what_to_what(summed_up, path, tmp_path):
    assert summed_up(TARGETS, LATER, "--changed-only") == (
        f"Progress towards the targets\n\n{changed(GDP)}\n"
        f"Data: {tmp_path}/targets.csv, {tmp_path}/actuals.csv; observations through 2055.\n"
        "Rule set: lixia (pace; lixia's own method); lixia show KEY explains every figure.\n"
    )
    assert known(path) == {"green": "ahead", "gdp": "ahead", "jobs": "behind"}
    assert summed_up(TARGETS, LATER, "--changed-only") == ""


def test_in_chinese(summed_up):
    text = summed_up(TARGETS, LATER, "--changed-only", "--lang", "zh")
    assert "自上次运行以来的变化：\n- GDP：达到序时进度 -> 快于序时进度（2030 -> 2055）\n" in text


def test_the_whole_summary_says_it_too_but_not_of_nothing(summed_up):
    assert "Changed" not in summed_up(TARGETS, ACTUALS)
    text = summed_up(TARGETS, LATER)
    assert text.index(GDP) < text.index("Economy: 2 of 2") < text.index("Worst:")
    assert "Changed" not in summed_up(TARGETS, LATER)


def test_a_new_figure_with_the_same_verdict_is_no_change(summed_up, path):
    assert summed_up(TARGETS, ACTUALS + "jobs,2055,40.3\n", "--changed-only") == ""
    assert '"key": "jobs", "status": "behind", "latest_period": "2055"' in path.read_text()


def test_another_verdict_from_the_same_period_and_from_a_preliminary_figure(summed_up):
    text = summed_up(TARGETS, ACTUALS.replace("40.2", "43"))
    assert "- Jobs: behind -> ahead of schedule (2030)\n" in text
    actuals = "key,period,value,status\n" + "gdp,2030,40,preliminary\n"
    text = summed_up(TARGETS, actuals)
    assert "- GDP: on track -> behind (provisional) (2030)\n" in text
    assert "- Jobs: ahead of schedule (2030) -> no data\n" in text


def test_new_targets_and_targets_gone(summed_up, path):
    targets = TARGETS.replace("jobs,economy,Jobs", "schools,economy,Schools")
    text = summed_up(targets, ACTUALS, "--changed-only")
    assert changed("- New: Schools: no data\n", "- No longer a target: jobs (was: behind)\n") in text
    assert set(known(path)) == {"green", "gdp", "schools"}


def test_a_domain_asked_for_the_first_time_is_one_line(summed_up, path):
    path.unlink()
    summed_up(TARGETS, ACTUALS, "--domain", "ecology")
    text = summed_up(TARGETS, ACTUALS, "--changed-only")
    line = "- Not selected before: Economy: 2 of 2 targets assessed: 1 on track, 1 behind.\n"
    assert changed(line) in text
    assert path.read_text(encoding="utf-8") == BEFORE


def test_what_was_not_asked_for_is_not_gone(summed_up, path):
    assert summed_up(TARGETS, LATER, "--domain", "ecology", "--changed-only") == ""
    assert path.read_text(encoding="utf-8") == BEFORE
    assert GDP in summed_up(TARGETS, LATER, "--domain", "Economy", "--changed-only")
    assert summed_up(TARGETS, LATER, "--changed-only") == ""


def test_a_target_in_another_domain_is_the_same_target(summed_up, path):
    moved = TARGETS.replace("jobs,economy", "jobs,ecology")
    assert summed_up(moved, ACTUALS, "--domain", "economy", "--changed-only") == ""
    assert summed_up(moved, ACTUALS, "--changed-only") == ""
    assert known(path) == {"green": "ahead", "gdp": "on_track", "jobs": "behind"}
    assert path.read_text().count('"ecology"') == 2


def test_plans_and_regions_share_a_file(summed_up, path):
    header, *rows = TARGETS.splitlines()
    both = "".join(f"{row},{plan},{region}\n" for plan, region in (("a", "x"), ("a", "y"), ("b", "x")) for row in rows)
    targets = f"{header},plan,region\n{both}"
    actuals = "key,region,period,value\ngdp,x,2030,41.45\ngdp,y,2030,40\n"
    assert summed_up(targets, actuals, "--plan", "b", "--changed-only").startswith("Plan b, x\n\nEconomy: ")
    assert "Changed" not in summed_up(targets, actuals, "--plan", "a", "--region", "y", "--changed-only")
    text = summed_up(targets, actuals, "--plan", "a", "--changed-only")
    assert text.count("- Not selected before: x · ") == 2
    assert summed_up(targets, actuals, "--plan", "b", "--changed-only") == ""
    places = [(row["plan"], row["region"]) for row in json.loads(path.read_text())["verdicts"]]
    assert sorted(set(places)) == [("", ""), ("a", "x"), ("a", "y"), ("b", "x")]
    assert places == sorted(places)
    without = "".join(row for row in targets.splitlines(keepends=True) if not row.startswith("jobs"))
    text = summed_up(without, actuals, "--plan", "a", "--region", "y", "--changed-only")
    assert changed("- No longer a target: jobs (was: no data)\n") in text


def test_as_of_is_stored(summed_up, path):
    assert GDP in summed_up(TARGETS, LATER, "--as-of", "2055")
    assert json.loads(path.read_text())["as_of"] == "2055"
    text = summed_up(TARGETS, LATER, "--as-of", "2030", "--changed-only")
    assert "- GDP: ahead of schedule -> on track (2055 -> 2030)\n" in text


def test_other_rules_start_anew(summed_up, path, run, plan):
    said = "The last run used the rule set lixia: its verdicts can't be compared with these.\n"
    text = summed_up(TARGETS, LATER, "--method", "lights", "--changed-only")
    assert text.replace(f"{said}\n", "") == run("summary", *plan(TARGETS, LATER), "--method", "lights").stdout
    assert json.loads(path.read_text())["method"] == "lights"
    assert known(path) == {"green": "green", "gdp": "green", "jobs": "yellow"}
    assert summed_up(TARGETS, LATER, "--method", "lights", "--changed-only") == ""


def test_a_status_that_is_no_more(summed_up, path):
    path.write_text(BEFORE.replace('"on_track"', '"so_so\\u001b[1m"'), encoding="utf-8")
    assert "- GDP: so_so [1m -> on track (2030)\n" in summed_up(TARGETS, ACTUALS)


def test_fail_on_matches_also_in_silence(run, plan, path):
    options = ["summary", *plan(TARGETS, ACTUALS), "--state", path, "--changed-only"]
    silent = run(*options, "--fail-on", "behind")
    assert (silent.exit_code, silent.stdout, silent.stderr) == (1, "", "")
    path.unlink()
    assert run(*options, "--fail-on", "no such").exit_code == 2
    assert not path.exists()


def test_silence_leaves_the_output_file_alone(summed_up, tmp_path):
    mail = tmp_path / "mail"
    assert summed_up(TARGETS, LATER, "--changed-only", "-o", mail) == ""
    text = mail.read_text(encoding="utf-8")
    assert GDP in text
    summed_up(TARGETS, LATER, "--changed-only", "-o", mail)
    assert mail.read_text(encoding="utf-8") == text


# The file.
def test_changed_only_needs_a_file(run):
    result = run("summary", "--changed-only")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lixia: error: --changed-only needs --state FILE, to compare with the last run\n"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        "3",
        '"schema_version"',
        "[" * 100_000,
        '{"type": "FeatureCollection"}',
        BEFORE[:-30],
        BEFORE.replace('"schema_version": 1', '"schema_version": true'),
        BEFORE.replace('"schema_version": 1', '"schema_version": 0'),
        BEFORE.replace('"schema_version": 1', '"schema_version": "1"'),
        BEFORE.replace('"method": "lixia"', '"method": 1'),
        BEFORE.replace('"as_of": null', '"as_of": 2022'),
        BEFORE.replace('"on_track"', "null"),
        BEFORE.replace('"key": "jobs"', '"key": "gdp"'),
        BEFORE.replace('"key": "jobs", ', ""),
        '{"schema_version": 1, "method": "lixia", "as_of": null, "verdicts": ["a"]}',
        '{"schema_version": 1, "method": "lixia", "as_of": null, "verdicts": 3}',
        "key,value\n",
        b"\xff\xfe\x00",
    ],
)
def test_a_file_of_another_kind_is_left_alone(run, plan, path, content):
    content = content if isinstance(content, bytes) else content.encode()
    path.write_bytes(content)
    result = run("summary", *plan(TARGETS, LATER), "--state", path)
    assert (result.exit_code, result.stdout) == (2, "")
    said = f"{path} is damaged or no state of lixia; name another file, or delete it to start anew"
    assert result.stderr == f"lixia: error: --state: {said}\n"
    assert path.read_bytes() == content
    chinese = run("summary", *plan(TARGETS, LATER), "--state", path, "--lang", "zh").stderr
    assert chinese == f"lixia: 错误: --state：{path} 已损坏或不是 lixia 的状态文件；请换一个文件，或删除后重新开始\n"


def test_a_file_of_a_newer_lixia_is_left_alone(run, plan, path):
    newer = BEFORE.replace('"schema_version": 1', '"schema_version": 2')
    path.write_text(newer)
    result = run("summary", *plan(TARGETS, LATER), "--state", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("was written by a newer lixia; use that one, or name another file\n")
    assert path.read_text() == newer


def test_a_file_edited_by_hand_is_read(summed_up, path):
    content = json.loads(BEFORE) | {"comment": "mine"}
    path.write_text("\ufeff" + json.dumps(content, indent=4), encoding="utf-8")
    assert summed_up(TARGETS, ACTUALS, "--changed-only") == ""
    assert path.read_text(encoding="utf-8") == BEFORE


def test_texts_of_any_kind_come_back(summed_up, path):
    strange = 'a "b" \\ 甲é'
    targets = TARGETS.replace("gdp,economy", '"a ""b"" \\ 甲é",经济')
    actuals = ACTUALS.replace("gdp", '"a ""b"" \\ 甲é"')
    summed_up(targets, actuals)
    assert strange in known(path)
    assert "经济" in path.read_text(encoding="utf-8")
    assert summed_up(targets, actuals, "--changed-only") == ""


def test_through_a_link_and_by_a_relative_path(run, plan, path, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.json"
    link.symlink_to(path)
    options = plan(TARGETS, LATER)
    assert GDP in run("summary", *options, "--state", link).stdout
    assert link.is_symlink()
    assert known(path)["gdp"] == "ahead"
    monkeypatch.chdir(tmp_path)
    assert run("summary", *options, "--state", "state.json", "--changed-only").stdout == ""
    assert run("summary", *options, "--state", "./elsewhere/../new.json", "--changed-only").stdout != ""
    assert known(tmp_path / "new.json")["gdp"] == "ahead"


def test_places_where_no_file_can_be(run, plan, tmp_path):
    options = plan(TARGETS, ACTUALS)
    link = tmp_path / "circle"
    link.symlink_to(link)
    places = {
        tmp_path / "none" / "state.json": (74, errno.ENOENT),
        tmp_path: (74, errno.EISDIR),
        tmp_path / "targets.csv" / "state.json": (74, errno.ENOTDIR),
    }
    for place, (code, number) in places.items():
        result = run("summary", *options, "--state", place)
        assert (result.exit_code, result.stdout) == (code, "")
        assert result.stderr == f"lixia: error: the output can't be written: {place}: {os.strerror(number)}\n"
    assert run("summary", *options, "--state", link).exit_code == 74
    for place in ("/dev/null", "-"):
        result = run("summary", *options, "--state", place)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"lixia: error: --state: {place} is not a regular file\n"


def test_a_directory_without_permission(run, plan, path, monkeypatch):
    # Not by chmod, for whoever runs the tests may be allowed everything.
    monkeypatch.setattr(os, "access", lambda *_: False)
    result = run("summary", *plan(TARGETS, LATER), "--state", path)
    assert (result.exit_code, result.stdout) == (74, "")
    assert result.stderr == f"lixia: error: the output can't be written: {path}: Permission denied\n"


def test_it_is_neither_input_nor_output(run, plan, tmp_path):
    options = plan(TARGETS, ACTUALS)
    for state_file in (tmp_path / "s.json", tmp_path / "x" / ".." / "s.json"):
        result = run("summary", *options, "--state", state_file, "-o", tmp_path / "s.json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert not (tmp_path / "s.json").exists()
    targets = (tmp_path / "targets.csv").read_text()
    assert run("summary", *options, "--state", tmp_path / "targets.csv").exit_code == 2
    assert (tmp_path / "targets.csv").read_text() == targets


def test_a_disk_without_room_leaves_the_old_file(run, plan, path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = run("summary", *plan(TARGETS, LATER), "--state", path)
    assert result.exit_code == 74
    assert GDP in result.stdout
    assert path.read_text(encoding="utf-8") == BEFORE
    assert left_over(path) == []


def test_a_file_system_without_locks_will_do(summed_up, monkeypatch):
    def none(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    monkeypatch.setattr(fcntl, "flock", none)
    assert GDP in summed_up(TARGETS, LATER)
    assert summed_up(TARGETS, LATER, "--changed-only") == ""


# Processes.
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


def test_of_two_runs_at_once_one_says_it(plan, path, rounds):
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    for _ in range(rounds):
        path.write_text(BEFORE, encoding="utf-8")
        both = [started(options) for _ in range(2)]
        said = [process.communicate(timeout=PATIENCE) for process in both]
        assert [process.returncode for process in both] == [0, 0]
        assert sorted(GDP.encode() in out for out, _ in said) == [False, True]
        assert sorted(bool(out) for out, _ in said) == [False, True]
        assert known(path)["gdp"] == "ahead"
    assert left_over(path) == []


def test_a_run_waits_for_another(plan, path):
    options = [*plan(TARGETS, LATER), "--state", str(path)]
    lock = os.open(path.with_name(".state.json.lock"), os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    waiting = started([*options, "--lang", "en"])
    # It says that it waits, so it does; without a lock this line never comes and the end of the stream is read.
    assert waiting.stderr.readline() == f"lixia: note: waiting for another run that uses {path}\n".encode()
    path.write_text(BEFORE.replace("on_track", "ahead"), encoding="utf-8")
    os.unlink(path.with_name(".state.json.lock"))
    os.close(lock)
    out, err = waiting.communicate(timeout=PATIENCE)
    assert (GDP.encode() in out, err) == (False, b"")  # it read what was there when its turn came
    assert left_over(path) == []


def test_another_state_file_and_waiting_input_hold_no_lock(plan, path, tmp_path):
    _, _, _, actuals = plan(TARGETS, LATER)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = started(["--targets", str(pipe), "--actuals", actuals, "--state", str(path)])
    with pipe.open("w", encoding="utf-8") as writer:  # which opens when the other end is read
        for state_file in (path, tmp_path / "other.json"):
            other = started([*plan(TARGETS, LATER), "--state", str(state_file)])
            assert other.communicate(timeout=PATIENCE)[1] == b""
        writer.write(TARGETS)
    assert reading.communicate(timeout=PATIENCE)[1] == b""


@pytest.mark.parametrize("call", ["os.replace", "os.fsync"])
def test_killed_while_writing(run, plan, path, call):
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    killed = started(options, f"{call} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)")
    out, _ = killed.communicate(timeout=PATIENCE)
    assert killed.returncode == -signal.SIGKILL
    assert GDP.encode() in out
    assert path.read_text(encoding="utf-8") == BEFORE
    assert GDP in run("summary", *options).stdout
    assert known(path)["gdp"] == "ahead"


def test_killed_at_any_moment(run, plan, path, rounds):
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    began = time.monotonic()
    after = started(options)
    after.communicate(timeout=PATIENCE)
    whole, done = time.monotonic() - began, path.read_text(encoding="utf-8")
    assert done != BEFORE
    chance = random.Random(1)
    for _ in range(rounds):
        path.write_text(BEFORE, encoding="utf-8")
        process = started(options)
        time.sleep(chance.uniform(0.5, 1.1) * whole)
        process.kill()
        process.communicate(timeout=PATIENCE)
        left = path.read_text(encoding="utf-8")
        assert left in (BEFORE, done)
        assert (GDP in run("summary", *options).stdout) == (left == BEFORE)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_a_signal_at_the_rename_comes_too_late(plan, path, name):
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    late = "replace = os.replace\ndef slow(*names):\n    replace(*names)\n"
    late += f"    os.kill(os.getpid(), signal.{name})\nos.replace = slow"
    process = started(options, late)
    out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (0, b"")
    assert GDP.encode() in out
    assert known(path)["gdp"] == "ahead"


@pytest.mark.parametrize(("name", "code"), [("SIGTERM", -15), ("SIGHUP", -1), ("SIGINT", 130)])
def test_a_signal_before_the_rename_leaves_everything_as_it_was(plan, path, name, code):
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    process = started(options, AT_SYNC.format(name))
    _, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, err) == (code, b"")
    assert path.read_text(encoding="utf-8") == BEFORE
    assert left_over(path) == []


def test_a_signal_while_the_lock_is_taken_leaves_no_lock_file(plan, path):
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    code = "import fcntl\nlock = fcntl.flock\ndef slow(*arguments):\n    fcntl.flock = lock\n"
    code += "    os.kill(os.getpid(), signal.SIGINT)\n    lock(*arguments)\nfcntl.flock = slow"
    process = started(options, code)
    assert process.communicate(timeout=PATIENCE) == (b"", b"")
    assert (process.returncode, path.read_text(encoding="utf-8"), left_over(path)) == (130, BEFORE, [])


@pytest.mark.parametrize("code", ["", "signal.signal(signal.SIGHUP, signal.SIG_IGN)"])
def test_nohup_is_respected(plan, path, code):
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    process = started(options, code + "\n" + AT_SYNC.format("SIGHUP"))
    process.communicate(timeout=PATIENCE)
    assert process.returncode == (0 if code else -signal.SIGHUP)


def test_half_a_surrogate_pair_is_no_state(run, plan, path):
    path.write_text(BEFORE.replace('"ecology"', '"\\ud800"'))
    result = run("summary", *plan(TARGETS, LATER), "--state", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is damaged or no state of lixia" in result.stderr


def test_an_unbuffered_stream_that_takes_half_leaves_the_state(plan, path, tmp_path):
    # The log may grow by 40 bytes more, fewer than the message has.
    log = tmp_path / "log"
    log.write_bytes(bytes(1024 * 8 - 40))
    options = [*plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    command = f"ulimit -f 8; exec {sys.executable} -m lixia_cli summary {' '.join(options)} >> {log}"
    environment = {name: value for name, value in os.environ.items() if name not in QUIET} | {"PYTHONUNBUFFERED": "1"}
    done = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, check=False)
    assert log.stat().st_size == 1024 * 8
    assert (done.returncode, path.read_text(encoding="utf-8")) == (74, BEFORE)


@pytest.mark.parametrize(("shell", "code"), [("| true; exit ${PIPESTATUS[0]}", 141), ("> /dev/full", 74), (">&-", 74)])
def test_what_nobody_read_is_said_again(run, plan, path, shell, code):
    options = ["summary", *plan(TARGETS, LATER), "--state", str(path), "--changed-only"]
    assert lixia_process(*options, shell=shell).returncode == code
    assert path.read_text(encoding="utf-8") == BEFORE
    done = run(*options)
    assert (done.exit_code, done.stderr) == (0, "")
    assert GDP in done.stdout


def test_what_is_no_longer_observed_says_when_it_was(run, plan, tmp_path):
    files = plan(
        "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
        "x,economy,Alpha,%,share,2020,40,2025,50\n",
        "key,period,value\nx,2021,41\n",
    )
    options = ["summary", *files, "--state", tmp_path / "s.json", "--lang", "en"]
    assert run(*options).exit_code == 0
    # 10 % of the way in 20 % of the time: pace 0.5.
    assert "- Alpha: behind (2021) -> no data\n" in run(*options, "--as-of", "2020").stdout
    assert "- Alpha: no data -> behind (2021)\n" in run(*options).stdout
