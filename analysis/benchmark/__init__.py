"""Forty tasks, their metrics and a runner: score any voice model on benchmark items, failures reported as failures."""
