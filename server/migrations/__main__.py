"""For whoever changes a table: ``python -m server.migrations 0002 "ratings know their order"`` writes the revision."""

import sys
import tempfile

from server.database import Database
from server.migrations import migrate, write_revision

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(f"usage: python -m server.migrations NUMBER MESSAGE\n{__doc__}")
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{folder}/history.db")
        migrate(database)
        write_revision(database, number=sys.argv[1], message=sys.argv[2])
        database.close()
