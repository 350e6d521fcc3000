"""What every tool has of its command line: options, numbers, errors in one line, exit codes."""
