"""axe-core, from the page's own packages, in a real browser, and a try at every button: contrast and overlaps count."""

from pathlib import Path
from typing import Any

from playwright.async_api import Error, Page

_AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
CLICK_MS = 5_000
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


async def violations(page: Page) -> list[str]:
    """What axe finds wrong: rule and element."""
    await page.evaluate(_AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = await page.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: tags})).violations", _TAGS
    )
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


async def overflow_px(page: Page) -> int:
    """By how much the page is wider than its window."""
    return int(await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


async def out_of_reach(page: Page) -> list[str]:
    """Buttons and links that a click would not hit, because they are hidden, outside, or something lies over them."""
    scope = page.locator("dialog[open]") if await page.locator("dialog[open]").count() else page.locator("body")
    found = []
    for target in await scope.locator("button:enabled, a[href], summary").all():
        if not await target.is_visible():
            continue
        try:
            await target.click(trial=True, timeout=CLICK_MS)
        except Error as error:
            found.append(f"{await target.inner_text()}: {error.message.splitlines()[-1]}")
    return found
