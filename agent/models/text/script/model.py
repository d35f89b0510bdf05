"""The scripted text model, as pipelines hold it."""

import json
import re
from collections.abc import AsyncIterator, Callable
from datetime import datetime

from agent.models.base import Delta, TextDelta, ToolCall, Turn, Usage
from agent.models.text.script.actions import Say
from agent.models.text.script.conversation import Conversation

REPORTED = "script-1"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


class ScriptedTextModel:
    """Answers from rules. What it knows is in the messages alone, so a conversation can be carried on anywhere."""

    def __init__(self, *, clock: Callable[[], datetime] | None = None) -> None:
        """``clock`` gives the local time, for scenarios that do not play at a time of their own."""
        self._clock = clock or (lambda: datetime.now().astimezone())
        self._conversation: Conversation | None = None

    async def reply(self, turn: Turn) -> AsyncIterator[Delta]:
        """Calls of tools, or sentences one by one."""
        if self._conversation is None or not self._conversation.goes_on_in(turn):
            self._conversation = Conversation(turn, now=self._clock())
        for action in self._conversation.answer(turn):
            if isinstance(action, Say):
                for index, sentence in enumerate(_SENTENCE.split(action.text)):
                    yield TextDelta(f" {sentence}" if index else sentence)
            else:
                yield ToolCall(action.call_id, action.tool, json.dumps(action.arguments))
        yield Usage(REPORTED)

    async def aclose(self) -> None:
        """There is nothing to let go of."""
