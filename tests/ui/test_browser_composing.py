"""The box that questions are typed in and the questions offered above it, in a real browser.

Every test also asserts that the browser logged no error but those that it is about.
"""

import threading
from collections.abc import Iterator

import pytest
from browser import NEEDS_CHROMIUM, Watch, ask, drawn, watched_page
from ui_server import StubBase, answer, citation, document, serving

pytestmark = NEEDS_CHROMIUM
MONDAY = answer(citation(document("The song came out on Monday.", id="a"), "Monday"))
FRIDAY = answer(citation(document("The film came out on Friday.", id="b"), "Friday"))


@pytest.fixture(scope="module")
def release() -> threading.Event:
    """Let what is slow be answered."""
    return threading.Event()


@pytest.fixture(scope="module")
def url(release: threading.Event, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def slowly():
        release.wait(60)
        return MONDAY

    def broken():
        release.wait(60)
        raise ZeroDivisionError

    answers = {"song?": MONDAY, "film?": FRIDAY, "slow?": slowly, "broken?": broken}
    with serving(StubBase(answers, tmp_path_factory.mktemp("stub"))) as url:
        yield url


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser, url: str, watch: Watch, release: threading.Event):
    release.clear()
    with watched_page(browser, url, watch) as page:
        page.locator(".welcome").wait_for()
        yield page
    assert watch.errors == []


def typed(page) -> str:
    return page.get_by_label("Your question").input_value()


def send(page, question: str) -> None:
    """Ask, and go on without waiting for anything."""
    page.get_by_label("Your question").fill(question)
    page.get_by_label("Your question").press("Enter")


@pytest.mark.parametrize("question", ["slow?", "broken?"])
def test_what_is_typed_right_after_a_question_stays(
    page, release: threading.Event, question: str
) -> None:
    send(page, question)
    page.keyboard.type("and where?")
    page.locator('.turn[data-state="waiting"]').wait_for()
    assert typed(page) == "and where?"
    release.set()
    page.locator('.turn:not([data-state="waiting"])').wait_for()
    drawn(page)
    assert typed(page) == "and where?"


def test_a_question_that_failed_comes_back_and_leaves_when_it_is_tried_again(
    page, release: threading.Event
) -> None:
    release.set()
    ask(page, "broken?")
    page.wait_for_function("document.querySelector('#composer textarea').value === 'broken?'")
    release.clear()
    page.get_by_role("button", name="Try again").click()
    page.locator('.turn[data-turn="2"]').wait_for()
    assert typed(page) == ""


def test_of_two_questions_at_once_the_second_stays_in_the_box(
    page, release: threading.Event
) -> None:
    send(page, "slow?")
    send(page, "song?")
    page.locator('.turn[data-state="waiting"]').wait_for()
    assert typed(page) == "song?"
    release.set()
    page.locator('.turn[data-state="answered"]').wait_for()
    assert page.locator(".turn").count() == 1
    ask(page, "song?")
    assert typed(page) == ""


def test_a_question_that_the_server_did_not_take_comes_back(page, watch: Watch) -> None:
    page.route("**/queue/join*", lambda route: route.fulfill(status=500, body='{"detail": "full"}'))
    send(page, "song?")
    page.wait_for_function("document.querySelector('#composer textarea').value === 'song?'")
    page.unroute("**/queue/join*")
    assert watch.errors
    watch.errors.clear()  # the browser says that a request failed, as it did
    send(page, "song?")
    page.locator('.turn[data-state="answered"]').wait_for()
    assert "Monday" in page.locator(".reply").inner_text()


def test_a_question_that_waits_comes_back_when_the_page_is_loaded_anew(
    page, watch: Watch, release: threading.Event
) -> None:
    send(page, "slow?")
    page.locator('.turn[data-state="waiting"]').wait_for()
    watch.reload(page)
    page.wait_for_function("document.querySelector('#composer textarea')?.value === 'slow?'")
    release.set()
    page.get_by_label("Your question").press("Enter")
    page.locator('.turn[data-state="answered"]').wait_for()
    watch.reload(page)
    page.locator('.turn[data-state="answered"]').wait_for()
    page.wait_for_function("!sessionStorage.getItem('rag.asked')")
    drawn(page)
    assert typed(page) == ""


def test_a_question_whose_server_has_ended_can_be_tried_again(page, watch: Watch) -> None:
    page.route("**/favicon.ico", lambda route: route.abort())
    send(page, "slow?")
    page.locator('.turn[data-state="failed"]').wait_for()
    assert "No answer came from the server" in page.locator(".problem").inner_text()
    assert page.get_by_role("button", name="Try again").get_attribute("data-ask") == "slow?"
    assert typed(page) == "slow?"
    watch.errors.clear()  # the browser may say that a request failed, as it did


def test_what_was_to_go_on_with_is_not_offered_after_the_next_answer(
    page, release: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended = threading.Event(), threading.Event()

    def slow_for_the_first(chat, asked, last) -> list[str]:
        begun.set()
        if last.text == "Monday":
            release.wait(60)
            ended.set()
        return [f"Where on {last.text}?"]

    monkeypatch.setattr("ui.talking.answerable", slow_for_the_first)
    ask(page, "song?")
    assert begun.wait(60)
    ask(page, "film?")
    chips = page.locator("#next .chip")
    chips.wait_for()
    assert chips.all_inner_texts() == ["Where on Friday?"]
    release.set()
    assert ended.wait(60)
    drawn(page)
    assert chips.all_inner_texts() == ["Where on Friday?"]


def test_a_new_conversation_begins_in_an_empty_box(page) -> None:
    ask(page, "song?")
    page.get_by_label("Your question").fill("and where?")
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome").wait_for()
    assert typed(page) == ""
    page.keyboard.type("film?")
    page.keyboard.press("Enter")
    page.locator('.turn[data-state="answered"]').wait_for()


def test_a_deleted_conversation_does_not_come_back_with_the_next_question(page) -> None:
    ask(page, "song?")
    page.get_by_role("button", name="History").click()
    page.get_by_label("Delete the conversation “song?”").click()
    page.get_by_text("No conversation yet.").wait_for()
    page.keyboard.press("Escape")
    page.locator(".welcome").wait_for()
    ask(page, "film?")
    page.get_by_role("button", name="History").click()
    assert page.locator(".kept .link").all_inner_texts() == ["film?"]
    assert "1 answer" in page.locator(".kept .muted").inner_text()


def test_deleting_another_conversation_leaves_the_one_shown(page) -> None:
    ask(page, "song?")
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome").wait_for()
    ask(page, "film?")
    page.get_by_role("button", name="History").click()
    page.get_by_label("Delete the conversation “song?”").click()
    assert page.locator(".kept .link").all_inner_texts() == ["film?"]
    left = page.get_by_label("Delete the conversation “film?”")
    assert left.evaluate("button => button === document.activeElement")
    page.keyboard.press("Escape")
    assert page.locator(".turn").count() == 1
