"""What other programs read from a report are the same numbers, bit for bit, and the same texts."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
import warnings

import duckdb
import pandas as pd
import pytest
from pages import PROGRAMS, Block, run_block

from lixia_cli.assess.assess import as_frame
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.render import formats

FORMATS = ("csv", "tsv", "json", "jsonl", "xlsx")
# The figures of this plan take all their digits: thirds, sevenths, logarithms; and some texts that look like others.
TARGETS = """key,plan,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value
thirds,2023,economy,NA,%,share,,2020,0.1,2027,0.7
log,2023,economy,none,亿元,flow,,2020,1910,2027,2500.3
tiny,2023,economy,'=1+1,none,stock,,2020,1e-7,2027,3e-7
huge,2023,economy,"a, ""b"" c",家,stock,,2020,123456789012345,2027,223456789012347
less,2023,economy,yes,%,share,at_most,2020,45.1,2027,33.3
nan,2023,economy,2022,%,share,,2020,0.1,2027,0.7
"""
ACTUALS = """key,period,value
thirds,2023,0.30000000000000004
log,2023,2446.9
tiny,2023,2.0000000000000003e-7
huge,2023,150000000000001
less,2023,41.7
"""


@pytest.fixture
def written(run, plan, tmp_path, monkeypatch):
    """The assessed rows, and the folder with the report of them as report.csv, report.json and so on."""
    frames = []
    render = formats.render

    def seen(report, name):
        frames.append(as_frame(report.shown))
        return render(report, name)

    monkeypatch.setattr(formats, "render", seen)
    for form in FORMATS:
        done = run("report", "--all", *plan(TARGETS, ACTUALS), "-o", tmp_path / f"report.{form}")
        assert (done.exit_code, done.stderr) == (0, "")
    assert len(frames[0]) == 6
    return frames[0], tmp_path


def numeric(frame: pd.DataFrame) -> list[str]:
    return [name for name in ASSESSED_COLUMNS if pd.api.types.is_numeric_dtype(frame[name])]


def bits(value: object) -> str:
    """A number to its last bit; nothing for what is not known."""
    return "" if pd.isna(value) or value == "" else float(value).hex()


def assert_same(frame: pd.DataFrame, rows: list[dict]) -> None:
    """The rows, with numbers as whatever came back, are those of the frame."""
    assert [list(row) for row in rows] == [list(ASSESSED_COLUMNS)] * len(frame)
    numbers = numeric(frame)
    # of the plan and the observation, the figures, the value of the method, and the figures at the end
    assert len(numbers) == 6 + 16 + 1 + 10
    for name in ASSESSED_COLUMNS:
        if name in numbers:
            assert [bits(row[name]) for row in rows] == [bits(value) for value in frame[name]], name
        else:
            assert ["" if pd.isna(row[name]) else row[name] for row in rows] == frame[name].tolist(), name


def test_the_plan_has_figures_of_many_digits(written):
    frame, _ = written
    digits = [len(repr(value).replace(".", "").strip("-0")) for value in frame["expected_now"].dropna()]
    assert max(digits) >= 12


@pytest.mark.parametrize(("form", "separator"), [("csv", ","), ("tsv", "\t")])
def test_csv_of_python(written, form, separator):
    frame, folder = written
    with open(folder / f"report.{form}", encoding="utf-8", newline="") as file:
        assert_same(frame, list(csv.DictReader(file, delimiter=separator)))


def test_json_of_python(written):
    frame, folder = written
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert report["schema_version"] == 1
    assert_same(frame, report["indicators"])
    lines = (folder / "report.jsonl").read_text(encoding="utf-8").splitlines()
    assert_same(frame, [json.loads(line) for line in lines])


def test_pandas(written):
    frame, folder = written
    texts = dict.fromkeys([name for name in ASSESSED_COLUMNS if name not in numeric(frame)], "string")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pandas 3 needs no float_precision, pandas 2 does
        back = pd.read_csv(
            folder / "report.csv",
            dtype=texts,
            keep_default_na=False,
            na_values={name: [""] for name in numeric(frame)},
            float_precision="round_trip",
        )
    assert_same(frame, back.to_dict("records"))
    with open(folder / "report.json", encoding="utf-8") as file:
        assert_same(frame, pd.DataFrame(json.load(file)["indicators"]).to_dict("records"))


def test_workbook(written):
    frame, folder = written
    texts = dict.fromkeys([name for name in ASSESSED_COLUMNS if name not in numeric(frame)], "string")
    back = pd.read_excel(
        folder / "report.xlsx", sheet_name="figures", dtype=texts, keep_default_na=False, engine="openpyxl"
    )
    assert_same(frame, back.to_dict("records"))


def test_duckdb(written):
    frame, folder = written
    texts = {name: "VARCHAR" for name in ASSESSED_COLUMNS if name not in numeric(frame)}
    guessed = duckdb.read_csv(str(folder / "report.csv"), dtype=texts)
    rows = [dict(zip(guessed.columns, row, strict=True)) for row in guessed.fetchall()]
    assert_same(frame, rows)
    plain = duckdb.read_csv(str(folder / "report.csv"), all_varchar=True)
    cast = [f'"{name}"' if name in texts else f'cast("{name}" as double) as "{name}"' for name in ASSESSED_COLUMNS]
    assert_same(
        frame, [dict(zip(guessed.columns, row, strict=True)) for row in plain.project(", ".join(cast)).fetchall()]
    )


def test_csvkit(written):
    frame, folder = written
    cut = subprocess.run(
        [PROGRAMS / "csvcut", "-c", ",".join(ASSESSED_COLUMNS), "report.csv"],
        cwd=folder,
        capture_output=True,
        check=True,
    )
    assert cut.stdout == (folder / "report.csv").read_bytes()
    # Sorted without guessing, every cell is what it was.
    kept = subprocess.run(
        [PROGRAMS / "csvsort", "-I", "--blanks", "-c", "key", "report.csv"], cwd=folder, capture_output=True, check=True
    )
    rows = list(csv.DictReader(io.StringIO(kept.stdout.decode("utf-8"))))
    assert_same(frame.sort_values("key"), rows)


def test_what_csvkit_guesses(written):
    """The caveat of the page: a name that is yes becomes True; none and NA become nothing, even with -I."""
    _, folder = written

    def units(*options: str) -> dict[str, str]:
        command = [PROGRAMS / "csvsort", *options, "-c", "key", "report.csv"]
        printed = subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.decode("utf-8")
        return {row["key"]: row["name_en"] for row in csv.DictReader(io.StringIO(printed))}

    assert units("--blanks", "-I")["log"] == "none"
    assert units("-I")["log"] == units()["log"] == ""
    assert units("-I")["thirds"] == ""


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_jq(written):
    frame, folder = written
    passed = run_block(Block("sh", "jq -c '.indicators[]' report.json", None), folder)
    assert_same(frame, [json.loads(line) for line in passed.splitlines()])
    passed = run_block(Block("sh", "jq -c . report.jsonl", None), folder)
    assert_same(frame, [json.loads(line) for line in passed.splitlines()])


def test_years_are_guessed_to_be_numbers(written):
    """Why the page names the type of latest_period: where it only has years, it comes back as something else."""
    _, folder = written
    assert pd.read_csv(folder / "report.csv")["latest_period"].dtype.kind == "f"
    (kind,) = duckdb.read_csv(str(folder / "report.csv")).project("latest_period").types
    assert str(kind) == "BIGINT"
    assert pd.read_csv(folder / "report.csv")["key"].isna().any()  # a key called nan
