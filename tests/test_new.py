"""lixia new: an example of a plan that every command accepts, in both languages, and nothing is written over."""

from __future__ import annotations

import json
import os
import re
import signal
import tomllib
import zipfile

import pytest
from support import rows_of

from lixia_cli.files import create
from lixia_cli.files.create import create_files
from lixia_cli.files.replace import UnwrittenError
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.text.messages import RequestError

FILES = {
    "en": ["targets.csv", "actuals.csv", "names.csv", "lixia.toml", "README.md"],
    "zh": ["目标.csv", "实际值.csv", "names.csv", "lixia.toml", "说明.md"],
}
# One year of five has passed: 20 % of the time.
VERDICTS = {
    "gdp": "on_track",  # ln(531/500) / ln(670/500) = 0.0602 / 0.2927 = 0.206; 0.206 / 0.2 = 1.03
    "services": "ahead",  # (57.3 - 56.5) / (60 - 56.5) = 0.229; 0.229 / 0.2 = 1.14
    "green": "slightly_behind",  # (40.6 - 40.2) / (43 - 40.2) = 0.143; 0.143 / 0.2 = 0.71
    "pm25": "behind",  # (38 - 37.6) / (38 - 33) = 0.08; 0.08 / 0.2 = 0.4
    "homes": "slightly_behind",  # 2150 / 12000 = 0.179; 0.179 / 0.2 = 0.90
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The working folder, without a plan."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LIXIA_TODAY", "2027-03-01")
    return tmp_path


@pytest.mark.parametrize("language", FILES)
def test_the_example_is_accepted_and_has_the_verdicts_worked_out_by_hand(run, folder, monkeypatch, language):
    done = run("new", "plan", "--lang", language)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [os.path.join("plan", name) for name in FILES[language]]
    monkeypatch.chdir(folder / "plan")
    checked = run("check")
    assert (checked.exit_code, checked.stderr) == (0, "")
    assert checked.stdout.splitlines()[-1] in (
        "5 targets and 5 observations, no problem",
        "5项目标，5条数据，没有问题",
    )
    reported = run("report", "--all", "--format", "csv")
    assert (reported.exit_code, reported.stderr) == (0, "")
    assert {key: row["status"] for key, row in rows_of(reported.stdout).items()} == VERDICTS
    assert tomllib.loads((folder / "plan" / "lixia.toml").read_text(encoding="utf-8"))["lang"] == language


@pytest.mark.parametrize(("language", "name"), [("en", "plan.xlsx"), ("zh", "规划.xlsx")])
def test_the_workbook_is_the_same_example(run, folder, monkeypatch, language, name):
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    done = run("new", "plan", "--format", "xlsx", "--lang", language)
    assert done.stdout.splitlines() == [os.path.join("plan", file) for file in (name, "names.csv", "lixia.toml")]
    monkeypatch.chdir(folder / "plan")
    checked = run("check", "--format", "json")
    said = json.loads(checked.stdout)
    assert (checked.exit_code, said["targets"], said["observations"], said["warning_count"]) == (0, 5, 5, 0)
    assert (said["notes"], [each["not_used"] for each in said["files"]]) == ([], [[], []])
    assert {
        key: row["status"] for key, row in rows_of(run("report", "--all", "--format", "csv").stdout).items()
    } == VERDICTS


@pytest.mark.parametrize("language", FILES)
def test_the_workbook_has_lists_of_words_and_notes_on_headers(run, folder, language):
    pytest.importorskip("xlsxwriter")
    run("new", "plan", "--format", "xlsx", "--lang", language)
    (path,) = (folder / "plan").glob("*.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheet, comments = (archive.read(f"xl/{name}1.xml").decode() for name in ("worksheets/sheet", "comments"))
        sheets = re.findall(r'<sheet name="(.*?)"', archive.read("xl/workbook.xml").decode())
    assert sheets == (["Targets", "Actuals", "Explanations"] if language == "en" else ["目标", "实际值", "说明"])
    wanted = '"at_least,at_most,within"' if language == "en" else '"不低于,不高于,区间"'
    assert f"<formula1>{wanted}</formula1>" in sheet.replace("&quot;", '"')
    assert comments.count("<comment ") == 14  # one for each column of the example


@pytest.mark.parametrize("language", FILES)
def test_the_page_explains_every_column(run, folder, language):
    run("new", "plan", "--lang", language)
    page = (folder / "plan" / FILES[language][-1]).read_text(encoding="utf-8")
    for column in (*TARGET_COLUMNS, *ACTUAL_COLUMNS):
        assert f"`{column.name}`" in page
        assert (f"| {column.meaning} |" in page) == (language == "en")
    assert ("`at_least`, `at_most`, `within`" if language == "en" else "`不低于`, `不高于`, `区间`") in page


def test_spreadsheets_see_that_chinese_files_are_in_utf_8(run, folder):
    run("new", "plan", "--lang", "zh")
    assert (folder / "plan" / "目标.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert (folder / "plan" / "说明.md").read_text(encoding="utf-8").startswith("# 用 lixia 核查的规划\n")


@pytest.mark.parametrize("name", FILES["en"])
def test_nothing_is_written_over(run, folder, name):
    (folder / "plan").mkdir()
    (folder / "plan" / name).write_text("mine", encoding="utf-8")
    done = run("new", "plan")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"lixia: error: {os.path.join('plan', name)} exists; nothing was written\n"
    assert [path.name for path in (folder / "plan").iterdir()] == [name]
    assert (folder / "plan" / name).read_text(encoding="utf-8") == "mine"


def test_a_link_to_nothing_is_there_too(run, folder):
    (folder / "actuals.csv").symlink_to("elsewhere.csv")
    assert run("new", ".").stderr == "lixia: error: actuals.csv exists; nothing was written\n"
    assert [path.name for path in folder.iterdir()] == ["actuals.csv"]


@pytest.mark.parametrize(("language", "other"), [("en", "zh"), ("zh", "en")])
def test_names_are_there_in_the_other_language(run, folder, monkeypatch, language, other):
    run("new", "plan", "--lang", language)
    monkeypatch.chdir(folder / "plan")
    text = run("report", "--lang", other, "--by", "owner", "--width", "160").stdout
    own, translated = ("Housing office", "住建局")[:: 1 if language == "en" else -1]
    assert translated in text
    assert own not in text


def test_other_files_of_the_folder_stay(run, folder):
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    assert run("new", ".").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted([*FILES["en"], "notes.txt"])


def test_a_file_is_no_folder(run, folder):
    (folder / "plan").write_text("mine", encoding="utf-8")
    done = run("new", "plan")
    assert (done.exit_code, done.stderr) == (2, "lixia: error: plan exists; nothing was written\n")


def test_a_folder_that_cannot_be_made(run, folder):
    done = run("new", "missing/plan")
    assert done.exit_code == 74
    assert done.stderr.startswith("lixia: error: the output can't be written: ")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("is_new", [True, False])
def test_all_files_or_none(tmp_path, monkeypatch, is_new):
    folder = tmp_path / "plan"
    if not is_new:
        folder.mkdir()
    with pytest.raises(UnwrittenError):
        create_files(folder, {"a.csv": b"a", "x" * 300: b"b"})
    assert list(tmp_path.iterdir()) == ([] if is_new else [folder])
    if not is_new:
        assert list(folder.iterdir()) == []


def test_a_file_that_appears_meanwhile_is_kept(tmp_path, monkeypatch):
    rename = create._rename

    def while_somebody_writes(source, target):
        if target.name == "b.csv":
            target.write_text("mine", encoding="utf-8")
        rename(source, target)

    monkeypatch.setattr(create, "_rename", while_somebody_writes)
    with pytest.raises(UnwrittenError):
        create_files(tmp_path, {"a.csv": b"a", "b.csv": b"b"})
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("b.csv", "mine")]


def test_a_file_system_without_links(tmp_path, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(create.Path, "hardlink_to", refuse)
    create_files(tmp_path, {"a.csv": b"a"})
    assert (tmp_path / "a.csv").read_bytes() == b"a"
    with pytest.raises(RequestError):
        create_files(tmp_path, {"a.csv": b"other"})


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_leaves_nothing(tmp_path, monkeypatch, number, run, folder):
    """It comes while the second file is written."""
    written = []

    def interrupted(write, content):
        written.append(content)
        if len(written) == 2:
            signal.raise_signal(number)
        return write(content)

    monkeypatch.setattr(create, "write_all", interrupted)
    monkeypatch.setattr("lixia_cli.cli.diagnostics.end_by", lambda _: None)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # jobs in the background begin with "ignore"
    try:
        done = run("new", "plan")
    finally:
        signal.signal(signal.SIGINT, before)
    assert done.exit_code in (130, 128 + number)
    assert not list(folder.iterdir())
