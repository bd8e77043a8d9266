"""The table of `assess` → text or bytes. Pure: nothing here opens a file, prints or asks for the time."""
