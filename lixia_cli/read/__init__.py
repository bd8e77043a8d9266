"""Read: files, streams and frames → records of text cells."""
