"""axe on every page, narrow and dark, wide and light, and low; nothing is wider than the window or under something."""

from collections.abc import AsyncIterator
from typing import Literal
from urllib.parse import quote

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from tests.frontend.audit import out_of_reach, overflow_px, violations
from tests.frontend.site import Site
from tests.frontend.visit import visiting
from tests.server.house import RESEARCHER_KEY

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HEADINGS = {
    "consent": "Welcome",
    "audio_check": "Check your sound",
    "assignment": "Your conversation",
    "conversation": "Restock the coffee corner under budget",
    "rating": "Rate the assistant",
    "complete": "Thank you. You are done.",
}


@pytest_asyncio.fixture(params=[(375, 800, "dark"), (1280, 800, "light"), (1280, 720, "dark")], loop_scope="session")
async def page(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """A window of each kind."""
    width, height, scheme = request.param
    context = await browser.new_context(viewport={"width": width, "height": height}, color_scheme=_scheme(scheme))
    yield await context.new_page()
    await context.close()


def _scheme(name: str) -> Literal["light", "dark"]:
    return "dark" if name == "dark" else "light"


async def assert_clean(page: Page) -> None:
    assert await violations(page) == []
    assert await overflow_px(page) == 0
    assert await out_of_reach(page) == []


async def test_the_audit_can_fail(site: Site, page: Page) -> None:
    await page.goto(site.link("audit-fails"))
    await expect(page.get_by_role("checkbox")).to_be_visible()
    await page.evaluate("document.querySelector('label').remove(); document.documentElement.removeAttribute('lang')")
    rules = {found.split(":")[0] for found in await violations(page)}
    assert rules >= {"label", "html-has-lang"}


async def test_the_try_at_every_button_can_fail(site: Site, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(site.link("buttons-fail"))
    await expect(page.get_by_role("checkbox")).to_be_visible()
    assert await out_of_reach(page) == []
    await page.evaluate("""() => {
      const lid = document.createElement("div");
      lid.style = "position: fixed; inset: 0 50% 0 0; z-index: 9";
      document.body.append(lid);
    }""")
    assert [what.split(":")[0] for what in await out_of_reach(page)] == ["Agree and continue"]
    await page.close()


@pytest.mark.parametrize("stage", HEADINGS)
async def test_participant_pages(site: Site, page: Page, stage: str) -> None:
    async with visiting(site, stage, scenario="shopping-01") as visit:
        await page.goto(visit.link)
        await expect(page.get_by_role("heading", name=HEADINGS[stage], level=1)).to_be_visible()
        await assert_clean(page)


async def test_what_one_talks_with_is_in_sight_at_once(site: Site, page: Page) -> None:
    async with visiting(site, "conversation", scenario="shopping-01") as visit:
        await page.goto(visit.link)
        await expect(page.get_by_role("button", name="Turn microphone off")).to_be_in_viewport(ratio=1)
        await expect(page.get_by_text("Connecting", exact=True).last).to_be_in_viewport(ratio=1)


async def test_dialogs_and_refusals(site: Site, page: Page) -> None:
    await page.goto(site.link("audit-dialog"))
    await page.get_by_role("button", name="Agree and continue").click()
    await expect(page.get_by_role("alert")).to_be_visible()
    await assert_clean(page)
    await page.get_by_role("button", name="I do not want to take part").click()
    await assert_clean(page)
    async with visiting(site, "audio_check") as visit:
        await page.goto(visit.link)
        await page.get_by_role("button", name="Turn on the microphone").click()
        await expect(page.get_by_role("alert")).to_be_visible()
        await assert_clean(page)
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await page.get_by_role("button", name="Submit my rating").click()
        await expect(page.get_by_role("group", name="Something is still missing")).to_be_visible()
        await assert_clean(page)
    await page.goto(f"{site.url}/s/no-such-study")
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await assert_clean(page)


@pytest.mark.parametrize("scenario", ["bogus", "No such thing!"])
async def test_a_scenario_that_does_not_exist(site: Site, page: Page, scenario: str) -> None:
    await page.goto(f"{site.url}/s/rehearsal?scenario={quote(scenario)}")
    await expect(page.get_by_role("heading", name="There is no such scenario")).to_be_visible()
    await assert_clean(page)
    await page.get_by_role("link", name="Open the study without the scenario").click()
    await expect(page.get_by_role("heading", name="Welcome")).to_be_visible()


async def test_console_pages(site: Site, page: Page) -> None:
    async with visiting(site, "complete", scenario="shopping-01"):
        await page.goto(f"{site.url}/console")
        await expect(page.get_by_label("Researcher key")).to_be_visible()
        await assert_clean(page)
        await page.goto(f"{site.url}/console#key={RESEARCHER_KEY}")
        await expect(page.get_by_role("heading", name="Talking with a voice assistant")).to_be_visible()
        assert RESEARCHER_KEY not in page.url
        await assert_clean(page)
        await page.get_by_role("link", name="Submissions").first.click()
        await expect(page.get_by_role("table")).to_be_visible()
        await assert_clean(page)
        await page.get_by_role("row", name="Complete").first.get_by_role("link").click()
        await expect(page.get_by_text("All 4 events")).to_be_visible()
        await assert_clean(page)
