"""A few processes as one: started in order, watched, and stopped together without leaving anything behind.

Each part runs in a session of its own and may fork as it likes. Parts are known by their session and by a mark in their
environment, so that a grandchild that holds a pipe, or one that lost its parent, is still found.
"""
