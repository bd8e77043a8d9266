"""Numbers of values: by whichever means, in order of appearance."""

import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lixia_cli.model.numbering import numbered

ARRAYS = st.one_of(
    st.lists(st.text(max_size=2)).map(lambda texts: np.array([*texts, None], dtype=object)[:-1]),
    st.lists(st.integers(-5, 5)).map(lambda numbers: np.array(numbers, dtype=np.int64)),
    st.lists(st.sampled_from([1.5, 2.0, np.nan])).map(lambda numbers: np.array(numbers, dtype=np.float64)),
)


@pytest.mark.parametrize("there", [True, False])
@given(ARRAYS)
def test_values_are_numbered_in_order_of_appearance(there, values):
    with pytest.MonkeyPatch.context() as patch:
        if not there:
            patch.delitem(sys.modules, "pandas")
        numbers, distinct = numbered(values)
    np.testing.assert_array_equal(distinct[numbers], values)
    assert numbers.tolist() == pd.factorize(values, use_na_sentinel=False)[0].tolist()
