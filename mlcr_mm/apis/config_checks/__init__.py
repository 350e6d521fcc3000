"""Whether a config can be: what reads its keys, of which type they are, what fits together."""
