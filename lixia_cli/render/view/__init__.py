"""Views of a report: columns by what people call them, rows by conditions, groups and order."""
