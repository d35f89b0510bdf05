"""What the small talk can do, one skill a file: a function of what was heard and what is remembered."""
