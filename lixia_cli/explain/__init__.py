"""Explain: one target → everything that ``lixia show`` prints, as plain dictionaries."""
