"""The formats of a report against each other: the same cells for people, the same numbers for programs."""

from __future__ import annotations

import csv
import html
import inspect
import io
import json
import re
from xml.etree import ElementTree

import numpy as np
import pytest
from openpyxl import load_workbook
from support import TARGET_HEADER, rows_of

from lixia_cli.assess.remarks import Flag, flag_column
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.model.table import Table
from lixia_cli.render import sentences
from lixia_cli.render.formats import FORMATS, renderer


@pytest.mark.parametrize(
    ("options", "language"),
    [
        pytest.param(options, language, marks=pytest.mark.thorough if (number + other) % 2 else ())
        for number, options in enumerate([(), ("--plan", "annual-2023", "--all"), ("--method", "eurostat")])
        for other, language in enumerate(["zh", "en"])
    ],
)
def test_people_read_the_same_cells_in_every_format(run, tmp_path, language, options):
    options = (*options, "--lang", language)
    text = run("report", "--format", "plain", *options).stdout
    markdown = run("report", "--format", "markdown", *options).stdout
    page = ElementTree.fromstring(run("report", "--format", "html", *options).stdout.partition("\n")[2])
    rows = [
        [re.sub(r"\\(.)", r"\1", cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in markdown.splitlines()
        if line.startswith("| ") and not line.startswith("| ---")
    ]
    # The page has an overview before its sections, and draws what only it has: trends.
    on_page = [
        ["".join(cell.itertext()).strip() for cell in row if cell.get("class") != "trend"]
        for section in page.iter("section")
        for row in section.iter("tr")
    ]
    bar = next(place for place, title in enumerate(rows[0]) if title in ("Bar", "进度条"))
    assert len(rows) == len(on_page) > 2
    for cells, others in zip(rows, on_page, strict=True):
        for position, (cell, other) in enumerate(zip(cells, others, strict=True)):
            # The bar is drawn on the page, its progress and time are said beside it in words.
            assert position == bar or html.unescape(cell).split() == html.unescape(other).split()
        for cell in cells:
            assert " ".join(html.unescape(cell).split()) in " ".join(text.split())
    path = tmp_path / "report.xlsx"
    assert run("report", *options, "-o", path).exit_code == 0
    names = {cells[0] for cells in rows}
    found = {cell.value for sheet in load_workbook(path) for cell in sheet["A"]}
    assert names <= found


def test_programs_read_the_same_numbers_in_every_format(run):
    by_format = {form: run("report", "--all", "--format", form).stdout for form in ("csv", "tsv", "json", "jsonl")}
    rows = list(csv.DictReader(io.StringIO(by_format["csv"])))
    assert tuple(rows[0]) == ASSESSED_COLUMNS
    assert list(csv.DictReader(io.StringIO(by_format["tsv"]), delimiter="\t")) == rows
    indicators = json.loads(by_format["json"])["indicators"]
    assert [json.loads(line) for line in by_format["jsonl"].splitlines()] == indicators
    for row, indicator in zip(rows, indicators, strict=True):
        assert tuple(indicator) == ASSESSED_COLUMNS
        for name, cell in row.items():
            value = indicator[name]
            if isinstance(value, float):
                assert float(cell).hex() == value.hex(), name
            else:
                assert cell == ("" if value is None else str(value)), name


def test_json_says_what_it_rests_on(run):
    content = json.loads(run("report", "--format", "json", "--domain", "ecology", "--as-of", "2022").stdout)
    assert {name: content[name] for name in content if name not in ("indicators", "domains")} == {
        "schema_version": 1,
        "targets": None,
        "actuals": None,
        "bundled": True,
        "as_of": "2022",
        "through": "2022",
        "method": "lixia",
    }
    assert content["domains"] == [
        {
            "region": "lixia",
            "domain": "ecology",
            "targets": 7,
            "assessed": 1,
            "statuses": {"ahead": 1, "no_data": 6},
        }
    ]


@pytest.fixture
def nasty(plan):
    """A plan whose names would be formulas, and whose growth is negative."""
    return plan(
        TARGET_HEADER
        + '=1+1,economy,"@sum, a",%,share,,,,,2020,40,2025,50,,\n-x,economy,+y,%,growth,,,,,,,2025,7,,2021\n',
        "key,period,value\n=1+1,2022,39\n-x,2021,-3\n",
    )


def test_csv_for_excel_guards_texts_and_no_numbers(run, nasty):
    plainly = rows_of(run("report", "--format", "csv", "--all", *nasty).stdout)
    content = run("report", "--format", "csv", "--all", "--excel", *nasty).stdout_bytes
    assert content.startswith(b"\xef\xbb\xbfplan,")
    assert content.count(b"\r\n") == content.count(b"\n") == 3
    rows = rows_of(content.decode("utf-8-sig"))
    assert set(plainly) == {"=1+1", "-x"}
    assert set(rows) == {"'=1+1", "'-x"}
    assert rows["'=1+1"]["name_en"] == "'@sum, a"
    assert rows["'-x"]["name_en"] == "'+y"
    # (39 - 40) / 2 a year, and -3 %: numbers, whatever they begin with.
    assert (rows["'=1+1"]["step_achieved"], rows["'-x"]["latest_value"]) == ("-0.5", "-3.0")
    for key, row in plainly.items():
        guarded = {name: cell.removeprefix("'") for name, cell in rows["'" + key].items()}
        assert guarded == row


def test_excel_is_for_delimited_text(run, monkeypatch):
    result = run("report", "--format", "json", "--excel")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "lixia: error: --excel goes with --format csv or tsv\n"
    monkeypatch.setenv("LIXIA_EXCEL", "1")
    assert run("report", "--format", "json").exit_code == 0
    assert run("report", "--format", "csv").stdout_bytes.startswith(b"\xef\xbb\xbfplan,")
    assert run("report", "--format", "tsv", "--excel").stdout_bytes.startswith(b"\xef\xbb\xbfplan\t")


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "sentences"])  # .txt is the table
def test_suffix_of_the_file_is_its_format(run, tmp_path, form):
    path = tmp_path / f"report{FORMATS[form].suffix}"
    result = run("report", "-o", path)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    other = tmp_path / "other"
    assert run("report", "--format", form, "-o", other).exit_code == 0
    assert path.read_bytes() == other.read_bytes()


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("behind", 1),
        ("missed,behind", 1),
        ("missed , reversing", 0),
        ("red", 1),
        ("grey", 1),
        ("", 0),
    ],
)
def test_fail_on(run, names, code):
    result = run("report", "--fail-on", names)
    assert (result.exit_code, result.stderr) == (code, "")
    assert result.stdout == run("report").stdout


def test_fail_on_looks_at_what_was_asked_for_and_not_at_what_is_shown(run):
    assert run("report", "--fail-on", "behind", "--domain", "ecology").exit_code == 0
    assert run("report", "--fail-on", "behind", "--status", "ahead").exit_code == 1
    assert run("report", "--fail-on", "ahead", "--fail-on", "missed").exit_code == 1


def test_fail_on_excuses_aspirations(run, plan):
    files = plan(TARGET_HEADER + "x,economy,X,%,share,,,yes,,2020,40,2025,50,,\n", "key,period,value\nx,2025,45\n")
    assert run("report", "--fail-on", "missed,red", *files).exit_code == 0
    files = plan(TARGET_HEADER + "x,economy,X,%,share,,,,,2020,40,2025,50,,\n", "key,period,value\nx,2025,45\n")
    assert run("report", "--fail-on", "missed", *files).exit_code == 1


def test_fail_on_what_there_is_not_writes_nothing(run, tmp_path):
    result = run("report", "--fail-on", "behnid", "-o", tmp_path / "report.txt")
    assert result.exit_code == 2
    assert result.stderr == "lixia: error: no status 'behnid'; is it 'behind'?\n"
    assert list(tmp_path.iterdir()) == []


def test_a_line_of_jsonl_is_one_line_for_every_program(run, plan, tmp_path):
    header = "key,domain,name_en,unit,measure,target_year,target_value\n"
    files = plan(header, "key,period,value\na,2022,1")
    (tmp_path / "targets.csv").write_text(header + "a,d,A\u2028B\u0085C\u2029D,x,stock,2025,1\n", encoding="utf-8")
    lines = run("report", *files, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["name_en"] for line in lines] == ["A\u2028B\u0085C\u2029D"]


def test_html_is_xml_whatever_a_name_holds(run, plan):
    files = plan(
        "key,domain,name_en,unit,measure,target_year,target_value\na,d,A\uffff\ufffe,x,stock,2025,1",
        "key,period,value\na,2022,1",
    )
    page = run("report", *files, "--format", "html").stdout
    assert "A\ufffd\ufffd" in "".join(ElementTree.fromstring(page.partition("\n")[2]).itertext())


@pytest.mark.parametrize(
    ("domain", "start"),
    [("1. D", r"1\. D: 1 of 1"), ("2) D", r"2\) D: 1 of 1"), ("- D", r"\- D: 1 of 1"), ("+ D", r"\+ D: 1 of 1")],
)
def test_a_roll_up_in_markdown_is_no_list(run, plan, domain, start):
    files = plan(
        f"key,domain,name_en,unit,measure,target_year,target_value\na,{domain},A,x,stock,2025,1",
        "key,period,value\na,2022,1",
    )
    lines = run("report", *files, "--format", "markdown").stdout.splitlines()
    assert any(line.startswith(start) for line in lines)


def test_report_is_not_written_over_the_sources_beside_the_targets(run, plan, tmp_path):
    files = plan(TARGET_HEADER + "x,economy,X,%,share,,,,,2020,40,2025,50,,\n", "key,period,value\nx,2022,45\n")
    (tmp_path / "sources.csv").write_text("id\na\n", encoding="utf-8")
    assert run("report", *files, "-o", tmp_path / "sources.csv").exit_code == 2
    assert (tmp_path / "sources.csv").read_text(encoding="utf-8") == "id\na\n"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_renderer_of_its_report(name):
    parameters = inspect.signature(renderer(name)).parameters
    assert [parameter.annotation for parameter in parameters.values()] == ["Report"]
    assert inspect.signature(renderer(name)).return_annotation in ("str", "bytes", "Content")


@pytest.mark.parametrize("name", FORMATS)
def test_binary_formats_say_so(run, name):
    content = run("report", "--format", name).stdout_bytes
    assert FORMATS[name].binary == (b"\0" in content)


def test_help_names_every_format(run):
    text = " ".join(run("report", "--help").stdout.split())
    assert f"Output format [table], or {', '.join(list(FORMATS)[1:])}." in text


def test_footer_counts_the_flags_that_have_a_sentence(monkeypatch):
    flags = {"provisional": Flag("p", "rests on a preliminary figure"), "guessed": Flag("", "x", "Guessed: {count}.")}
    monkeypatch.setattr(sentences, "FLAGS", flags)
    rows = Table({flag_column("provisional"): np.array([True, False]), flag_column("guessed"): np.array([True, True])})
    assert sentences._flag_sentences(rows, str) == ["Marks: p = rests on a preliminary figure.", "Guessed: 2."]
    assert sentences._flag_sentences(rows.rows(slice(0)), str) == []
