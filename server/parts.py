"""Everything that services stand on, built once at the edge and handed down."""

from dataclasses import dataclass, field

from server.clock import Clock
from server.database import Database
from server.integrations.prolific import Prolific
from server.integrations.rooms import Rooms
from server.integrations.storage import Storage
from server.services.patience import Patience
from server.services.shelf import Shelf
from server.settings import ServerSettings
from server.signing import Signer


@dataclass(frozen=True)
class Parts:
    """The server's parts."""

    settings: ServerSettings
    database: Database
    clock: Clock
    rooms: Rooms
    storage: Storage
    shelf: Shelf
    code_version: str
    prolific: Prolific | None = None  # the recruiter, where there is one
    patience: Patience = field(default_factory=Patience)

    @property
    def participant_tokens(self) -> Signer:
        """Signs submission ids."""
        return Signer(self.settings.token_secret.get_secret_value(), "participant")
