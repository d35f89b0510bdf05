"""What was said so far, as the model may know it: the one truth that every turn is built from.

The user's audio, the assistant's words as far as they were heard, tool calls and their results (paper F.3). Messages
keep the order in which they began.
"""

from dataclasses import dataclass, replace

from agent.answering.history import recent
from agent.models.base import (
    AssistantMessage,
    Message,
    ToolCallMessage,
    ToolResultMessage,
    ToolSpec,
    Turn,
    UserMessage,
    Utterance,
)


@dataclass(slots=True, eq=False)
class Said:
    """The assistant's words in the making: all that was generated, later cut to what was heard."""

    text: str = ""


class Dialogue:
    """Messages of one conversation, of all its attempts."""

    def __init__(self, instructions: str, messages: tuple[Message, ...] = ()) -> None:
        self._instructions = instructions
        self._entries: list[Message | Said] = list(messages)

    def turn(self, tools: tuple[ToolSpec, ...]) -> Turn:
        """What a model needs to answer now."""
        return Turn(self._instructions, recent(self.messages), tools)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message, in order; replies that nobody heard are none."""
        shown = (AssistantMessage(e.text) if isinstance(e, Said) else e for e in self._entries)
        return tuple(m for m in shown if not (isinstance(m, AssistantMessage) and not m.text.strip()))

    @property
    def awaits_answer(self) -> bool:
        """Whether the last word is the user's, or a tool's."""
        messages = self.messages
        return bool(messages) and isinstance(messages[-1], UserMessage | ToolResultMessage)

    @property
    def last_utterances(self) -> tuple[int, ...]:
        """Numbers of the utterances in the user's last message."""
        return next(
            (tuple(u.number for u in m.utterances) for m in reversed(self.messages) if isinstance(m, UserMessage)), ()
        )

    def hear(self, utterances: tuple[Utterance, ...]) -> None:
        """The user has spoken. Joins the message before it if nothing was answered to that one.

        One of which only the words are left stands for itself: the words of both could not be recognised from audio.
        """
        self._drop_unheard()
        last = self._entries[-1] if self._entries else None
        if isinstance(last, UserMessage) and last.utterances:
            self._entries[-1] = UserMessage(last.utterances + utterances)
        else:
            self._entries.append(UserMessage(utterances))

    def transcribe(self, text: str) -> bool:
        """The words of the user's last message; gives whether they are news."""
        for index in range(len(self._entries) - 1, -1, -1):
            entry = self._entries[index]
            if isinstance(entry, UserMessage):
                self._entries[index] = replace(entry, transcript=text)
                return entry.transcript != text
        return False

    def say(self) -> Said:
        """A reply begins here; its text grows as it is generated and is cut when it was interrupted."""
        said = Said()
        self._entries.append(said)
        return said

    def call_tool(self, call: ToolCallMessage) -> None:
        """The model called a tool."""
        self._entries.append(call)

    def return_tool(self, result: ToolResultMessage) -> None:
        """What the tool returned."""
        self._entries.append(result)

    def _drop_unheard(self) -> None:
        self._entries = [e for e in self._entries if not (isinstance(e, Said) and not e.text.strip())]
