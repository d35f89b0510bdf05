"""Score matrices: what each model got on each item of a benchmark, read from many formats and checked on the way in."""
