"""The bars of the html report, its colours, and what it says to those who cannot see them."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from html_reports import cell_of, page_of, row_of, rows_of, text_of

from lixia_cli.render.formats import html


@pytest.fixture
def page(run, plan) -> Callable[..., Element]:
    """page("--lang", "zh") → the root of the html report on the plan of `html_reports`, or on other files."""
    return functools.partial(page_of, run, plan)


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
