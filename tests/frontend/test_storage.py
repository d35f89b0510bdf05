"""A browser that lets no page keep anything: every page works all the same."""

import pytest
from playwright.async_api import Browser, expect

from tests.frontend.site import Site
from tests.frontend.test_accessibility import HEADINGS
from tests.frontend.visit import FEEDBACK, visiting
from tests.server.house import RESEARCHER_KEY

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

BLOCKED = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, {
    get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
  });
}"""


@pytest.mark.parametrize("stage", HEADINGS)
async def test_every_page_without_storage(site: Site, browser: Browser, stage: str) -> None:
    context = await browser.new_context()
    await context.add_init_script(BLOCKED)
    page = await context.new_page()
    failures: list[str] = []
    page.on("pageerror", lambda error: failures.append(str(error)))
    async with visiting(site, stage, scenario="shopping-01") as visit:
        await page.goto(visit.link)
        await expect(page.get_by_role("heading", name=HEADINGS[stage], level=1)).to_be_visible()
        if stage == "conversation":
            await page.get_by_text("Keyboard and screen reader").click()
            await page.get_by_role("checkbox", name="The M key").uncheck()
            await expect(page.get_by_role("checkbox", name="The M key")).not_to_be_checked()
        if stage == "rating":
            await page.get_by_role("textbox").fill(FEEDBACK)
            await expect(page.get_by_text("· Saved")).to_be_visible()
        if stage == "complete":
            await page.get_by_role("button", name="Return now").click()
            await expect(page.get_by_role("heading", name="Back at the recruiter’s site")).to_be_visible()
    assert failures == []
    await context.close()


async def test_the_console_without_storage(site: Site, browser: Browser) -> None:
    context = await browser.new_context()
    await context.add_init_script(BLOCKED)
    page = await context.new_page()
    await page.goto(f"{site.url}/console#key={RESEARCHER_KEY}")
    await expect(page.get_by_role("heading", name="Talking with a voice assistant")).to_be_visible()
    await context.close()


async def test_the_researchers_key_is_seen_by_nobody(site: Site, browser: Browser) -> None:
    context = await browser.new_context()
    page = await context.new_page()
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    await page.goto("about:blank")
    await page.goto(f"{site.url}/console#key={RESEARCHER_KEY}")
    await expect(page.get_by_role("heading", name="Talking with a voice assistant")).to_be_visible()
    assert page.url == f"{site.url}/console"
    assert not [address for address in addresses if RESEARCHER_KEY in address.partition("#")[0]]
    await page.reload()
    await expect(page.get_by_role("heading", name="Talking with a voice assistant")).to_be_visible()
    await page.get_by_role("button", name="Sign out").click()
    await expect(page.get_by_label("Researcher key")).to_be_visible()
    await context.close()
