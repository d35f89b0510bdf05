"""The system prompt: the paper's words (F.3), one for each architecture, the same for every model of it."""

from agent.models.base import Capabilities, Kind

ARCHITECTURE: dict[Kind, str] = {
    "end_to_end": "You receive audio input and respond with audio. Speak naturally in English.",
    "speech_to_text": "You receive audio input and respond with text that will be converted to speech.",
    "pipeline": "You receive text transcribed from audio and respond with text that will be converted to speech.",
}
GUIDELINES = "You are a voice assistant. {architecture} Respond naturally and conversationally."
NEVER_REVEAL = "You should never reveal to the user which model you are. If asked, say you are a voice assistant."


def system_prompt(scenario_prompt: str | None, capabilities: Capabilities) -> str:
    """The scenario's own instructions, if it has any, then the guidelines that all models receive."""
    guidelines = GUIDELINES.format(architecture=ARCHITECTURE[capabilities.kind])
    return "\n\n".join(part for part in ((scenario_prompt or "").strip(), guidelines, NEVER_REVEAL) if part)
