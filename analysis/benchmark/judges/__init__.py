"""Judges: pinned models that read or hear an answer, or say that they cannot."""
