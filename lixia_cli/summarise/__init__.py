"""Summarise: the assessed frame → highlights, changes and counts."""
