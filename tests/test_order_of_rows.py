"""What is said of observations does not depend on the order of their rows, in which long series are checked faster."""

from __future__ import annotations

import datetime
from collections import Counter

from hypothesis import assume, event, given
from hypothesis import strategies as st

from lixia_cli.check.plan import check_plan
from lixia_cli.files.problems import InputError
from lixia_cli.model.periods import parse_period
from lixia_cli.model.schema import ACTUAL_COLUMNS, TARGET_COLUMNS
from lixia_cli.read.csv_records import read_csv

TARGETS = """\
key,region,unit,measure,baseline_year,baseline_value,target_year,target_value
stock,r,km,stock,2020,100,2025,150
stock,s,km,stock,2020,100,2025,150
flow,r,亿元,flow,2020,1200,2025,1800
flow,s,亿元,flow,2020,1200,2025,1800
share,r,%,share,2020,40,2025,60
total,r,个,cumulative,2020,,2025,900
assumed,r,亿元,,2020,100,2025,150
"""
HEADER = ("key", "region", "period", "value", "unit", "status", "accumulation")
TODAY = datetime.date(2026, 11, 21)
SERIES = [tuple(line.split(",")[:3]) for line in TARGETS.splitlines()[1:]]
ODD_VALUES = ["", "0", "-5", "-999", "0.5", "99999", "1e6", "450①", "50余", "n/a", "x"]
ODD_PERIODS = ["2021", "2022H1", "2022Q2", "2010-11", "2012-13", "2027-03", "soon", ""]


@st.composite
def series(draw, of):
    """The rows of a long series, some of them odd, in the order of time."""
    key, region, unit = of
    accumulation = draw(st.sampled_from(["", "period", "year_to_date"]))
    begin = draw(st.sampled_from([2010, 2020, 2022]))
    value = draw(st.sampled_from([1.0, 40.0, 100.0]))
    step = draw(st.sampled_from([0.5, 9.25, -1.0, 1 / 3]))
    rows = []
    for month in range(draw(st.integers(1, 30))):
        period = f"{begin + month // 12}-{month % 12 + 1:02d}"
        rows.append([key, region, period, repr(value + step * month), unit, "final", accumulation])
    for _ in range(draw(st.integers(0, 3))):
        odd = list(draw(st.sampled_from(rows)))
        place, texts = draw(
            st.sampled_from(
                [
                    (0, ["STOCK", "flow（亿元）", "none"]),
                    (1, ["", "R", "t"]),
                    (2, ODD_PERIODS),
                    (3, ODD_VALUES),
                    (4, ["", "万km", "万元", "kg", "%"]),
                    (5, ["preliminary", ""]),
                    (6, ["", "period"]),
                ]
            )
        )
        odd[place] = draw(st.sampled_from(texts))
        if draw(st.booleans()):
            rows.append([*odd[:5], "preliminary", accumulation])
        else:
            rows[rows.index(draw(st.sampled_from(rows)))] = odd
    return rows


def each_figure_once(rows):
    """Whether no two figures of a time are of one finality: which of them is compared depends on their order."""
    keys = {"STOCK": "stock", "flow（亿元）": "flow"}
    times = [parse_period(row[2]) for row in rows]
    figures = [
        (keys.get(row[0], row[0]), row[1].lower(), time.time if time else row[2], row[5] == "preliminary")
        for row, time in zip(rows, times, strict=True)
    ]
    return len(set(figures)) == len(figures)


def checked(rows):
    """What is said of the rows, how often, and the table made of them, sorted."""
    lines = [",".join(row) for row in rows]
    targets = read_csv(TARGETS.encode(), "targets.csv", TARGET_COLUMNS)
    actuals = read_csv("\n".join([",".join(HEADER), *lines, ""]).encode(), "actuals.csv", ACTUAL_COLUMNS)
    try:
        plan = check_plan(targets, actuals, limit=10_000, today=TODAY)
    except InputError as error:
        return Counter(problem.message.template for problem in error.problems), None
    said = Counter(finding.message.template for finding in plan.warnings.findings(10_000))
    said.update(note.template for note in (*plan.notes, *plan.doubts()))
    names = ("key", "region", "period", "value", "unit", "status", "bound", "accumulation", "year", "months", "span")
    columns = [plan.actuals[name] for name in names]
    table = [tuple(str(column[row]) for column in columns) for row in range(len(plan.actuals))]
    return said, sorted(table)


several = st.lists(st.sampled_from(SERIES), unique=True, min_size=1, max_size=3).flatmap(
    lambda chosen: st.tuples(*map(series, chosen))
)


@given(several, st.randoms(use_true_random=False))
def test_rows_in_any_order_are_checked_alike(each, chance):
    rows = [row for one in each for row in one]
    assume(each_figure_once(rows))
    shuffled = [*rows]
    chance.shuffle(shuffled)
    said, table = checked(rows)
    event("refused" if table is None else "checked")
    assert checked(shuffled) == (said, table)
    in_order = sorted(rows, key=lambda row: (row[0], row[1], row[2]))
    assert checked(in_order) == (said, table)
