"""A conversation as the script follows it: every message is taken in once, in order, whoever answered it.

The state is a function of the messages. Where a turn was cut off, or another process carries on, the messages are
taken in anew and what would have been said to them is passed over.
"""

from datetime import datetime

from agent.models.base import AssistantMessage, Message, ToolResultMessage, Turn, UserMessage
from agent.models.text.script.actions import Action, Say
from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.skills.care import speaks_of_danger
from agent.models.text.script.chat.talk import Talk
from agent.models.text.script.scene import read_scene
from agent.models.text.script.tools.abilities import asks_for_abilities
from agent.models.text.script.tools.engine import ToolEngine
from agent.models.text.script.tools.mishearings import put_right
from agent.models.text.script.variety import Variety

_MOST_WORDS = 150  # of one utterance; parsing takes the time of the event loop, and what is wanted comes last


class Conversation:
    """What was said so far, and what to answer."""

    def __init__(self, turn: Turn, *, now: datetime) -> None:
        """``now`` is used where the instructions name no time."""
        scene = read_scene(turn.instructions, now)
        self._instructions = turn.instructions
        self._variety = Variety(turn.instructions)
        tools = ToolEngine(turn.tools, now=scene.now, variety=self._variety, owner=scene.owner)
        self._tools = tools if tools.has_tools else None
        self._talk = Talk(scene, variety=self._variety, guided=self._tools is None)
        self._taken: list[Message] = []
        self._for_tools = False
        self._asked_for_abilities = False
        self._in_danger = False
        self._at_a_loss: str | None = None  # what to say to a request that nobody has an answer to

    def goes_on_in(self, turn: Turn) -> bool:
        """Whether the turn only adds to what was taken in already."""
        n = len(self._taken)
        return turn.instructions == self._instructions and list(turn.messages[:n]) == self._taken

    def answer(self, turn: Turn) -> list[Action]:
        """What to do about the last message."""
        new = turn.messages[len(self._taken) :]
        actions: list[Action] = []
        for index, message in enumerate(new):
            self._take(message)
            following = new[index + 1] if index + 1 < len(new) else None
            if _is_answered(message, following):
                actions = self._act(may_call=bool(turn.tools) or following is not None)
        return actions or [Say(self._talk.lost())]

    def _take(self, message: Message) -> None:
        self._taken.append(message)
        match message:
            case UserMessage(transcript=words):
                self._hear(words or "")
            case ToolResultMessage() if self._tools is not None:
                self._tools.result(message.call_id, ok=message.ok, output=message.output)
            case AssistantMessage(text=text):
                self._talk.said(text)
            case _:
                pass

    def _hear(self, words: str) -> None:
        self._for_tools, self._at_a_loss = False, None
        self._in_danger = speaks_of_danger(Heard(words))
        self._asked_for_abilities = not self._in_danger and asks_for_abilities(words)
        if self._in_danger:  # it goes before whatever the tools were asked for
            self._talk.hear(words)
            return
        words = " ".join(words.split()[-_MOST_WORDS:])
        if self._tools is not None:
            words = self._tools.let_go(
                put_right(words), is_talk=lambda rest: self._talk.is_small_talk(rest, tools_fit=False)
            )
        if self._tools is not None and self._tools.drops(words):
            self._for_tools = self._tools.hear(words)
        elif (
            self._tools is not None
            and not self._asked_for_abilities
            and not self._talk.is_small_talk(words, tools_fit=self._tools.is_meant(words))
        ):
            self._for_tools = self._tools.hear(words) or (
                not self._talk.has_answer(words) and self._hear_closely(words)
            )
        if not self._for_tools:
            self._talk.hear(words)

    def _hear_closely(self, words: str) -> bool:
        """What nobody else has an answer to: for the tools after all, or for nobody."""
        assert self._tools is not None
        heard = self._tools.hear(words, eager=True)
        self._at_a_loss = None if heard else self._tools.at_a_loss(words)
        return heard

    def _act(self, *, may_call: bool) -> list[Action]:
        if self._for_tools and self._tools is not None:
            return [self._afresh(action) for action in self._tools.act(may_call=may_call)]
        if self._tools is not None and self._asked_for_abilities:
            return [self._afresh(Say(self._tools.abilities))]
        reply = self._at_a_loss or self._talk.reply()
        if self._tools is not None and not self._in_danger and (question := self._tools.question) is not None:
            reply = f"{reply} {self._variety.pick(('Now, back to it:', 'So, coming back:', 'But first:'))} {question}"
        return [Say(reply)]

    def _afresh(self, action: Action) -> Action:
        """What was said a moment ago is not said again in the same words."""
        if isinstance(action, Say) and action.text == self._talk.last_reply:
            return Say(f"{self._variety.pick(('Again:', 'The same again:', 'It is as before:'))} {action.text}")
        return action


def _is_answered(message: Message, following: Message | None) -> bool:
    """Whether this is where an answer was given, or is due: behind the user's words, and behind the last result."""
    if isinstance(message, UserMessage):
        return not isinstance(following, UserMessage)
    return isinstance(message, ToolResultMessage) and not isinstance(following, ToolResultMessage | UserMessage)
