"""Scenarios from other people's collections."""
