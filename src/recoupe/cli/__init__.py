"""The command line: thin. Each command parses its words, calls `app`, shows the result."""
