"""One language in each output of the bundled plan: only titles of sources, proper names and keys are in another."""

from __future__ import annotations

import csv
import io
import re

import pytest
from support import REPOSITORY

docx = pytest.importorskip("docx")
openpyxl = pytest.importorskip("openpyxl")

PLANS = ["fyp14", "annual-2020", "annual-2022", "annual-2023", "cbd-2025"]
CHINESE = re.compile("[\u3400-\u9fff，。：；（）]+")
ENGLISH = re.compile("[A-Za-z_]{2,}")
FOR_PROGRAMS = "figures"
"""The sheet of a workbook with the columns of csv."""


def texts_of_tags(page):
    """The texts and spoken attributes of a page, without style and scripts."""
    body = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    spoken = re.findall(r' (?:alt|title|aria-label|placeholder)="([^"]*)"', body)
    return "\n".join([re.sub(r"<[^>]*>|&\w+;", "\n", body), *spoken])


def texts_of_document(path):
    """The paragraphs and cells of a Word document, without the list of sources."""
    document = docx.Document(path)
    listed = [part.text for part in document.paragraphs if part.style.name != "List Number"]
    return "\n".join([*listed, *(cell.text for table in document.tables for cell in table._cells)])


def texts_of_workbook(path):
    """Names, cells and number formats of the sheets for people."""
    sheets = [sheet for sheet in openpyxl.load_workbook(path) if sheet.title != FOR_PROGRAMS]
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    formats = (part for cell in cells for part in re.findall('"([^"]*)"', cell.number_format))
    return "\n".join([*(sheet.title for sheet in sheets), *(str(cell.value) for cell in cells), *formats])


@pytest.fixture
def said(run, tmp_path):
    """said("report", "docx", "zh", …) → every text for people in that output."""

    def call(command, form, language, *options):
        options = [*options, "--lang", language, "-q"]
        if form in ("docx", "xlsx"):
            path = tmp_path / f"report.{form}"
            result = run(command, *options, "-o", str(path))
            assert result.exit_code == 0, result.stderr
            return texts_of_document(path) if form == "docx" else texts_of_workbook(path)
        result = run(command, *options, *(["--format", form] if form else []))
        assert result.exit_code == 0, result.stderr
        return texts_of_tags(result.stdout) if form == "html" else result.stdout

    return call


@pytest.fixture(scope="session")
def quoted():
    """What is quoted from the sources: their titles and publishers, the places in them, and remarks."""
    found = []
    for name in ("sources", "targets", "actuals"):
        with (REPOSITORY / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        named = (
            "title",
            "publisher",
            "published",
            "url",
            "locator",
            "note",
            "name_zh",
            "name_en",
            "key",
            "source",
            "id",
        )
        found += [row.get(name) or "" for row in rows for name in named]
    return sorted({text for text in found if text}, key=len, reverse=True)


REPORTS = [
    *(("report", form, name) for form in ("table", "markdown", "html", "sentences") for name in PLANS),
    *(("report", form, "fyp14") for form in ("docx", "xlsx")),
    *((command, "", name) for command in ("summary", "history") for name in ("fyp14", "annual-2022")),
    *(("history", form, "fyp14") for form in ("markdown", "html")),
]


@pytest.mark.parametrize(("command", "form", "name"), REPORTS)
def test_english_output_holds_no_chinese(said, command, form, name):
    everything = [] if command == "summary" or form == "docx" else ["--all"]
    assert CHINESE.findall(said(command, form, "en", "--plan", name, *everything)) == []


@pytest.mark.parametrize(("command", "form", "name"), REPORTS)
def test_chinese_output_holds_no_english_but_names(said, command, form, name):
    everything = [] if command == "summary" or form == "docx" else ["--all"]
    text = said(command, form, "zh", "--plan", name, *everything)
    # Marks behind figures are explained below the tables; CBD and GDP are parts of names, the rest is what one types.
    words = set(ENGLISH.findall(text))
    assert {word for word in words if not re.fullmatch("[bmdpewajvor]{2,4}", word)} <= {
        *("CBD", "GDP", "CSV", "lixia", "show", "KEY"),
    }


@pytest.mark.parametrize(
    "key", ["tax_buildings_yearly", "modern_services_share", "foreign_investment", "gdp", "green_coverage"]
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_explanation_holds_the_other_language_only_where_it_quotes(run, quoted, key, language):
    text = run("show", key, "--lang", language, "--width", "400", "-q").stdout
    for words in quoted:
        text = text.replace(words, "\n")
    if language == "en":
        assert CHINESE.findall(text) == []
        return
    # Formulas name figures as csv does; rule sets and their formulas have names of their own.
    figures = next(csv.reader(io.StringIO(run("report", "--format", "csv", "-q").stdout)))
    allowed = {
        *figures,
        "value",
        "target",
        "baseline",
        "change",
        "ln",
        "tT",
        "lixia",
        "destatis",
        "eurostat",
        "lights",
        "unsd",
    }
    assert set(ENGLISH.findall(text)) - allowed - {"GDP", "CBD", "check", "KEY", "https", "http"} == set()
