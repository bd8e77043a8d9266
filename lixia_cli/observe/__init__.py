"""Observe: targets and actuals → one row per target with its baseline and latest value."""
