"""What tests and benchmarks stand on: real servers on free ports, a whole system, patience with a deadline."""
