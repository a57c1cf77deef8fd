"""A question on its way to the server, in a real browser: on the page at once, and once.

Every test also asserts that the browser logged no error but those of a link that was cut.
"""

from collections.abc import Iterator

import pytest
from browser import NEEDS_CHROMIUM, Watch, drawn, watched_page
from ui_server import StubBase, answer, citation, document, serving

pytestmark = NEEDS_CHROMIUM
MONDAY = answer(citation(document("The song came out on Monday.", id="a"), "Monday"))
CUT = ("Failed to load resource",)
# What of the conversation a reader of the screen is told: nodes added, and texts changed.
LISTEN = """
window.told = [];
new MutationObserver((changes) => {
  for (const { type, target, addedNodes } of changes)
    for (const node of type === "childList" ? addedNodes : [target]) told.push(node.textContent);
}).observe(document.querySelector("#chat [role=log]"),
  { childList: true, characterData: true, subtree: true });
"""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    answers = {"song?": MONDAY, "x" * 2000: MONDAY}
    with serving(StubBase(answers, tmp_path_factory.mktemp("stub"))) as url:
        yield url


@pytest.fixture
def page(browser, url: str):
    watch = Watch()
    with watched_page(browser, url, watch) as page:
        page.locator(".welcome").wait_for()
        yield page
    assert [error for error in watch.errors if not error.startswith(CUT)] == []


@pytest.fixture
def held(page) -> list:
    """Questions that the link holds back, until each is let through; all else goes on."""
    held: list = []

    def hold(route) -> None:
        asks = '"question"' in (route.request.post_data or "")
        held.append(route) if asks else route.continue_()

    page.route("**/queue/join*", hold)
    return held


def await_held(page, held: list) -> None:
    while not held:
        page.wait_for_timeout(10)  # milliseconds


def let_through(page, held: list) -> None:
    """Let the question through that is held back, once it is."""
    await_held(page, held)
    held.pop().continue_()


def send(page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")


def typed(page) -> str:
    return page.get_by_label("Your question").input_value()


@pytest.mark.parametrize("question", ["song?", "x" * 2000])
def test_a_question_is_shown_before_the_server_knows_of_it_and_told_once(
    page, held: list, question: str
) -> None:
    page.evaluate(LISTEN)
    for number in (1, 2):
        send(page, question)
        turn = page.locator(f'.turn[data-turn="{number}"]')
        turn.get_by_text("Sending").wait_for()
        assert question[:600] in turn.locator(".question").inner_text()
        assert typed(page) == ""
        assert page.locator(".welcome").count() == 0
        let_through(page, held)
        page.locator(f'.turn[data-turn="{number}"][data-state="answered"]').wait_for()
        drawn(page)
        assert page.locator(".turn").count() == number
        assert page.locator("[data-unsent]").count() == 0
        if len(question) < 600:
            assert sum("You asked" in text for text in page.evaluate("told")) == number


def test_a_question_asked_many_times_at_once_is_sent_and_shown_once(page, held: list) -> None:
    for _ in range(5):
        send(page, "song?")
    page.locator(".turn").wait_for()
    await_held(page, held)
    drawn(page)
    assert len(held) == 1
    assert page.locator(".turn").count() == 1
    assert typed(page) == "song?"  # the next one, for when this one is answered
    let_through(page, held)
    page.locator('.turn[data-state="answered"]').wait_for()
    assert page.locator(".turn").count() == 1


def test_a_question_that_never_reached_the_server_is_there_when_that_is(page) -> None:
    page.context.set_offline(True)
    send(page, "song?")
    page.locator('.turn[data-state="failed"]').wait_for()
    assert "No answer came from the server" in page.locator(".problem").inner_text()
    assert typed(page) == "song?"
    page.evaluate("window.before = true")
    page.context.set_offline(False)
    page.wait_for_function("!window.before")  # Gradio loads the page anew
    page.wait_for_function("document.querySelector('#composer textarea')?.value === 'song?'")
    page.get_by_label("Your question").press("Enter")
    page.locator('.turn[data-state="answered"]').wait_for()
    assert page.locator(".turn").count() == 1


def test_a_question_that_did_not_arrive_can_be_tried_again_or_left(page) -> None:
    page.route("**/queue/join*", lambda route: route.fulfill(status=500, body='{"detail": "full"}'))
    for before in (0, 1):
        send(page, "song?")
        page.locator('.turn[data-state="failed"]').wait_for()
        assert page.locator(".turn").count() == before + 1
        page.unroute("**/queue/join*")
        page.get_by_role("button", name="Try again").click()
        page.locator(f'.turn[data-turn="{before + 1}"][data-state="answered"]').wait_for()
        assert page.locator(".turn").count() == before + 1
        page.route("**/queue/join*", lambda route: route.fulfill(status=500, body="{}"))
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome").wait_for()
    send(page, "song?")
    page.locator('.turn[data-state="failed"]').wait_for()
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome").wait_for()
    assert page.locator(".turn").count() == 0


def test_over_a_slow_link_a_question_gives_way_to_its_answer(page) -> None:
    session = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 1500, "downloadThroughput": 6e3, "uploadThroughput": 6e3}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", slow)
    page.evaluate(LISTEN)
    send(page, "song?")
    page.get_by_text("Sending").wait_for()
    page.locator('.turn[data-state="answered"]').wait_for()
    drawn(page)
    assert page.locator(".turn").count() == 1
    assert sum("song?" in text for text in page.evaluate("told")) == 1
