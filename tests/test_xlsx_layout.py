"""How workbooks look: widths, colours, headers, and the first sheet with every indicator."""

from __future__ import annotations

import re

import pytest
from excel import PLAN, TARGETS, displayed, domains, table_rows, xml

from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS
from lixia_cli.render.excel import printing
from lixia_cli.render.excel import workbook as workbooks

COLOURS = {"FF006100": "green", "FF7F4F00": "yellow", "FF9C0006": "red", "FF404040": "grey"}


def test_about_says_what_the_report_rests_on(run, opened):
    words = [cell.value for cell in opened(*PLAN, "--lang", "zh")["说明"]["A"] if cell.value]
    told = run("report", *PLAN, "--lang", "zh").stdout.splitlines()
    assert words[0] == told[0] == "目标进展情况"
    assert words[1:3] == told[1:3]
    assert words[2].startswith("总体：")
    assert words[3].startswith("经济：")
    assert words[6:] == told[-4:]


def test_layout_for_reading_and_printing(opened):
    book = opened(*PLAN, "--lang", "zh")
    page = book["经济"]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == "A1:M5"
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$1:$1"
    assert (page.oddHeader.left.text, page.oddHeader.right.text) == ("目标进展情况", "经济")
    assert (page["A1"].font.bold, page["A1"].alignment.wrap_text, page["A2"].alignment.wrap_text) == (True,) * 3
    assert page["I2"].font.name == "Courier New"
    # 金融业增加值占全市比重 takes 22 cells, and Chinese a little more.
    assert 24 < page.column_dimensions["A"].width < 30
    assert book["figures"].freeze_panes == "B2"
    assert book["figures"].auto_filter.ref == "A1:BD12"


def test_long_words_make_the_row_higher(opened, plan):
    targets = TARGETS + (
        "a,economy,A name that goes on until there is no more room for it in the column,%,share,2020,40,2025,50\n"
        f"c,economy,{'on and on ' * 500},%,share,2020,40,2025,50\n"
        "b,economy,B,%,share,2020,40,2025,50\n"
    )
    page = opened(*plan(targets, "key,period,value\na,2022,44\n"), "--all", "--lang", "en")["Economy"]
    assert page.row_dimensions[2].height == 30
    assert page.row_dimensions[3].height == 405  # 409 is the most
    assert page.row_dimensions[4].height is None


def test_an_ampersand_is_no_code_in_a_header(content, plan):
    targets = TARGETS + f"a,R&D {'x' * 300},A,%,share,2020,40,2025,50\n"
    data = content(*plan(targets, "key,period,value\na,2022,44\n"))
    header = re.search("<oddHeader>(.*?)</oddHeader>", xml(data, "xl/worksheets/sheet3.xml"))[1]
    assert header.startswith("&amp;LProgress towards the targets&amp;RR&amp;&amp;D xxx")
    assert header.endswith("xxx…")
    assert len(header) < 255


def light(page, verdict: str, marks: str) -> str:
    """The colour that the first rule that holds gives to a verdict in column M, with its marks in column F."""
    (formats,) = page.conditional_formatting
    for rule in sorted(formats.rules, key=lambda rule: rule.priority):
        assert rule.stopIfTrue
        (formula,) = rule.formula
        words = re.findall(r'LEFT\(\$M2&"([ (（]+)",(\d+)\)="([^"]*)"', formula)
        found = any(f"{verdict}{opening}"[: int(length)] == word for opening, length, word in words)
        if found and ('FIND("a",$F2)' not in formula or "a" in marks):
            return COLOURS[rule.dxf.font.color.rgb]
    return ""


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("options", [PLAN, ["--all"]], ids=["golden", "bundled"])
def test_verdicts_have_the_colour_of_their_light(opened, language, options):
    book = opened(*options, "--lang", language)
    figures = [dict(zip(ASSESSED_COLUMNS, row, strict=True)) for row in book["figures"].iter_rows(2, values_only=True)]
    lights = {row[name]: row["light"] for row in figures for name in ("name_zh", "name_en")}
    for name in [page.title for page in domains(book)]:
        page = book[name]
        (formats,) = page.conditional_formatting
        assert str(formats.sqref) == f"M2:M{len(table_rows(page)) + 1}"
        for row in table_rows(page):
            assert light(page, row[12].value, row[5].value or "") == lights[row[0].value]


def test_verdicts_are_coloured_by_their_own_column_beyond_the_letter_z(opened, plan):
    more = [f"x{number}" for number in range(30)]
    targets = f"{TARGETS.strip()},{','.join(more)}\na,d,A,km,stock,2020,40,2025,50{',v' * len(more)}\n"
    files = plan(targets, "key,period,value\na,2022,44\n")
    page = opened(*files, "--columns", ",".join(["indicator", *more]), "--lang", "en")["d"]
    titles = [cell.value for cell in page[1]]
    assert titles[31:] == ["Marks", "Verdict"]  # columns AF and AG
    (formats,) = page.conditional_formatting
    assert str(formats.sqref) == "AG2"
    for rule in formats.rules:
        assert set(re.findall(r"\$([A-Z]+)2", rule.formula[0])) <= {"AF", "AG"}
        assert 'LEFT($AG2&"' in rule.formula[0]


def test_a_missed_aspiration_is_not_red(opened):
    page = opened(*PLAN, "--lang", "en")["Livelihood"]
    assert light(page, "Missed (p)", "pa") == "yellow"
    assert light(page, "Missed (p)", "p") == "red"
    assert light(page, "Missed", "") == "red"
    assert light(page, "Within limit", "a") == "green"
    assert light(page, "Something else", "") == ""


def test_words_can_be_read_on_their_colours():
    """WCAG: at least 4.5 to 1."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert set(workbooks.COLOURS) == {"green", "yellow", "red", "grey"}
    for letters, ground in workbooks.COLOURS.values():
        assert (luminance(ground) + 0.05) / (luminance(letters) + 0.05) >= 4.5


def test_the_first_sheet_has_every_indicator_and_a_total(opened):
    """By hand: of 11 targets 3 are green, 3 yellow (an aspiration too), 2 red, and 3 are not assessed."""
    page = opened(*PLAN, "--lang", "en").worksheets[0]
    titles = [cell.value for cell in page[1]]
    assert " | ".join(titles) == (
        "Domain | Indicator | Unit | Baseline (2020) | Latest | Period | Marks | Target (2025) | Of target | "
        "Progress | Time elapsed | Lead (pp) | Needed per year | Verdict"
    )
    assert page.auto_filter.ref == "A1:N12"
    assert [row[0].value for row in table_rows(page)] == ["Economy"] * 4 + ["Ecology"] * 3 + ["Livelihood"] * 4
    finance = page[3]
    # (46 - 43.8)/(50 - 43.8) = 35.48 % after 40 % of the time
    assert finance[titles.index("Lead (pp)")].value == pytest.approx(-4.516129, abs=1e-6)
    assert displayed(finance[11]) == "-4.5"
    assert (page["B13"].value, page["N13"].value) == ("Total: 11", "green 3, yellow 3, red 2, grey 3")
    assert page["B15"].value.startswith("Overall: 8 of 11 targets assessed: ")
    assert (page.freeze_panes, page.print_title_rows) == ("C2", "$1:$1")
    assert (page.page_setup.orientation, page.page_setup.fitToWidth or 1) == ("landscape", 1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_first_sheet_has_the_cells_of_the_others(opened, language):
    book = opened(*PLAN, "--lang", language)
    every, *_ = book.worksheets
    lead = [cell.value for cell in every[1]].index({"en": "Lead (pp)", "zh": "超（欠）进度\n（百分点）"}[language])
    rows = [[displayed(cell) for place, cell in enumerate(row) if place not in (0, lead)] for row in table_rows(every)]
    bar = 8
    others = [row for page in domains(book) for row in table_rows(page)]
    assert rows == [[displayed(cell) for place, cell in enumerate(row) if place != bar] for row in others]
    total = [cell.value for cell in every[13] if cell.value]
    assert (
        total
        == {
            "en": ["Total: 11", "green 3, yellow 3, red 2, grey 3"],
            "zh": ["合计：11项", "绿3，黄3，红2，灰3"],
        }[language]
    )


def test_regions_and_owners_are_columns_where_there_are_several(opened, plan):
    targets = "key,region,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value,owner\n"
    targets += "a,east,A,%,share,2020,40,2025,50,Bureau A\na,west,A,%,share,2020,40,2025,50,\n"
    page = opened(*plan(targets, "key,region,period,value\na,west,2022,44\n"), "--all", "--lang", "en").worksheets[0]
    titles = [cell.value for cell in page[1]]
    assert (titles[:2], titles[-2:]) == (["Region", "Indicator"], ["Verdict", "Owner"])
    assert [(row[0].value, row[-1].value) for row in table_rows(page)] == [("east", "Bureau A"), ("west", None)]


@pytest.mark.parametrize(
    ("wide", "paper", "pages"),
    [
        # 11.69 inches less two margins of 0.25, with 96 / 7 digits in an inch, reduced to 0.68: 225.7 digits on A4,
        (225, 9, 1),
        (226, 8, 1),
        # and (16.54 - 0.5) × 96 / 7 / 0.68 = 323.5 on A3.
        (323, 8, 1),
        (324, 8, 2),
        (648, 8, 3),
    ],
)
def test_the_paper_is_as_large_as_the_table_needs(wide, paper, pages):
    assert printing.paper_for(wide) == (paper, pages)


def test_the_first_sheet_is_printed_to_be_read(opened, plan):
    page = opened("--lang", "zh").worksheets[0]
    assert (page.page_setup.paperSize, page.page_setup.fitToWidth or 1, page.print_title_cols) == (9, 1, "$A:$C")
    further = [f"column {number} of the office" for number in range(20)]
    targets = (
        TARGETS.rstrip("\n") + "," + ",".join(further) + "\na,economy,A,%,share,2020,40,2025,50" + ",some words" * 20
    )
    options = [
        *plan(targets + "\n", "key,period,value\na,2022,44\n"),
        "--columns",
        ",".join(f"+{name}" for name in further),
    ]
    page = opened(*options, "--lang", "en").worksheets[0]
    assert page.page_setup.paperSize == 8
    assert page.page_setup.fitToWidth > 1
