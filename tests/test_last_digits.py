"""The last decimal place of numbers, as Python writes them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lixia_cli.check.figures import rounding

decimals = st.builds(lambda digits, places: digits / 10**places, st.integers(-(10**15), 10**15), st.integers(0, 12))


@given(st.lists(decimals | st.floats(allow_nan=False, allow_infinity=False), max_size=9))
@example([0.1 + 0.2, 1e-4, 9.9e-5, 1e16, 9007199254740993.0, 2.5e15, -0.07, 0.0, 1234567890.123456])
def test_one_unit_in_the_last_place_that_is_written(values):
    for value, unit in zip(values, rounding(np.array(values, dtype=np.float64)).tolist(), strict=True):
        text = repr(value)
        places = 0 if "e" in text else len(text.partition(".")[2].rstrip("0"))
        assert unit == pytest.approx(10.0**-places, rel=1e-15, abs=0)
