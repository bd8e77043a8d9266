"""The number of the series that a row is of."""

from __future__ import annotations

import numpy as np
import pytest

from lixia_cli.model.coded import Coded
from lixia_cli.read.engine import series
from lixia_cli.read.engine.series import OfSeries


@pytest.mark.parametrize("most", [0, 100])
def test_numbers_of_the_series_that_rows_are_of(most, monkeypatch):
    """By a table of all pairs, or where these would be too many by those that there are."""
    monkeypatch.setattr(series, "_MOST", most)

    def texts(*rows: str) -> Coded:
        return Coded.of(np.array(rows, dtype=object))

    number_of = OfSeries(texts("b", "a", "b"), texts("x", "y", ""), np.array([30, 10, 20]))
    assert number_of(texts("a", "b", "b", "a"), texts("y", "", "x", "y")).tolist() == [10, 20, 30, 10]
    for key, region in (("a", "x"), ("c", "x"), ("a", "z")):
        with pytest.raises(RuntimeError, match="changed meanwhile"):
            number_of(texts(key), texts(region))
