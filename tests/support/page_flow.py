"""A participant's way through the pages, by what is written on them: from the link to the completion code."""

from pathlib import Path
from urllib.parse import urlencode

import httpx
import yaml
from playwright.async_api import Locator, Page, expect

from agent.callers.session import Session
from agent.callers.voice import speak
from tests.support.browser import PageCaller
from tests.support.livekit_server import REPOSITORY
from tests.support.tokens import room_of

_SOUND_CHECK = "Hello, can you hear me now? I am speaking."
FEEDBACK = "It understood what I said and answered in plain words."


def _spoken_words() -> dict[str, str]:
    """Which word each clip of the sound check says: what a person hears."""
    study = yaml.safe_load(Path(REPOSITORY, "server/studies/rehearsal.yaml").read_text(encoding="utf-8"))
    return {clip["url"]: clip["word"] for clip in study["audio_check"]}


class PageFlow:
    """Clicks and speaks as a person would. Every step ends when the page shows the next one."""

    def __init__(self, caller: PageCaller) -> None:
        self.caller = caller
        self.page: Page = caller.page
        self.room_token = ""  # of the last start

    @property
    def conversation_id(self) -> str:
        """The conversation that was started last."""
        return room_of(self.room_token)

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.page.get_by_role("button", name=name)

    def heading(self, name: str) -> Locator:
        """A page is known by its heading."""
        return self.page.get_by_role("heading", name=name, level=1)

    async def open(self, link: str) -> None:
        """Open the study's link."""
        await self.page.goto(link)

    async def consent(self) -> None:
        """Agree."""
        await self.page.get_by_role("checkbox").check()
        await self.button("Agree and continue").click()
        await expect(self.heading("Check your sound")).to_be_visible()

    async def check_sound(self) -> None:
        """Speak until the page hears it, hear oneself, tell the spoken word from others."""
        await self.button("Turn on the microphone").click()
        await self.page.get_by_text("Say a sentence").wait_for()
        await self.caller.say(speak(_SOUND_CHECK))
        await self.button("Continue").click()
        await self.button("Record three seconds").click()
        await self.caller.say(speak(_SOUND_CHECK))
        await self.button("I heard myself clearly").click()
        await self.button("Play the word").click()
        clip = await self.page.locator("audio[preload=auto]").get_attribute("src")
        await self.page.get_by_role("radio", name=_spoken_words()[clip or ""]).check()
        await self.button("Check my answer").click()
        await self.button("Continue").click()
        await expect(self.heading("Your conversation")).to_be_visible()

    async def start(self) -> None:
        """Start the conversation and hear the greeting out."""
        async with self.page.expect_response("**/api/participant/conversation") as answer:
            await self.button("Start the conversation").click()
        stage = (await (await answer.value).json())["submission"]
        self.room_token = str(stage["room"]["token"])
        await expect(self.page.locator("[data-floor=speaking]")).to_be_visible(timeout=30_000)
        await self.caller.wait_floor()

    async def reach_conversation(self, link: str) -> None:
        """All of the above."""
        await self.open(link)
        await self.consent()
        await self.check_sound()
        await self.start()

    async def jump_into_conversation(self, server_url: str, study: str, *, scenario: str | None = None) -> None:
        """The same, with consent and sound check given over the API: for tests of what comes later."""
        async with httpx.AsyncClient(base_url=server_url, timeout=20) as http:
            session = await Session.enter(http, study=study, scenario=scenario)
            await session.consent()
            await session.pass_audio_check()
        await self.open(f"{server_url}/s/{study}?{urlencode({k.upper(): v for k, v in session.ids.items()})}")
        await self.start()

    async def end_early(self) -> None:
        """End the conversation, hear the goodbye, and arrive at the rating."""
        await self.button("End conversation early").click()
        await self.button("End conversation").last.click()
        await expect(self.heading("Rate the assistant")).to_be_visible(timeout=30_000)

    async def rate(self, level: int = 4) -> str:
        """Rate every scale the same, write the feedback, submit; returns the completion code."""
        scales = self.page.locator("fieldset")
        for index in range(await scales.count()):
            await scales.nth(index).locator(f"input[value='{level}']").check()
        await self.page.get_by_role("textbox", name="Your feedback").fill(FEEDBACK)
        await self.button("Submit my rating").click()
        await expect(self.heading("Thank you. You are done.")).to_be_visible()
        await self.button("Stay on this page").click()
        code = self.page.get_by_text("Your completion code").locator("xpath=following-sibling::*").locator("p").first
        return (await code.inner_text()).strip()
