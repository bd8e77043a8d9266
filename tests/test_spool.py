"""Output of many targets waits until all of it is there, in a file without a name that then becomes the output."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import tempfile
from pathlib import Path

import pytest
from support import interruptible

from lixia_cli import stages
from lixia_cli.cli.commands import report
from lixia_cli.files import replace, spool
from lixia_cli.files.unnamed import give_name, open_unnamed

TARGETS = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n" + "".join(
    f"k{number},economy,N{number},%,share,2020,40,2025,50\n" for number in range(20)
)
ACTUALS = "key,period,value\nk0,2022,46\nk7,2022,41\nk7,2022H1,42\nk13,2022,39\n"


def cannot(*_: object, **__: object) -> None:
    raise OSError(errno.ENOTSUP, os.strerror(errno.ENOTSUP))


def has_unnamed() -> bool:
    try:
        with tempfile.TemporaryDirectory() as folder, open_unnamed(folder) as stream:
            give_name(stream.fileno(), Path(folder) / "name")
    except OSError:
        return False
    return True


needs_unnamed = pytest.mark.skipif(not has_unnamed(), reason="needs files without a name")


@pytest.fixture
def files(plan, monkeypatch) -> list:
    """The options that name a plan of seven blocks, whose output soon waits in a file."""
    monkeypatch.setattr(report, "BLOCK", 3)
    monkeypatch.setattr(spool, "IN_MEMORY", 10)
    return ["--all", *plan(TARGETS, ACTUALS)]


@pytest.fixture
def whole(plan, run) -> bytes:
    """The output made at once."""
    return run("report", "--all", "--format", "csv", *plan(TARGETS, ACTUALS)).stdout_bytes


@pytest.mark.parametrize("room", [10, 2_000, 1_000_000])
@pytest.mark.parametrize("fails", [[], ["name"], ["unnamed"], ["unnamed", "temporary"]], ids="-".join)
def test_what_waits_is_written_as_a_whole(whole, files, run, tmp_path, monkeypatch, room, fails):
    monkeypatch.setattr(spool, "IN_MEMORY", room)
    places = {"name": (replace, "give_name"), "unnamed": (spool, "open_unnamed")}
    for what in fails:
        monkeypatch.setattr(*places.get(what, (tempfile, "TemporaryFile")), cannot)
    assert run("report", "--format", "csv", *files).stdout_bytes == whole
    there = sorted(tmp_path.iterdir())
    assert run("report", *files, "-o", tmp_path / "o.csv").exit_code == 0
    assert (tmp_path / "o.csv").read_bytes() == whole
    assert sorted(tmp_path.iterdir()) == sorted([*there, tmp_path / "o.csv"])


@needs_unnamed
def test_a_file_is_written_once(whole, files, run, tmp_path, monkeypatch):
    monkeypatch.setattr(replace, "write_all", cannot)
    assert run("report", *files, "-o", tmp_path / "o.csv").exit_code == 0
    assert (tmp_path / "o.csv").read_bytes() == whole


def test_a_new_file_has_the_mode_of_the_umask(files, run, tmp_path):
    before = os.umask(0o027)
    try:
        run("report", *files, "-o", tmp_path / "o.csv")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "o.csv").stat().st_mode) == 0o640


def test_mode_owner_and_links_of_a_file_stay(whole, files, run, tmp_path):
    file, soft, hard = tmp_path / "o.csv", tmp_path / "soft.csv", tmp_path / "hard.csv"
    file.write_bytes(b"old")
    file.chmod(0o604)
    if os.geteuid() == 0:
        os.chown(file, 12345, 12346)
    soft.symlink_to(file)
    before = file.stat()
    run("report", *files, "-o", soft)
    after = file.stat()
    assert (file.read_bytes(), soft.is_symlink()) == (whole, True)
    assert (after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode)
    assert after.st_ino != before.st_ino
    file.write_bytes(b"old")
    os.link(file, hard)
    run("report", *files, "-o", file)
    assert hard.read_bytes() == whole


def test_a_file_that_would_change_hands_is_written_in_place(whole, files, run, tmp_path, monkeypatch):
    file = tmp_path / "o.csv"
    file.write_bytes(b"old")
    before = file.stat()
    monkeypatch.setattr(replace, "_like", lambda *_: False)
    run("report", *files, "-o", file)
    assert (file.read_bytes(), file.stat().st_ino) == (whole, before.st_ino)


def test_what_waits_is_in_the_folder_of_the_file_itself(files, run, tmp_path, monkeypatch):
    folders = []
    monkeypatch.setattr(spool, "open_unnamed", lambda folder: folders.append(folder) or cannot())
    (tmp_path / "other").mkdir()
    (tmp_path / "soft.csv").symlink_to(tmp_path / "other" / "o.csv")
    assert run("report", *files, "-o", tmp_path / "soft.csv").exit_code == 0
    assert (folders, (tmp_path / "soft.csv").is_symlink()) == ([str(tmp_path / "other")], True)
    folders.clear()
    # The folder of a device has no room for it, and standard output has no folder.
    for arguments in (["-o", os.devnull], []):
        assert run("report", "--format", "csv", *files, *arguments).exit_code == 0
    assert not folders


def test_an_error_in_a_later_block_leaves_nothing_written(files, run, tmp_path, monkeypatch):
    calls = []

    def breaks(*given: object) -> object:
        calls.append(given)
        if len(calls) == 3:
            raise ZeroDivisionError("a bug")
        return measure(*given)

    measure = stages.measure_trajectories
    monkeypatch.setattr(stages, "measure_trajectories", breaks)
    (tmp_path / "o.csv").write_text("old")
    there = sorted(tmp_path.iterdir())
    result = run("report", *files, "-o", tmp_path / "o.csv")
    assert (result.exit_code, (tmp_path / "o.csv").read_text(), len(calls)) == (70, "old", 3)
    assert sorted(tmp_path.iterdir()) == there
    calls.clear()
    result = run("report", "--format", "csv", *files)
    assert (result.exit_code, result.stdout) == (70, "")


@pytest.mark.parametrize("opened", ["open_unnamed", "TemporaryFile"])
def test_a_full_disk_is_told_before_anything_is_written(files, run, tmp_path, monkeypatch, opened):
    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda **_: Full())
    monkeypatch.setattr(spool, "open_unnamed", cannot if opened == "TemporaryFile" else lambda _: Full())
    result = run("report", *files, "-o", tmp_path / "o.csv")
    assert result.exit_code == 74
    assert result.stderr == f"lixia: error: the output can't be written: {tmp_path}: No space left on device\n"
    assert not (tmp_path / "o.csv").exists()


KILLED = """
import os, signal
from lixia_cli import stages
from lixia_cli.cli.commands import report
from lixia_cli.cli.main import lixia
from lixia_cli.files import spool
report.BLOCK, spool.IN_MEMORY = 3, 10
calls, measure = [], stages.measure_trajectories
def ends(*given):
    calls.append(given)
    if len(calls) == 5:
        os.kill(os.getpid(), signal.{name})
    return measure(*given)
stages.measure_trajectories = ends
lixia({arguments})
"""


@needs_unnamed
@pytest.mark.slow
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
def test_whatever_ends_the_process_leaves_nothing(plan, tmp_path, name):
    arguments = ["report", "--all", *map(str, plan(TARGETS, ACTUALS)), "-o", str(tmp_path / "o.csv")]
    there = sorted(tmp_path.iterdir())
    code = KILLED.format(name=name, arguments=arguments)
    process = interruptible([sys.executable, "-c", code])
    process.communicate(timeout=60)
    assert process.returncode in (-9, -15, 130)
    assert sorted(tmp_path.iterdir()) == there
