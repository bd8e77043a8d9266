"""Files: problems in them, the bundled plan, writing as a whole."""
