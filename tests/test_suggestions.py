"""What may have been meant: the closest of many names, without comparing each with each."""

from __future__ import annotations

import difflib

import pytest

from lixia_cli.text import suggestions
from lixia_cli.text.suggestions import Suggestions, closest, one_of


@pytest.mark.parametrize(
    ("name", "choices", "found"),
    [
        ("shares", ["stock", "share"], ["share"]),
        ("gdpp", ["parks", "gdp", "gdp_usd"], ["gdp"]),
        ("地区生产总", ["城区绿化覆盖率", "地区生产总值"], ["地区生产总值"]),
        ("7", ["17", "007"], ["007"]),
        ("2-sep", ["SEPT2", "2-dec"], ["SEPT2"]),
        ("1.1", ["1.10", "1.2"], ["1.10"]),
        ("zzz", ["gdp"], []),
        ("", ["gdp"], []),
        ("x" * 1000, ["x" * 1001], []),
    ],
)
def test_the_closest(name, choices, found):
    assert closest(name, choices) == found


def test_of_many_names_few_are_compared(monkeypatch):
    compared = []

    class Counting(difflib.SequenceMatcher):
        def set_seq1(self, text):
            compared.append(text)
            super().set_seq1(text)

    monkeypatch.setattr(difflib, "SequenceMatcher", Counting)
    index = Suggestions(f"targeted_indicator_{number:05d}" for number in range(3000))
    assert [index.closest(f"targeted_indicatr_{number:05d}") for number in (7, 2048)] == [
        ["targeted_indicator_00007"],
        ["targeted_indicator_02048"],
    ]
    assert len(compared) <= 10  # four for each name, besides what starting takes


def test_a_choice_that_reads_the_same_is_taken():
    assert one_of("region", "north", ["North", "South"]) == "North"
    assert one_of("region", "north", ["North", "north"]) == "north"
    with pytest.raises(suggestions.RequestError, match="is it"):
        one_of("region", "NORTH", ["North", "north"])
    with pytest.raises(suggestions.RequestError, match="the targets name no region"):
        one_of("region", "north", [""])


def test_of_many_choices_the_first_are_named():
    with pytest.raises(suggestions.RequestError) as caught:
        one_of("plan", "zzz", [f"p{number}" for number in range(1000)])
    text = caught.value.message.text(str)
    assert text.startswith("no plan 'zzz'; available: p0, p1, ")
    assert text.endswith("p19 and 980 more")
