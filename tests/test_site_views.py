"""Views of a site: which targets it has, in which groups, order and columns."""

from __future__ import annotations

import json

import pytest
import sites
from click.testing import CliRunner
from support import rows_of

from lixia_cli.cli.main import lixia

TARGETS = """
key,plan,region,domain,owner,办理人,name_en,name_zh,unit,measure,baseline_year,baseline_value,target_year,target_value
a,p,North,ecology,Parks,Li,Alpha,甲,%,share,2020,40,2025,50
b,p,North,ecology,Parks,Wu,Beta,乙,%,share,2020,40,2025,50
c,p,South,livelihood,Labour,,Gamma,丙,%,share,2020,40,2025,50
a,p,South,livelihood,Labour,Li,Alpha,甲,%,share,2020,40,2025,50
"""
ACTUALS = """
key,region,period,value
a,North,2022,41
b,North,2022,45
c,South,2022,39
a,South,2022,46
"""


@pytest.fixture
def built(tmp_path):
    """The folder of a site: built("--where", "owner=Parks")."""

    def call(*options: str):
        files = sites.written(tmp_path, ACTUALS, TARGETS)
        result = CliRunner().invoke(lixia, ["site", "-q", "-o", str(tmp_path / "site"), *files, *options])
        assert (result.exit_code, result.stderr) == (0, ""), result.stderr
        return tmp_path / "site"

    return call


def names_in(folder, page: str) -> list[str]:
    """The indicators that the first list of a page has, in its order."""
    rows = sites.page(folder / page).iter("tr")
    return [row.find("th/a").text for row in rows if row.find("th/a") is not None]


def keys_of(folder) -> list[str]:
    return [line.split(",")[3] for line in (folder / "data/verdicts.csv").read_text().splitlines()[1:]]


def test_where_chooses_the_targets_of_every_page_and_of_the_data(built):
    folder = built("--where", "办理人=Li")
    assert names_in(folder, "en/indicators/index.html") == ["Alpha", "Alpha"]
    assert keys_of(folder) == ["a", "a"]
    assert "办理人 = Li" in sites.text_of(folder / "en/index.html")
    assert "2 of 2 targets assessed" in sites.text_of(folder / "en/index.html")
    # The next build has other targets; pages of the others come and go.
    folder = built("--where", "办理人!=Li")
    assert sorted(names_in(folder, "en/indicators/index.html")) == ["Beta", "Gamma"]
    for path in sites.pages(folder):
        for address in sites.addresses(path):
            assert (found := sites.target(path, address)) is None or found.is_file(), (path, address)


def test_by_a_column_of_the_file_takes_the_place_of_domains(built):
    folder = built("--by", "办理人")
    pages = {path.name for path in (folder / "en/by").iterdir()}
    assert len(pages) == 3
    assert not (folder / "en/domains").exists()
    assert len(list((folder / "en/owners").iterdir())) == 2
    start = sites.text_of(folder / "en/index.html")
    assert "By 办理人" in start
    assert "办理人: none" in start  # Gamma has nobody
    (page,) = [path for path in (folder / "en/by").iterdir() if path.name.startswith("wu")]
    assert names_in(folder, f"en/by/{page.name}") == ["Beta"]


def test_by_a_column_of_whole_numbers(built):
    folder = built("--by", "target_year")
    assert {path.name for path in (folder / "en/by").iterdir()} == {"2025.html"}
    assert sorted(names_in(folder, "en/by/2025.html")) == ["Alpha", "Alpha", "Beta", "Gamma"]


def test_sort_is_the_order_of_every_list(built):
    # 5, 1, -1 and 6 of 10 percentage points.
    assert names_in(built("--sort", "-progress"), "en/indicators/index.html") == ["Alpha", "Beta", "Alpha", "Gamma"]
    folder = built("--sort", "progress")
    assert names_in(folder, "en/indicators/index.html") == ["Gamma", "Alpha", "Beta", "Alpha"]
    assert keys_of(folder) == ["c", "a", "b", "a"]
    text = sites.text_of(folder / "en/index.html")
    assert "What is behind" in text
    assert "the worst first" not in text


def test_columns_are_those_of_lists_and_leave_data_and_comparisons_alone(built):
    usual = built()
    compared = sites.text_of(usual / "en/compare/a.html")
    data = (usual / "data/verdicts.csv").read_text()
    folder = built("--columns", "办理人,lead_pp")
    heads = [node.text for node in sites.page(folder / "en/indicators/index.html").iter("th") if node.get("scope")]
    assert heads[:3] == ["Indicator", "办理人", "Lead (pp)"]
    assert sites.text_of(folder / "en/compare/a.html") == compared
    assert (folder / "data/verdicts.csv").read_text() == data
    assert rows_of(data.replace("p,South,livelihood,a", ""))["a"]["progress"] == "0.1"


def test_changes_are_those_of_the_targets_chosen(built, tmp_path):
    built("--where", "owner=Parks")
    state = json.loads((tmp_path / "site/lixia-site.json").read_text())
    assert [row["key"] for row in state["verdicts"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--by", "plan"), "--by: a site shows one plan; name it with --plan, and build a site for each"),
        (("--where", "owner=Park"), "--where: owner has no 'Park'; is it 'Parks'?"),
    ],
)
def test_what_a_site_cannot_show_is_refused_before_anything_is_written(run, tmp_path, options, message):
    files = sites.written(tmp_path, ACTUALS, TARGETS)
    result = run("site", "-q", "-o", tmp_path / "site", *files, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"lixia: error: {message}\n"
    assert not (tmp_path / "site").exists()
