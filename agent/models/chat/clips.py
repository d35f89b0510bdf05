"""Which audio of a dialogue is sent, where a server takes only so many clips in a request, or only so long ones.

vLLM takes one clip for Granite Speech and five for Voxtral; Gemma 3n hears the first 30 s of a clip. The oldest are
left out, and the dialogue says in words that something was said there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agent.models.base import Audio, Message, UserMessage
from agent.models.wire_audio import HEARING_RATE, at_rate

_GAP_S = 0.3  # between utterances that are joined to one clip


@dataclass(frozen=True, slots=True)
class Clips:
    """``most`` clips in a request, None for any number: then the utterances of a turn are one clip together.

    Clips that are longer than ``longest_s`` are sent as several.
    """

    most: int | None = None
    longest_s: float | None = None

    def sent(self, messages: Sequence[Message]) -> Mapping[int, tuple[Audio, ...]]:
        """The clips of the messages that are sent as audio, by their place: the newest, as far as they fit."""
        sent: dict[int, tuple[Audio, ...]] = {}
        n_left = self.most
        for place in range(len(messages) - 1, -1, -1):
            message = messages[place]
            if not isinstance(message, UserMessage) or not message.utterances:
                continue
            clips = self._of(message)
            if n_left is not None:
                if len(clips) > n_left:
                    break
                n_left -= len(clips)
            sent[place] = clips
        return sent

    def _of(self, message: UserMessage) -> tuple[Audio, ...]:
        clips = [at_rate(utterance.audio, HEARING_RATE) for utterance in message.utterances]
        if self.most is not None:
            gap = bytes(2 * round(_GAP_S * HEARING_RATE))
            clips = [Audio(gap.join(clip.pcm for clip in clips), HEARING_RATE)]
        return tuple(piece for clip in clips for piece in self._pieces(clip))

    def _pieces(self, clip: Audio) -> list[Audio]:
        if self.longest_s is None:
            return [clip]
        size = 2 * round(self.longest_s * HEARING_RATE)
        return [Audio(clip.pcm[at : at + size], HEARING_RATE) for at in range(0, len(clip.pcm), size)]
