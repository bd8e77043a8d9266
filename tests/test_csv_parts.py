"""csv files too long to be read at once are read part by part: the same bytes and messages as all at once."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from plans_in_parts import (
    ACTUAL,
    OPTIONS,
    REGIONS,
    measures,
    observations,
    outcome,
    spelt,
    targets,
    text_of,
    text_of_targets,
)

from lixia_cli.read.parts import csv_file, csv_pieces
from lixia_cli.read.scope import Rows

REFUSED = "the most that is read at once"
BEFORE = (
    "",
    "",
    "\n",
    " ,,,,,,\n",
    '"a",r,"2022\n",1,km,final,\n',
    "a,r\n",
    'a,r,2022,1,km,fi"nal,\n',
    "a,r,2022,1 234,km,,\n",
)
"""Lines that stand before the rows: none, blank ones, and some that most readers of csv do not read alike."""


def without_examples(said: str) -> str:
    """Messages without what they name first, which is the first in the file or in the order of the targets."""
    return re.sub(r"observations belong to no target \(.*\);|such as [^;]*(?=;|$)", "…", said, flags=re.MULTILINE)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(
    asked=targets,
    kinds=measures,
    observed=st.lists(observations(), min_size=1, max_size=3),
    options=st.sampled_from(OPTIONS),
    form=st.sampled_from(["csv", "jsonl"]),
    part=st.sampled_from([1, 2, 7]),
    piece=st.sampled_from([1, 40, 1000]),
    before=st.sampled_from(BEFORE),
    ends=st.sampled_from(["\n", "\r\n"]),
    unnamed=st.sampled_from(["", "", ","]),
    regions=REGIONS,
)
@example(  # rows without a target that repeat each other, under two spellings of a region
    asked=[("p", "r", "b", 2023, "")],
    kinds=dict.fromkeys("abcd", "stock"),
    observed=[
        [
            ("a", "r", "2022", "40", "km", "final", ""),
            ("a", "R", "2023", "40", "km", "final", ""),
            ("a", "r", "2023", "100", "km", "final", ""),
        ]
    ],
    options=["--all"],
    form="csv",
    part=1,
    piece=1,
    before="",
    ends="\n",
    unnamed="",
    regions=("rs", "rs"),
)
def test_a_part_at_a_time_says_the_same(
    tmp_path, asked, kinds, observed, options, form, part, piece, before, ends, unnamed, regions
):
    names = ["--targets", str(tmp_path / "t.csv")]
    (tmp_path / "t.csv").write_text(text_of_targets(spelt(asked, [], regions)[0], kinds), encoding="utf-8")
    for number, rows in enumerate(observed):
        header, _, below = text_of(ACTUAL, spelt(asked, rows, regions)[1]).partition("\n")
        path = tmp_path / f"a{number}.csv"
        below = below.replace("\n", f"{unnamed}\n")
        path.write_bytes(f"{header}{unnamed}\n{before}{below}".replace("\n", ends).encode())
        names += ["--actuals", str(path)]
    options = [*options, "--format", form]
    whole = outcome(names, options, Rows())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_pieces, "PIECE", piece)
        patch.setattr(csv_file, "PIECES", 2)
        found = outcome(names, options, Rows(bytes=0, part=part))
    if REFUSED in found[2] and REFUSED not in whole[2]:
        event("refused")
        assert found[:2] == (2, b"")
    elif "lixia: error: no " in found[2]:  # plan or region as was asked for, told before what is wrong in later parts
        assert found[:2] == whole[:2]
    else:
        event(f"exit {whole[0]}")
        assert found[:2] == whole[:2]
        assert without_examples(found[2]) == without_examples(whole[2])
