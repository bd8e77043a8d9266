"""Every example of docs/methods.md is run through the whole program, and its arithmetic is done again."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from string import Formatter

import pytest
from methods_page import EMPTY, MARK, Claim, Example, MalformedError, compute, holds, parts_by_hand, read_examples
from support import REPOSITORY

from lixia_cli.assess import methods
from lixia_cli.assess.remarks import FLAGS, REASONS
from lixia_cli.model.assessed_columns import ASSESSED_COLUMNS, FIGURES
from lixia_cli.model.words import DIRECTIONS, FINALITIES, MEASURES, QUALIFIERS

PAGE = (REPOSITORY / "docs" / "methods.md").read_text(encoding="utf-8")
EXAMPLES = read_examples(PAGE)
CLAIMS = [claim for example in EXAMPLES for claim in example.claims]
FEWEST = 35
"""Verdicts that a rule set shares with the others but can't reach: destatis asks for no baseline."""


def at_line(thing: Example | Claim) -> str:
    return f"line {thing.line}"


@pytest.mark.parametrize("example", EXAMPLES, ids=at_line)
def test_example(example, assessed):
    by_options: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    for claim in example.claims:
        by_options[claim.options].append(claim)
    for options, claims in by_options.items():
        rows = assessed(example.targets, example.actuals, *options)
        for claim in claims:
            if not claim.key:
                assert len(rows) == 1, f"line {claim.line}: there are several targets; add a column key"
            compare(claim, rows[claim.key or next(iter(rows))])


def compare(claim: Claim, row: dict[str, str]) -> None:
    said = row[claim.column]
    where = f"line {claim.line}: {claim.key} {claim.column} is {said!r}, the page says {claim.value}"
    if claim.value == EMPTY:
        assert said == "", where
    elif claim.column == "flags":
        assert claim.codes or claim.absent, where
        assert set(claim.codes) <= set(said.split()), where
        assert not set(claim.absent) & set(said.split()), where
    elif claim.column == "note":
        assert claim.quoted, where
        assert all(text in said for text in claim.quoted), where
    elif claim.number is not None:
        assert said, where
        assert claim.agrees(float(said)), where
    else:
        assert claim.value == f"`{said}`", where


@pytest.mark.parametrize("example", [example for example in EXAMPLES if example.prints], ids=at_line)
def test_printed_example(example, run, plan):
    files = plan(example.targets, example.actuals)
    for options, text in example.prints:
        printed = run("report", "--all", "--lang", "en", "--width", "120", *files, *options).stdout
        assert text in printed, printed


@pytest.mark.parametrize("claim", CLAIMS, ids=at_line)
def test_arithmetic(claim):
    if claim.number is not None:
        computed = compute(claim.by_hand)
        assert computed is not None, f"line {claim.line}: no plain arithmetic: {claim.by_hand}"
        assert claim.agrees(computed), f"line {claim.line}: {claim.by_hand} is {computed:.10g}, not {claim.value}"
    else:
        for part, true in parts_by_hand(claim):
            compares = re.search("[<>=≤≥]", part)
            assert true or not compares, f"line {claim.line}: {part} is {'no comparison' if true is None else 'false'}"


def test_there_are_enough_examples():
    assert len(EXAMPLES) >= FEWEST


def test_every_example_is_read():
    generated = 2 * PAGE.count("<!-- held -->")
    assert PAGE.count("<!--") - generated == PAGE.count(MARK) == len(EXAMPLES)


def test_every_column_of_a_table_exists():
    assert {claim.column for claim in CLAIMS} <= set(ASSESSED_COLUMNS)


def test_every_figure_has_an_example():
    assert {claim.column for claim in CLAIMS if claim.number is not None} >= set(FIGURES)


def test_every_rule_set_and_status_has_an_example():
    shown = {(claim.method, code) for claim in CLAIMS if claim.column == "status" for code in claim.codes}
    there = {(name, status.code) for name in methods.names() for status in methods.load(name).every_status()}
    assert there == shown
    valued = {claim.method for claim in CLAIMS if claim.column == "method_value" and claim.number is not None}
    assert valued == set(methods.names())
    lights = {code for claim in CLAIMS if claim.column == "light" for code in claim.codes}
    assert lights == {"green", "yellow", "red", "grey"}


def test_every_flag_has_an_example_with_and_without_it():
    flags = [claim for claim in CLAIMS if claim.column == "flags"]
    assert {code for claim in flags for code in claim.codes} == set(FLAGS)
    assert {code for claim in flags for code in claim.absent} >= {"borderline", "joint", "method_dependent", "due"}


def test_every_reason_has_an_example():
    quoted = [text for claim in CLAIMS if claim.column == "note" for text in claim.quoted]
    for code, template in REASONS.items():
        pattern = "".join(re.escape(text) + (".+" if name else "") for text, name, _, _ in Formatter().parse(template))
        assert any(re.search(pattern, text) for text in quoted), code
    for name in ("eurostat", "unsd", "destatis"):  # what a rule set says of how it judged
        assert any(text.startswith(f"{name}: ") for text in quoted), name


def test_every_kind_of_target_has_an_example():
    used = defaultdict(set)
    for text in (text for example in EXAMPLES for text in (example.targets, example.actuals)):
        for row in csv.DictReader(io.StringIO(text)):
            for column, code in row.items():
                used[column].add(code)
    assert used["measure"] >= set(MEASURES)
    assert used["direction"] >= set(DIRECTIONS)
    assert used["qualifier"] >= set(QUALIFIERS) - {"at_least"}  # what an empty cell stands for
    assert used["status"] >= set(FINALITIES) - {"final"}
    assert used["bound"] >= {"lower", "upper"}
    assert used["path"] >= {"linear", "compound"}
    assert used["aspiration"] >= {"yes"}
    assert used["joint"] - {""}
    periods = "|".join(used["period"])
    for form in (r"\d{4}", r"\d{4}H1", r"\d{4}Q\d", r"\d{4}-\d\d"):
        assert re.search(rf"(?:^|\|){form}(?:\||$)", periods), form


GOOD = f"""
{MARK}
```csv
key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value
x,economy,X,%,share,2020,40,2025,50
```
```csv
key,period,value
x,2022,44
```
With `--as-of 2022`:

| column | value | by hand |
|---|---|---|
| `progress` | 0.40 | (44 − 40) / (50 − 40) |
"""


def test_a_good_example_is_read():
    (example,) = read_examples(GOOD)
    (claim,) = example.claims
    assert (claim.options, claim.method, claim.column, claim.number) == (("--as-of", "2022"), "lixia", "progress", 0.4)


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (MARK, ""),  # the files would be read by nobody
        (MARK, "<!-- exmaple -->"),
        ("```csv\nkey,period,value\nx,2022,44\n```\n", ""),
        ("x,2022,44\n```\n", "x,2022,44\n"),
        ("With `--as-of 2022`:\n\n", "With `--as-of 2022`:\n\nAnd now for something else.\n\n"),
        ("`:\n\n|", "`:\n|"),  # GitHub would not show it as a table
        ("|---|---|---|\n", ""),
        (" | (44 − 40) / (50 − 40) |", " |"),
        ("| 0.40 |", "| |"),
        ("| `progress` |", "| progress |"),
        ("| column | value | by hand |", "| name | column | value | by hand |"),
        ("| column | value |", "| columns | value |"),
    ],
)
def test_a_malformed_example_is_no_example(good, bad):
    assert good in GOOD
    with pytest.raises(MalformedError):
        read_examples(GOOD.replace(good, bad))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("100 × 46.0 / 50", 92),
        ("(1.05 × 1.06)^(1/2) − 1", 0.0549881517),
        ("−2^2", -4),
        ("ln(0.9513) / ln(0.83)", 0.2679436),
        ("sqrt(16) + abs(3 − 5)", 6),
        ("about 3", None),
        ("3 km", None),
        ("__import__(1)", None),
    ],
)
def test_arithmetic_is_read_as_on_paper(text, number):
    assert compute(text) == (pytest.approx(number, abs=1e-7) if number is not None else None)


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("0.60 <= 0.887 < 0.95", True),
        ("0.60 ≤ 0.95 < 0.95", False),
        ("0.1 + 0.2 = 0.3", True),
        ("0.1 + 0.2 > 0.3", False),
        ("y > 3", None),
        ("3", None),
    ],
)
def test_comparisons_are_read_as_on_paper(text, true):
    assert holds(text) is true


@pytest.mark.parametrize(
    ("value", "number", "same"),
    [
        ("0.35", 0.3549, True),
        ("0.355", 0.3549, True),
        ("0.354", 0.3549, False),
        ("−4.5", -4.516, True),
        ("4", 4.4, True),
    ],
)
def test_numbers_agree_to_the_digits_shown(value, number, same):
    assert Claim(1, (), "lixia", "", "progress", value, "").agrees(number) is same
