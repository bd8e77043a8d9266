"""The rows of a Parquet file, which numbers what repeats by itself: Arrow reads these numbers as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np

from lixia_cli.model.arrays import Ints, Texts
from lixia_cli.model.coded import narrow
from lixia_cli.read.engine.numbered import Numbered

if TYPE_CHECKING:
    from pyarrow import Array, DataType, RecordBatch
    from pyarrow.parquet import ParquetFile

_PATTERN = frozenset("*?[")
"""Signs of a pattern for the names of several files."""
_LARGEST_GROUP = 2_000_000
"""Rows that a file may have in a group, which is read as a whole."""


def rows_of(path: str, headers: Mapping[str, str], rows: Numbered, count: int) -> Iterator[RecordBatch] | None:
    """Return what DuckDB would send of `rows`, in batches of at most `count`. These are all rows of the file.

    `headers` has the columns of the file by declared name. None where columns are neither texts nor floats, or the path
    is not that of one file with groups of a usual size: then DuckDB is to read it.
    """
    import pyarrow
    from pyarrow.parquet import ParquetFile

    names = {headers[name]: name for name in rows.table.columns}
    if not _PATTERN.isdisjoint(path):
        return None
    try:
        # Buffered before they are asked for, all groups would be in memory.
        file = ParquetFile(
            path, read_dictionary=[header for header, name in names.items() if name in rows.texts], pre_buffer=False
        )
    except (OSError, pyarrow.ArrowException):
        return None
    schema, metadata = file.schema_arrow, file.metadata
    types = [schema.field(header).type for header in names if len(schema.get_all_field_indices(header)) == 1]
    largest = max((metadata.row_group(number).num_rows for number in range(file.num_row_groups)), default=0)
    if len(types) < len(rows.table.columns) or not all(map(_is_plain, types)) or largest > _LARGEST_GROUP:
        return None
    return _batches(file, names, rows.texts, count)


def _is_plain(kind: DataType) -> bool:
    """Whether Arrow and DuckDB read a type alike."""
    import pyarrow

    value = kind.value_type if pyarrow.types.is_dictionary(kind) else kind
    return bool(value == pyarrow.string() or kind == pyarrow.float64())


def _batches(
    file: ParquetFile, names: Mapping[str, str], texts: Mapping[str, Texts], count: int
) -> Iterator[RecordBatch]:
    """Read columns of a file, under the names given, with the positions of their texts among those in `texts`."""
    import pyarrow

    numbers = {name: _Numbers(known) for name, known in texts.items()}
    for batch in file.iter_batches(count, columns=list(names), use_threads=False):
        columns = {name: batch.column(header) for header, name in names.items()}
        for name, number in numbers.items():
            columns[name] = pyarrow.array(number(columns[name]))
        yield pyarrow.record_batch(columns)


class _Numbers:
    """The positions of texts among the distinct ones of a column, which are sorted: that of no text is the first."""

    def __init__(self, texts: Texts) -> None:
        self._place = {text: at for at, text in enumerate(texts.tolist())}
        self._asked: Array | None = None
        self._answers = narrow(np.empty(0, dtype=np.int64), len(texts))

    def __call__(self, column: Array) -> Ints:
        """Return the position of the text in each row. Raises RuntimeError for a text that is new."""
        if self._asked is None or not self._asked.equals(column.dictionary):
            self._asked = column.dictionary
            try:
                found = [self._place[text] for text in column.dictionary.to_pylist()]
            except KeyError:
                raise RuntimeError("the table has changed meanwhile") from None
            self._answers = narrow(np.array([*found, 0], dtype=np.int64), len(self._place))
        indices = column.indices.fill_null(len(column.dictionary)) if column.null_count else column.indices
        numbers: Ints = self._answers.take(indices.to_numpy())
        return numbers
