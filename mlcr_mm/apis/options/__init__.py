"""What a config gets beside what its file says: options that reach all of it, and what it omits."""
