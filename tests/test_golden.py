"""Whole outputs, compared byte for byte: one golden file for each format and language.

`python -m pytest tests/test_golden.py --golden` writes them anew; read the diff before committing it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
PLAN = ["--targets", str(GOLDEN / "targets.csv"), "--actuals", str(GOLDEN / "actuals.csv"), "--as-of", "2023"]
LANGUAGES = ("en", "zh")
CASES = {
    f"report-{language}.{suffix}": ["report", "--lang", language, "--format", form, *(["--all"] if everything else [])]
    for language in LANGUAGES
    for form, suffix, everything in (
        ("table", "txt", False),
        ("csv", "csv", True),
        ("tsv", "tsv", True),
        ("json", "json", True),
        ("jsonl", "jsonl", True),
        ("markdown", "md", False),
        ("html", "html", False),
        ("sentences", "sentences.txt", True),
    )
}
CASES |= {f"report-{language}-80.txt": ["report", "--lang", language, "--width", "80"] for language in LANGUAGES}
CASES["report-en-color.txt"] = ["report", "--lang", "en", "--width", "120", "--color"]
CASES["report-excel.csv"] = ["report", "--format", "csv", "--excel", "--all"]
CASES |= {
    f"show-{language}.{suffix}": ["show", "finance", "--lang", language, "--format", form]
    for language in LANGUAGES
    for form, suffix in (("table", "txt"), ("json", "json"), ("markdown", "md"))
}
CASES |= {f"summary-{language}.txt": ["summary", "--lang", language] for language in LANGUAGES}
CASES |= {f"show-{language}-80.txt": ["show", "energy", "--lang", language, "--width", "80"] for language in LANGUAGES}
CASES |= {
    f"compare-{language}.{suffix}": ["compare", "--as-of", "2022", "--lang", language, "--format", form]
    for language in LANGUAGES
    for form, suffix in (
        *(("table", "txt"), ("csv", "csv"), ("tsv", "tsv"), ("json", "json")),
        *(("jsonl", "jsonl"), ("markdown", "md"), ("html", "html")),
    )
}
CASES |= {
    f"compare-{language}-{width}.txt": ["compare", "--as-of", "2022", "--lang", language, "--width", width]
    for language in LANGUAGES
    for width in ("80", "120")
}


@pytest.mark.parametrize("name", CASES)
def test_output_is_as_it_was(run, name, request, monkeypatch):
    # The report names its files as they were given: keep that the same on every machine.
    monkeypatch.chdir(GOLDEN)
    options = [option.removeprefix(f"{GOLDEN}/") for option in PLAN]
    result = run(*CASES[name], *options)
    assert (result.exit_code, result.stderr) == (0, "")
    if request.config.getoption("--golden"):
        (GOLDEN / name).write_bytes(result.stdout_bytes)
    assert result.stdout_bytes == (GOLDEN / name).read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        *("report-{}.csv", "report-{}.tsv", "report-{}.json", "report-{}.jsonl", "show-{}.json"),
        *("compare-{}.csv", "compare-{}.tsv", "compare-{}.json", "compare-{}.jsonl"),
    ],
)
def test_machine_output_is_the_same_in_every_language(name):
    assert (GOLDEN / name.format("en")).read_bytes() == (GOLDEN / name.format("zh")).read_bytes()


def test_golden_files_have_their_line_ends():
    for path in GOLDEN.iterdir():
        assert (b"\r" in path.read_bytes()) == (path.name == "report-excel.csv"), path.name
