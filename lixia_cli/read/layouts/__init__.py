"""Layouts: the arrangements of rows and columns in which targets and actuals are published, one module for each."""
