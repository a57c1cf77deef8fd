"""The history of conversations and their export, in a real browser, by eye and by keyboard.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NEEDS_CHROMIUM, ask, quiet_pages
from ui_server import StubBase, answer, citation, document, serving

pytestmark = NEEDS_CHROMIUM
MONDAY = answer(citation(document("The song came out on Monday.", id="a"), "Monday"))
FRIDAY = answer(citation(document("The film came out on Friday.", id="b"), "Friday"))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    answers = {"song?": MONDAY, "film?": FRIDAY}
    with serving(StubBase(answers, tmp_path_factory.mktemp("stub"))) as url:
        yield url


@pytest.fixture(params=[1280, 390], ids=["wide", "phone"])
def page(browser, url: str, request: pytest.FixtureRequest):
    """Show the history of two conversations, of which that about a film is shown."""
    with quiet_pages(browser) as opened:
        page = opened(url, viewport={"width": request.param, "height": 844})
        page.locator(".welcome").wait_for()
        ask(page, "song?")
        page.get_by_role("button", name="New conversation").click()
        page.locator(".welcome").wait_for()
        ask(page, "film?")
        page.get_by_role("button", name="History").click()
        yield page
        assert page.evaluate("document.documentElement.scrollWidth") <= request.param


def titles(page) -> list[str]:
    return page.locator(".kept .link").all_inner_texts()


def test_conversations_are_found_by_what_was_asked_and_answered(page) -> None:
    box = page.get_by_label("Find a conversation")
    box.fill("MONDAY so")
    assert titles(page) == ["song?"]
    assert page.locator("#history [role=status]").inner_text() == "1 of 2 conversations"
    box.fill("sunday")
    page.get_by_text("No conversation has these words.").wait_for()
    box.fill("")
    assert titles(page) == ["film?", "song?"]


def test_a_conversation_is_named_from_the_keyboard_and_keeps_its_name(page) -> None:
    button = page.get_by_role("button", name="Rename the conversation “film?”")
    button.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Never mind")
    page.keyboard.press("Escape")
    assert titles(page) == ["film?", "song?"]  # the history is still open
    page.keyboard.press("Enter")
    page.keyboard.type("About <b>films</b>")
    page.keyboard.press("Enter")
    assert titles(page) == ["About <b>films</b>", "song?"]
    page.keyboard.press("Escape")
    ask(page, "song?")
    page.get_by_role("button", name="History").click()
    assert titles(page) == ["About <b>films</b>", "song?"]


def test_what_deletes_a_conversation_is_as_small_as_what_names_it(page) -> None:
    for act in ("Rename", "Delete"):
        box = page.get_by_role("button", name=f"{act} the conversation “film?”").bounding_box()
        assert (box["width"], box["height"]) == (32, 32)


def test_all_conversations_are_deleted_once_that_is_confirmed(page) -> None:
    page.get_by_text("Delete all", exact=True).click()
    page.get_by_text("Delete all 2 conversations for good?").wait_for()
    page.get_by_role("button", name="Keep them").click()
    assert titles(page) == ["film?", "song?"]
    page.get_by_text("Delete all", exact=True).press("Enter")
    page.get_by_role("button", name="Yes, delete all").click()
    page.get_by_text("No conversation yet.").wait_for()
    assert page.locator(".every").is_hidden()
    page.keyboard.press("Escape")
    page.locator(".welcome").wait_for()
    page.get_by_role("button", name="History").click()
    assert titles(page) == []


def test_a_courtesy_is_exported_as_one(page) -> None:
    page.keyboard.press("Escape")
    ask(page, "thanks!")
    page.get_by_role("button", name="History").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export this one as Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.endswith(
        "(b, characters 21–27):\n\n> Friday\n\n## thanks!\n\nYou are welcome.\n\n"
        "*(a courtesy, not from the documents)*\n"
    )
    assert "[1] A title, 29 January 2024 (b, " in text


def test_what_little_room_is_for_is_short(browser, url: str) -> None:
    with quiet_pages(browser) as opened:
        page = opened(url, viewport={"width": 390, "height": 844})
        page.locator(".welcome").wait_for()
        ask(page, "song?")
        page.evaluate(
            """() => {
              const after = document.querySelector("[name=after]");
              after.value = "2024-01-05";
              after.dispatchEvent(new Event("change", { bubbles: true }));
            }"""
        )
        badge = page.get_by_role("button", name="from 5 January 2024")
        badge.wait_for()
        assert badge.locator("span").last.inner_text() == "1 filter"
        assert badge.evaluate("badge => badge.scrollWidth <= badge.clientWidth")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.evaluate(
            "document.querySelector('.tools').innerHTML += '<span class=took>9 ms</span>'"
        )
        assert page.locator(".took").is_hidden()


def test_an_example_that_was_asked_is_none_any_more(
    browser, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.talking.Examples.of", lambda *_: ["song?", "film?"])
    with quiet_pages(browser) as opened:
        page = opened(url)
        page.locator(".welcome").wait_for()
        page.locator(".example", has_text="song?").click()
        page.locator('.turn[data-state="answered"]').wait_for()
        page.get_by_role("button", name="New conversation").click()
        page.locator(".welcome").wait_for()
        page.locator(".example", has_text="song?").wait_for(state="hidden")
        assert page.locator(".example").all_inner_texts()[-1] == "film?"
