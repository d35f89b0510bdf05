"""A participant's way through a study over the same HTTP calls as the page: from the link to the completion code."""

from collections.abc import Mapping
from typing import Any

import httpx

_FEEDBACK = "It understood me and answered in plain words. I would talk with it again."


class StudyRefusedError(Exception):
    """The study server refused a call, or stands at another stage than the caller expected."""


class Session:
    """One submission. ``stage`` is what the server said last about where it stands; ``ids`` open it again."""

    def __init__(self, http: httpx.AsyncClient, entered: dict[str, Any]) -> None:
        """``entered`` is the answer to the entry call."""
        self._http = http
        self._token = entered["token"]
        self.stage: dict[str, Any] = entered["submission"]
        self.ids: dict[str, str] = {name: entered[name] for name in ("prolific_pid", "study_id", "session_id")}

    @classmethod
    async def enter(
        cls,
        http: httpx.AsyncClient,
        *,
        study: str,
        scenario: str | None = None,
        ids: Mapping[str, str] | None = None,
        secret: str | None = None,
    ) -> "Session":
        """Open the study's link; with the ``ids`` of an earlier entry the same submission goes on.

        With the agents' ``secret`` the submission is marked as simulated: it needs no link and may wish for a scenario
        in any study. ``http`` has the study server as its base address. Raises StudyRefusedError.
        """
        entry = {"study": study, **({"scenario": scenario} if scenario else {}), **(ids or {})}
        if secret is None:
            return cls(http, _read(await http.post("/api/participant/entry", json=entry)))
        headers = {"Authorization": f"Bearer {secret}"}
        return cls(http, _read(await http.post("/api/agent/callers", json=entry, headers=headers)))

    async def refresh(self) -> str:
        """Ask where the submission stands; returns the stage's name."""
        return await self._call("GET", "submission")

    async def consent(self) -> str:
        """Agree to the consent text that was shown."""
        shown = self.stage_named("consent")["consent"]["hash"]
        return await self._call("POST", "consent", {"hash": shown, "agreed": True})

    async def pass_audio_check(self) -> str:
        """Report a microphone and a loudspeaker that work."""
        found = {"passed": True, "microphone_peak_db": -12.0, "word_correct": True, "user_agent": "parley-caller"}
        return await self._call("POST", "audio-check", found)

    async def start(self) -> tuple[str, str]:
        """Ask for the assistant; returns the address and the token of the room."""
        await self._call("POST", "conversation")
        return self.room()

    def room(self) -> tuple[str, str]:
        """The address and the token of the conversation's room."""
        room = self.stage_named("conversation")["room"]
        return room["url"], room["token"]

    async def end(self) -> str:
        """End the conversation early."""
        return await self._call("POST", "conversation/end")

    async def retry(self) -> str:
        """Ask for the assistant again."""
        return await self._call("POST", "conversation/retry")

    async def leave(self) -> str:
        """Leave with pay because there is no assistant."""
        return await self._call("POST", "conversation/leave")

    async def rate(self, levels: int | Mapping[str, int] = 4, feedback: str = _FEEDBACK) -> str:
        """Give every scale its level, or all the same one, and submit."""
        scales = [scale["id"] for scale in self.stage_named("rating")["instrument"]["scales"]]
        given = dict.fromkeys(scales, levels) if isinstance(levels, int) else dict(levels)
        return await self._call("POST", "ratings", {"ratings": given, "feedback": feedback})

    async def reach_conversation(self) -> tuple[str, str]:
        """From the link to the room: consent, audio check, assignment card, start."""
        await self.consent()
        await self.pass_audio_check()
        return await self.start()

    def stage_named(self, name: str) -> dict[str, Any]:
        """The stage, which must be this one. Raises StudyRefusedError."""
        if self.stage["stage"] != name:
            raise StudyRefusedError(f"the submission stands at {self.stage['stage']}, not at {name}")
        return self.stage

    async def _call(self, method: str, path: str, content: object = None) -> str:
        headers = {"Authorization": f"Bearer {self._token}"}
        answer = await self._http.request(method, f"/api/participant/{path}", json=content, headers=headers)
        self.stage = _read(answer)["submission"]
        return str(self.stage["stage"])


def _read(answer: httpx.Response) -> dict[str, Any]:
    if answer.is_error:
        raise StudyRefusedError(
            f"{answer.request.method} {answer.request.url.path}: {answer.status_code} {answer.text}"
        )
    content: dict[str, Any] = answer.json()
    return content
