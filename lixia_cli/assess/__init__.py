"""Assess: measured targets → status, light, flags and note, by a rule set."""
