"""The page in a real browser: what a user sees and clicks.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

import re
import threading
from collections.abc import Iterator

import pytest
from browser import NEEDS_CHROMIUM, SEEDS, ask, chromium, drawn, quiet_pages, serving_seeds
from ui_server import HOSTILE, StubBase, answer, citation, document, serving

pytestmark = NEEDS_CHROMIUM
QUESTION = "when was the MV released?"
MONDAY = document("The song came out on Monday. " + "It was a long day. " * 9, id="a", title="One")
FRIDAY = document("The film came out on Friday. " + "It was a cold day. " * 9, id="b", title="Two")


@pytest.fixture(scope="module")
def browser():
    with chromium() as browser:
        yield browser


@pytest.fixture
def new_page(browser):
    """Open pages that are ready to be asked."""
    with quiet_pages(browser) as opened:

        def ready(url: str, **settings):
            page = opened(url, **settings)
            page.locator(".welcome").wait_for()
            return page

        yield ready


# Pages are served before the browser starts: Playwright's own event loop runs while it is open.
@pytest.fixture(scope="module")
def seeds_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving_seeds(tmp_path_factory.mktemp("index")) as (_, url):
        yield url


@pytest.fixture(scope="module")
def release() -> threading.Event:
    """Let the slow question of the prepared answers be answered."""
    return threading.Event()


@pytest.fixture(scope="module")
def stub_url(release: threading.Event, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def slowly():
        release.wait(60)
        return answer(citation(MONDAY, "The song came out on Monday."))

    answers = {
        "song?": answer(citation(MONDAY, "The song came out on Monday.")),
        "film?": answer(citation(FRIDAY, "The film came out on Friday.")),
        "slow?": slowly,
        "broken?": RuntimeError("secret"),
    }
    for text in HOSTILE:
        source = document(f"Before. {text} After.", title=text, id=text, url=text)
        answers[text] = answer(citation(source, text), question=text)
    with serving(StubBase(answers, tmp_path_factory.mktemp("stub"))) as url:
        yield url


@pytest.fixture(scope="module", autouse=True)
def served_first(seeds_url: str, stub_url: str, browser) -> None:
    """Keep that order."""


def test_a_question_is_answered_and_its_marker_shows_the_highlighted_quote(
    new_page, seeds_url: str
) -> None:
    page = new_page(seeds_url, viewport={"width": 1280, "height": 800})
    ask(page, QUESTION)
    assert page.locator(".turn .question").inner_text().endswith(QUESTION)
    page.locator(".cite", has_text="[1]").click()
    card = page.locator("#card-1-1")
    assert card.evaluate("card => card === document.activeElement")
    assert card.get_attribute("data-current") is not None
    mark = card.locator("mark")
    page.wait_for_function(  # the panel glides
        "mark => mark.getBoundingClientRect().top >= 56"
        " && mark.getBoundingClientRect().bottom <= innerHeight",
        arg=mark.element_handle(),
    )
    texts = [path.read_text(encoding="utf-8") for path in SEEDS.iterdir()]
    assert any(mark.text_content() in text for text in texts)
    assert card.locator("time").count() == 1
    page.locator(".cite", has_text="[2]").click()
    second = page.locator("#card-1-2")
    assert second.get_attribute("data-current") is not None
    assert card.get_attribute("data-current") is None
    assert any(second.locator("mark").text_content() in text for text in texts)


def test_an_example_can_be_clicked(new_page, seeds_url: str) -> None:
    page = new_page(seeds_url)
    page.get_by_role("button", name="Tell me about Kim Taehyung").click()
    page.locator('.turn[data-state="answered"]').wait_for()


def test_a_refusal_shows_what_came_nearest(new_page, seeds_url: str) -> None:
    page = new_page(seeds_url)
    ask(page, "what is the boiling point of mercury?")
    assert "The documents do not say." in page.locator(".reply").inner_text()
    assert page.locator("#panel h2").inner_text() == "What came nearest"
    assert page.locator("#panel .card").count() > 0
    assert page.locator("#panel mark").count() == 0


def test_an_oversized_question_is_refused_in_words_and_stays(new_page, seeds_url: str) -> None:
    page = new_page(seeds_url)
    question = "why? " * 1000
    ask(page, question)
    assert "the limit is 4,000" in page.locator(".problem").inner_text()
    assert page.get_by_label("Your question").input_value() == question


def test_the_marker_of_an_older_answer_shows_its_own_evidence(new_page, stub_url: str) -> None:
    page = new_page(stub_url)
    ask(page, "song?")
    ask(page, "film?")
    assert page.locator("#panel mark:visible").all_inner_texts() == ["The film came out on Friday."]
    page.locator('.cite[data-cite="1-1"]').click()
    assert page.locator("#panel mark:visible").all_inner_texts() == ["The song came out on Monday."]
    page.locator('.cite[data-cite="2-1"]').click()
    assert page.locator("#panel mark:visible").all_inner_texts() == ["The film came out on Friday."]


def test_markers_work_from_the_keyboard_and_give_the_focus_back(new_page, stub_url: str) -> None:
    page = new_page(stub_url)
    ask(page, "song?")
    marker = page.locator('.cite[data-cite="1-1"]')
    marker.focus()
    page.keyboard.press("Enter")
    assert page.locator("#card-1-1").evaluate("card => card === document.activeElement")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the number in the card leads back
    assert marker.evaluate("marker => marker === document.activeElement")


def test_a_question_can_be_stopped_and_tried_again(
    new_page, stub_url: str, release: threading.Event
) -> None:
    page = new_page(stub_url)
    release.clear()
    page.get_by_label("Your question").fill("slow?")
    page.get_by_role("button", name="Ask").click()
    page.locator('.turn[data-state="waiting"]').wait_for()  # what the server has not begun has no
    # event to be cancelled by: Gradio's client then names none, which the browser logs as an error
    page.get_by_role("button", name="Stop").click()
    page.locator('.turn[data-state="stopped"]').wait_for()
    release.set()
    page.get_by_role("button", name="Try again").click()
    page.locator('.turn[data-turn="2"][data-state="answered"]').wait_for()
    assert page.locator('.turn[data-turn="1"]').get_attribute("data-state") == "stopped"
    page.get_by_role("button", name="Ask").wait_for()


def test_a_question_asked_while_another_waits_stays_in_the_box(
    new_page, stub_url: str, release: threading.Event
) -> None:
    page = new_page(stub_url)
    release.clear()
    box = page.get_by_label("Your question")
    box.press("Enter")  # an empty box asks nothing
    box.fill("slow?")
    box.press("Enter")
    page.get_by_role("button", name="Stop").wait_for()
    box.fill("song?")
    box.press("Enter")
    assert box.input_value() == "song?"
    release.set()
    page.locator('.turn[data-turn="1"][data-state="answered"]').wait_for()
    page.get_by_role("button", name="Ask").click()
    page.locator('.turn[data-turn="2"][data-state="answered"]').wait_for()
    assert page.locator(".turn").count() == 2


def test_an_unforeseen_error_is_a_reply_and_the_chat_goes_on(new_page, stub_url: str) -> None:
    page = new_page(stub_url)
    ask(page, "broken?")
    assert "Something went wrong" in page.locator(".problem").inner_text()
    assert "secret" not in page.content()
    ask(page, "song?")
    assert page.locator('.turn[data-turn="2"] .cite').count() == 1


def test_a_new_conversation_clears_everything(new_page, stub_url: str) -> None:
    page = new_page(stub_url)
    ask(page, "song?")
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome").wait_for()
    assert page.locator(".turn, .card").count() == 0


def test_an_answer_is_copied_with_its_quotes(new_page, stub_url: str) -> None:
    page = new_page(stub_url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, "song?")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.search(r"\[1\] “The song came out on Monday.” \(One", copied)


def test_hostile_documents_and_questions_run_and_forge_nothing(new_page, stub_url: str) -> None:
    page = new_page(stub_url)
    for number, text in enumerate(HOSTILE, 1):
        ask(page, text)
        assert page.locator(f"#card-{number}-1 mark").text_content() == text
    drawn(page)
    assert page.title() == "Ask your documents"
    assert page.locator(".cite").count() == len(HOSTILE)
    inside = page.locator("#chat, #panel")
    assert inside.locator("script, img, svg, iframe, h1, strong").count() == 0
    assert inside.locator("a").count() == 0  # none of the addresses is one of the web


def test_on_a_phone_the_evidence_is_a_sheet_that_a_marker_opens(new_page, stub_url: str) -> None:
    page = new_page(stub_url, viewport={"width": 390, "height": 844})
    ask(page, "song?")
    assert page.locator("#side").is_hidden()
    page.locator(".cite").click()
    page.locator("#panel mark").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.locator("#panel mark").wait_for(state="hidden")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_fonts_are_those_of_the_system_and_dark_is_respected(new_page, stub_url: str) -> None:
    page = new_page(stub_url, color_scheme="dark")
    assert page.evaluate("document.fonts.size") == 0
    shade = page.locator(".gradio-container").evaluate(
        "node => getComputedStyle(node).backgroundColor"
    )
    assert shade == "rgb(21, 23, 27)"
