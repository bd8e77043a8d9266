"""Html reports on a small plan, as trees of elements."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

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


def page_of(run, plan, *options: object, targets: str = TARGETS, actuals: str = ACTUALS) -> Element:
    """The root of the html report on a plan."""
    return parsed(run("report", "--format", "html", *plan(targets, actuals), *options))


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
