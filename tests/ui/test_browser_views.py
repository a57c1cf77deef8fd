"""The page's other views in a real browser: follow-ups, documents, permalinks, history, exports.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NEEDS_CHROMIUM, PATIENCE, SEEDS, Watch, ask, faded, serving_seeds, watched_page

from rag import KnowledgeBase

pytestmark = NEEDS_CHROMIUM
QUESTION = "when was the MV released?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[KnowledgeBase, str]]:
    with serving_seeds(tmp_path_factory.mktemp("index")) as served:
        yield served


@pytest.fixture(scope="module")
def kb(served: tuple[KnowledgeBase, str]) -> KnowledgeBase:
    return served[0]


@pytest.fixture(scope="module")
def url(served: tuple[KnowledgeBase, str]) -> str:
    return served[1]


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def page(browser, url: str, watch: Watch):
    size = {"width": 1280, "height": 820}
    with watched_page(browser, url, watch, viewport=size) as page:
        page.locator(".welcome").wait_for()
        yield page
    assert watch.errors == []
    assert watch.hosts == {"127.0.0.1"}


def test_a_follow_up_shows_what_it_was_understood_as_and_can_be_corrected(page) -> None:
    ask(page, QUESTION)
    assert "the music video" in page.locator(".meant q").inner_text()
    ask(page, "how long did they have to run in it?")
    meant = page.locator('.turn[data-turn="2"] .meant')
    assert "the music video" in meant.locator("q").inner_text()
    meant.locator("summary").click()
    meant.get_by_role("textbox").fill("which director helped IU?")
    meant.get_by_role("button", name="Ask this").click()
    third = page.locator('.turn[data-turn="3"]:not([data-state="waiting"])')
    third.wait_for()
    assert third.locator(".question").inner_text().endswith("which director helped IU?")


def test_a_question_can_be_edited_and_asked_again(page) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Edit", exact=True).click()
    assert page.get_by_label("Your question").input_value() == QUESTION
    page.get_by_role("button", name="Retry").click()
    page.locator('.turn[data-turn="2"][data-state="answered"]').wait_for()


def test_a_suggested_question_is_answered(page) -> None:
    ask(page, QUESTION)
    chip = page.locator("#next .chip").first
    chip.wait_for()
    chip.click()
    second = page.locator('.turn[data-turn="2"][data-state="answered"]')
    second.wait_for()
    said = page.locator('.turn[data-turn="1"] .statement').first.inner_text()
    assert second.locator(".statement").first.inner_text() != said
    assert second.locator(".cite").count() > 0


def test_show_in_document_marks_the_quote_and_its_link_survives_a_reload(
    page, watch: Watch
) -> None:
    ask(page, QUESTION)
    quote = page.locator("#card-1-1 mark").text_content()
    page.locator("#card-1-1").get_by_role("button", name="Show in document").click()
    mark = page.locator("#viewer mark")
    mark.wait_for()
    assert mark.text_content() == quote
    assert re.search(r"\?document=.+&start=\d+&end=\d+", page.url)
    watch.reload(page)
    page.wait_for_function(
        """() => {
          const view = document.querySelector("#viewer .view-text")?.getBoundingClientRect();
          const mark = document.querySelector("#viewer mark")?.getBoundingClientRect();
          return mark && view.top <= mark.top && mark.top <= view.bottom;
        }"""
    )
    assert mark.text_content() == quote
    whole = page.locator("#viewer .view-text").text_content()
    assert whole in [path.read_text(encoding="utf-8") for path in SEEDS.iterdir()]
    page.keyboard.press("Escape")
    page.locator("#viewer").wait_for(state="hidden")
    page.wait_for_url(lambda address: "document=" not in address)


def test_a_link_to_nothing_says_so(page, url: str) -> None:
    page.goto(f"{url}?document=<b>gone&start=x")
    page.get_by_role("heading", name="Not in the index").wait_for()
    assert "<b>gone" in page.locator("#viewer").inner_text()


def test_of_two_documents_the_one_opened_last_stays(page) -> None:
    page.evaluate(
        """() => {
          const fetched = window.fetch;
          let documents = 0;
          window.fetch = async (...asked) => {
            const first = String(asked[1]?.body).includes("view_document") && documents++ === 0;
            const reply = await fetched(...asked);
            if (first) await new Promise((done) => setTimeout(done, 1500));
            if (first) setTimeout(() => (window.late = true), 100);
            return reply;
          };
        }"""
    )
    page.get_by_role("button", name="Documents").click()
    opened = page.locator(".rows [data-open]")
    opened.first.click()
    page.get_by_text("Opening the document…").wait_for()
    page.keyboard.press("Escape")
    opened.last.click()
    page.locator("#view-title").wait_for()
    page.wait_for_function("window.late")
    title = page.locator("#view-title").inner_text()
    assert title.startswith(opened.last.inner_text().rstrip("…"))
    assert f"document={opened.last.get_attribute('data-open')}" in page.url


def test_a_document_that_cannot_be_opened_says_so(page, watch: Watch) -> None:
    page.get_by_role("button", name="Documents").click()
    row = page.locator(".rows [data-open]").first
    row.wait_for()
    page.route("**/component_server/", lambda route: route.abort())
    row.click()
    page.get_by_role("heading", name="The document could not be opened").wait_for()
    page.get_by_role("button", name="Close").click()
    page.unroute("**/component_server/")
    watch.errors.clear()  # the browser says that a request failed, as it did
    row.click()
    page.locator("#viewer .view-text").wait_for()
    assert page.locator("#view-title").inner_text().startswith(row.inner_text().rstrip("…"))


def test_a_file_is_added_asked_about_chosen_and_removed(page, tmp_path: Path) -> None:
    path = tmp_path / "light.txt"
    path.write_text("The lighthouse on Cape Orr was kept by Ada Quill until 1931.")
    page.get_by_role("button", name="Documents").click()
    page.locator("[data-files]").set_input_files([path])
    page.get_by_text("light.txt added, 1 passage.").wait_for()
    page.get_by_label(re.compile("Answer from .*lighthouse", re.IGNORECASE)).check()
    assert page.locator(".scope").inner_text() == "Only 1 document"
    page.get_by_role("button", name="Chat").click()
    ask(page, "who kept the lighthouse on Cape Orr?")
    assert "Ada Quill" in page.locator(".reply").inner_text()
    ask(page, QUESTION)
    assert page.locator("#panel .evidence:visible .card", has_text="light.txt").count() > 0
    assert page.locator("#panel .evidence:visible .card", has_text="003_").count() == 0
    page.get_by_role("button", name="Documents").click()
    row = page.locator('tr[data-id="light.txt"]')
    row.get_by_text("Remove", exact=True).click()
    row.get_by_role("button", name="Keep").click()
    row.get_by_text("Remove", exact=True).click()
    row.get_by_role("button", name="Yes, remove").click()
    page.get_by_text("light.txt removed.").wait_for()
    row.wait_for(state="detached")
    assert page.locator(".scope").is_hidden()


def test_a_document_that_is_not_listed_is_found_by_its_name(
    page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.library.MOST_LISTED", 1)
    page.get_by_role("button", name="Documents").click()
    row = page.locator(".rows tbody tr")
    page.get_by_text("The first 1 are shown").wait_for()
    assert row.count() == 1
    shown = row.get_attribute("data-id")
    other = next(path.name for path in SEEDS.iterdir() if path.name != shown)
    row.get_by_role("checkbox").check()
    page.get_by_label("Find a document").fill(other.upper())
    page.locator(f'tr[data-id="{other}"]').wait_for()
    assert row.count() == 1
    page.get_by_label("Find a document").fill("nowhere")
    page.get_by_text("No document has this").wait_for()
    page.get_by_label("Find a document").fill("")
    page.locator(f'tr[data-id="{shown}"]').wait_for()
    assert row.get_by_role("checkbox").is_checked()


def test_a_file_that_cannot_be_read_is_refused_in_words(page, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    page.get_by_role("button", name="Documents").click()
    page.locator("[data-files]").set_input_files([path])
    refused = page.locator(".uploads .bad")
    refused.wait_for()
    assert "photo.png" in refused.inner_text()


def test_verdicts_are_stored_and_exported(page, kb: KnowledgeBase) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="Good answer").click()
    page.locator('.turn[data-verdict="like"]').wait_for()
    page.get_by_role("button", name="Documents").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as JSON lines").click()
    lines = Path(download.value.path()).read_text(encoding="utf-8").splitlines()
    last = json.loads(lines[-1])
    assert (last["question"], last["verdict"]) == (QUESTION, "like")
    assert last["citations"][0]["quote"]
    assert (kb.folder / "feedback.jsonl").is_file()


def test_a_conversation_is_kept_exported_and_taken_up_again(page, watch: Watch) -> None:
    ask(page, QUESTION)
    ask(page, "how long did they have to run in it?")
    said = page.locator("#chat .statement").all_inner_texts()
    page.get_by_role("button", name="History").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export this one as Markdown").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith(f"# {QUESTION}")
    assert "*Understood as: " in text
    assert "\n> " in text
    with page.expect_download() as download:
        page.get_by_role("button", name="as JSON").click()
    kept = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert kept["turns"][0]["question"] == QUESTION
    page.get_by_role("button", name="Close the history").click()
    watch.reload(page)
    page.locator('.turn[data-turn="2"]').wait_for()
    assert page.locator("#chat .statement").all_inner_texts() == said
    page.get_by_role("button", name="New conversation").click()
    page.locator(".welcome").wait_for()
    page.get_by_role("button", name="History").click()
    page.get_by_role("button", name=QUESTION, exact=True).click()
    page.locator('.turn[data-turn="2"]').wait_for()


def test_two_windows_on_one_conversation_do_not_undo_each_others_turns(page, watch: Watch) -> None:
    ask(page, QUESTION)
    other = page.context.new_page()
    watch.follow(other)
    other.goto(page.url)
    other.get_by_role("button", name="History").click()
    other.get_by_role("button", name=QUESTION, exact=True).click()
    other.locator('.turn[data-turn="1"]').wait_for()
    ask(other, "which director helped IU?")
    ask(page, "how long did they have to run?")
    for window in (page, other):
        watch.reload(window)
        window.locator('.turn[data-turn="2"]').wait_for()
    assert "how long" in page.locator("#chat").inner_text()
    assert "director" in other.locator("#chat").inner_text()
    page.get_by_role("button", name="History").click()
    assert page.locator(".kept li").count() == 2


def test_what_does_not_go_on_with_a_kept_conversation_is_one_of_its_own(page) -> None:
    kept = page.evaluate(
        """() => {
          const turn = (question) => ({ question, asked: question, status: "answered" });
          const one = window.kept("one");
          one.remember([turn("a"), turn("b")]);
          one.remember([turn("c")]);
          one.remember([turn("c"), turn("d")]);
          return one.conversations().map((kept) => kept.turns.map((turn) => turn.question));
        }"""
    )
    assert kept == [["c", "d"], ["a", "b"]]


def test_where_room_is_short_the_oldest_conversation_about_any_index_goes(page) -> None:
    kept = page.evaluate(
        """() => {
          const turn = { question: "a", asked: "a", quote: "x".repeat(3e6) };
          for (const index of ["one", "other"]) window.kept(index).remember([turn]);
          return ["one", "other"].map((index) => window.kept(index).conversations().length);
        }"""
    )
    assert kept == [0, 1]


def test_what_is_kept_belongs_to_an_index_and_does_not_lose_its_quotes(page) -> None:
    kept = page.evaluate(
        """() => {
          const turn = { question: "when?", asked: "when?", status: "answered", confidence: 0.5 };
          window.kept("one").remember([{ ...turn, citations: ["Monday"], verdict: "none" }]);
          window.kept("one").remember([{ ...turn, citations: [], verdict: "like" }]);
          return [window.kept("one").records(), window.kept("other").conversations()];
        }"""
    )
    turn = {"question": "when?", "asked": "when?", "status": "answered", "confidence": 0.5}
    assert kept == [[{**turn, "citations": ["Monday"], "verdict": "like"}], []]


def test_what_the_browser_kept_cannot_forge_a_quote(page, watch: Watch) -> None:
    ask(page, QUESTION)
    page.evaluate(
        """() => {
          const name = Object.keys(localStorage).find((key) => key.endsWith(".conversations"));
          const all = JSON.parse(localStorage.getItem(name));
          all[0].turns[0].citations[0].quote = "A forged quote.";
          all[0].turns[0].statements[0].text = "<img src=x onerror=alert(1)>";
          localStorage.setItem(name, JSON.stringify(all));
        }"""
    )
    watch.reload(page)
    page.locator('.turn[data-turn="1"]').wait_for()
    assert "A forged quote." not in page.locator("#panel").inner_text()
    assert page.locator("#chat img").count() == 0


def test_every_view_fits_a_phone(browser, url: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(url)
    page.locator(".welcome").wait_for()
    ask(page, QUESTION)
    for view in ("Documents", "Chat"):
        page.get_by_role("button", name=view).click()
        faded(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="History").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
