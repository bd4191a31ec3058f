"""What axe finds wrong with a page as it is shown at the moment."""

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
# To describe everything that is right takes axe twice as long as to look at it.
RUN = "() => axe.run({ resultTypes: ['violations'] }).then((found) => found.violations)"


def list_violations(page: Page) -> list[tuple[str, str]]:
    """Return the rules that a page breaks, each with the first element that does."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [(item["id"], item["nodes"][0]["html"]) for item in page.evaluate(RUN)]
