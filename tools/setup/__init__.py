"""Everything between a fresh clone and a machine that can run Parley, with the bare standard library of Python 3.11.

`python3 -m tools.setup run` prepares `make run`; `python3 -m tools.setup test` adds what only the tests need.
"""
