"""Plays the other side of a talk that the user wants to practise, and says afterwards how it went."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory
from agent.models.text.script.guide.parts import Part
from agent.models.text.script.tools.wording import listed

_END = (
    r"(?:ok |okay |all right |so )*(?:stop|end|that is it|that was it|let us stop|enough|done|how (?:did|was) "
    r"(?:that|it|i)(?: .*)?|how did i (?:do|sound)|feedback|end of call|(?:let us )?(?:step out|pause)|cut)(?: "
    r".{0,30})?"
)
_HELLO = r"(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: there| it is me| you)?"
_BYE = r"bye|goodbye|see you|talk (?:soon|to you)|take care|thanks for understanding|thank you for understanding"
_MOST_SORRY = 2
_LONG = 45  # words at a time


class Playing:
    """One practice run."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._heard: list[Heard] = []
        self._line = 0
        self.over = False

    def opening(self, memory: Memory) -> str:
        """Step into the part."""
        lead = memory.pick("Gladly.", "All right, let's try.")
        return f"{lead} I'm {self._part.who} now; say stop when you want to end. {self._part.opens}"

    def answer(self, heard: Heard, memory: Memory) -> str:
        """The next line of the part, or what to say about it afterwards."""
        if heard.is_(_END) or (self._heard and heard.has(_BYE)):
            self.over = True
            goodbye = "Okay, bye then! " if heard.has(_BYE) else ""
            return f"{goodbye}And that's the end of our practice. {self.feedback()}"
        if heard.is_(_HELLO):
            return memory.pick("Hey! Good to hear you. So?", "Hi! How are you?")
        self._heard.append(heard)
        if not heard.has(self._part.moves_on):
            return memory.pick(*self._part.waits)
        if self._line < len(self._part.lines):
            self._line += 1
            return self._part.lines[self._line - 1]
        self.over = True
        return f"{self._part.ends} And cut: that's how it may end. {self.feedback()}"

    def feedback(self) -> str:
        """What went well, and one thing to change."""
        if not self._heard:
            return "We had hardly begun. Shall we try again?"
        praise = [sign.praise for sign in self._part.signs if self._said(sign.when)]
        advice = [*self._habits(), *(sign.advice for sign in self._part.signs if not self._said(sign.when))]
        liked = f"What I liked: {listed(praise[:2])}. " if praise else ""
        change = f"One thing to change: {advice[0]}." if advice else "I wouldn't change much; keep it just as calm."
        return f"{liked}{change} Would you like to try it once more?"

    def _habits(self) -> list[str]:
        advice = []
        if sum(line.words.count("sorry") for line in self._heard) > _MOST_SORRY:
            advice.append("say sorry once, not every time; it invites them to push")
        if sum(len(line.words) for line in self._heard) / len(self._heard) > _LONG:
            advice.append("keep it to two or three sentences at a time")
        return advice

    def _said(self, pattern: str) -> bool:
        return any(line.has(pattern) for line in self._heard)
