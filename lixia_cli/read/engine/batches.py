"""Batches of Arrow → the columns of records. Arrow numbers what repeats: a text is made once, and not per row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from lixia_cli.model.arrays import Floats, Ints
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Table
from lixia_cli.read.frames import cell_text
from lixia_cli.read.plain_numbers import LARGEST

if TYPE_CHECKING:
    import pyarrow

_EXACT = ("double", *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)))
"""Types of Arrow whose numbers are read as the floats that they are; others as the texts that a file has."""


def table_of_batches(batches: Iterable[pyarrow.RecordBatch], names: Sequence[str], decimal: bool) -> Table:
    """Return the rows of batches, whose columns have these names: texts as a file would spell the cells, or floats.

    `decimal` says that values in texts are numbers of a decimal type. The rows are ordered by key, region, period and
    value: engines send them in any order, and messages shall not change from run to run. A row takes 4 bytes for each
    column of texts and 8 for its value.
    """
    import pyarrow

    parts: dict[str, list[pyarrow.DictionaryArray | Floats]] = {name: [] for name in names}
    for batch in batches:
        for name, column in zip(names, batch.columns, strict=True):
            floats = _floats(column, decimal) if name == "value" else None
            parts[name].append(_numbered_texts(column) if floats is None else floats)
    columns = {name: _joined(parts.pop(name)) for name in names}
    pyarrow.default_memory_pool().release_unused()
    order = _order(columns)
    if order is not None:
        for name in names:
            columns[name] = columns[name][order]
    return Table(columns)


def _floats(column: pyarrow.Array, decimal: bool) -> Floats | None:
    """Return the numbers in an Arrow array, NaN where there is none; None where not all of them can be floats.

    Those of decimal types come as texts: they are floats as far as nothing but their value can matter.
    """
    import pyarrow
    import pyarrow.compute

    if not decimal and str(column.type) not in _EXACT:
        return None
    try:
        numbers: Floats = column.cast("float64", safe=False).to_numpy(zero_copy_only=False)
    except pyarrow.ArrowInvalid:
        return None
    if (np.abs(numbers) > LARGEST).any():
        return None
    if decimal:
        zeros = column.filter(pyarrow.array(numbers == 0))
        too_small = pyarrow.compute.any(pyarrow.compute.match_substring_regex(zeros, "[1-9]")).as_py()
        if too_small or np.isnan(numbers).sum() > column.null_count:
            return None
    return numbers


def _numbered_texts(column: pyarrow.Array) -> pyarrow.DictionaryArray:
    """Return an Arrow array as numbers of texts, each distinct value spelt once."""
    import pyarrow

    encoded = column.dictionary_encode()
    if encoded.dictionary.type == pyarrow.string():
        return encoded
    # As numpy numbers, which know how many digits they have: 47.2 of four bytes is not 47.20000076.
    four_bytes = str(encoded.dictionary.type) in ("float", "halffloat")
    values = encoded.dictionary.to_numpy(zero_copy_only=False) if four_bytes else encoded.dictionary.to_pylist()
    texts = pyarrow.array([cell_text(value) for value in values], pyarrow.string())
    return pyarrow.DictionaryArray.from_arrays(encoded.indices, texts)


def _joined(parts: Sequence[pyarrow.DictionaryArray | Floats]) -> Coded | Floats:
    """Return the rows of all batches as one column: numbers if all of them are, else texts, empty where none is."""
    import pyarrow

    if not parts:
        return Coded.full(0, "")
    floats = [part for part in parts if isinstance(part, np.ndarray)]
    if len(floats) == len(parts):
        return np.concatenate(floats)
    arrays = [_numbered_texts(pyarrow.array(part)) if isinstance(part, np.ndarray) else part for part in parts]
    column = pyarrow.chunked_array([_with_int32(part) for part in arrays]).unify_dictionaries().combine_chunks()
    codes = column.indices.fill_null(len(column.dictionary)).to_numpy(zero_copy_only=False)
    texts = [*column.dictionary.to_pylist(), *([""] if column.null_count else [])]
    if len(set(texts)) == len(texts):
        return Coded(codes, np.array(texts, dtype=object))
    return Coded(codes, np.array([*map(str, range(len(texts)))], dtype=object)).replaced(texts)


def _with_int32(array: pyarrow.DictionaryArray) -> pyarrow.DictionaryArray:
    """Return an array of numbered texts whose numbers have 32 bits: some engines send fewer."""
    import pyarrow

    return array.cast(pyarrow.dictionary(pyarrow.int32(), pyarrow.string()))


_MOST = 2**62
"""Numbers up to this one are whole numbers of 64 bits."""


def _order(columns: Mapping[str, Coded | Floats]) -> Ints | None:
    """Return the positions of the rows by key, region and period, and by all other columns where these agree.

    None where the rows have that order.
    """
    codes, count = np.zeros(len(next(iter(columns.values()))), dtype=np.int64), 1
    for name in ("key", "region", "period"):
        column = columns.get(name)
        if isinstance(column, Coded) and len(column.distinct) > 1:
            count *= len(column.distinct)
            if count > _MOST:
                codes = np.unique(codes, return_inverse=True)[1]
                count = len(codes) * len(column.distinct)
            codes *= len(column.distinct)
            codes += column.ranks()
    if (codes[1:] > codes[:-1]).all():
        return None
    order = np.argsort(codes, kind="stable")  # rows come in long runs, of which this kind makes use
    ordered = codes[order]
    equal = np.flatnonzero(ordered[1:] == ordered[:-1])
    several = np.union1d(equal, equal + 1)
    if len(several):
        rows = order[several]
        others = [column[rows] for name, column in columns.items() if name not in ("key", "region", "period", "value")]
        keys = [of.ranks() if isinstance(of, Coded) else of for of in (*others, columns["value"][rows])]
        order[several] = rows[np.lexsort([*keys, codes[rows]])]
    return order
