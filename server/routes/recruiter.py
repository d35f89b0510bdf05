"""Where Prolific sends its events. No client of ours calls it, so it is not in the API's description."""

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool

from server.routes.access import PartsOf
from server.services.recruiting import news

router = APIRouter(prefix="/api/recruiter", include_in_schema=False)


@router.post("/events", status_code=204)
async def take_event(request: Request, parts: PartsOf) -> None:
    """Take an event in. What proves it is the signature over the very bytes that came."""
    raw = await request.body()
    await run_in_threadpool(news.receive, parts, raw, request.headers)
