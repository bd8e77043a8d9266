"""Workbooks: the bytes of xlsx, ods and xls files → the grid of one sheet."""
