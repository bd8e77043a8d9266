"""lixia compare: which sides can be compared, what options choose, and the formats."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

import pytest
from pages import page

from lixia_cli.summarise.over_years import CHANGES
from lixia_cli.summarise.side_by_side import COMPARED_COLUMNS, NO_DATA, NO_TARGET, OTHER_LIGHT, SAME_LIGHT

TARGETS = """
    key,plan,domain,name_zh,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,owner,分管领导
    parks,p,ecology,公园,Parks,座,stock,at_least,2020,100,2025,200,Gardens,张某
    water,p,ecology,水质,Water,%,share,at_least,2020,60,2025,70,Water,李某
    homes,p,economy,住房,Homes,套,stock,at_least,2020,10,2025,20,Housing,张某
    roads,q,economy,道路,Roads,公里,stock,at_least,2020,10,2025,20,Roads,王某
"""
ACTUALS = """
    key,period,value
    parks,2022,130
    parks,2023,170
    water,2022,64
    water,2023,65
    homes,2022,13
    roads,2022,12
"""
DATES = ("--as-of", "2022", "--as-of", "2023")


@pytest.fixture
def compare(run, plan):
    """compare(*options) → the result of a run on TARGETS and ACTUALS, in English without notes."""
    return lambda *options: run("compare", *plan(TARGETS, ACTUALS), "-q", *options)


def rows_of(result):
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ([], "nothing to compare: give --as-of, --region, --plan or --method twice or more"),
        (["--as-of", "2022"], "nothing to compare --as-of 2022 with: give it once more with another value, or repeat"),
        (["--plan", "p"], "nothing to compare --plan p with"),
        (["--as-of", "2022", "--as-of", "2022"], "--as-of 2022 is given twice"),
        (["--as-of", "2022", "--as-of", "2022-12"], "--as-of 2022 and 2022-12 are the same"),
        (["--plan", "p", "--plan", "P"], "--plan p and P are the same"),
        (["--method", "lights", "--method", "lights"], "--method lights is given twice"),
        (
            [*DATES, "--plan", "p", "--plan", "q"],
            "--as-of and --plan are both repeated; repeat one of them and give the other once",
        ),
        (["--plan", "p", "--plan", "r"], "no plan 'r'"),
        ([*DATES, "--method", "light"], "no method 'light'; is it 'lights'?"),
        (["--as-of", "2022", "--as-of", "soon"], "--as-of: 'soon' is not a period"),
        ([*DATES, "--known-on", "2023", "--known-on", "2024"], "--known-on is given 2 times"),
        ([*DATES, "--where", "owner=Parkss"], "--where: owner has no 'Parkss'"),
        (["--plan", "p", "--plan", "q", "--by", "plan"], "--by plan: that is what stands beside each other"),
        ([*DATES, "--excel"], "--excel goes with --format csv or tsv"),
        ([*DATES, "--fail-on", "bad"], "no status 'bad'"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_line(compare, options, message):
    result = compare(*options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_conditions_hold_on_one_side(compare):
    # Water: 4 of 10 points in two of five years, 5 in three: on track, then 0.83.
    found = rows_of(compare(*DATES, "--format", "csv", "--where", "status=on_track"))
    assert [(row["key"], row["side"], row["status"]) for row in found] == [
        ("water", "2022", "on_track"),
        ("water", "2023", "slightly_behind"),
    ]
    only_then = rows_of(compare(*DATES, "--format", "csv", "--where", "latest_period=2023", "--where", "分管领导=张某"))
    assert {row["key"] for row in only_then} == {"parks"}
    assert {row["key"] for row in rows_of(compare(*DATES, "--format", "csv", "--status", "达到序时进度"))} == {"water"}


@pytest.mark.parametrize("form", ["table", "csv", "json", "markdown", "html"])
def test_conditions_that_nothing_meets(compare, form):
    result = compare(*DATES, "--where", "latest_value=9", "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert form in ("csv", "json") or "No target meets these conditions." in result.stdout


def test_tables_order_and_columns(compare):
    text = compare(*DATES, "--by", "owner", "--sort", "worst", "--columns", "latest,分管领导", "--width", "120").stdout
    assert re.search(r"\nGardens\n.*\nWater\n.*\nHousing\n", text, re.DOTALL)
    assert re.search(r"Indicator +分管领导 +Latest +Latest +Value +Verdict", text)
    assert "Progress" not in text
    found = rows_of(compare(*DATES, "--format", "csv", "--columns", "latest_value,分管领导"))
    assert list(found[0])[:4] == ["side", "latest_value", "分管领导", "compared_with"]
    order = [row["key"] for row in rows_of(compare(*DATES, "--format", "csv", "--sort", "-target_value"))]
    assert order == ["parks"] * 2 + ["water"] * 2 + ["homes"] * 2


def test_chosen_columns_are_all_there_though_the_sides_then_stand_below_each_other(compare):
    chosen = (*DATES, "--columns", "bar,latest,verdict,light,gap,status", "--width", "100")
    text = compare(*chosen).stdout
    assert re.search(r"^ +As of +Bar +Latest +Verdict +Light +What is left +Change", text, re.MULTILINE)
    assert "Bar: # progress" in text
    assert "left out for width" not in text
    assert "Bar: #" not in compare(*DATES).stdout


@pytest.mark.parametrize(
    ("status", "code"), [("on_track", 1), ("ahead", 1), ("达到序时进度", 1), ("yellow", 1), ("red", 0), ("missed", 0)]
)
def test_fail_on_looks_at_every_side(compare, status, code):
    assert compare(*DATES, "--fail-on", status).exit_code == code


def test_fail_on_a_status_of_one_of_the_rule_sets(compare):
    both = ("--as-of", "2022", "--method", "lixia", "--method", "lights")
    assert compare(*both, "--fail-on", "on_track").exit_code == 1  # of lixia
    assert compare(*both, "--fail-on", "significant").exit_code == 2  # of neither


def test_notes_are_printed_once(run, plan):
    actuals = ACTUALS + "    parkz,2022,1\n"
    result = run("compare", *plan(TARGETS, actuals), "--as-of", "2021", *DATES)
    notes = result.stderr.splitlines()
    assert len(notes) == len(set(notes))
    assert [note for note in notes if "parkz" in note] != []
    assert "shown is the plan p" in result.stderr


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [20, 80, 120, 200])
def test_lines_fit_and_no_digit_is_cut(compare, language, width):
    text = compare(*DATES, "--width", str(width), "--lang", language).stdout
    from lixia_cli.text.width import text_width

    if width >= 80:
        assert max(map(text_width, text.splitlines())) <= width
    assert all(figure in text for figure in ("130", "170", "+40"))


def test_two_sides_stand_beside_each_other_where_they_fit_and_six_below(compare):
    wide = compare(*DATES, "--width", "120").stdout
    assert re.search(r"^ +2022 -+ +2023 -+ +Change -+$", wide, re.MULTILINE)
    assert re.search(r"^Parks .* 130 \(2022\) .* 170 \(2023\) .* \+40 ", wide, re.MULTILINE)
    six = [word for year in range(2018, 2024) for word in ("--as-of", str(year))]
    stacked = compare(*six, "--width", "120").stdout
    assert re.search(r"^Parks \(座\)  Target \(2025\) 200$", stacked, re.MULTILINE)
    assert re.search(r"^  2023 +170 \(2023\) +70.0% / 60.0% +Ahead of schedule +\+40 +Better$", stacked, re.MULTILINE)


def test_formats_have_the_same_cells(compare):
    markdown = compare(*DATES, "--format", "markdown").stdout
    assert "| Indicator | Unit | Target (2025) | 2022: Latest |" in markdown
    html = compare(*DATES, "--format", "html").stdout
    body = ElementTree.fromstring(html.partition("\n")[2])
    cells = ["".join(cell.itertext()) for row in body.iter("tr") for cell in row]
    in_markdown = [
        cell.strip().replace("\\", "")
        for line in markdown.splitlines()
        if line.startswith("| ") and "---" not in line
        for cell in line.strip("|").split(" | ")
    ]
    assert [cell for cell in cells if cell in ("130 (2022)", "170 (2023)", "+40", "Better", "65 (2023)", "+1 pp")] == [
        cell for cell in in_markdown if cell in ("130 (2022)", "170 (2023)", "+40", "Better", "65 (2023)", "+1 pp")
    ]
    assert cells.count("+40") == 1


def test_a_workbook_has_numbers_and_the_rows_of_csv(compare, tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "sides.xlsx"
    assert compare(*DATES, "-o", str(file)).exit_code == 0
    book = openpyxl.load_workbook(file)
    assert book.sheetnames == ["Side by side", "About", "figures"]
    sheet = list(book["Side by side"].values)
    row = dict(zip(sheet[0], sheet[1], strict=True))
    assert (row["Indicator"], row["2022 Latest"], row["2023 Latest"], row["Change Value"]) == ("Parks", 130, 170, 40)
    figures = list(book["figures"].values)
    assert [row[0] for row in figures] == ["side"] + ["2022", "2023"] * 3


def test_texts_of_the_files_cannot_do_anything(run, plan):
    files = plan(TARGETS.replace("Parks", "<script>|x"), ACTUALS)
    assert "<script>" not in run("compare", *files, *DATES, "--format", "html").stdout
    assert r"\<script\>\|x" in run("compare", *files, *DATES, "--format", "markdown").stdout


def test_chinese_output_is_chinese(run):
    text = run("compare", *DATES, "--lang", "zh", "--width", "120").stdout
    known = re.sub(r"lixia(?: show KEY)?|--\w+|[（(]p[）)]|\b[pmdrj]+\b", "", text)
    assert re.findall("[A-Za-z]{2,}", known) == []


def test_settings_and_variables_name_one_value(run, plan, monkeypatch, tmp_path):
    monkeypatch.setenv("LIXIA_PLAN", "p")
    monkeypatch.setenv("LIXIA_METHOD", "lights")
    result = run("compare", *plan(TARGETS, ACTUALS), *DATES, "--format", "csv")
    assert {(row["plan"], row["method"]) for row in rows_of(result)} == {("p", "lights")}
    monkeypatch.setenv("LIXIA_REGION", "New Town")
    result = run("compare", *plan(TARGETS, ACTUALS), *DATES)
    assert "no region 'New Town'" in result.stderr


def test_sides_in_the_settings(run, plan, monkeypatch, tmp_path):
    (tmp_path / "lixia.toml").write_text('[compare]\nas-of = ["2022", "2023"]\nformat = "csv"\n')
    monkeypatch.chdir(tmp_path)
    assert {row["side"] for row in rows_of(run("compare", *plan(TARGETS, ACTUALS)))} == {"2022", "2023"}


def test_columns_of_the_file_that_are_called_like_those_of_a_comparison(run, plan):
    files = plan(TARGETS.replace("分管领导", "Side"), ACTUALS)
    found = rows_of(run("compare", *files, *DATES, "--format", "csv"))
    assert (found[0]["side"], found[0]["Side_2"]) == ("2022", "张某")
    asked = rows_of(run("compare", *files, *DATES, "--format", "csv", "--columns", "Side"))
    assert list(asked[0])[:3] == ["side", "Side_2", "compared_with"]


def test_the_page_names_every_column_and_code():
    text = page("views.md")
    for name in (*COMPARED_COLUMNS, *CHANGES, SAME_LIGHT, OTHER_LIGHT, NO_TARGET, NO_DATA):
        assert f"`{name}`" in text, name
