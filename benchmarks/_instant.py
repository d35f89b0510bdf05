"""The parts that take no time, the same for our agent and for the stock pipeline: a short text, spoken as a tone."""

from typing import Any

INSTANT_STUDY = "instant"
REHEARSAL_STUDY = "open-rehearsal"
STOCK_AGENT = "stock-pipeline"
ANSWER = "I heard you."
TONE_S_PER_CHARACTER = 0.07
ANSWER_S = len(ANSWER) * TONE_S_PER_CHARACTER

_ANSWERING = {"fake": "text_echo", "sentences": [ANSWER] * 1000}
_BLOCK: dict[str, Any] = {
    "kind": "speech_to_text",
    "factory": "agent.models.fakes:build",
    "parameters": _ANSWERING,
    "voice": "tone",
    "study": False,
}
# The real recogniser, script and voice, under a name of its own: its study holds open chats alone.
_REHEARSAL: dict[str, Any] = {
    "kind": "pipeline",
    "factory": "agent.models.rehearsal:build",
    "voice": "rehearsal",
    "study": False,
}
MODELS = {INSTANT_STUDY: _BLOCK, REHEARSAL_STUDY: _REHEARSAL}
VOICES: dict[str, dict[str, Any]] = {
    "tone": {
        "factory": "agent.models.fakes:build_voice",
        "parameters": {"seconds_per_character": TONE_S_PER_CHARACTER},
    }
}
