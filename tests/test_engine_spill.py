"""Rows that an engine sends in any order are those of one part after those of the other."""

from __future__ import annotations

import itertools
import tempfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.files.replace import UnwrittenError
from lixia_cli.model.coded import Coded
from lixia_cli.read.engine import series, spill
from lixia_cli.read.engine.series import OfSeries
from lixia_cli.read.engine.spill import Spill

pyarrow = pytest.importorskip("pyarrow")


@given(st.lists(st.lists(st.integers(0, 4), max_size=12), max_size=8), st.sampled_from([1, 5, 1000]))
def test_every_part_has_its_rows(batches, at_once):
    number = itertools.count()
    sent = [[(part, next(number)) for part in batch] for batch in batches]
    with pytest.MonkeyPatch.context() as patch, Spill() as found:
        patch.setattr(spill, "_AT_ONCE", at_once)
        found.fill(
            (
                pyarrow.record_batch(
                    {
                        "text": pyarrow.array([str(value) for _, value in batch], pyarrow.string()),
                        "value": pyarrow.array([value for _, value in batch], pyarrow.int32()),
                    }
                ),
                np.array([part for part, _ in batch], dtype=np.int64),
            )
            for batch in sent
        )
        for part in range(5):
            rows = [row for batch in found.rows(part) for row in batch.to_pylist()]
            own = [value for batch in sent for of, value in batch if of == part]
            assert sorted(row["value"] for row in rows) == own
            assert all(row["text"] == str(row["value"]) for row in rows)
        assert found.count == sum(map(len, batches))


def test_a_full_disk_is_reported():
    resource = pytest.importorskip("resource")
    batch = pyarrow.record_batch({"value": pyarrow.array(range(1000))})
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Spill() as found:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5000, before[1]))
        try:
            with pytest.raises(UnwrittenError) as raised:
                found.fill([(batch, np.zeros(1000, dtype=np.int64))])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert raised.value.filename == tempfile.gettempdir()


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
