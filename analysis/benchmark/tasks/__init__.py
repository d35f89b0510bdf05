"""The registry of benchmark tasks: what each asks, how it is scored, its items, and where its data come from."""
