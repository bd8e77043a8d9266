"""Check: records of text → typed frames, and every problem with its location."""
