"""The 40 tasks of the paper's pool (tables 4 and 5): what a synthetic matrix of its size is made of."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["binary", "share", "judged", "quality"]
"""How a task's scores look: 0 or 1; any share (error rates, latency); steps of 1/9 from a judge; a smooth quality."""


@dataclass(frozen=True, slots=True)
class Task:
    """One row of table 5. ``spoken`` says whether the answer is audio."""

    name: str
    n_items: int
    kind: Kind
    spoken: bool


_TABLE = """
accent-classification 200 binary text
hear-language-id 195 binary text
human-non-speech-sound 140 binary text
l2-english-accuracy-ranking 360 binary text
l2-english-fluency-ranking 360 binary text
l2-english-prosodic-ranking 360 binary text
pos-estimation 500 share text
superb-asr 200 share text
superb-emotion-recognition 240 binary text
superb-intent-classification 200 binary text
superb-keyword-spotting 200 binary text
superb-phoneme-recognition 200 share text
target-speaker-asr 500 share text
voice-disorder-classification 208 binary text
jeopardy-correctness 1000 binary speech
jeopardy-latency 1000 share speech
emotion-recognition 1562 binary text
deception-detection 151 binary text
function-calling 1000 binary text
jailbreak-base 520 binary text
jailbreak-persuasive 520 binary text
multimodal-instruction-following 1000 binary text
pronunciation-oed 284 binary speech
pronunciation-audio 284 binary speech
speaker-diarization 1000 share text
speech-chatbot 198 judged speech
llama-questions 300 binary speech
speech-web-questions 500 binary speech
speech-triviaqa 500 binary speech
speakbench 82 binary speech
information-inquiry-content 393 judged speech
information-inquiry-speech 393 quality speech
solution-request-content 351 judged speech
solution-request-speech 351 quality speech
text-creation-content 192 judged speech
text-creation-speech 192 quality speech
opinion-queries-content 64 judged speech
opinion-queries-speech 64 quality speech
paralinguistic-featured-content 100 judged speech
paralinguistic-featured-speech 100 quality speech
"""


def _task(line: str) -> Task:
    name, n_items, kind, answer = line.split()
    kinds: dict[str, Kind] = {"binary": "binary", "share": "share", "judged": "judged", "quality": "quality"}
    return Task(name, int(n_items), kinds[kind], answer == "speech")


TASKS = tuple(_task(line) for line in _TABLE.strip().splitlines())
N_MODELS = 18
