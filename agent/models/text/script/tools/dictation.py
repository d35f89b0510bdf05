"""What is dictated in sentences of its own: "Send Ayo a message. We meet at the north gate."."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.models.text.script.language import tokenize
from agent.models.text.script.tools.filling import fill
from agent.models.text.script.tools.requests import read_request, split_requests
from agent.models.text.script.tools.work import Work

_SENTENCE = re.compile(r"(?<=[.!?:])\s+")
_TAGGING = re.compile(
    r"^(?:and )?(?:please )?(?:(?:use|with|add|tag(?: it)?(?: with)?|put)\b.{0,20}\b)?"
    r"(?:the )?(?:hash ?tags?|tags?|#)\b",
    re.IGNORECASE,
)
_TAGS_TOLD = re.compile(r"\b((?:hash ?)?tags?):\s*", re.IGNORECASE)
_MENTION = re.compile(r"^(?:and )?(?:please )?mention(?:ing)?\b", re.IGNORECASE)
_BUT_NOT = re.compile(r",?\s*\bbut not\b.*$|[.!]$", re.IGNORECASE)
_TAIL = re.compile(r",?\s*\b(?:(?:with|using) (?:the )?(?:hash ?)?tags?|mentioning)\b[^.!?]*[.!?]?$", re.IGNORECASE)
_CLOSING = re.compile(r"^(?:thanks|thank you|that is all|that's all|please|okay|ok)\b.{0,12}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dictated:
    """``text`` is what is asked for; ``body`` the words to be sent or posted, empty where there are none."""

    text: str
    body: str = ""


def take_dictation(work: Work, text: str) -> Dictated:
    """Set apart what is only dictated. The request before it must lack its text."""
    sentences = [part for part in _SENTENCE.split(_TAGS_TOLD.sub(r"\1 ", text.strip())) if part]
    for index, sentence in enumerate(sentences[:-1]):
        if _lacks_body(work, sentence):
            rest = sentences[index + 1 :]
            tags = [part for part in rest if _TAGGING.match(part)]
            people = [_BUT_NOT.sub("", part) for part in rest if _MENTION.match(part)]
            body = [p for p in rest if p not in tags and not _MENTION.match(p) and not _CLOSING.match(p)]
            if body and not _asks_for_more(work, body[0]):
                said, tail = _without_tail(" ".join(body))
                named = [f", {part}" if _MENTION.match(part) else f" {part}" for part in (*people, tail) if part]
                request = "".join([_tagged(sentence, tags).rstrip(" .:!"), *named])
                return Dictated(" ".join([*sentences[:index], request]), said)
    return Dictated(text)


def _without_tail(body: str) -> tuple[str, str]:
    """A text, and the tags or people that are named at its end."""
    match = _TAIL.search(body)
    return (body[: match.start()], match[0].strip(" ,.")) if match is not None else (body, "")


def set_tags_apart(text: str) -> Dictated:
    """An answer that is dictated, without the sentences that only name its tags."""
    sentences = [part for part in _SENTENCE.split(text.strip()) if part]
    tags = [part for part in sentences if _TAGGING.match(part)]
    if not tags or len(tags) == len(sentences):
        return Dictated("", text)
    return Dictated(_tagged("", tags), " ".join(part for part in sentences if part not in tags))


def _tagged(sentence: str, tags: Sequence[str]) -> str:
    """The request with its tags in the same sentence."""
    named = [f"with hashtag {_TAGGING.sub('', tag).strip(' .!?:')}" for tag in tags]
    return " ".join([sentence.rstrip(" .:!") if tags else sentence, *named]).strip()


def _lacks_body(work: Work, sentence: str) -> bool:
    requests = split_requests(sentence)
    if not requests or requests[-1].question or not (requests[-1].verb or requests[-1].wish):
        return False
    reading = work.read(requests[-1])
    tool = next((match.tool for match in work.ranked(reading)), None)
    if tool is None or tool.reads:
        return False
    bodies = [param.name for param in tool.required if param.kind == "body"]
    return bool(bodies) and bodies[0] not in fill(tool, reading, work.context, answers={}).values


def _asks_for_more(work: Work, sentence: str) -> bool:
    """Whether the next sentence is a request of its own, by a verb that a tool goes by."""
    request = read_request(tokenize(sentence))
    if request.verb is None or request.verb != next(iter(request.words), None):
        return False
    return any(request.verb == tool.short[0] for tool in work.tools)
