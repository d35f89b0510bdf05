"""A conversation's recording on the wall clock: what is on which channel, and when."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import soundfile
from numpy.typing import NDArray

from agent.models.base import Audio
from scenarios.events import Event, RecordingStarted
from tests.support.parley_up import Parley

_BLOCK_S = 0.01
_AUDIBLE = 10 ** (-45 / 20)  # root mean square of full scale

Channel = Literal["participant", "assistant"]


@dataclass(frozen=True, slots=True)
class Recording:
    """Both channels; ``began_at`` is the first sample's wall time."""

    began_at: float
    rate: int
    samples: NDArray[np.float64]  # (n, 2): left the participant, right the assistant

    @classmethod
    def of(cls, parley: Parley, conversation_id: str, events: list[Event]) -> "Recording":
        """The recording of the attempt that these events are of."""
        (started,) = (event for event in events if isinstance(event, RecordingStarted))
        path = Path(parley.folder(conversation_id), started.audio)
        samples, rate = soundfile.read(path, always_2d=True)
        return cls(started.at.timestamp(), int(rate), samples)

    def between(self, channel: Channel, since: float, until: float) -> Audio:
        """What one channel holds between two moments."""
        piece = self._piece(channel, since, until)
        return Audio((piece * 32767).astype(np.int16).tobytes(), self.rate)

    def audible_share(self, channel: Channel, since: float, until: float) -> float:
        """In how much of the time between two moments a channel can be heard."""
        return float(self._audible(channel, since, until).mean())

    def onset(self, channel: Channel, since: float, until: float) -> float | None:
        """When a channel is first audible between two moments; None if it is not."""
        audible = np.flatnonzero(self._audible(channel, since, until))
        return since + float(audible[0]) * _BLOCK_S if len(audible) else None

    def _audible(self, channel: Channel, since: float, until: float) -> NDArray[np.bool_]:
        piece = self._piece(channel, since, until)
        size = round(_BLOCK_S * self.rate)
        blocks = piece[: len(piece) // size * size].reshape(-1, size)
        loud: NDArray[np.bool_] = np.sqrt((blocks**2).mean(axis=1)) > _AUDIBLE
        return loud

    def _piece(self, channel: Channel, since: float, until: float) -> NDArray[np.float64]:
        first, last = (max(0, round((moment - self.began_at) * self.rate)) for moment in (since, until))
        piece: NDArray[np.float64] = self.samples[first:last, 0 if channel == "participant" else 1]
        return piece
