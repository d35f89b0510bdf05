"""What is written on the rating page is safe, and incomplete answers are refused with a way to each gap."""

import asyncio

import pytest
from playwright.async_api import Browser, Page, Route, expect

from agent.callers.voice import speak
from tests.frontend.site import Site
from tests.frontend.visit import FEEDBACK, visiting
from tests.support.browser import new_caller

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def rate_all(page: Page, level: int) -> None:
    """The same level on every scale."""
    await expect(page.get_by_role("heading", name="Rate the assistant")).to_be_visible()
    scales = page.get_by_role("group")
    for index in range(await scales.count()):
        await scales.nth(index).get_by_role("radio").nth(level - 1).check()


async def test_white_space_is_no_feedback(site: Site, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await rate_all(page, 3)
        await page.get_by_role("textbox").fill(" \n" * 40)
        await page.get_by_role("button", name="Submit my rating").click()
        summary = page.get_by_role("group", name="Something is still missing")
        await expect(summary).to_be_focused()
        await summary.get_by_role("link").click()
        await expect(page.get_by_role("textbox")).to_be_focused()
        assert await visit.session.refresh() == "rating"


async def test_answers_survive_a_reload(site: Site, browser: Browser) -> None:
    page = await (await browser.new_context()).new_page()
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await rate_all(page, 5)
        await page.get_by_role("textbox").fill(FEEDBACK)
        await expect(page.get_by_text("Saved", exact=False).last).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("textbox")).to_have_value(FEEDBACK)
        await expect(page.get_by_text("5 of 5")).to_be_visible()


async def test_answers_given_without_a_network_are_kept_and_sent_later(site: Site, browser: Browser) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await expect(page.get_by_role("textbox")).to_be_visible()
        await page.route("**/ratings/draft", lambda route: route.abort())
        await page.get_by_role("textbox").fill(FEEDBACK)
        await expect(page.get_by_text("Your answers are kept on this device")).to_be_visible()
        await visit.session.refresh()
        assert visit.session.stage_named("rating")["draft"]["feedback"] == ""
        await page.unroute("**/ratings/draft")
        await page.reload()
        await expect(page.get_by_role("textbox")).to_have_value(FEEDBACK)
        await expect(page.get_by_text("· Saved")).to_be_visible()
        await visit.session.refresh()
        assert visit.session.stage_named("rating")["draft"]["feedback"] == FEEDBACK


async def test_spoken_feedback_is_stored_and_can_be_deleted(site: Site, browser: Browser) -> None:
    caller = await new_caller(await browser.new_context())
    page = caller.page
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await page.get_by_role("button", name="Start recording").click()
        await expect(page.get_by_text("of 180 seconds")).to_be_visible()
        await caller.say(speak("The long pause stood out."))
        await page.get_by_role("button", name="Stop recording").click()
        await expect(page.get_by_text("Your recording is saved.")).to_be_visible()
        await page.reload()
        await expect(page.get_by_text("Your recording is saved.")).to_be_visible()
        await page.get_by_role("button", name="Delete the recording").click()
        await expect(page.get_by_role("button", name="Start recording")).to_be_visible()
        await visit.session.refresh()
        assert visit.session.stage_named("rating")["audio_feedback_saved"] is False


async def test_a_recording_of_nothing_is_not_sent(site: Site, browser: Browser) -> None:
    page = (await new_caller(await browser.new_context())).page  # whose microphone is on and says nothing
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await page.get_by_role("button", name="Start recording").click()
        await page.get_by_role("button", name="Stop recording").click()
        await expect(page.get_by_role("alert")).to_contain_text("no sound arrives")


async def test_nobody_submits_past_a_recording_that_is_not_saved(site: Site, browser: Browser) -> None:
    caller = await new_caller(await browser.new_context())
    page = caller.page
    submit = page.get_by_role("button", name="Submit my rating")
    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await rate_all(page, 4)
        await page.get_by_role("textbox").fill(FEEDBACK)
        await page.get_by_role("button", name="Start recording").click()
        await caller.say(speak("This must not be lost."))
        await submit.click()
        await expect(page.get_by_role("alert")).to_contain_text("still being recorded")
        await page.route("**/feedback-audio", lambda route: route.abort())
        await page.get_by_role("button", name="Stop recording").click()
        await expect(page.get_by_role("button", name="Save again")).to_be_visible()
        await submit.click()
        await expect(page.get_by_text("could not be saved. Please save it again or delete it")).to_be_visible()
        assert await visit.session.refresh() == "rating"
        await page.unroute("**/feedback-audio")
        await page.get_by_role("button", name="Save again").click()
        await expect(page.get_by_text("Your recording is saved.")).to_be_visible()
        await submit.click()
        await expect(page.get_by_role("heading", name="Thank you. You are done.")).to_be_visible()


async def test_a_slow_upload_says_that_it_goes_on(site: Site, browser: Browser) -> None:
    caller = await new_caller(await browser.new_context())
    page = caller.page
    arrived = asyncio.Event()

    async def wait(route: Route) -> None:
        await arrived.wait()
        await route.continue_()

    async with visiting(site, "rating") as visit:
        await page.goto(visit.link)
        await page.route("**/feedback-audio", wait)
        await page.get_by_role("button", name="Start recording").click()
        await caller.say(speak("This takes its time."))
        await page.get_by_role("button", name="Stop recording").click()
        await expect(page.get_by_text("Saving your recording…")).to_be_visible()
        await expect(page.get_by_role("progressbar", name="Saved")).to_be_visible()
        arrived.set()
        await expect(page.get_by_text("Your recording is saved.")).to_be_visible()
