"""Connect to an engine and open the table. Drivers read their own files and environment (PGPASSWORD, ~/.pgpass …)."""

from __future__ import annotations

import contextlib
import os
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from lixia_cli.files.problems import IN_FILES, InputError, Place, Problem
from lixia_cli.files.replace import UnwrittenError
from lixia_cli.read.engine.location import Location
from lixia_cli.text.messages import N_, Message

if TYPE_CHECKING:
    import pyarrow
    from ibis.expr.types import Table


@contextlib.contextmanager
def opened(location: Location) -> Iterator[Table]:
    """Open a table, and close the connection behind the block.

    Raises InputError, also for what the engine reports within the block; it never has what the URL keeps secret.
    """
    with reported(location):
        try:
            import ibis
        except ImportError:
            raise _refused(location, Message(_NO_EXTRA)) from None
        with warnings.catch_warnings(), tempfile.TemporaryDirectory(prefix="lixia-") as folder:
            warnings.simplefilter("ignore")  # of drivers, on standard error
            connection = _connect(ibis, location, {"memory_limit": _MEMORY, "temp_directory": folder})
            try:
                yield _table(ibis, connection, location)
            finally:
                with contextlib.suppress(Exception):
                    connection.disconnect()


_NO_EXTRA = N_("is read by an engine: install the extra: pip install 'lixia-cli[engine]'")


_MEMORY = "1GB"
"""What DuckDB takes at most; beyond it, it writes into files. By itself it would take most of the machine's."""


def _connect(ibis: Any, location: Location, settings: Mapping[str, str]) -> Any:
    """Connect to an engine; `settings` are those of DuckDB. Raises OSError for a file that is not there."""
    scheme = urlsplit(location.url).scheme
    if not scheme or scheme in IN_FILES:
        path = _path(location)
        if location.table or "*" not in path:  # several Parquet files may be one table
            os.stat(path)  # some engines would make the file
    if not location.table:
        return ibis.duckdb.connect(**settings)
    if not scheme or scheme == "duckdb":
        return ibis.duckdb.connect(path, read_only=True, **settings)
    if scheme == "pyspark":
        return _spark(ibis, location)
    if hasattr(ibis, scheme.replace("postgresql", "postgres")):
        return ibis.connect(location.url)
    message = Message("'{scheme}' is no engine that ibis knows; see docs/engines.md", {"scheme": scheme})
    raise _refused(location, message)


_QUIET = {"spark.log.level": "OFF", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
"""Settings of Spark, unless the URL says otherwise: once it runs, lixia alone writes on standard error."""


def _spark(ibis: Any, location: Location) -> Any:
    """Return the connection to Spark, with the settings behind the question mark of its URL.

    Ibis would set them once more in the session, which Spark refuses for those that belong to its start.
    """
    import pyspark.sql

    builder = pyspark.sql.SparkSession.builder
    settings = _QUIET | dict(parse_qsl(urlsplit(location.url).query, keep_blank_values=True))
    for name, value in settings.items():
        builder = builder.config(name, value)
    return ibis.pyspark.connect(builder.getOrCreate())


def fetched(rows: Any, count: int) -> Iterator[pyarrow.RecordBatch]:
    """Fetch rows in batches of at most `count`.

    Spark sends them as Arrow; Ibis would make a frame of pandas with an object for every cell on their way.
    """
    import ibis

    backend: Any = rows.get_backend()
    if backend.name == "pyspark":
        sent = backend.raw_sql(ibis.to_sql(rows))
        if hasattr(sent, "toArrow"):  # from Spark 4 on
            yield from sent.toArrow().to_batches(max_chunksize=count)
            return
    yield from rows.to_pyarrow_batches(chunk_size=count)


def _path(location: Location) -> str:
    """Return the file that a location is in."""
    return os.path.abspath(location.url.partition("://")[2] or location.url)


def _table(ibis: Any, connection: Any, location: Location) -> Table:
    """Return the table; a Parquet file is one. Raises InputError where it is not there."""
    if not location.table:
        # With a name of its own statements are the same when it is opened again.
        table: Table = connection.read_parquet(_path(location), table_name="actuals")
        return table
    *schema, name = location.table.split(".")
    try:
        table = connection.table(name, database=tuple(schema) if schema[1:] else "".join(schema) or None)
    except ibis.common.exceptions.TableNotFound:
        raise _refused(location, Message("has no table '{table}'", {"table": location.table})) from None
    return table


@contextlib.contextmanager
def reported(location: Location) -> Iterator[None]:
    """Turn what an engine or Arrow raises into an InputError."""
    try:
        yield
    except (InputError, MemoryError, UnwrittenError):
        raise
    except ImportError:  # a backend of ibis without its driver
        values = {"scheme": urlsplit(location.url).scheme}
        raise _refused(location, Message("needs a driver: pip install 'ibis-framework[{scheme}]'", values)) from None
    except Exception as error:  # every driver has exceptions of its own
        strerror = error.strerror if isinstance(error, OSError) else None
        reason = strerror or location.without_secrets(str(error)) or type(error).__name__
        raise _refused(location, Message("cannot be read: {reason}", {"reason": reason})) from None


def _refused(location: Location, message: Message) -> InputError:
    return InputError([Problem(Place(location.label), message)])
