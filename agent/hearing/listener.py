"""What the agent hears: numbers the utterances, has them stored, and keeps them until the next turn takes them."""

import structlog

from agent.hearing.utterances import Cut
from agent.models.base import Audio, Utterance, VoiceModel
from agent.observers.event_log import EventLog
from agent.observers.floor import Floor
from agent.observers.latency import LatencyMarks
from agent.observers.utterance_files import UtteranceFiles

_log = structlog.get_logger(__name__)


class Listener:
    """A ``TurnListener``. ``turn`` counts the user's turns over all attempts, the last one ended is current."""

    def __init__(
        self, *, log: EventLog, model: VoiceModel, floor: Floor, marks: LatencyMarks, first_utterance: int, turn: int
    ) -> None:
        self._log, self._model, self._floor, self._marks = log, model, floor, marks
        self._files = UtteranceFiles(log)
        self._number = first_utterance
        self._pending: list[Utterance] = []
        self.turn = turn

    def speech_started(self) -> None:
        """The user began to speak."""
        self._floor.user_speaking(True)

    def may_have_ended(self, audio: Audio) -> None:
        """Let the model use the VAD's wait."""
        try:
            self._model.anticipate(Utterance(self._number, audio))
        except Exception:  # a head start is no duty: a model that trips over it still gets its turn
            _log.exception("anticipation_failed")

    def utterance_ended(self, cut: Cut) -> None:
        """Store the utterance; it belongs to the turn that begins now."""
        now_s = self._log.timeline.now_s()
        self.turn += 1
        self._marks.mark_at(self.turn, "user_speech_end", now_s - cut.silence_s)
        self._marks.mark_at(self.turn, "vad_end", now_s)
        self._pending.append(Utterance(self._number, cut.audio))
        self._floor.user_speaking(False)
        self._files.store(self._number, cut, ended_s=now_s - cut.silence_s)
        self._number += 1

    def take(self) -> tuple[Utterance, ...]:
        """The utterances since the last turn."""
        taken, self._pending = tuple(self._pending), []
        return taken
