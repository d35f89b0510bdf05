"""Walks a page as somebody without a mouse does."""

from playwright.async_api import Locator, Page

MOST_STOPS = 60


async def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus. Raises AssertionError when it cannot be reached, or is hidden there."""
    for _ in range(MOST_STOPS):
        await page.keyboard.press("Tab")
        if await target.evaluate("element => element === document.activeElement"):
            assert await target.evaluate(IN_SIGHT), "the focus is on something that nobody sees"
            return
    raise AssertionError(f"{MOST_STOPS} times Tab did not reach {target}")


async def press(page: Page, target: Locator, key: str = "Enter") -> None:
    """Go to the target and press a key on it."""
    await tab_to(page, target)
    await page.keyboard.press(key)


IN_SIGHT = """element => {
  const box = element.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return seen !== null && (element.contains(seen) || seen.contains(element) || seen.control === element
    || seen.closest("label")?.control === element);
}"""
