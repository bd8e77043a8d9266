"""Batches of Arrow → the columns of records. Arrow numbers what repeats: a text is made once, and not per row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lixia_cli.model.arrays import Floats, Texts
from lixia_cli.model.coded import Coded
from lixia_cli.model.table import Column, Table
from lixia_cli.read.cell_text import cell_text
from lixia_cli.read.plain_numbers import LARGEST

if TYPE_CHECKING:
    import pyarrow

_Part = Any
"""Of a column in a batch: an array of whole numbers or floats, or an Arrow array of numbered texts."""
NO_TEXTS: Mapping[str, Texts] = MappingProxyType({})
_EXACT = ("double", *(f"{sign}int{bits}" for sign in ("", "u") for bits in (8, 16, 32, 64)))
"""Types of Arrow whose numbers are read as the floats that they are; others as the texts that a file has."""


def columns_of_batch(
    batch: pyarrow.RecordBatch,
    names: Sequence[str],
    decimal: bool,
    texts: Mapping[str, Texts] = NO_TEXTS,
    constant: Mapping[str, str] = MappingProxyType({}),
) -> Table:
    """Return the rows of a batch, whose columns have these names: texts as a file would spell the cells, or floats.

    `decimal` says that values in texts are numbers of a decimal type. Columns in `texts` have numbers for them, and
    those in `constant`, which are not in the batch, one text, see `Numbered`.
    """
    columns = {
        name: _joined([_part(column, name == "value", decimal, texts.get(name))], texts.get(name))
        for name, column in zip(names, batch.columns, strict=True)
    }
    return Table(columns | {name: Coded.full(batch.num_rows, text) for name, text in constant.items()}, batch.num_rows)


def _part(column: pyarrow.Array, is_value: bool, decimal: bool, texts: Texts | None) -> _Part:
    """Return the cells of a column in a batch: numbers of the engine for `texts`, floats, or texts of Arrow."""
    if texts is not None:
        if column.null_count:
            raise RuntimeError("the table has changed meanwhile")
        return numbers_of(column)
    floats = _floats(column, decimal) if is_value else None
    return _numbered_texts(column) if floats is None else floats


def _floats(column: pyarrow.Array, decimal: bool) -> Floats | None:
    """Return the numbers in an Arrow array, NaN where there is none; None where not all of them can be floats.

    Those of decimal types come as texts: they are floats as far as nothing but their value can matter.
    """
    import pyarrow

    if not decimal and str(column.type) not in _EXACT:
        return None
    try:
        are_floats = column.type == pyarrow.float64()
        floats = column if are_floats else column.cast("float64", safe=False)
        numbers: Floats = numbers_of(floats)
    except pyarrow.ArrowInvalid:
        return None
    if (np.abs(numbers) > LARGEST).any():
        return None
    if decimal:
        import pyarrow.compute

        zeros = column.filter(pyarrow.array(numbers == 0))
        too_small = pyarrow.compute.any(pyarrow.compute.match_substring_regex(zeros, "[1-9]")).as_py()
        if too_small or np.isnan(numbers).sum() > column.null_count:
            return None
    return numbers


def numbers_of(column: pyarrow.Array) -> npt.NDArray[Any]:
    """Return the numbers in an Arrow array, NaN where there is none.

    Arrow's own `to_numpy` imports pandas where it is installed, which takes as long as reading ten million rows.
    """
    return column.to_numpy(zero_copy_only=False) if column.null_count else np.from_dlpack(column)


def numbers_or_texts(column: pyarrow.Array) -> Column:
    """Return an Arrow column of floats; as texts where not all of them are numbers as a file may have them."""
    return _joined([_part(column, is_value=True, decimal=False, texts=None)], None)


def texts_of(column: pyarrow.Array | pyarrow.ChunkedArray) -> Coded:
    """Return an Arrow column as texts, as a file would spell the cells."""
    found = _joined([_numbered_texts(chunk) for chunk in getattr(column, "chunks", [column])], None)
    assert isinstance(found, Coded)
    return found


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


def _joined(parts: Sequence[_Part], texts: Texts | None) -> Coded | Floats:
    """Return the rows of all batches as one column: numbers if all of them are, else texts, empty where none is."""
    import pyarrow

    if not parts:
        return Coded.full(0, "")
    if texts is not None:
        return Coded(np.concatenate(parts), texts)
    floats = [part for part in parts if isinstance(part, np.ndarray)]
    if len(floats) == len(parts):
        return floats[0] if len(floats) == 1 else np.concatenate(floats)
    arrays = [_numbered_texts(pyarrow.array(part)) if isinstance(part, np.ndarray) else part for part in parts]
    column = pyarrow.chunked_array([_with_int32(part) for part in arrays]).unify_dictionaries().combine_chunks()
    codes = numbers_of(column.indices.fill_null(len(column.dictionary)) if column.null_count else column.indices)
    spelt = [*column.dictionary.to_pylist(), *([""] if column.null_count else [])]
    if len(set(spelt)) == len(spelt):
        return Coded(codes, np.array(spelt, dtype=object))
    return Coded(codes, np.array([*map(str, range(len(spelt)))], dtype=object)).replaced(spelt)


def _with_int32(array: pyarrow.DictionaryArray) -> pyarrow.DictionaryArray:
    """Return an array of numbered texts whose numbers have 32 bits: some engines send fewer."""
    import pyarrow

    return array.cast(pyarrow.dictionary(pyarrow.int32(), pyarrow.string()))
