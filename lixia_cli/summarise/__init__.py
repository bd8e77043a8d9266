"""Summarise: the table of `assess` → highlights, changes and counts."""
