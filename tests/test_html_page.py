"""The html report as a page: contents, sorting by a column, the policy for its script, and printing."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from lixia_cli.render.formats import html

GOLDEN = Path(__file__).parent / "golden"
PLAN = ["--targets", str(GOLDEN / "targets.csv"), "--actuals", str(GOLDEN / "actuals.csv"), "--as-of", "2023", "--all"]


@pytest.fixture
def page(run):
    """page("--lang", "zh") → the root of the html report on the golden plan, or on other files."""

    def call(*options: object, files: list[str] = PLAN) -> Element:
        result = run("report", "--format", "html", *files, *options)
        assert result.exit_code == 0, result.stderr
        return ElementTree.fromstring(result.stdout.split("\n", 1)[1])

    return call


def text_of(element: Element) -> str:
    return "".join(element.itertext())


@pytest.mark.parametrize(("language", "label"), [("en", "Contents"), ("zh", "目录")])
def test_contents_lead_to_the_sections(page, language, label):
    root = page("--lang", language)
    nav = root.find("body/main/nav")
    assert nav.get("aria-label") == label
    links = {link.get("href"): text_of(link) for link in nav.iter("a")}
    sections = {f"#{section.get('id')}": text_of(section.find("h2")) for section in root.iterfind("body/main/section")}
    assert links == sections
    assert len(links) == 3


def test_one_section_needs_no_contents(page, plan):
    targets = (
        "key,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\na,A,%,share,2020,4,2025,5\n"
    )
    assert page(files=plan(targets, "key,period,value\na,2022,4.4\n")).find("body/main/nav") is None


def test_the_policy_allows_the_style_and_the_script_and_nothing_else(page):
    root = page()
    (policy,) = [meta.get("content") for meta in root.iter("meta") if meta.get("http-equiv")]
    hashes = {
        name: base64.b64encode(hashlib.sha256(text_of(element).encode()).digest()).decode()
        for name, element in (("style", root.find("head/style")), ("script", root.find("body/script")))
    }
    allowed = f"style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'"
    assert policy == f"default-src 'none'; {allowed}; base-uri 'none'"
    # Styles and handlers in attributes would not be allowed.
    for element in root.iter():
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]


def test_the_script_needs_no_escapes_in_xml():
    assert not set("<&") & set(html.script())
    assert "]]>" not in html.script()
    # It replaces no text by markup, and loads nothing.
    assert not re.search("innerHTML|insertAdjacent|write|eval|fetch|import|Request|setTimeout", html.script())


def test_cells_say_by_which_number_they_are_sorted(page):
    """By hand: 46 of 50 is 0.92; 2.2 of 6.2 of the way; slightly behind is the sixth status from the best."""
    root = page("--lang", "en")
    (row,) = [row for row in root.iter("tr") if text_of(row[0]).startswith("Finance")]
    values = {cell.get("class"): cell.get("data-value") for cell in row}
    assert values.pop("progress") == repr(0.354838709677)
    assert values == {
        "indicator": None,
        "unit": None,
        "baseline": "43.8",
        "latest": "46.0",
        "target": "50.0",
        "percent": "0.92",
        "bar": None,
        "trend": None,
        "needed": None,
        "verdict": "5",
    }
    (row,) = [row for row in root.iter("tr") if text_of(row[0]) == "Mountain parks"]
    # Nothing known: last in any order.
    assert [cell.get("data-value") for cell in row if cell.get("class") in ("latest", "percent", "progress")] == [
        ""
    ] * 3
    heads = {title.get("class"): title.get("data-sorts") is not None for title in root.find(".//section//thead/tr")}
    assert [name for name, sorts in heads.items() if not sorts] == ["trend", "bar", "needed"]


def test_paper_keeps_colours_and_repeats_headers():
    rules = html.stylesheet().partition("@media print")[2]
    for rule in (
        "print-color-adjust: exact",
        "thead { display: table-header-group; }",
        "tr, li, p { break-inside: avoid; }",
    ):
        assert rule in rules
    assert re.search(r"h2 \{[^}]*break-after: avoid", rules)
    assert "size: A4 landscape" in rules
