"""What a supervisor is told."""

from typing import Literal

from server.schemas.participant import Told


class Health(Told):
    """The server can do its work."""

    status: Literal["ok"]
    code_version: str
