"""A plan, state files of it, and what the tests of the state file ask of both."""

from __future__ import annotations

import json

HEADER = "key,domain,name_en,unit,measure,baseline_year,baseline_value,target_year,target_value\n"
# Shares from 40 in 2020 to 50 in 2090: a seventh of the way, 41.43, is on schedule in 2030.
TARGETS = (
    HEADER
    + "gdp,economy,GDP,%,share,2020,40,2090,50\n"
    + "jobs,economy,Jobs,%,share,2020,40,2090,50\n"
    + "green,ecology,Green,%,share,2020,40,2090,50\n"
)
ACTUALS = "key,period,value\ngdp,2030,41.45\njobs,2030,40.2\ngreen,2030,42\n"
LATER = ACTUALS + "gdp,2055,47\n"  # half of the time, 70 % of the way
_ROW = (
    '    {{"plan": "", "region": "", "domain": "{}", "key": "{}", "status": "{}", '
    '"latest_period": "2030", "latest_value": "{}"}}'
)
_ROWS = (
    ("ecology", "green", "ahead", "42.0"),
    ("economy", "gdp", "on_track", "41.45"),
    ("economy", "jobs", "behind", "40.2"),
)
BEFORE = (
    '{\n  "schema_version": 1,\n  "method": "lixia",\n  "as_of": null,\n  "verdicts": [\n'
    + ",\n".join(_ROW.format(*cells) for cells in _ROWS)
    + "\n  ]\n}\n"
)
GDP = "- GDP: on track -> ahead of schedule (2030 -> 2055)\n"


def changed(*lines: str) -> str:
    """How a summary says that something has changed."""
    return "Changed since the last run:\n" + "".join(lines)


def known(path) -> dict[str, str]:
    """The status of each key in a state file."""
    return {row["key"]: row["status"] for row in json.loads(path.read_text(encoding="utf-8"))["verdicts"]}


def left_over(path) -> list[str]:
    return [entry.name for entry in path.parent.iterdir() if entry.name.startswith(".")]
