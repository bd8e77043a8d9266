"""docs/files.md: what its tables of numbers and periods say is what is read."""

from __future__ import annotations

import re

import pytest
from support import REPOSITORY

from lixia_cli.check.number_text import read_number
from lixia_cli.check.worded import split_words
from lixia_cli.check.words_to_codes import OF_ACTUALS, OF_TARGETS
from lixia_cli.model.periods import parse_period
from lixia_cli.model.stated_periods import split_status
from lixia_cli.read.notation import Notation

PAGE = (REPOSITORY / "docs" / "files.md").read_text(encoding="utf-8")


def rows(title: str) -> list[tuple[str, str]]:
    """Each cell that a table of the page names, with how it is read."""
    section = PAGE.split(f"### {title}\n")[1].split("\n#")[0]
    table = re.findall(r"^\| (`.*?) \| (.*) \|$", section, re.MULTILINE)
    return [(cell.strip(), reading) for cells, reading in table for cell in re.findall(r"`([^`]*)`", cells)]


def rows_of_words() -> list[tuple[str, str, str]]:
    """Each number with words that the page names, with what it says in a target and in an actual."""
    return [(cell, *(part.strip() for part in reading.split("|"))) for cell, reading in rows("Numbers with words")]


@pytest.mark.parametrize(("cell", "reading"), rows("Numbers"))
def test_numbers_of_the_page(cell, reading):
    read = read_number(cell, Notation.POINT)
    if reading.startswith("refused"):
        assert read.problem is not None or read.words  # the words are refused, for they are no unit
    else:
        assert read.value == float(re.findall(r"-?[0-9][0-9.]*", reading)[0])


@pytest.mark.parametrize(("cell", "reading"), rows("Periods"))
def test_periods_of_the_page(cell, reading):
    stated = split_status(cell)
    period = parse_period(stated.period)
    assert ("status" in reading) == (stated.status != "")
    assert stated.status in reading
    if reading.startswith("refused"):
        assert period is None
    elif reading.startswith("fiscal year"):
        assert period is not None
        assert (period.year, period.months, period.text) == (int(re.findall(r"\d+", reading)[0]), 12, cell)
    else:
        assert period is not None
        assert period.text in re.split(r"; |, | and ", reading)


@pytest.mark.parametrize(("cell", "of_target", "of_actual"), rows_of_words())
def test_words_of_the_page(cell, of_target, of_actual):
    says = split_words(cell).says
    assert says != ""
    for meanings, described in ((OF_TARGETS, of_target), (OF_ACTUALS, of_actual)):
        if described == "refused":
            assert says not in meanings
        else:
            codes = re.findall(r"(\w+) `(\w+)`", described)
            qualifier = {} if "qualifier" in described else {"qualifier": "at_least"}
            assert meanings[says] in (dict(codes), {**dict(codes), **qualifier})
