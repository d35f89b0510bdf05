"""What the researcher's console calls, with a session."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import FileResponse

from server.routes.access import ID, SESSION_COOKIE, ConversationId, GateOf, PartsOf, SessionEnd
from server.routes.refusals import refusals
from server.schemas.researcher import (
    ConversationRecord,
    Session,
    SignIn,
    StudyOverview,
    StudySwitch,
    SubmissionPage,
)
from server.services import conversation_record, records
from server.services.researchers import SESSION_LENGTH

router = APIRouter(prefix="/api/researcher", tags=["researcher"], responses=refusals(401, 404, 422))


@router.post("/session", responses=refusals(429))
async def sign_in(sign_in: SignIn, request: Request, response: Response, parts: PartsOf, gate: GateOf) -> Session:
    """Exchange the researcher's key for a session cookie."""
    client = request.client.host if request.client else "unknown"
    session, expires_at = await gate.sign_in(parts, sign_in.key, client)
    response.set_cookie(
        SESSION_COOKIE,
        session,
        max_age=int(SESSION_LENGTH.total_seconds()),
        path="/api/researcher",
        secure=parts.settings.https,
        httponly=True,
        samesite="strict",
    )
    return Session(expires_at=expires_at)


@router.get("/session")
def get_session(session_end: SessionEnd) -> Session:
    """Whether somebody is signed in."""
    return Session(expires_at=session_end)


@router.delete("/session", status_code=204)
def sign_out(response: Response) -> None:
    """Forget the session."""
    response.delete_cookie(SESSION_COOKIE, path="/api/researcher")


@router.get("/studies")
def list_studies(_session_end: SessionEnd, parts: PartsOf) -> list[StudyOverview]:
    """All studies with how they fill."""
    return records.list_studies(parts)


@router.patch("/studies/{study_id}")
def switch_study(
    study_id: Annotated[str, Path(pattern=ID)], switch: StudySwitch, _session_end: SessionEnd, parts: PartsOf
) -> StudyOverview:
    """Let new participants in, or not."""
    return records.switch_study(parts, study_id, accepting=switch.accepting)


@router.get("/submissions")
def list_submissions(
    _session_end: SessionEnd,
    parts: PartsOf,
    study: Annotated[str | None, Query(pattern=ID)] = None,
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> SubmissionPage:
    """One page of submissions, newest first."""
    return records.list_submissions(parts, study_id=study, page=page)


@router.get("/conversations/{conversation_id}")
def get_conversation(conversation_id: ConversationId, _session_end: SessionEnd, parts: PartsOf) -> ConversationRecord:
    """Everything that is known about a conversation."""
    return conversation_record.conversation_record(parts, conversation_id)


@router.get("/conversations/{conversation_id}/audio/{path:path}", response_class=FileResponse)
def get_audio(
    conversation_id: ConversationId, path: Annotated[str, Path(pattern=ID)], _session_end: SessionEnd, parts: PartsOf
) -> FileResponse:
    """A recording; parts of it by range."""
    found = records.audio_file(parts, conversation_id, path)
    return FileResponse(found, media_type=records.media_type(found))
