"""Charts of an indicator: one description, drawn as svg or in characters, and written as a table."""
