"""The command line: options, settings, exit codes, the state file."""
