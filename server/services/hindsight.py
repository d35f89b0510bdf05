"""What an attempt did while it was out of reach, told later by what it left behind.

A job goes on talking while this server restarts or the line between them is cut. Judged by its last post it would be
paid too little, and a conversation that had its goodbye would be taken up again.
"""

from collections.abc import Sequence
from datetime import datetime

from scenarios.events import AssistantReady, ConversationEnded, EndReason, Event, UserUtterance
from server import tables
from server.services.dialogue import GOODBYES, Dialogue, within


def learn(dialogue: Dialogue, attempt: tables.Attempt, events: Sequence[Event]) -> None:
    """Take in, in order, events of an attempt that does not hold the conversation any more.

    Its talk counts, and a goodbye that it said is the conversation's end. An attempt that reported its own end has said
    all.
    """
    if attempt.ended in ("finished", "failed"):
        return
    conversation, last = dialogue.conversation, events[-1]
    for event in events:
        if isinstance(event, AssistantReady):
            attempt.ready_at = attempt.ready_at or within(attempt, event.at, dialogue.now)
            conversation.ready_at = conversation.ready_at or attempt.ready_at
    conversation.utterances += sum(isinstance(event, UserUtterance) for event in events)
    _lengthen(conversation, attempt, within(attempt, last.at, dialogue.now))
    if isinstance(last, ConversationEnded) and last.reason in GOODBYES:
        _end(dialogue, attempt, last.reason)


def _lengthen(conversation: tables.Conversation, attempt: tables.Attempt, at: datetime) -> None:
    """Move an attempt's last sign of life on, and with it what was talked. Never takes anything away."""
    if attempt.ready_at is None or (attempt.heartbeat_at is not None and at <= attempt.heartbeat_at):
        return
    if attempt.ended_at is not None:
        counted_to = max(attempt.heartbeat_at or attempt.ready_at, attempt.ready_at)
        talked_s = min(conversation.talked_s + (at - counted_to).total_seconds(), conversation.limit_s)
        conversation.talked_s = max(conversation.talked_s, talked_s)
    attempt.heartbeat_at = at


def _end(dialogue: Dialogue, attempt: tables.Attempt, reason: EndReason) -> None:
    """Goodbye was said: a job that took the talk up again says it once more, and nobody else is waited for."""
    if dialogue.is_over:
        if dialogue.conversation.end_reason == "agent_failed" and dialogue.submission.closed_reason is None:
            dialogue.conversation.end_reason = reason
    elif dialogue.conversation.phase == "live" and attempt is not dialogue.attempt:
        dialogue.request_end()
    else:
        dialogue.end(reason)
