"""What the agent's jobs call, with the shared secret."""

from fastapi import APIRouter, Depends

from server.routes.access import ConversationId, PartsOf, require_agent
from server.routes.refusals import refusals
from server.schemas.agent import BatchAnswer, Brief, Claim, EventBatch
from server.schemas.participant import Entry, EntryView
from server.services import agents, arrivals

router = APIRouter(
    prefix="/api/agent",
    tags=["agent"],
    dependencies=[Depends(require_agent)],
    responses=refusals(401, 404, 409, 422),
)


@router.post("/callers")
def enter_caller(entry: Entry, parts: PartsOf) -> EntryView:
    """Enter a study as a simulated participant: every study, any scenario, marked and counted apart from people."""
    return arrivals.enter(parts, entry, simulated=True)


@router.post("/conversations/{conversation_id}/claim")
def claim_conversation(conversation_id: ConversationId, claim: Claim, parts: PartsOf) -> Brief:
    """Take a conversation that this job was dispatched for. The same job may ask again."""
    return agents.claim(parts, conversation_id, claim.job_id)


@router.post("/conversations/{conversation_id}/events")
def post_events(conversation_id: ConversationId, batch: EventBatch, parts: PartsOf) -> BatchAnswer:
    """Deliver events, or none: every post is a heartbeat. Sending an event again changes nothing."""
    return agents.receive(parts, conversation_id, batch)
