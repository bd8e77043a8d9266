"""Whatever the plan, its charts can be drawn, inside of their borders, with nothing but finite numbers."""

from __future__ import annotations

import math
import re
import warnings
from itertools import chain
from xml.etree import ElementTree

import numpy as np
import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st
from random_plans import Plan, cells_of, plans

from lixia_cli import api
from lixia_cli.explain.trends import Trends
from lixia_cli.render.charts.chart import Chart, Line, Mark
from lixia_cli.render.charts.describe import describe
from lixia_cli.render.charts.numbers import numbers
from lixia_cli.render.charts.scale import value_ticks
from lixia_cli.render.charts.sparkline import sparklines
from lixia_cli.render.charts.svg import NARROW, WIDE, Size, drawing
from lixia_cli.render.pieces import rows_of

NUMBER = re.compile(r"-?(?:\d+\.?\d*(?:e[-+]?\d+)?|nan|inf)")
PLACES = ("x", "y", "cx", "cy", "x1", "x2", "y1", "y2", "points", "d")


def is_inside(markup: str, size: Size) -> bool:
    """Whether every place in a drawing is a finite number inside of its borders."""
    for node in ElementTree.fromstring(markup).iter():
        for name in PLACES:
            for text in NUMBER.findall(node.get(name, "")):
                if not -1 <= float(text) <= max(size.width, size.height) + 1:
                    return False
    return True


@given(plans)
def test_every_chart_is_drawn_inside_of_its_borders(some: Plan):
    targets, actuals = cells_of(some[:5])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        due = [target | {"target_year": 2025} for target in targets]
        explanations = api.explain(pd.DataFrame(due), pd.DataFrame(actuals))
    for about in explanations:
        chart = describe(about, "en", str)
        if chart is None:
            continue
        assert all(map(math.isfinite, (*chart.times, *chart.values)))
        assert all(is_inside(drawing(chart, str, "en", size), size) for size in (WIDE, NARROW))
        table = numbers(chart, str)
        assert set(table.times) <= set(chart.times)
        assert {cell.value for row in table.rows for cell in row} >= {mark.value for mark in chart.marks}


VALUES = st.floats(-1e200, 1e200) | st.sampled_from([0.0, 1e-300, -1e-300, 5.0, 1e15, 0.1 + 0.2])


@given(st.lists(VALUES, min_size=2, max_size=6))
@example([5e-324, 0.0])
@example([0.0, 5.68e-108])
@example([1e15, 1e15 + 0.125])
@example([100.0, 100.00000000000001])
def test_any_numbers_have_an_axis_and_a_drawing(values: list[float]):
    ticks = [tick for tick, _ in value_ticks(values)]
    assert 2 <= len(ticks) <= 12
    assert ticks == sorted(set(ticks))
    unseen = 1e-6 * (ticks[-1] - ticks[0])
    assert ticks[0] - unseen <= min(values)
    assert max(values) <= ticks[-1] + unseen
    points = tuple((2020.0 + year, value) for year, value in enumerate(values))
    marks = tuple(Mark("final", time, value, str(value), str(time), str(value), True) for time, value in points)
    chart = Chart("X", "X", "%", (Line("observed", points, ""),), marks, (), {"final": "actual"})
    assert is_inside(drawing(chart, str, "en"), WIDE)
    times, shown = np.array(points).T
    rows = np.zeros(len(points) - 1, dtype=np.int64)
    pieces = sparklines(Trends(rows, times[:-1], shown[:-1], times[-1:], shown[-1:]), str)
    assert bool(pieces) == (len(values) > 2)
    for small in chain.from_iterable(rows_of(pieces, np.array([0]), [1])) if pieces else ():
        assert is_inside(bytes(small).decode(), Size(96, 22))
