"""The data beside the pages: csv and json of every indicator, all of them as csv, and a data package."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

from lixia_cli.explain.explain import Explanation
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS, WHOLE_NUMBERS
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table
from lixia_cli.render.formats.csv import render_csv
from lixia_cli.render.formats.json import SCHEMA_VERSION, encoded
from lixia_cli.render.markup import element
from lixia_cli.render.site.layout import Site
from lixia_cli.render.view.chosen import NOTHING_CHOSEN

ALL = "data/verdicts.csv"
"""The file with all indicators of the site: the columns of ``lixia report --format csv --all``."""


def data_files(site: Site, explanations: Sequence[Explanation]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file; `explanations` are those of all rows, in English."""
    table = render_csv(replace(site.words.report, columns=NOTHING_CHOSEN))
    yield ALL, table
    header, *rows = csv.reader(io.StringIO(table.decode("utf-8"), newline=""))
    for number, row in enumerate(rows):
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows((header, row))
        yield site.addresses.data(number, ".csv"), text.getvalue().encode("utf-8")
    as_of = site.content.provenance.as_of or None
    for number, about in enumerate(explanations):
        content = {"schema_version": SCHEMA_VERSION, "as_of": as_of, "indicators": [about]}
        yield site.addresses.data(number, ".json"), encoded(content, indent=None)
    yield "datapackage.json", encoded(_package(site, header))


def _package(site: Site, header: Sequence[str]) -> dict[str, object]:
    """Return the description of the csv file as a data package (datapackage.org, version 1)."""
    assessed = site.content.assessed
    return {
        "profile": "tabular-data-package",
        "name": "lixia-site",
        "title": site.words.opening.title,
        "created": f"{site.content.today}T00:00:00Z",
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "verdicts",
                "path": ALL,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [{"name": name, "type": _type(assessed, name)} for name in header],
                    "primaryKey": ["plan", "region", "key"],
                    "missingValues": [""],
                },
            }
        ],
    }


def _type(assessed: Table, name: str) -> str:
    """Return the type of a column; the file's own, behind those of lixia, are texts."""
    if name not in ASSESSED_COLUMNS or isinstance(assessed[name], Coded):
        return "string"
    return "integer" if name in WHOLE_NUMBERS else "number"


def data_page(site: Site) -> bytes:
    """Return the page that leads to the data."""
    say, place = site.words.say, site.place("data.html")
    title = say("Data")
    files = {
        ALL: say("every indicator with its figures and verdict (csv, UTF-8)"),
        "datapackage.json": say("the columns of that file (Data Package)"),
        f"{place.language}/feed.xml": say("changed verdicts (Atom)"),
    }
    items = [
        element("li", {}, element("a", {"href": place.file(name)}, name.rpartition("/")[2]), ": ", text)
        for name, text in files.items()
    ]
    beside = say("The page of every indicator has its own row as csv, and everything that it shows as json.")
    return site.page(place, title, element("h1", {}, title), element("ul", {}, items), element("p", {}, beside))
