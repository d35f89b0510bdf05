"""The whole of Prolific as Parley uses it, by subject."""

import httpx

from server.integrations.prolific.account import Account
from server.integrations.prolific.bonuses import Bonuses
from server.integrations.prolific.hooks import Hooks
from server.integrations.prolific.messages import Messages
from server.integrations.prolific.studies import Studies
from server.integrations.prolific.submissions import Submissions
from server.integrations.prolific.transport import Patience, Transport


class Prolific:
    """A client: ``Prolific(connect(token))``. Use one for a workspace, so that its money calls go one at a time."""

    def __init__(self, http: httpx.Client, patience: Patience | None = None) -> None:
        transport = Transport(http, patience)
        self._http = http
        self.account = Account(transport)
        self.studies = Studies(transport)
        self.submissions = Submissions(transport)
        self.bonuses = Bonuses(transport)
        self.messages = Messages(transport)
        self.hooks = Hooks(transport)

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()
