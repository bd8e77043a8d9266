"""Files: problems in them, the bundled plan, locking and atomic writing."""
