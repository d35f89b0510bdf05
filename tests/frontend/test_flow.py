"""The way through the pages with a keyboard alone, and what the pages fetch on it."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, expect

from agent.callers.voice import speak
from tests.frontend.keyboard import press, tab_to
from tests.frontend.site import Site
from tests.frontend.visit import FEEDBACK, visiting
from tests.support.browser import PageCaller, new_caller

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SENTENCE = "Hello, can you hear me? I am speaking now."
WORDS = {"a": "garden", "b": "window", "c": "orange", "d": "river", "e": "pencil", "f": "yellow"}


async def choose_spoken_word(page: Page) -> None:
    """Tell the word of the clip from the others with the arrow keys."""
    clip = await page.locator("audio[preload=auto]").get_attribute("src")
    word = WORDS[str(clip).rsplit("/", 1)[-1][0]]
    radios = page.get_by_role("radio")
    await tab_to(page, radios.first)
    await page.keyboard.press("Space")
    while not await page.get_by_role("radio", name=word).is_checked():
        await page.keyboard.press("ArrowDown")


async def check_sound(caller: PageCaller) -> None:
    """All three parts of the sound check."""
    page = caller.page
    await press(page, page.get_by_role("button", name="Turn on the microphone"))
    await expect(page.get_by_text("Say a sentence")).to_be_focused()
    await caller.say(speak(SENTENCE))
    await expect(page.get_by_text("We can hear you.")).to_be_visible()
    await press(page, page.get_by_role("button", name="Continue"))
    await expect(page.get_by_role("heading", name="Can you hear yourself?")).to_be_focused()
    await press(page, page.get_by_role("button", name="Record three seconds"))
    await caller.say(speak(SENTENCE))
    await expect(page.get_by_role("group", name="Did you hear yourself?")).to_be_focused()
    await press(page, page.get_by_role("button", name="Record again"))
    await expect(page.get_by_role("button", name="Recording: speak now")).to_be_focused()
    await caller.say(speak(SENTENCE))
    await expect(page.get_by_role("group", name="Did you hear yourself?")).to_be_focused()
    await press(page, page.get_by_role("button", name="I heard myself clearly"))
    await expect(page.get_by_role("heading", name="Can you hear the assistant’s voice?")).to_be_focused()
    await press(page, page.get_by_role("button", name="Play the word"))
    await choose_spoken_word(page)
    await press(page, page.get_by_role("button", name="Check my answer"))
    await expect(page.get_by_text("Everything works.")).to_be_visible()
    await press(page, page.get_by_role("button", name="Continue"))


async def test_from_consent_to_the_scenario_card_by_keyboard(site: Site, browser: Browser) -> None:
    caller = await new_caller(await browser.new_context())
    page = caller.page
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    await page.goto(site.link("keyboard"))
    await press(page, page.get_by_role("checkbox"), "Space")
    await press(page, page.get_by_role("button", name="Agree and continue"))
    await expect(page.get_by_role("heading", name="Check your sound")).to_be_focused()
    await check_sound(caller)
    await expect(page.get_by_role("heading", name="Your conversation")).to_be_focused()
    await tab_to(page, page.get_by_role("button", name="Start the conversation"))
    assert hosts - {""} == {urlsplit(site.url).netloc}
    assert caller.failures == []


async def test_from_the_rating_to_the_code_by_keyboard(site: Site, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await expect(page.get_by_role("heading", name="Rate the assistant")).to_be_visible()
        scales = page.get_by_role("group")
        for index in range(await scales.count()):
            await tab_to(page, scales.nth(index).get_by_role("radio").first)
            await page.keyboard.press("ArrowDown")  # chooses the second level
        await expect(page.get_by_text("5 of 5")).to_be_visible()
        await tab_to(page, page.get_by_role("textbox", name="Your feedback"))
        await page.keyboard.type(FEEDBACK)
        await press(page, page.get_by_role("button", name="Submit my rating"))
        await expect(page.get_by_role("heading", name="Thank you. You are done.")).to_be_focused()
        await press(page, page.get_by_role("button", name="Stay on this page"))
        await expect(page.get_by_text("REHEARSAL-DONE")).to_be_visible()
        await press(page, page.get_by_role("button", name="Return now"))
        await expect(page.get_by_role("heading", name="Back at the recruiter’s site")).to_be_visible()
        await page.go_back()
        await expect(page.get_by_role("button", name="Stay on this page")).to_have_count(0)


async def test_declining_and_giving_up_end_with_a_way_back(site: Site, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    await page.goto(site.link("declines"))
    await page.get_by_role("button", name="I do not want to take part").click()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="I do not want to take part").click()
    await page.get_by_role("button", name="Leave the study").click()
    await expect(page.get_by_text("REHEARSAL-DECLINED")).to_be_visible()
    async with visiting(site, "audio_check") as visit:
        await page.goto(visit.link)
        await page.get_by_role("button", name="Turn on the microphone").click()  # this browser has none
        await expect(page.get_by_text("No microphone was found")).to_be_visible()
        await page.get_by_role("button", name="I cannot get this to work").click()
        await page.get_by_role("button", name="Leave the study").click()
        await expect(page.get_by_text("REHEARSAL-NO-SOUND")).to_be_visible()


async def test_a_link_without_ids_can_be_reloaded(site: Site, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    await page.goto(f"{site.url}/s/rehearsal")
    await page.get_by_role("checkbox").check()
    await page.get_by_role("button", name="Agree and continue").click()
    await expect(page.get_by_role("heading", name="Check your sound")).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("heading", name="Check your sound")).to_be_visible()
    assert "SESSION_ID=" in page.url


async def test_broken_links_and_a_server_that_is_down(site: Site, browser: Browser) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    for path, heading in (
        ("/", "This link does not lead to a study"),
        ("/s/no-such-study", "There is no study at this address"),
        ("/s/rehearsal?SESSION_ID=not%20an%20id", "This link does not lead to a study"),
    ):
        await page.goto(site.url + path)
        await expect(page.get_by_role("heading", name=heading)).to_be_visible()
    await page.route("**/api/**", lambda route: route.abort())
    await page.goto(site.link("down"))
    await expect(page.get_by_role("heading", name="We cannot reach the study")).to_be_visible()
    await page.unroute("**/api/**")
    await page.get_by_role("button", name="Try again").click()
    await expect(page.get_by_role("heading", name="Welcome")).to_be_visible()
