"""Whole outputs, compared byte for byte: one golden file for each format and language.

`python -m pytest tests/test_golden.py --golden` writes them anew; read the diff before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
PLAN = ["--targets", str(GOLDEN / "targets.csv"), "--actuals", str(GOLDEN / "actuals.csv"), "--as-of", "2023"]
CASES = {
    "report-en.txt": ["--lang", "en"],
    "report-zh.txt": ["--lang", "zh"],
    "report-en-80.txt": ["--lang", "en", "--width", "80"],
    "report-zh-80.txt": ["--lang", "zh", "--width", "80"],
    "report-en-color.txt": ["--lang", "en", "--width", "120", "--color"],
    "report-zh.csv": ["--lang", "zh", "--format", "csv", "--all"],
    "report-en.csv": ["--lang", "en", "--format", "csv", "--all"],
    "report-zh.html": ["--lang", "zh", "--format", "html"],
    "report-en.html": ["--lang", "en", "--format", "html"],
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_it_was(run, name, request, monkeypatch):
    # The report names its files as they were given: keep that the same on every machine.
    monkeypatch.chdir(GOLDEN)
    options = [option.removeprefix(f"{GOLDEN}/") for option in PLAN]
    result = run("report", *options, *CASES[name])
    assert (result.exit_code, result.stderr) == (0, "")
    if request.config.getoption("--golden"):
        (GOLDEN / name).write_bytes(result.stdout_bytes)
    assert result.stdout_bytes == (GOLDEN / name).read_bytes()


def test_csv_is_the_same_in_every_language():
    assert (GOLDEN / "report-zh.csv").read_bytes() == (GOLDEN / "report-en.csv").read_bytes()


def test_golden_files_have_their_line_ends():
    for path in GOLDEN.iterdir():
        assert b"\r" not in path.read_bytes(), f"{path.name}: a checkout changed its line ends"
