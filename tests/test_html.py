"""The html report: the cells of the table, in one file that fetches nothing, whatever its texts are."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from html_reports import ACTUALS, HEADER, TARGETS, cell_of, page_of, parsed, row_of, rows_of, text_of

from lixia_cli.assess.remarks import FLAGS
from lixia_cli.render.formats import html
from lixia_cli.render.table import table as make_table


@pytest.fixture
def page(run, plan) -> Callable[..., Element]:
    """page("--lang", "zh") → the root of the html report on the plan of `html_reports`, or on other files."""
    return functools.partial(page_of, run, plan)


# What stands in it.
@pytest.mark.parametrize("language", ["en", "zh"])
def test_cells_and_titles_are_those_of_the_table(page, language, monkeypatch):
    sheets = []
    monkeypatch.setattr(html, "table", lambda *arguments: sheets.append(make_table(*arguments)) or sheets[-1])
    root = page("--lang", language, "--all")
    bar = [column.name for column in sheets[0].columns].index("bar")
    shown = [[text_of(cell) for cell in row if cell.get("class") != "trend"] for row in rows_of(root)]
    # The bar is drawn, and says nothing in characters.
    assert shown == [
        ["" if place == bar else cell for place, cell in enumerate(row)] for row in sheets[0].rows_of_texts
    ]
    for head in root.iterfind(".//section/table/thead/tr"):
        assert [text_of(title) for title in head if title.get("class") != "trend"] == list(sheets[0].titles)
    assert len(shown) == 7


def test_a_row_by_hand(page):
    # (46 - 43.8) / (50 - 43.8) = 35.5 % of the way after 2 of 5 years; (50 - 46) / 3 = 1.33 a year.
    row = row_of(page("--as-of", "2023"), "Finance share")
    assert [text_of(cell) for cell in row] == [
        "Finance share",
        "",
        "%",
        "43.8",
        "46 (2022) p",
        "50",
        "92.0%",
        "",
        "35.5% / 40.0%",
        "+1.33 pp",
        "Slightly behind (p)",
    ]


def test_marks_have_a_place_of_their_own(page):
    root = page("--as-of", "2023")
    found = {text_of(row[0]): cell_of(row, "latest").find("span") for row in rows_of(root)}
    # As wide in every row, so that the figures before them line up.
    assert {name: span.text for name, span in found.items()} == dict.fromkeys(found, " ") | {
        "Finance share": "p",
        "High-tech firms": "r",  # eurostat: (1.5^(1/3) - 1) / (2^(1/5) - 1) = 0.97, green
    }
    assert cell_of(row_of(page("--all"), "Not observed"), "latest").find("span") is None


def test_sections_come_as_in_the_table(run, plan):
    targets = HEADER.replace("domain", "region,domain").replace("direction,", "")
    targets += "x,east,economy,X,%,share,2020,40,2025,50\n"
    targets += "x,west,治理,X,%,share,2020,40,2025,50\n"
    targets += "y,east,ecology,Y,%,share,2020,40,2025,50\n"
    options = plan(targets, "key,region,period,value\nx,east,2022,44\n")
    root = parsed(run("report", "--format", "html", *options))
    sections = root.findall("body/main/section")
    assert [text_of(section.find("h2")) for section in sections] == ["east · Economy", "east · Ecology", "west · 治理"]
    assert [text_of(section.find("p")) for section in sections] == [
        "Economy: 1 of 1 target assessed: 1 on track.",
        "Ecology: 0 of 1 target assessed: 1 no data. Too few to sum up the domain.",
        "治理: 0 of 1 target assessed: 1 no data. Too few to sum up the domain.",
    ]
    # Where nothing is shown there is no empty table.
    assert [section.find("table") is None for section in sections] == [False, True, True]
    assert text_of(sections[0].find("table/caption")) == "east · Economy"


def test_nothing_to_show_is_still_a_page(page):
    root = page(targets=f"{HEADER}x,economy,X,%,share,,2020,40,2025,50\n", actuals="key,period,value\n")
    assert root.find(".//table") is None
    assert "Not shown for lack of data: 1; --all shows them." in text_of(root)


def test_footer_speaks_of_the_drawn_bar(page):
    sentences = [text_of(item) for item in page("--as-of", "2023").iterfind("body/footer/ul/li")]
    assert sentences[1:] == [
        "Rule set: progress ÷ time elapsed; lixia show KEY explains every figure.",
        "Not shown for lack of data: 1; --all shows them.",
        "Bar: filled for progress from the baseline, the upright line for time elapsed.",
        f"Marks: p = {FLAGS['provisional'].meaning}; r = {FLAGS['method_dependent'].meaning}.",
        "Direction assumed, as none is given: 5.",
    ]
    assert sentences[0].endswith("actuals.csv; observations through 2023; as of 2023.")
    assert "#" not in "".join(sentences)


@pytest.mark.parametrize(("language", "tag", "title"), [("en", "en", "Progress"), ("zh", "zh-CN", "目标进展情况")])
def test_language_of_the_page(page, language, tag, title):
    root = page("--lang", language)
    assert root.get("lang") == tag
    assert text_of(root.find("head/title")).startswith(title)
    assert text_of(root.find("body/main/h1")) == text_of(root.find("head/title"))
    # The unit is Chinese in both, and says so where the page isn't.
    assert cell_of(row_of(root, "High-tech firms"), "unit").get("lang") == ("zh-CN" if language == "en" else None)
    assert cell_of(row_of(root, "Finance share"), "unit").get("lang") is None


# Safely.
NASTY = "<script>alert('x')</script> & \"quoted\""


def test_data_is_never_markup(page):
    quoted = '"' + NASTY.replace('"', '""') + '"'
    targets = f"{HEADER.strip()},plan,region\nx,{quoted},{quoted},{quoted},share,,2020,43.8,2025,50,{quoted},{quoted}\n"
    targets += f"x,economy,X,%,share,,2020,43.8,2025,50,{quoted},west\n"
    root = page(targets=targets, actuals=f"key,region,period,value\nx,{quoted},2022,46\n")
    assert [text_of(script) for script in root.iter("script")] == [html.script()]
    row = row_of(root, NASTY)
    assert text_of(cell_of(row, "unit")) == NASTY
    assert text_of(root.find("head/title")) == f"Plan {NASTY}, {NASTY}, west"
    assert text_of(root.find(".//h2")) == f"{NASTY} · {NASTY}"
    assert text_of(root.find(".//section/p")).startswith(f"{NASTY}: 1 of 1 target assessed")


def test_names_of_files_are_not_markup_either(run, plan, tmp_path):
    targets, actuals = plan(TARGETS, ACTUALS)[1::2]
    odd = tmp_path / "<b>&amp;\x1b.csv"
    odd.write_bytes((tmp_path / "targets.csv").read_bytes())
    root = parsed(run("report", "--format", "html", "--targets", odd, "--actuals", actuals))
    assert root.find(".//b") is None
    assert "<b>&amp; .csv, " in text_of(root.find("body/footer/ul/li"))
    assert targets not in text_of(root)


def test_no_control_characters(page):
    targets = f'{HEADER}x,economy,"two\nlines\tand \x1b[31mred","a\x07b",share,,2020,43.8,2025,50\n'
    root = page(targets=targets, actuals="key,period,value\nx,2022,46\n")
    row = row_of(root, "two lines and  [31mred")
    assert text_of(cell_of(row, "unit")) == "a b"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_nothing_is_fetched(run, language):
    """Links lead into the page itself; the policy is no address. See test_html_page.py for its one script."""
    text = run("report", "--format", "html", "--all", "--lang", language).stdout.lower()
    text = text.replace('href="#section', "").replace("http-equiv", "")
    for word in ("http", "src=", "href", "@import", "url(", "<link", "<img", "javascript", "onload", "fetch"):
        assert word not in text, word


# As a file.
def test_the_suffix_says_html(run, plan, tmp_path):
    options = plan(TARGETS, ACTUALS)
    assert run("report", *options, "-o", tmp_path / "report.html").exit_code == 0
    assert (tmp_path / "report.html").read_bytes() == run("report", *options, "--format", "html").stdout_bytes
    assert run("report", *options, "--format", "html", "-o", "-").stdout_bytes.startswith(b"<!doctype html>\n")


def test_time_grows_with_the_lines_and_not_faster(page):
    def seconds(count: int) -> float:
        targets = HEADER + "".join(f"k{row},economy,Row {row},%,share,,2020,40,2025,50\n" for row in range(count))
        actuals = "key,period,value\n" + "".join(f"k{row},2022,{40 + row % 10}\n" for row in range(count))
        start = time.process_time()
        root = page(targets=targets, actuals=actuals)
        assert len(list(rows_of(root))) == count
        return time.process_time() - start

    assert seconds(3000) < 30 * min(seconds(300), seconds(300))  # ten times the lines; their square would be a hundred
