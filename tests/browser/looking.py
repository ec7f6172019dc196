"""Whether a page is for everyone: what axe-core finds in the light and in the dark, its width, its targets."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

RULES = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
VIOLATIONS = "rules => axe.run(rules).then(found => found.violations)"
"""Of what was found in order hundreds of kilobytes would come back."""
CONTRAST = "axe.run({runOnly: ['color-contrast']}).then(found => found.violations.length)"

TOO_WIDE = "document.documentElement.scrollWidth - innerWidth"
SMALL = """
([...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")]
  .filter(e => e.checkVisibility({visibilityProperty: true}) && !e.disabled && !e.matches(".sr"))
  // In a sentence, a link is as high as its line.
  .filter(e => !e.matches("a") || e.parentElement.textContent.trim() === e.textContent.trim())
  .map(e => /radio|checkbox/.test(e.type) ? e.closest("label") : e)
  .map(e => [e.textContent.trim() || e.name, e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 44 || box.width < 44)
  .map(([name, box]) => `${name}: ${box.width} x ${box.height}`))
"""
MOVES = "document.getAnimations().length"


def accessible(page: Page) -> None:
    """axe finds no violation of any impact, and there is nothing to scroll sideways for."""
    page.wait_for_load_state()  # after a click it may have begun and no more
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = AxeResults({"violations": page.evaluate(VIOLATIONS, RULES)})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate(TOO_WIDE) <= 0, f"{page.url} is too wide"


def good(page: Page, *, touched: bool = True) -> None:
    """Accessible in the light and in the dark, and every target large enough for a thumb."""
    accessible(page)
    small = page.evaluate(SMALL) if touched else []
    assert not small, f"{page.url}: too small for a thumb: {small}"
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert page.evaluate(MOVES) == 0
    assert page.evaluate(CONTRAST) == 0, f"{page.url} lacks contrast in the dark"
    page.emulate_media(color_scheme="light", reduced_motion="no-preference")
