"""Observe: targets and actuals → one row per target with what is known of it."""
