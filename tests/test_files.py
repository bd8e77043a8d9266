"""Broken files of tests/bad with their exact messages; those of tests/odd, strange but readable, and those of
tests/people, as officers, offices and other programs write them, with their figures.

Each file is called NAME.targets.csv, NAME.actuals.csv or NAME.sources.csv; the files that a NAME lacks are those below.
NAME.txt is what is expected. Its first line may be ``options:`` and options of the command line. Of a broken file it
holds the lines of standard error but the last, which counts them. Of a strange one it holds, per line, ``note:`` and a
note on standard error, or a key and cells of its row in the csv report, worked out by hand, as ``column=value``.
"""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest
from support import rows_of

from lixia_cli.text.width import plain

FOLDER = Path(__file__).parent
TARGETS = """\
key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
firms,economy,Firms,n,stock,2020,100,2025,200
"""
ACTUALS = """\
key,period,value
firms,2022,120
"""


def names(folder: str) -> list[str]:
    return sorted(path.stem for path in (FOLDER / folder).glob("*.txt"))


@pytest.fixture
def case(request, tmp_path, monkeypatch) -> tuple[list[str], list[str]]:
    """The options for the files of a case, which is the working folder then, and the lines that are expected."""
    folder, name = request.param
    monkeypatch.chdir(tmp_path)
    expected = (FOLDER / folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    options = shlex.split(expected.pop(0).removeprefix("options:")) if expected[0].startswith("options:") else []
    for role, text in (("targets", TARGETS), ("actuals", ACTUALS), ("sources", "")):
        path = FOLDER / folder / f"{name}.{role}.csv"
        if path.exists():
            shutil.copy(path, tmp_path)
            options += [f"--{role}", path.name]
        elif text:
            (tmp_path / f"{role}.csv").write_text(text, encoding="utf-8")
            options += [f"--{role}", f"{role}.csv"]
    return options, expected


def value(cell: str) -> float | str:
    """A number where the cell is one: 120 and 120.0 are the same."""
    try:
        return float(cell)
    except ValueError:
        return cell


def in_text(problem: dict) -> str:
    """A problem of the json document as the line that the text has."""
    line = f":{problem['line']}" if problem["line"] else ""
    column = f"{problem['column']}: " if problem["column"] else ""
    return plain(f"{problem['file']}{line}: {column}{problem['message']}")


def test_every_file_belongs_to_a_case():
    for folder in ("bad", "odd", "people"):
        known = set(names(folder))
        assert {path.name.split(".")[0] for path in (FOLDER / folder).iterdir()} == known
        assert all(any((FOLDER / folder).glob(f"{name}.*.csv")) for name in known)


@pytest.mark.parametrize("case", [("bad", name) for name in names("bad")], ids=names("bad"), indirect=True)
def test_broken_files(case, run):
    options, expected = case
    # report doesn't read sources.
    for command in ("check", "show firms" if "--sources" in options else "report"):
        result = run(*command.split(), *options)
        assert result.stderr.splitlines()[:-1] == expected
        assert (result.exit_code, result.stdout) == (2, "")
    result = run("check", "--format", "json", *options)
    said = json.loads(result.stdout)
    assert [*map(in_text, said["problems"])] == [line for line in expected if not line.startswith("lixia: ")]
    assert (result.exit_code, said["problem_count"]) == (2, len(said["problems"]))


READABLE = [(folder, name) for folder in ("odd", "people") for name in names(folder)]


@pytest.mark.parametrize("case", READABLE, ids=[name for _, name in READABLE], indirect=True)
def test_strange_files(case, run):
    options, expected = case
    result = run("report", "--all", "--format", "csv", *options)
    notes = [line.removeprefix("note: ") for line in expected if line.startswith("note: ")]
    assert [line.removeprefix("lixia: note: ") for line in result.stderr.splitlines()] == notes
    found = rows_of(result.stdout)
    figures = [shlex.split(line) for line in expected if not line.startswith("note: ")]
    assert figures
    for key, *cells in figures:
        wanted = dict(cell.partition("=")[::2] for cell in cells)
        assert {column: value(found[key][column]) for column in wanted} == {
            column: value(cell) for column, cell in wanted.items()
        }
    result = run("check", "--format", "json", *options)
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert (said["problems"], said["notes"]) == ([], [note for note in notes if "; lixia check " not in note])
