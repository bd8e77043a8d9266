"""The html report: the cells of the table, safely and accessibly, in one file that fetches nothing."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from lixia_cli.assess.remarks import FLAGS
from lixia_cli.render.formats import html
from lixia_cli.render.table import table as make_table

HEADER = "key,domain,name_en,unit,measure,direction,baseline_year,baseline_value,target_year,target_value\n"
TARGETS = f"""{HEADER}
finance,economy,Finance share,%,share,,2020,43.8,2025,50
firms,economy,High-tech firms,家,stock,,2020,100,2025,200
shrunk,economy,Shrunk,%,share,,2020,40,2025,50
beyond,economy,Beyond,%,share,,2020,40,2025,50
nearly,economy,Nearly,家,stock,,2020,0,2025,100000
jobless,livelihood,Unemployment,%,share,at_most,,,2025,3.5
unseen,livelihood,Not observed,%,share,,2020,40,2025,50
"""
ACTUALS = """key,period,value,status
finance,2022,46,preliminary
firms,2023,150,
shrunk,2022,38,
beyond,2022,52,
nearly,2022,99999,
jobless,2023,2.9,
"""


@pytest.fixture
def page(run, plan) -> Callable[..., Element]:
    """page("--lang", "zh") → the root of the html report on the plan above, or on other files."""

    def call(*options: object, targets: str = TARGETS, actuals: str = ACTUALS) -> Element:
        return parsed(run("report", "--format", "html", *plan(targets, actuals), *options))

    return call


def parsed(result) -> Element:
    assert result.exit_code == 0, result.stderr
    doctype, markup = result.stdout_bytes.decode("utf-8").split("\n", 1)
    assert doctype == "<!doctype html>"
    return ElementTree.fromstring(markup)


def text_of(element: Element) -> str:
    return "".join(element.itertext())


def rows_of(page: Element) -> Iterator[Element]:
    return page.iterfind(".//section/table/tbody/tr")


def row_of(page: Element, name: str) -> Element:
    (found,) = [row for row in rows_of(page) if text_of(row[0]) == name]
    return found


def cell_of(row: Element, name: str) -> Element:
    (found,) = [cell for cell in row if cell.get("class") == name]
    return found


# What stands in it.
@pytest.mark.parametrize("language", ["en", "zh"])
def test_cells_and_titles_are_those_of_the_table(page, language, monkeypatch):
    sheets = []
    monkeypatch.setattr(html, "table", lambda *arguments: sheets.append(make_table(*arguments)) or sheets[-1])
    root = page("--lang", language, "--all")
    bar = [column.name for column in sheets[0].columns].index("bar")
    shown = [[text_of(cell) for cell in row if cell.get("class") != "trend"] for row in rows_of(root)]
    # The bar is drawn, and says nothing in characters.
    assert shown == [["" if place == bar else cell for place, cell in enumerate(row)] for row in sheets[0].texts]
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


# The bar.
def drawn(page: Element, name: str) -> tuple[str | None, ...]:
    """How far the bar is filled, where its line stands, and what it says."""
    svg = cell_of(row_of(page, name), "bar").find("svg")
    parts = {part.get("class"): part for part in svg}
    assert parts["track"].get("width") == "100%"
    assert parts["now"].get("x1") == parts["now"].get("x2") == parts["gap"].get("x1") == parts["gap"].get("x2")
    assert svg.get("role") == "img"
    return parts["done"].get("width"), parts["now"].get("x1"), svg.get("aria-label")


def test_bar_is_drawn_to_scale(page):
    root = page("--as-of", "2023")
    assert drawn(root, "Finance share") == ("35.5%", "40.0%", "Progress 35.5%, time elapsed 40.0%")
    # (150 - 100) / (200 - 100) after 3 of 5 years
    assert drawn(root, "High-tech firms") == ("50.0%", "60.0%", "Progress 50.0%, time elapsed 60.0%")


def test_bar_stays_within_its_track(page):
    root = page("--as-of", "2023")
    # (38 - 40) / (50 - 40) and (52 - 40) / (50 - 40)
    assert drawn(root, "Shrunk") == ("0.0%", "40.0%", "Progress -20.0%, time elapsed 40.0%")
    assert drawn(root, "Beyond") == ("100.0%", "40.0%", "Progress 120.0%, time elapsed 40.0%")


def test_bar_is_not_full_before_the_target_is_met(page):
    # 99,999 of 100,000
    assert drawn(page("--as-of", "2023"), "Nearly")[0] == "99.0%"


def test_no_bar_without_progress(page):
    row = row_of(page(), "Unemployment")
    assert len(cell_of(row, "bar")) == 0
    assert text_of(cell_of(row, "progress")) == "-"


def test_bar_speaks_chinese(page):
    assert drawn(page("--lang", "zh", "--as-of", "2023"), "Finance share")[2] == "进度35.5%，序时进度40.0%"


# Accessibly.
def test_verdict_is_a_word_beside_its_colour(page):
    root = page("--all", "--as-of", "2023")
    found = {text_of(row[0]): (row.get("class"), text_of(cell_of(row, "verdict"))) for row in rows_of(root)}
    assert found == {
        "Finance share": ("yellow", "Slightly behind (p)"),
        "High-tech firms": ("yellow", "Slightly behind"),
        "Shrunk": ("red", "Moving away"),
        "Beyond": ("green", "Achieved early"),
        "Nearly": ("green", "Ahead of schedule"),
        "Unemployment": ("green", "Within limit"),
        "Not observed": ("grey", "No data"),
    }


def test_tables_say_what_their_cells_are(page):
    root = page()
    tables = root.findall(".//section/table")
    assert len(tables) == 2
    for table in root.iter("table"):
        assert text_of(table.find("caption"))
        assert {head.get("scope") for head in table.iterfind("thead/tr/th")} == {"col"}
        for row in table.iterfind("tbody/tr"):
            assert [cell.tag for cell in row] == ["th"] + ["td"] * (10 if table in tables else 5)
            assert row[0].get("scope") == "row"
    assert all(head.get("scope") in ("col", "row") for head in root.iter("th"))


def test_a_card_names_each_cell_as_the_header_does(page):
    root = page("--lang", "zh")
    titles = dict(re.findall(r'^\.(\w+) \{ --title: "(.*?)";', text_of(root.find("head/style")), re.MULTILINE))
    assert titles == {title.get("class"): text_of(title) for title in root.find(".//section/table/thead/tr")}
    assert titles["baseline"] == "基期值（2020年）"
    assert "content: var(--title)" in html.stylesheet()


def palettes() -> dict[str, dict[str, str]]:
    """The colours of the light, the dark and the printed page."""
    rest = html.stylesheet()
    found = {}
    for name, start in (
        ("light", ":root"),
        ("dark", "@media screen and (prefers-color-scheme: dark)"),
        ("print", "@media print"),
    ):
        rest = rest[rest.index(start) :]
        block = rest[rest.index(":root") :]
        found[name] = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block[: block.index("}")]))
        rest = rest[len(start) :]
    return found


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return sum(share * value for share, value in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_rightly():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the well-known grey just below the limit


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_every_word_can_be_told_from_the_paper(theme):
    colours = palettes()[theme]
    assert len(colours) == 9
    for word in ("ink", "soft", "green", "yellow", "red", "grey"):
        assert contrast(colours[word], colours["paper"]) >= 4.5, word
    # A bar also stands out from what is left of its track, and so does the line across it.
    for part in ("ink", "green", "yellow", "red", "grey"):
        assert contrast(colours[part], colours["track"]) >= 3, part


def test_every_light_has_its_colour():
    for light in ("green", "yellow", "red", "grey"):
        assert f".{light} {{ --light: var(--{light}); }}" in html.stylesheet()
    assert palettes()["light"]["paper"] == palettes()["print"]["paper"] == "#ffffff"
    # Paper has the colours of the screen.
    assert palettes()["print"]["red"] == palettes()["light"]["red"]


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
