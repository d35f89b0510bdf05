"""The door of the set-up: refuses an old Python in words before anything else is imported."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.exit("Parley needs Python 3.11 or newer as `python3`; this is %d.%d." % sys.version_info[:2])  # noqa: UP031

from tools.setup.plan import main

sys.exit(main(sys.argv[1:]))
