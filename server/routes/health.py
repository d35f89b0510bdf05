"""Whether the server can do its work."""

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError

from server.problems import RefusedError
from server.routes.access import PartsOf
from server.routes.refusals import refusals
from server.schemas.health import Health

router = APIRouter(tags=["health"])


@router.get("/healthz", responses=refusals(503))
def get_health(parts: PartsOf) -> Health:
    """The server is up and its database answers."""
    try:
        parts.database.ping()
    except SQLAlchemyError as error:
        raise RefusedError(503, "no_database", "The database does not answer.") from error
    return Health(status="ok", code_version=parts.code_version)
