"""Metrics, one file each: from an item and an answer to a score in [0, 1], or to a reason why there is none."""
