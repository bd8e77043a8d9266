"""Read a site that `lixia site` wrote: its pages, links and texts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

from click.testing import CliRunner
from support import dedent

from lixia_cli.cli.main import lixia

TARGETS = """
key,plan,region,domain,owner,name_en,name_zh,unit,measure,direction,baseline_year,baseline_value,target_year,target_value,period_start
green,p,North,ecology,Parks,Green space,绿地,%,share,at_least,2020,40,2025,50,
green,p,South,ecology,Parks,Green space,绿地,%,share,at_least,2020,40,2025,50,
green,p,West,ecology,Parks,Green space,绿地,%,share,at_least,2020,40,2025,50,
jobs,p,North,livelihood,Labour,Jobs,就业,人,cumulative,at_least,,,2025,100,2021
"""
ACTUALS = """
key,region,period,value,source
green,North,2021,42,report
green,North,2022,44.5,report
green,South,2022,41,report
green,West,2022,47,report
jobs,North,2021,15,
"""
SOURCES = "id,title,url\nreport,Report,https://a.example/r\n"

HTML = "{http://www.w3.org/1999/xhtml}"


def written(folder: Path, actuals: str = ACTUALS, targets: str = TARGETS) -> list[str]:
    """Write the files of a plan and return the options that name them."""
    for name, text in (("targets.csv", targets), ("actuals.csv", actuals), ("sources.csv", SOURCES)):
        (folder / name).write_text(dedent(text), encoding="utf-8")
    return ["--targets", str(folder / "targets.csv"), "--actuals", str(folder / "actuals.csv")]


def build(folder: Path, actuals: str = ACTUALS, targets: str = TARGETS) -> Path:
    """Write a plan and its site; return the folder of the site."""
    options = written(folder, actuals, targets)
    result = CliRunner().invoke(lixia, ["site", "-q", "-o", str(folder / "site"), *options])
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return folder / "site"


def page(path: Path) -> ElementTree.Element:
    """A page, which is well-formed XML behind its doctype."""
    return ElementTree.fromstring(path.read_text(encoding="utf-8").partition("\n")[2])


def pages(folder: Path) -> list[Path]:
    """Every page of a site."""
    return sorted(folder.rglob("*.html"))


def addresses(path: Path) -> Iterator[str]:
    """What a page refers to."""
    for node in page(path).iter():
        yield from (value for name in ("href", "src") if (value := node.get(name)))


def target(path: Path, address: str) -> Path | None:
    """The file that an address of a page leads to; None for one of the web."""
    parts = urlsplit(address)
    if parts.scheme:
        assert parts.scheme in ("http", "https"), address
        return None
    return path if not parts.path else (path.parent / unquote(parts.path)).resolve()


def text_of(path: Path) -> str:
    """The text of a page's main part."""
    main = page(path).find("body/main")
    return " ".join(" ".join(main.itertext()).split())
