"""How pandas keeps the texts of frames."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pandas as pd


def texts_of_python() -> AbstractContextManager[None]:
    """Return a context in which new columns of text are Python's own texts, with and without pyarrow.

    Where pyarrow is installed pandas keeps them as Arrow's, names of columns included: every column that is added then
    costs a tenth of a millisecond more, which is half the time of a report on a plan of usual size, and the stages read
    cells as Python's texts anyway.
    """
    context: AbstractContextManager[None] = pd.option_context("mode.string_storage", "python")
    return context
