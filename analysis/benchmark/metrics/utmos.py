"""UTMOS: predicted naturalness of speech from 1 to 5; ``(s - 1)/4``. The predictor is used where it is installed.

``installed()`` loads UTMOS22 (strong) through ``torch.hub``, as WildSpeech-Bench does; torch is no dependency of
Parley. Without a predictor the item stays ungraded.
"""

import importlib
import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import Any

from analysis.benchmark.items import Answer, Item
from analysis.benchmark.metrics.metric import Graders, Metric, told_by
from analysis.benchmark.outcomes import Outcome, scored, ungraded

PASS_AT = 0.5
HUB = ("tarepan/SpeechMOS:v1.2.0", "utmos22_strong")


async def grade(_item: Item, answer: Answer, graders: Graders) -> Outcome:
    """The predicted MOS on [0, 1]."""
    if graders.quality is None or answer.audio is None:
        return ungraded("no UTMOS predictor: pip install torch torchaudio soundfile, which loads " + "/".join(HUB))
    quality, sound = graders.quality, answer.audio
    mos = told_by("UTMOS", lambda: float(quality(sound)))
    if not 0 < mos < 6:
        return ungraded(f"the predictor gave {mos}, which is no MOS")
    return scored(min(max((mos - 1) / 4, 0.0), 1.0), raw=mos, pass_at=PASS_AT)


def installed() -> Callable[[Path], float] | None:
    """The predictor, None where torch is not installed. The weights are downloaded by torch.hub at the first call."""
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("soundfile") is None:
        return None
    torch: Any = importlib.import_module("torch")
    soundfile: Any = importlib.import_module("soundfile")
    predictor = torch.hub.load(*HUB, trust_repo=True)

    def predict(path: Path) -> float:
        wave, rate = soundfile.read(str(path), dtype="float32", always_2d=True)
        return float(predictor(torch.from_numpy(wave.mean(axis=1)).unsqueeze(0), rate).item())

    return predict


METRIC = Metric("utmos", 1, grade, hears=True)
