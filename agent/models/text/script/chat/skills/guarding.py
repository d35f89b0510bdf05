"""What it is made of is never told: whoever asks hears of a voice assistant and no more."""

import re

from agent.models.text.script.chat.heard import Heard
from agent.models.text.script.chat.memory import Memory, Reply

_MAKERS = (
    r"chat ?gpt|gpt ?-?\w*|g p t|open ?ai|claude|anthropic|gemini|bard|siri|alexa|cortana|llama|mistral|"
    r"qwen|deep ?seek|"
    r"grok|copilot|whisper|hibari|silero|live ?kit|parley"
)
_INSIDE = (
    r"model|models|version|script|scripted|rehearsal|rules?|prompt|instructions|software|hardware|engine|"
    r"recognition|python|"
    r"code|trained|training|parameters|"
    r"cutoff|knowledge cut ?off|open source|developers?|company|vendor|provider|chat ?bot|"
    r"language model|llm|made of|built|programmed|algorithm|neural|database|api|secret about yourself|recording"
)
_ABOUT_IT = r"you|your|yourself|is this|i am talking to|am i talking|behind this"
_MOST_WORDS = 14
_KEPT = (
    "I'm a voice assistant, and that's all I can say about it.",
    "What's under the hood I can't tell you: I'm a voice assistant, happy to talk.",
    "I'm just your voice assistant here. Let's leave it at that.",
    "I'm a voice assistant. More than that I may not say.",
)
_PROBES = (
    re.compile(rf"\b(?:{_ABOUT_IT})\b.*\b(?:{_INSIDE})\b"),
    re.compile(rf"\b(?:which|what|whose|who is|repeat|ignore|reveal)\b.*\b(?:{_INSIDE})\b.*\b(?:{_ABOUT_IT})\b"),
    re.compile(
        rf"\b(?:{_ABOUT_IT}|say|pretend|act|better than|know)\b.*\b(?:{_MAKERS}|google|amazon|microsoft|meta)\b"
    ),
    re.compile(rf"^(?:and )?(?:what|who) is (?:{_MAKERS})$|\b(?:gpt|chat ?gpt|open ?ai|anthropic)\b"),
    re.compile(r"^(?:but )?what are you really$|\bbehind this$"),
    re.compile(r"\b(?:ignore|forget|reveal|repeat|print|show)\b.*\b(?:instructions|system prompt)\b"),
)
_OTHERS = (
    r"my (?:new )?(?:script|code|software|company|recording)|"
    r"(?:can|could) you (?:please )?(?:read|find|open|copy|send|write)"
)


def about_its_making(heard: Heard, memory: Memory) -> Reply | None:
    """A question about what answers, however it is put."""
    if len(heard.words) > _MOST_WORDS or heard.has(_OTHERS):
        return None
    if not any(probe.search(heard.plain) for probe in _PROBES):
        return None
    return Reply(memory.pick(*_KEPT))
