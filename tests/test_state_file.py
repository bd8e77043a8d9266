"""The state file of lixia summary: what is accepted as one, and errors in reading and writing it."""

from __future__ import annotations

import errno
import fcntl
import json
import os

import pytest
from state_files import ACTUALS, BEFORE, GDP, LATER, TARGETS, known, left_over


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
def test_a_file_of_another_kind_is_left_alone(run, plan, state_path, content):
    content = content if isinstance(content, bytes) else content.encode()
    state_path.write_bytes(content)
    result = run("summary", *plan(TARGETS, LATER), "--state", state_path)
    assert (result.exit_code, result.stdout) == (2, "")
    said = f"{state_path} is damaged or no state of lixia; name another file, or delete it to start anew"
    assert result.stderr == f"lixia: error: --state: {said}\n"
    assert state_path.read_bytes() == content


def test_a_file_of_another_kind_in_chinese(run, plan, state_path):
    state_path.write_text("{", encoding="utf-8")
    chinese = run("summary", *plan(TARGETS, LATER), "--state", state_path, "--lang", "zh").stderr
    assert (
        chinese == f"lixia: 错误：--state：{state_path} 已损坏或不是 lixia 的状态文件；请换一个文件，或删除后重新开始\n"
    )


def test_a_file_of_a_newer_lixia_is_left_alone(run, plan, state_path):
    newer = BEFORE.replace('"schema_version": 1', '"schema_version": 2')
    state_path.write_text(newer)
    result = run("summary", *plan(TARGETS, LATER), "--state", state_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.endswith("was written by a newer lixia; use that one, or name another file\n")
    assert state_path.read_text() == newer


def test_a_file_edited_by_hand_is_read(summed_up, state_path):
    content = json.loads(BEFORE) | {"comment": "mine"}
    state_path.write_text("\ufeff" + json.dumps(content, indent=4), encoding="utf-8")
    assert summed_up(TARGETS, ACTUALS, "--changed-only") == ""
    assert state_path.read_text(encoding="utf-8") == BEFORE


def test_texts_of_any_kind_come_back(summed_up, state_path):
    strange = 'a "b" \\ 甲é'
    targets = TARGETS.replace("gdp,economy", '"a ""b"" \\ 甲é",经济')
    actuals = ACTUALS.replace("gdp", '"a ""b"" \\ 甲é"')
    summed_up(targets, actuals)
    assert strange in known(state_path)
    assert "经济" in state_path.read_text(encoding="utf-8")
    assert summed_up(targets, actuals, "--changed-only") == ""


def test_through_a_link_and_by_a_relative_path(run, plan, state_path, tmp_path, monkeypatch):
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.json"
    link.symlink_to(state_path)
    options = plan(TARGETS, LATER)
    assert GDP in run("summary", *options, "--state", link).stdout
    assert link.is_symlink()
    assert known(state_path)["gdp"] == "ahead"
    monkeypatch.chdir(tmp_path)
    assert run("summary", *options, "--state", "state.json", "--changed-only").stdout == ""
    assert run("summary", *options, "--state", "./elsewhere/../new.json", "--changed-only").stdout != ""
    assert known(tmp_path / "new.json")["gdp"] == "ahead"


def test_places_where_no_file_can_be(run, plan, tmp_path, monkeypatch):
    monkeypatch.setenv("LIXIA_TODAY", "2060-01-01")
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


def test_a_directory_without_permission(run, plan, state_path, monkeypatch):
    # Not by chmod, for whoever runs the tests may be allowed everything.
    monkeypatch.setattr(os, "access", lambda *_: False)
    result = run("summary", *plan(TARGETS, LATER), "--state", state_path)
    assert (result.exit_code, result.stdout) == (74, "")
    assert result.stderr == f"lixia: error: the output can't be written: {state_path}: Permission denied\n"


def test_it_is_neither_input_nor_output(run, plan, tmp_path):
    options = plan(TARGETS, ACTUALS)
    for state_file in (tmp_path / "s.json", tmp_path / "x" / ".." / "s.json"):
        result = run("summary", *options, "--state", state_file, "-o", tmp_path / "s.json")
        assert (result.exit_code, result.stdout) == (2, "")
        assert not (tmp_path / "s.json").exists()
    targets = (tmp_path / "targets.csv").read_text()
    assert run("summary", *options, "--state", tmp_path / "targets.csv").exit_code == 2
    assert (tmp_path / "targets.csv").read_text() == targets


def test_a_disk_without_room_leaves_the_old_file(run, plan, state_path, monkeypatch):
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result = run("summary", *plan(TARGETS, LATER), "--state", state_path)
    assert result.exit_code == 74
    assert GDP in result.stdout
    assert state_path.read_text(encoding="utf-8") == BEFORE
    assert left_over(state_path) == []


def test_a_file_system_without_locks_will_do(summed_up, monkeypatch):
    def none(*_: object) -> None:
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP))

    monkeypatch.setattr(fcntl, "flock", none)
    assert GDP in summed_up(TARGETS, LATER)
    assert summed_up(TARGETS, LATER, "--changed-only") == ""


def test_half_a_surrogate_pair_is_no_state(run, plan, state_path):
    state_path.write_text(BEFORE.replace('"ecology"', '"\\ud800"'))
    result = run("summary", *plan(TARGETS, LATER), "--state", state_path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "is damaged or no state of lixia" in result.stderr
