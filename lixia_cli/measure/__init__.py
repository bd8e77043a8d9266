"""Measure: the figures and conditions of docs/methods.md, on whole columns."""
