"""The data beside the pages of a site: a data package, and Atom feeds of changed verdicts."""

from __future__ import annotations

import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import sites

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """A site that was built twice; between the builds two verdicts have changed."""
    plan = tmp_path_factory.mktemp("plan")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIXIA_TODAY", "2026-11-20")
        sites.build(plan)
        patch.setenv("LIXIA_TODAY", "2026-11-21")
        changed = sites.ACTUALS.replace("South,2022,41", "South,2022,39").replace("West,2022,47", "West,2022,41")
        return sites.build(plan, changed)


def test_the_data_package_is_valid(folder):
    import frictionless

    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.flatten(["rowNumber", "fieldNumber", "message"]) == []
    (table,) = report.tasks
    assert table.stats["rows"] == 4


@pytest.mark.parametrize("name", ["feed.xml", "en/feed.xml", "zh/feed.xml"])
def test_a_feed_is_one_of_rfc_4287(folder, name):
    root = ElementTree.parse(folder / name).getroot()
    assert root.tag == f"{ATOM}feed"
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) == 2
    for node in (root, *entries):
        (identity,), (title,), (updated,) = (node.findall(ATOM + part) for part in ("id", "title", "updated"))
        assert identity.text.startswith("urn:uuid:")
        assert title.text
        assert datetime.datetime.fromisoformat(updated.text).tzinfo is not None
        links = {link.get("rel"): link.get("href") for link in node.findall(f"{ATOM}link")}
        assert not urlsplit(links["alternate"]).scheme
        assert ((folder / name).parent / links["alternate"]).is_file()
    assert root.find(f"{ATOM}author/{ATOM}name").text
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 2
    assert all(entry.find(f"{ATOM}summary").text for entry in entries)


def test_entries_of_both_languages_are_the_same_event(folder):
    ids = [
        [node.text for node in ElementTree.parse(folder / name).getroot().findall(f"{ATOM}entry/{ATOM}id")]
        for name in ("en/feed.xml", "zh/feed.xml")
    ]
    assert ids[0] == ids[1]
