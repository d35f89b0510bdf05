"""Cumulative link mixed models: ordinal ratings, with participants and scenarios as random intercepts."""
