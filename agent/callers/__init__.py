"""Simulated participants that speak: for dry runs of a study, for load, and for regression tests."""
