"""Can everybody use the page? axe-core looks at each view, in light, in dark and on a phone.

Nothing serious or critical by its rules may remain, contrast by WCAG's level AA among them.
"""

from collections.abc import Iterator

import pytest
from browser import NEEDS_CHROMIUM, PATIENCE, ask, faded, serving_seeds

pytestmark = NEEDS_CHROMIUM
WIDE, PHONE = {"width": 1280, "height": 820}, {"width": 390, "height": 844}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_seeds(tmp_path_factory.mktemp("index")) as (_, url):
        yield url


def serious(page) -> list[str]:
    """List what axe-core finds serious or critical in what is shown now."""
    from axe_playwright_python.sync_playwright import Axe

    faded(page)  # colours that are fading in have no contrast yet
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['target']} {node['html'][:200]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_no_view_shuts_anybody_out(browser, url: str, size: dict[str, int], scheme: str) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(url)
    page.locator(".welcome").wait_for()
    found = {"welcome": serious(page)}
    ask(page, "when was the MV released?")
    page.locator("#next .chip").first.wait_for(state="attached")
    ask(page, "and who directed it?")
    found["conversation"] = serious(page)
    page.locator(".cite").first.click()
    page.locator("#card-1-1 mark").wait_for(state="visible")
    found["evidence"] = serious(page)
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    page.locator("#viewer mark").wait_for()
    found["document"] = serious(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # the sheet of a phone
    ask(page, "what does a ticket to the moon cost?")
    found["refusal"] = serious(page)
    page.get_by_role("button", name="History").click()
    found["history"] = serious(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Documents").click()
    page.locator(".rows table").wait_for()
    found["documents"] = serious(page)
    context.close()
    assert {view: faults for view, faults in found.items() if faults} == {}
