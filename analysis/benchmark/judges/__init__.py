"""Judges: pinned models that read or hear an answer, and how well they agree with people."""
