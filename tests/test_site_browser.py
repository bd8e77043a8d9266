"""A site in a real browser: its script, its policy, and what axe-core finds in its pages.

Skipped without playwright, axe-playwright-python (the axe-core of Deque, MPL-2.0) and a Chromium: Debian's package, the
one that LIXIA_CHROMIUM names, or playwright's own.
"""

from __future__ import annotations

import os
import shutil

import pytest
import sites

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")

ROWS = "table.sortable tbody tr:not([hidden])"


def chromium():
    """The Chromium to start; None for the one that playwright has downloaded."""
    names = (os.environ.get("LIXIA_CHROMIUM"), shutil.which("chromium"), shutil.which("chromium-browser"))
    return next((name for name in names if name), None)


@pytest.fixture(scope="module")
def browser():
    """A browser without a window."""
    with playwright.sync_playwright() as started:
        try:
            found = started.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium: {error}".splitlines()[0])
        yield found
        found.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A site of a dozen indicators with names of every kind, two of them in two regions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIXIA_TODAY", "2026-11-21")
        return sites.build(tmp_path_factory.mktemp("plan"), *files_of_a_plan())


def files_of_a_plan() -> tuple[str, str]:
    """Actuals and targets of the site."""
    ids = [*((f"k{number}", "north") for number in range(10)), ("k0", "south"), ("k1", "south")]
    lines = [
        f"{key},p,{region},{['ecology', 'economy'][int(key[1]) % 2]},O{int(key[1]) % 3},"
        f"Indicator {key[1]},指标{key[1]},"
        f"%,share,at_least,2020,{40 - int(key[1])},2025,50"
        for key, region in ids
    ]
    header = "key,plan,region,domain,owner,name_en,name_zh,unit,measure,direction,baseline_year,baseline_value,"
    header += "target_year,target_value"
    lines.append(
        'evil,p,north,<script>,"<img src=x onerror=alert(1)>",<script>alert(1)</script>,,<b>,share,at_least,'
        "2020,1,2025,2"
    )
    values = [f"k{number},north,{2020 + year},{40 + number * year},report" for number in range(8) for year in (1, 2)]
    more = ["k0,south,2022,30,report", "k1,south,2022,31,report", "evil,north,2022,1.2,report"]
    return "\n".join(["key,region,period,value,source", *values, *more]), "\n".join([header, *lines])


@pytest.fixture
def open_page(browser, folder):
    """open_page(path, **context) → a page. Nothing may be said on its console, and nothing asked from elsewhere."""
    contexts, said, asked = [], [], []

    def call(path, **settings):
        context = browser.new_context(**settings)
        contexts.append(context)
        opened = context.new_page()
        opened.on("console", lambda message: said.append(message.text))
        opened.on("pageerror", lambda error: said.append(str(error)))
        opened.on("request", lambda request: asked.append(request.url))
        opened.goto((folder / path).as_uri())
        return opened

    yield call
    for context in contexts:
        context.close()
    assert said == []
    assert [address for address in asked if not address.startswith(folder.as_uri())] == []


PAGES = (
    "index.html",
    "indicators/index.html",
    "indicators/north--k1.html",
    "domains/ecology.html",
    "owners/o1-*.html",
    "regions/south.html",
    "compare/index.html",
    "compare/k1.html",
    "methods.html",
    "data.html",
)
"""One page of every kind, in the folder of a language."""
OPTIONS = {"preload": False, "resultTypes": ["violations"]}
"""Preloading would fetch the style sheet by a script, which the policy of the pages forbids."""


@pytest.mark.parametrize(("tag", "scheme", "width"), [("en", "light", 1280), ("zh", "dark", 375)])
def test_axe_finds_nothing(open_page, folder, tag, scheme, width):
    opened = open_page("index.html", viewport={"width": width, "height": 800}, color_scheme=scheme)
    for pattern in PAGES:
        (path,) = (folder / tag).glob(pattern)
        opened.goto(path.as_uri())
        found = axe.Axe().run(opened, options=OPTIONS).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], path
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize(
    ("command", "width"), [(("report", "--all"), 375), (("report",), 1280), (("show", "k1", "--region", "north"), 375)]
)
def test_axe_finds_nothing_in_single_pages(run, browser, tmp_path, command, width):
    run(*command, *sites.written(tmp_path, *files_of_a_plan()), "-o", tmp_path / "page.html")
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.goto((tmp_path / "page.html").as_uri())
    found = axe.Axe().run(opened, options=OPTIONS).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def test_every_page_is_quiet_and_styled(open_page, folder):
    opened = open_page("index.html")
    for path in sites.pages(folder / "zh"):
        opened.goto(path.as_uri())
        assert opened.evaluate("getComputedStyle(document.body).margin") == "0px"


def test_rows_are_sorted_by_number_and_back(open_page):
    opened = open_page("en/indicators/index.html")
    latest = "table.sortable tbody tr td:nth-of-type(2)"
    opened.get_by_role("button", name="Latest").click()
    # k0 … k7 are at 40 + 2 × their number in 2022, in the south at 30 and 31, evil is at 1.2; two have no figure.
    expected = ["1.2", "30", "31", "40", "42", "44", "46", "48", "50", "52", "54"]
    values = [text.split(" ")[0] for text in opened.locator(latest).all_inner_texts()]
    assert values == [*expected, "-", "-"]
    opened.get_by_role("button", name="Latest").press("Enter")
    values = [text.split(" ")[0] for text in opened.locator(latest).all_inner_texts()]
    assert values == [*reversed(expected), "-", "-"]
    assert opened.locator("th[aria-sort]").get_attribute("aria-sort") == "descending"


def test_rows_are_filtered_by_name_and_light(open_page):
    opened = open_page("zh/indicators/index.html")
    opened.get_by_label("按名称筛选").fill("指标1")
    assert opened.locator(ROWS).count() == 2
    assert opened.locator("output").inner_text() == "显示2项，共13项"
    opened.get_by_label("按名称筛选").fill("")
    opened.get_by_label("评价").select_option("grey")
    assert opened.locator(ROWS).count() == 2


def test_all_can_be_read_without_a_script(open_page):
    opened = open_page("en/indicators/index.html", java_script_enabled=False)
    assert opened.locator("table.sortable tbody tr").count() == 13
    assert opened.locator("button").count() == 0
    opened.goto(opened.url.replace("index.html", "north--k1.html"))
    opened.locator("summary").click()
    assert opened.locator("table.numbers").is_visible()


def test_the_keyboard_reaches_the_content_and_the_other_language(open_page):
    opened = open_page("en/indicators/north--k1.html")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.className") == "skip"
    opened.locator("a.switch").press("Enter")
    opened.wait_for_url("**/zh/indicators/north--k1.html")
    assert opened.locator("h1").inner_text() == "指标1"
