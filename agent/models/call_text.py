"""Finds the tool calls in a text that comes in pieces, and gives back what is left to be said."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

CALL_OPEN, CALL_CLOSE = "<tool_call>", "</tool_call>"
NO_NAME = "unreadable_call"

_FENCE = re.compile(r"^```(?:json)?\s*|\s*```$")
_NAME = re.compile(r'"name"\s*:\s*"([^"\n]{1,64})"')


@dataclass(frozen=True, slots=True)
class WrittenCall:
    """A call as it was written; ``arguments`` is JSON where the model wrote JSON, and otherwise its own words."""

    tool: str
    arguments: str


@dataclass(slots=True)
class CallText:
    """Takes text in pieces of any size. ``speaks``: something that is no call is being said, and no call has begun."""

    calls: list[WrittenCall] = field(default_factory=list)
    speaks: bool = False
    _held: str = ""
    _inside: bool = False

    def feed(self, text: str) -> str:
        """The part of the text so far that can be said now."""
        self._held += text
        said = ""
        while True:
            tag = CALL_CLOSE if self._inside else CALL_OPEN
            before, found, after = self._held.partition(tag)
            if not found:
                break
            if self._inside:
                self.calls.extend(read_calls(before))
            else:
                said += before
            self._held, self._inside = after, not self._inside
            self.speaks = False
        return self._tell(said + ("" if self._inside else self._free()))

    def end(self) -> str:
        """What was held back. A call that nobody closed counts: small models forget the last tag."""
        held, self._held = self._held, ""
        if self._inside:
            self._inside = False
            self.calls.extend(read_calls(held))
            return ""
        return self._tell(held)

    def _free(self) -> str:
        """What cannot become a tag any more."""
        n_kept = next((n for n in range(len(CALL_OPEN) - 1, 0, -1) if self._held.endswith(CALL_OPEN[:n])), 0)
        free, self._held = self._held[: len(self._held) - n_kept], self._held[len(self._held) - n_kept :]
        return free

    def _tell(self, said: str) -> str:
        self.speaks = self.speaks or (bool(said.strip()) and not self.calls and not self._inside)
        return said


def read_calls(written: str) -> list[WrittenCall]:
    """The calls between two tags: one object or a list of them. What cannot be read is a call that will fail."""
    text = _FENCE.sub("", written.strip()).strip()
    try:
        content = json.loads(text)
    except ValueError:
        name = _NAME.search(text)
        return [WrittenCall(name[1] if name else NO_NAME, text)]
    return [_read(entry) for entry in (content if isinstance(content, list) else [content])]


def _read(entry: Any) -> WrittenCall:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        return WrittenCall(NO_NAME, json.dumps(entry))
    arguments = entry.get("arguments", entry.get("parameters", {}))  # some families write `parameters`
    return WrittenCall(entry["name"], arguments if isinstance(arguments, str) else json.dumps(arguments or {}))
