"""A Prolific to try studies on: the same calls, its participants' pages, a clock that can be turned, faults on demand.

It knows nothing of the study server: the two meet over HTTP, as the real ones do.
"""
