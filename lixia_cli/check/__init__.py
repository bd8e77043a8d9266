"""Check: records of text → typed tables, and every problem with its location."""
