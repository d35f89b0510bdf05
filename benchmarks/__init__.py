"""Measurements of the real thing; each module without an underscore is one: ``make bench NAME=latency``."""
