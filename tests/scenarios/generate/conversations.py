"""Invented records in the published forms, and a writer and a checker that answer as good models would."""

import json
from pathlib import Path
from typing import Any

from tests.emulators.openai_chat import Answer, Request

SUBJECTS = (
    "candles",
    "kayaks",
    "pancakes",
    "violins",
    "tortoises",
    "telescopes",
    "accordions",
    "mushrooms",
    "postcards",
    "skateboards",
    "origami",
    "lighthouses",
)


def lmsys(number: int, opening: str, **changes: Any) -> dict[str, Any]:
    """A row of LMSYS-Chat-1M."""
    row = {
        "conversation_id": f"lmsys-{number}",
        "model": "vicuna-13b",
        "conversation": [{"role": "user", "content": opening}, {"role": "assistant", "content": "Gladly."}],
        "turn": 1,
        "language": "English",
        "openai_moderation": [{"flagged": False, "categories": {}, "category_scores": {}}],
        "redacted": False,
    }
    return row | changes


def wildchat(number: int, opening: str, **changes: Any) -> dict[str, Any]:
    """A row of WildChat."""
    part = {"role": "user", "content": opening, "language": "English", "toxic": False, "redacted": False}
    row = {
        "conversation_hash": f"wild-{number}",
        "model": "gpt-4",
        "conversation": [part | {"country": "Norway", "turn_identifier": 1}],
        "turn": 1,
        "language": "English",
        "openai_moderation": [{"flagged": False}],
        "detoxify_moderation": [{"toxicity": 0.01}],
        "toxic": False,
        "redacted": False,
    }
    return row | changes


def opening(subject: str) -> str:
    """What a person might write first."""
    return f"I would like to know more about {subject} and where one begins with them"


def write_records(path: Path, rows: list[Any]) -> Path:
    """A file of JSON lines; texts are written as they are."""
    path.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def draft(subject: str, **changes: Any) -> dict[str, Any]:
    """A good scenario about a subject; apart from the plainest words, no two share any."""
    a, b, c, d = (f"{subject}{letter}" for letter in ("ora", "ino", "ute", "alo"))
    found = {
        "title": f"All about {subject}",
        "topic": "hobbies",
        "goal": f"Find {a} {b} for {subject}.",
        "situation": f"You see {subject} by {c} {d}. You want {b}{c} before {d}{a}.",
        "goals": [f"Tell {a}{c}.", f"Ask about {b}{d}.", f"Decide on {c}{d} for {subject}."],
        "assistant_prompt": f"Someone would like to talk about {subject}. Help them begin.",
    }
    return found | changes


def accepted(scenario: dict[str, Any]) -> str:
    """The writer's answer."""
    return json.dumps(
        {"decision": "accept", "reason": None, "explanation": "It can be talked about.", "scenario": scenario}
    )


def rejected(reason: str, explanation: str = "It does not suit.") -> str:
    """The writer's other answer."""
    return json.dumps({"decision": "reject", "reason": reason, "explanation": explanation, "scenario": None})


def judged(verdict: str, *, reason: str | None = None, scenario: dict[str, Any] | None = None) -> str:
    """The checker's answer."""
    return json.dumps({"verdict": verdict, "reason": reason, "explanation": "Read and weighed.", "scenario": scenario})


def asked_about(request: Request) -> str:
    """The record or the draft that a request is about: its first user message after the examples."""
    users = [part["content"] for part in request["messages"] if part["role"] == "user"]
    told = [content for content in users if content.startswith(("<record>", "<draft>"))]
    return str(told[-1])


def is_check(request: Request) -> bool:
    """Whether it is the checker that is asked."""
    return bool(request["response_format"]["json_schema"]["name"] == "judgement")


def good_models(request: Request) -> Answer:
    """Everything is accepted and kept."""
    about = asked_about(request)
    if is_check(request):
        return Answer((judged("keep"),))
    subject = next(subject for subject in SUBJECTS if subject in about)
    return Answer((accepted(draft(subject)),))
