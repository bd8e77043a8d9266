"""Actuals in Parquet files and databases: an engine selects the rows, which then go the way of those of a file.

Ibis writes the statements: one expression for every engine that it knows, and DuckDB inside this process for Parquet.
Nothing of it is imported before there is such a source.
"""
