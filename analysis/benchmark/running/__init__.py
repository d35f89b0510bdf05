"""Putting items to a model: asked once, kept durably, graded, and written down with what it cost."""
