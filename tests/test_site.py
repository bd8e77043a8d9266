"""``lixia site``: its pages lead to each other, say the figures of csv, and remember what changed."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
import sites
from support import rows_of

from lixia_cli.render.site.addresses import slug

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The site of the plan of `sites`, for tests that only read it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIXIA_TODAY", "2026-11-21")
        return sites.build(tmp_path_factory.mktemp("plan"))


def test_every_address_leads_to_a_file_of_the_site(folder):
    found = sites.pages(folder)
    names = {path.relative_to(folder).as_posix() for path in found}
    assert names >= {
        "index.html", "en/index.html", "zh/index.html", "en/indicators/index.html", "en/methods.html", "en/data.html",
        "en/domains/ecology.html", "en/compare/index.html", "en/compare/green.html",
    }  # fmt: skip
    assert len([name for name in names if name.startswith("en/indicators/")]) == 5
    assert len([name for name in names if name.startswith("en/owners/")]) == 2
    assert len([name for name in names if name.startswith("zh/regions/")]) == 3
    for path in found:
        for address in sites.addresses(path):
            target = sites.target(path, address)
            assert target is None or target.is_file(), (path, address)
    # Every page can be reached from the first one.
    seen, waiting = set(), [(folder / "index.html").resolve()]
    while waiting:
        path = waiting.pop()
        if path in seen or path.suffix != ".html":
            continue
        seen.add(path)
        waiting += [target for address in sites.addresses(path) if (target := sites.target(path, address))]
    assert seen == {path.resolve() for path in found}


def test_the_figures_of_page_chart_and_csv_are_the_same(run, folder, tmp_path):
    everything = run("report", "--all", "--format", "csv", "-q", *sites.written(tmp_path)).stdout
    assert (folder / "data/verdicts.csv").read_text(encoding="utf-8") == everything
    path = next((folder / "en/indicators").glob("north*green*.html"))
    own = (folder / "data" / f"{path.stem}.csv").read_text(encoding="utf-8")
    row = rows_of(own)["green"]
    assert row == next(row for row in csv.DictReader(io.StringIO(everything)) if row["region"] == "North")
    shown = {node.get("value"): node.text for node in sites.page(path).iter("data")}
    for name in ("baseline_value", "latest_value", "target_value", "projected"):
        assert float(row[name]) in map(float, shown), name
    # 44.5 of 40 → 50 is 45 % of the way after 40 % of the time.
    assert "45.0% / 40.0%" in sites.text_of(folder / "en/indicators/index.html")
    about = json.loads((folder / "data" / f"{path.stem}.json").read_text(encoding="utf-8"))["indicators"][0]
    assert about["chart"]["observed"][-1] == [2022, 44.5]
    assert about["verdict"]["status"] == row["status"] == "ahead"


def test_an_indicator_has_its_history_sources_and_every_rule_set(folder):
    path = next((folder / "en/indicators").glob("north*green*.html"))
    text = sites.text_of(path)
    # 42 of 40 → 50 is 20 % after 20 % of the time.
    assert "Verdicts by year As of Verdict the end of 2021 ● On track the end of 2022 ● Ahead of schedule" in text
    assert all(name in text for name in ("eurostat", "unsd", "destatis", "lights"))
    assert "https://a.example/r" in list(sites.addresses(path))


def test_regions_are_ranked_and_compared_with_the_median(folder):
    text = sites.text_of(folder / "en/compare/green.html")
    # 47, 44.5 and 41: the median is 44.5.
    assert "the median is 44.5" in text
    assert text.index("West 1 47") < text.index("North 2 44.5") < text.index("South 3 41")
    assert "+2.5" in text
    assert "-3.5" in text


@pytest.mark.parametrize(
    ("actuals", "targets", "reason"),
    [
        (
            sites.ACTUALS.replace("green,West,2022,47,report", "green,West,2023,47,report"),
            sites.TARGETS,
            "The latest values are of different periods, so they are not ranked.",
        ),
        (
            sites.ACTUALS,
            sites.TARGETS.replace("target_value,period_start", "target_value,target_high,period_start")
            .replace("at_least,2020,40,2025,50,", "within,2020,40,2025,50,55,")
            .replace("at_least,,,2025,100,2021", "at_least,,,2025,100,,2021"),
            "A range has no better and worse side, so the values are not ranked.",
        ),
    ],
)
def test_values_that_cannot_be_ranked_are_listed_without_rank_and_median(tmp_path, actuals, targets, reason):
    folder = sites.build(tmp_path, actuals, targets)
    text = sites.text_of(folder / "en/compare/green.html")
    assert reason in text
    assert "median is" not in text
    # In the order of the file, without a rank between name and value.
    assert text.index("North 44.5") < text.index("South 41") < text.index("West 47")


def test_no_folder_of_the_machine_is_named(folder):
    text = sites.text_of(folder / "index.html") + (folder / "index.html").read_text(encoding="utf-8")
    assert "Data: targets.csv, actuals.csv" in text
    assert str(folder.parent) not in text


def test_the_start_page_says_what_is_behind_the_worst_first(folder):
    text = sites.text_of(folder / "index.html")
    assert "What is behind, the worst first" in text
    behind = text.partition("What is behind, the worst first")[2].partition("Changed verdicts")[0]
    assert "Behind" in behind
    assert "Ahead" not in behind


def test_both_languages_say_the_same(folder):
    names = {
        tag: {path.relative_to(folder / tag).as_posix() for path in (folder / tag).rglob("*") if path.is_file()}
        for tag in ("en", "zh")
    }
    assert names["en"] == names["zh"]
    for path in sites.pages(folder / "zh"):
        root = sites.page(path)
        assert root.get("lang") == "zh-CN"
        switch = next(node for node in root.iter("a") if node.get("class") == "switch")
        assert sites.target(path, switch.get("href")) == folder.resolve() / "en" / path.relative_to(folder / "zh")
    assert "绿地" in sites.text_of(folder / "zh/index.html")


def test_a_changed_verdict_is_said_and_fed(tmp_path, monkeypatch):
    folder = sites.build(tmp_path)
    assert "This is the first build" in sites.text_of(folder / "index.html")
    monkeypatch.setenv("LIXIA_TODAY", "2026-11-22")
    sites.build(tmp_path)
    assert "No verdict has changed since the build of 2026-11-21." in sites.text_of(folder / "index.html")
    monkeypatch.setenv("LIXIA_TODAY", "2026-11-23")
    sites.build(tmp_path, sites.ACTUALS.replace("green,South,2022,41", "green,South,2022,39"))
    assert "2026-11-23 Green space : Behind → Moving away" in sites.text_of(folder / "en/index.html")
    entries = ElementTree.parse(folder / "en/feed.xml").getroot().findall(f"{ATOM}entry")
    assert [entry.find(f"{ATOM}title").text for entry in entries] == ["Green space: Behind → Moving away"]
    link = entries[0].find(f"{ATOM}link").get("href")
    assert (folder / "en" / link).is_file()
    root = ElementTree.parse(folder / "feed.xml").getroot()
    assert (folder / root.find(f"{ATOM}entry/{ATOM}link").get("href")).is_file()
    # It stays in the list of later builds.
    monkeypatch.setenv("LIXIA_TODAY", "2026-11-24")
    sites.build(tmp_path, sites.ACTUALS.replace("green,South,2022,41", "green,South,2022,39"))
    text = sites.text_of(folder / "en/index.html")
    assert "No verdict has changed since the build of 2026-11-23." in text
    assert "2026-11-23 Green space" in text


def test_the_same_data_give_the_same_bytes(tmp_path):
    folder = sites.build(tmp_path)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    sites.build(tmp_path)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    changed = {path.name for path in before if after.get(path) != before[path]}
    assert before.keys() == after.keys()
    assert changed == {"index.html"}  # the start pages: this is no longer the first build


def test_the_data_package_describes_the_csv(folder):
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    resource = package["resources"][0]
    header = (folder / resource["path"]).read_text(encoding="utf-8").partition("\n")[0].split(",")
    assert [field["name"] for field in resource["schema"]["fields"]] == header
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    assert (types["key"], types["target_value"], types["target_year"]) == ("string", "number", "integer")


def test_nothing_active_in_a_page_but_the_script_of_the_site(folder):
    for path in sites.pages(folder):
        text = path.read_text(encoding="utf-8")
        assert " style=" not in text
        assert "<style" not in text
        assert text.count("<script") == 1
        assert "default-src &#x27;none&#x27;" in text


def test_a_run_that_fails_leaves_no_folder_behind(run, tmp_path):
    options = sites.written(tmp_path)
    assert run("site", "-o", tmp_path / "new", *options, "--plan", "nowhere").exit_code == 2
    assert run("site", "-o", tmp_path / "a/b", *options).exit_code == 74
    (tmp_path / "file").touch()
    result = run("site", "-o", tmp_path / "file", *options)
    assert (result.exit_code, result.stderr.count("it is no folder")) == (2, 1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/index.html").write_text("mine", encoding="utf-8")
    result = run("site", "-o", tmp_path / "mine", *options)
    assert (result.exit_code, "was not written by lixia site" in result.stderr) == (2, True)
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["index.html"]
    (tmp_path / "mine/lixia-site.json").write_text('{"files": ["../x"]}', encoding="utf-8")
    result = run("site", "-o", tmp_path / "mine", *options)
    assert (result.exit_code, "is damaged or not of lixia site" in result.stderr) == (2, True)
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"targets.csv", "actuals.csv", "sources.csv", "file", "mine"}


# Names in the data that mean harm.
HOSTILE = [
    "../x", "CON", "GDP", "a/b", "..", "<script>alert(1)</script>", "x" * 200, "指标", "指标。", "nul.html", "index",
    "a b", "'\"><img src=x onerror=alert(1)>", "%2e%2e%2fx", "javascript:alert(1)", ".hidden", "aux", "c\u202ed", "Å",
]  # fmt: skip


def test_hostile_keys_stay_inside_of_the_folder_and_inactive(tmp_path):
    header = "key,plan,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,owner"
    cells = [key.replace('"', '""') for key in HOSTILE]
    lines = [f'"{cell}",p,%,share,at_least,2020,40,2025,50,"{cell}"' for cell in cells]
    folder = sites.build(tmp_path, "key,period,value\nGDP,2022,41\n", "\n".join([header, *lines]))
    outside = {path.name for path in tmp_path.rglob("*") if folder not in path.parents}
    assert outside == {"site", "sources.csv", "targets.csv", "actuals.csv"}
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    assert len([name for name in names if name.startswith("data/") and name.endswith(".json")]) == len(HOSTILE)
    assert len({name.lower() for name in names}) == len(names)
    assert all(name.isascii() and len(name) < 100 and " " not in name for name in names)
    devices = {"con", "aux", "nul", "prn"}
    assert not devices & {name.rpartition("/")[2].partition(".")[0] for name in names}
    for path in sites.pages(folder):
        nodes = list(sites.page(path).iter())
        assert [node.get("src") is not None for node in nodes if node.tag == "script"] == [True]
        assert not [node for node in nodes if node.tag == "img" or any(name.startswith("on") for name in node.attrib)]
        targets = [sites.target(path, address) for address in sites.addresses(path)]
        assert all(target is None or target.is_file() for target in targets)
        assert "\u202e" not in path.read_text(encoding="utf-8")


def test_keys_that_differ_by_case_alone_have_files_that_differ_by_more():
    assert len({slug(key).lower() for key in ("GDP", "gdp", "Gdp", "ＧＤＰ", "gdp ", "gdp.")}) == 6
    assert slug("a-b", "c") != slug("a", "b-c")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_cautions_are_said_in_words_and_by_the_marks_of_tables(tmp_path, language):
    folder = sites.build(tmp_path, sites.ACTUALS.replace("jobs,North,2021", "jobs,North,2022"))
    page = next((folder / language / "indicators").glob("north*jobs*.html"))
    text = sites.text_of(page)
    assert "lower_bound" not in text.replace("R = ", "")
    assert {"en": "m years are missing from the sum", "zh": "m 累计缺年份，为下限"}[language] in text
