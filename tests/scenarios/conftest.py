"""Property tests draw the same examples every time, and a busy machine is no failure."""

from hypothesis import settings

settings.register_profile("scenarios", deadline=None, derandomize=True, max_examples=40)
settings.load_profile("scenarios")
