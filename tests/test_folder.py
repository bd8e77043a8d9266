"""A folder of files is put in place as a whole: foreign files stay, failures change nothing."""

from __future__ import annotations

import os
import re
import threading

import pytest

from lixia_cli.files import folder as folders
from lixia_cli.files.exchange import exchange
from lixia_cli.files.folder import put_in_place, refuse_foreign, staging, write_files
from lixia_cli.text.messages import RequestError

LIST, INTERIM = "list.json", ".list.json"


def build(folder, files, before=()):
    """Put files (name → text) and their list into a folder."""
    contents = {name: text.encode() for name, text in files.items()} | {LIST: b"list", INTERIM: b"interim"}
    with staging(folder) as temporary:
        write_files(temporary, contents.items())
        put_in_place(folder, temporary, [*files, LIST], before, LIST, INTERIM)
    return [*files, LIST]


def contents(folder):
    """Every file below a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_new_folder_and_the_next_build(tmp_path):
    site = tmp_path / "site"
    before = build(site, {"a/one.html": "1", "a/two.html": "2", "b/c/three.html": "3", "index.html": "i"})
    assert contents(site) == {
        "a/one.html": "1", "a/two.html": "2", "b/c/three.html": "3", "index.html": "i", LIST: "list"
    }  # fmt: skip
    build(site, {"a/one.html": "new", "index.html": "i"}, before)
    assert contents(site) == {"a/one.html": "new", "index.html": "i", LIST: "list"}
    assert sorted(path.name for path in site.iterdir()) == ["a", "index.html", LIST]


def test_files_of_others_stay_where_they_are(tmp_path):
    site = tmp_path / "site"
    (site / "a").mkdir(parents=True)
    (site / "a/mine.txt").write_text("mine", encoding="utf-8")
    (site / "CNAME").write_text("example.org", encoding="utf-8")
    inode = (site / "a/mine.txt").stat().st_ino
    before = build(site, {"a/one.html": "1", "a/two.html": "2"})
    build(site, {"a/one.html": "new"}, before)
    assert contents(site) == {"a/mine.txt": "mine", "CNAME": "example.org", "a/one.html": "new", LIST: "list"}
    assert (site / "a/mine.txt").stat().st_ino == inode


def test_a_file_of_others_is_never_replaced(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("mine", encoding="utf-8")
    with pytest.raises(RequestError, match="was not written by lixia site"):
        build(site, {"a/one.html": "1", "index.html": "i"})
    assert contents(site) == {"index.html": "mine"}


def test_a_link_is_no_folder_to_write_into(tmp_path):
    site, other = tmp_path / "site", tmp_path / "other"
    site.mkdir()
    other.mkdir()
    (site / "a").symlink_to(other)
    with pytest.raises(RequestError, match="is in the way"):
        build(site, {"a/one.html": "1"})
    assert list(other.iterdir()) == []


@pytest.mark.parametrize("name", ["../x", "/x", "a//b", "a/../../x", "a\\b", "c:x", "a/"])
def test_names_that_lead_out_of_the_folder_are_refused(tmp_path, name):
    with staging(tmp_path / "site") as temporary, pytest.raises(ValueError, match=re.escape(name)):
        write_files(temporary, [(name, b"")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("at", range(1, 6))
def test_a_failure_at_any_step_leaves_the_old_files(tmp_path, monkeypatch, at):
    site = tmp_path / "site"
    files = {"a/one.html": "1", "b/two.html": "2", "index.html": "i"}
    before = build(site, files)
    (site / "b/mine.txt").write_text("mine", encoding="utf-8")
    old, steps, replace, swap = contents(site), [], os.replace, exchange

    def failing(step):
        def call(*arguments):
            steps.append(arguments)
            if len(steps) == at:
                raise OSError(28, "No space left on device")
            return step(*arguments)

        return call

    monkeypatch.setattr(folders.os, "replace", failing(replace))
    monkeypatch.setattr(folders, "exchange", failing(swap))
    with pytest.raises(OSError, match="No space left"):
        build(site, dict.fromkeys(files, "new"), before)
    assert contents(site) == old


def test_a_reader_finds_every_file_whole_at_any_time(tmp_path, rounds):
    site = tmp_path / "site"
    names = [f"a/{number}.html" for number in range(20)]
    before = build(site, dict.fromkeys(names, "0" * 1000))
    seen, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            seen.extend({(site / name).read_text(encoding="utf-8") for name in names})

    reader = threading.Thread(target=read)
    reader.start()
    for number in range(1, 5 * rounds):
        build(site, dict.fromkeys(names, str(number % 10) * 1000), before)
    stop.set()
    reader.join()
    assert seen
    assert all(len(text) == 1000 and len(set(text)) == 1 for text in seen)


def test_exchange_where_the_system_cannot(tmp_path, monkeypatch):
    one, other = tmp_path / "one", tmp_path / "other"
    for path in (one, other):
        path.mkdir()
        (path / path.name).touch()
    monkeypatch.setattr("lixia_cli.files.exchange._exchange", lambda *_: 38)
    exchange(one, other)
    assert [path.name for path in (*one.iterdir(), *other.iterdir())] == ["other", "one"]
    refuse_foreign(one, [], [])
