"""Who is calling: the participant by token, the agent by the shared secret, the researcher by session.

None of it waits for anything, so all of it is ``async``: FastAPI would send plain functions through a thread each.
"""

from datetime import datetime
from typing import Annotated, cast

from fastapi import Cookie, Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from server.parts import Parts
from server.problems import RefusedError
from server.services.researchers import Gate
from server.signing import same_secret

SESSION_COOKIE = "parley_researcher"

participant_bearer = HTTPBearer(auto_error=False, scheme_name="participant")
agent_bearer = HTTPBearer(auto_error=False, scheme_name="agent")


async def get_parts(request: Request) -> Parts:
    """The server's parts."""
    return cast("Parts", request.app.state.parts)


async def get_gate(request: Request) -> Gate:
    """The researcher's gate."""
    return cast("Gate", request.app.state.gate)


PartsOf = Annotated[Parts, Depends(get_parts)]
GateOf = Annotated[Gate, Depends(get_gate)]


async def get_submission_id(
    parts: PartsOf, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(participant_bearer)]
) -> str:
    """The submission that the token was given for. Raises RefusedError."""
    submission_id = parts.participant_tokens.check(bearer.credentials) if bearer else None
    if submission_id is None:
        raise RefusedError(401, "no_token", "Please open the study again from your link.")
    return submission_id


async def require_agent(
    parts: PartsOf, bearer: Annotated[HTTPAuthorizationCredentials | None, Depends(agent_bearer)]
) -> None:
    """Only who knows the shared secret. Raises RefusedError."""
    secret = parts.settings.agent_secret.get_secret_value()
    if bearer is None or not same_secret(bearer.credentials, secret):
        raise RefusedError(401, "not_the_agent", "The shared secret is missing or wrong.")


async def require_researcher(
    parts: PartsOf, gate: GateOf, session: Annotated[str | None, Cookie(alias=SESSION_COOKIE)] = None
) -> datetime:
    """Only with a session; when it ends. Raises RefusedError."""
    return gate.check(parts, session)


ID = r"^[^\x00]*$"  # PostgreSQL and file systems know no text with NUL
ConversationId = Annotated[str, Path(pattern=ID, max_length=100)]
SubmissionId = Annotated[str, Depends(get_submission_id)]
SessionEnd = Annotated[datetime, Depends(require_researcher)]
