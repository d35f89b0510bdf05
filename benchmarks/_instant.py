"""The parts that take no time, the same for our agent and for the stock pipeline: a short text, spoken as a tone."""

from typing import Any

STOCK_AGENT = "stock-pipeline"
ANSWER = "I heard you."
TONE_S_PER_CHARACTER = 0.07
ANSWER_S = len(ANSWER) * TONE_S_PER_CHARACTER

MODEL: dict[str, Any] = {
    "kind": "speech_to_text",
    "factory": "agent.models.fakes:build",
    "parameters": {"fake": "text_echo", "sentences": [ANSWER] * 1000},
    "voice": "tone",
    "study": False,
}
VOICE: dict[str, Any] = {
    "factory": "agent.models.fakes:build_voice",
    "parameters": {"seconds_per_character": TONE_S_PER_CHARACTER},
}
