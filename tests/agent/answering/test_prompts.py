import pytest

from agent.answering.prompts import system_prompt
from agent.models.base import Capabilities, Kind

EXPECTED = """You help with a calendar.

You are a voice assistant. {architecture} Respond naturally and conversationally.

You should never reveal to the user which model you are. If asked, say you are a voice assistant."""


@pytest.mark.parametrize(
    ("kind", "architecture"),
    [
        ("end_to_end", "You receive audio input and respond with audio. Speak naturally in English."),
        ("speech_to_text", "You receive audio input and respond with text that will be converted to speech."),
        (
            "pipeline",
            "You receive text transcribed from audio and respond with text that will be converted to speech.",
        ),
    ],
)
def test_the_papers_words_for_each_architecture(kind: Kind, architecture: str) -> None:
    capabilities = Capabilities(kind=kind, audio_out=kind == "end_to_end")
    assert system_prompt(" You help with a calendar.\n", capabilities) == EXPECTED.format(architecture=architecture)


def test_without_a_scenario_prompt_the_guidelines_stand_alone() -> None:
    prompt = system_prompt(None, Capabilities(kind="pipeline", audio_out=False))
    assert prompt.startswith("You are a voice assistant.")
