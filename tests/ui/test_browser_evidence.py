"""The evidence beside the answers and the viewer of a document, in a real browser.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

import threading
from collections.abc import Iterator

import pytest
from browser import NEEDS_CHROMIUM, ask, drawn
from ui_server import StubBase, answer, citation, document, hit, serving

pytestmark = NEEDS_CHROMIUM
SONG = document("The song came out on Monday. " + "It was a long day. " * 9, id="a", title="One")
FILM = document("The film came out on Friday. " + "It was a cold day. " * 9, id="b", title="Two")


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> StubBase:
    said = citation(SONG, "The song came out on Monday.")
    answers = {
        "song?": answer(said, hits=(hit(SONG), hit(FILM, 29, 47))),
        "film?": answer(citation(FILM, "The film came out on Friday.")),
    }
    return StubBase(answers, tmp_path_factory.mktemp("stub"))


@pytest.fixture(scope="module")
def url(kb: StubBase) -> Iterator[str]:
    with serving(kb) as url:
        yield url


def test_after_a_marker_only_the_buttons_of_the_evidence_open_a_document(new_page) -> None:
    page = new_page()
    ask(page, "song?")
    page.locator(".cite").click()
    page.locator("#card-1-1 h3").click()
    page.get_by_text("Found but not used").click()
    page.locator("#card-1-1").get_by_role("button", name="Copy link").click()
    page.locator("#card-1-1").get_by_role("button", name="Copied").wait_for()
    assert page.locator("#viewer").is_hidden()
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    page.locator("#viewer mark").wait_for()


def test_a_marker_is_hit_above_and_below_what_is_seen_of_it(new_page) -> None:
    page = new_page()
    ask(page, "song?")
    hit = """(marker) => {
      const { left, top, width, height } = marker.getBoundingClientRect();
      const at = (across, down) =>
        document.elementFromPoint(left + width / 2 + across, top + height / 2 + down) === marker;
      return [height, at(-11.9, 0), at(11.9, 0), at(0, -11.9), at(0, 11.9)];
    }"""
    assert page.locator(".cite").evaluate(hit) == [20, True, True, True, True]


def test_an_answer_whose_source_changed_says_so_and_its_link_marks_nothing_else(
    new_page, kb: StubBase, url: str
) -> None:
    page = new_page()
    ask(page, "film?")
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    page.locator("#viewer mark").wait_for()
    link = page.url
    kept = kb.answers["film?"]
    edited = document("The film came out on Sunday. It was a cold day.", id="b", title="Two")
    kb.answers["film?"] = answer(citation(edited, "The film came out on Sunday."))
    try:
        page.goto(link)
        page.locator("#viewer .changed").wait_for()
        assert page.locator("#viewer mark").count() == 0
        page.get_by_role("button", name="Close the document").click()
        page.get_by_text("A source of this answer has changed or was removed").wait_for()
        assert page.locator(".cite").count() == 0
    finally:
        kb.answers["film?"] = kept


def test_back_closes_an_open_document_and_its_button_leaves_no_entry_behind(new_page) -> None:
    page = new_page()
    ask(page, "song?")
    before = page.url
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    page.locator("#viewer mark").wait_for()
    assert "document=" in page.url
    page.go_back()
    page.locator("#viewer").wait_for(state="hidden")
    assert page.url == before and page.locator(".turn").count() == 1
    entries = page.evaluate("history.length")
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    page.get_by_role("button", name="Close the document").click()
    page.wait_for_function("!history.state?.layer")
    assert page.url == before
    page.get_by_role("button", name="History").click()
    page.go_back()
    page.locator("#history").wait_for(state="hidden")
    assert page.evaluate("history.length") == entries


def test_back_closes_on_a_phone_the_document_and_then_the_evidence(new_page) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    ask(page, "song?")
    page.locator(".cite").click()
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    page.locator("#viewer mark").wait_for()
    page.go_back()
    page.locator("#viewer").wait_for(state="hidden")
    assert page.locator("#panel").is_visible()
    page.go_back()
    page.locator("#panel").wait_for(state="hidden")
    assert page.locator(".turn").count() == 1


def test_what_is_offered_late_does_not_cover_the_end_of_the_answer(
    new_page, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = threading.Event()

    def late(*_: object) -> list[str]:
        release.wait(60)
        return ["Where was that?"]

    monkeypatch.setattr("ui.talking.answerable", late)
    page = new_page(viewport={"width": 1280, "height": 420}, reduced_motion="reduce")
    release.set()
    for _ in range(4):
        ask(page, "song?")
    page.locator(".chip").wait_for()
    release.clear()
    ask(page, "song?")
    drawn(page)
    release.set()
    page.locator(".chip").wait_for()
    drawn(page)
    tools = page.locator('.turn[data-turn="5"] .tools').bounding_box()
    offered = page.locator("#next").bounding_box()
    assert tools["y"] + tools["height"] <= offered["y"]
