"""Plays the other side of a talk that the user wants to practise, and says afterwards how it went."""

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory
from agent.models.text.script.guide.pack import Part

_END = r"(?:ok |okay |all right |so )*(?:stop|end|that is it|that was it|let us stop|enough|done|how (?:did|was) (?:that|it|i)(?: .*)?|how did i (?:do|sound)|what do you think(?: .*)?|feedback|end of call|(?:let us )?(?:step out|pause)|cut)(?: .{0,30})?"
_HELLO = r"(?:hi|hello|hey|good (?:morning|afternoon|evening))(?: .{0,25})?"
_NO = r"no|not|can't|cannot|won't|unable|decline|pass|sorry but|unfortunately|skip"
_REASON = r"because|tired|need|rest|weekend|busy|plans|exhausted|myself|family|work|quiet|too much|already"
_OFFER = r"instead|another (?:time|day|weekend)|other time|next (?:time|week|month)|could (?:help|come|bring|lend)|happy to|i can|maybe (?:later|sunday|another)|after that|help you (?:find|pack|look)"
_WARM = r"friend|friendship|care|like you|matter|appreciate|thank|love|hope|understand|important to me|glad"
_BYE = r"bye|goodbye|see you|talk (?:soon|to you)|take care|thanks for understanding|thank you for understanding"


class Playing:
    """One practice run."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._lines: list[Heard] = []
        self._pushed = 0
        self.over = False

    def opening(self, memory: Memory) -> str:
        """Step into the part."""
        return f"{memory.pick('Gladly.', 'All right, let us try.')} I'm {self._part.who} now; say stop when you want to end. {self._part.opens}"

    def answer(self, heard: Heard, memory: Memory) -> str:
        """The next line of the part, or what to say about it afterwards."""
        if heard.is_(_END) or (self._lines and heard.has(_BYE)):
            self.over = True
            goodbye = "Okay, bye then! " if heard.has(_BYE) else ""
            return f"{goodbye}And that's the end of our practice. {self.feedback()}"
        if heard.is_(_HELLO):
            return memory.pick("Hey! Good to hear from you. What's up?", "Hi! I was just thinking of you. How are you?")
        self._lines.append(heard)
        if self._said(_NO) and self._pushed < len(self._part.pushes):
            self._pushed += 1
            return self._part.pushes[self._pushed - 1]
        if self._said(_NO):
            self.over = True
            return f"{self._part.gives_in} And cut: that's how it may end. {self.feedback()}"
        return memory.pick("Hm, I'm not sure what you're telling me. So can I count on you?", "Okay, but you'll come, won't you?", "Sure, sure. So what about it?")

    def feedback(self) -> str:
        """What went well, and one thing to change."""
        if not self._lines:
            return "We had hardly begun. Shall we try again?"
        good, better = [], []
        n_words = sum(len(line.words) for line in self._lines)
        n_sorry = sum(line.words.count("sorry") for line in self._lines)
        (good if self._lines[0].has(_NO) else better).append("you said no right at the start" if self._lines[0].has(_NO) else "say the no in your first sentence, so that no false hope grows")
        if self._said(_REASON):
            good.append("you gave an honest reason")
        else:
            better.append("give one short, true reason; nobody can argue with being tired")
        if self._said(_WARM):
            good.append("you showed that the person matters to you")
        else:
            better.append("add one warm sentence about what they mean to you")
        if self._said(_OFFER):
            good.append("you offered something you can do")
        if n_sorry > 2:
            better.insert(0, "say sorry once, not every time; it invites them to push")
        if n_words / len(self._lines) > 45:
            better.insert(0, "keep it to two sentences; long explanations sound like excuses")
        praise = f"What I liked: {' and '.join(good[:2])}. " if good else ""
        advice = f"One thing to change: {better[0]}." if better else "I wouldn't change much; keep it just as calm."
        return f"{praise}{advice} Would you like to try it once more?"

    def _said(self, pattern: str) -> bool:
        return any(line.has(pattern) for line in self._lines)
