"""The page in other hands: read aloud, from right to left, in a system's colours, and on paper.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from browser import NEEDS_CHROMIUM, ask, inked
from ui_server import StubBase, answer, citation, document, serving

pytestmark = NEEDS_CHROMIUM
ARABIC = "يفتح المتحف في الساعة التاسعة صباحا."
SONG = document("The song came out on Monday. " + "It was a long day. " * 9, id="a", title="One")


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    answers = {
        "song?": answer(citation(SONG, "The song came out on Monday.")),
        "museum?": answer(citation(document(f"{ARABIC} It does."), ARABIC)),
    }
    with serving(StubBase(answers, tmp_path_factory.mktemp("stub"))) as url:
        yield url


def test_an_answer_in_arabic_begins_at_the_right_and_its_marker_ends_it(new_page) -> None:
    page = new_page()
    ask(page, "museum?")
    said = page.locator(".reply .statement").bounding_box()
    marker = page.locator(".reply .cite").bounding_box()
    reply = page.locator(".reply").bounding_box()
    assert marker["x"] + marker["width"] <= said["x"]
    assert abs(said["x"] + said["width"] - reply["x"] - reply["width"]) < 2


def test_each_question_is_a_heading_to_go_to(new_page) -> None:
    page = new_page()
    ask(page, "song?")
    ask(page, "museum?")
    log = page.get_by_role("log", name="Conversation")
    headings = log.get_by_role("heading", level=2).all_text_contents()
    assert headings == ["You asked: song?", "You asked: museum?"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_colours_of_a_system_what_is_there_and_what_is_chosen_is_seen(
    new_page, scheme: str
) -> None:
    page = new_page(forced_colors="active", color_scheme=scheme)
    ask(page, "song?")
    good, bad = page.get_by_label("Good answer"), page.get_by_label("Bad answer")
    good.click()
    page.locator('[data-judge="like"][aria-pressed="true"]').wait_for()
    page.locator(".cite").click()
    assert 0.05 < inked(bad) < 0.4  # a thumb
    view = page.get_by_role("button", name="Chat", exact=True)
    for chosen in (good, view, page.locator(".cite")):
        assert inked(chosen) > 0.4


def test_a_printed_conversation_is_whole_with_the_evidence_of_each_answer(
    new_page, tmp_path: Path
) -> None:
    page = new_page(color_scheme="dark", viewport={"width": 1280, "height": 400})
    for question in ("song?", "museum?", *["song?"] * 4):
        ask(page, question)
    pages = printed(page, tmp_path / "talk.pdf")
    assert len(pages) > 1
    whole = "\n".join(pages)
    assert whole.count("song?") == 5 and whole.count("The song came out on Monday.") == 10
    assert whole.count(f"characters 0–{len(ARABIC)}") == 1  # in the evidence of an earlier answer
    for other in ("New conversation", "Retry", "Copy link", "Documents"):
        assert other not in whole
    page.emulate_media(media="print")
    ink = page.locator(".question").first.evaluate("node => getComputedStyle(node).color")
    assert ink == "rgb(29, 33, 39)"  # as on the light page: paper is white


def printed(page, path: Path) -> list[str]:
    """Print the page to a file; give the text of each sheet."""
    page.pdf(path=path)
    with pypdfium2.PdfDocument(path) as sheets:
        return [sheet.get_textpage().get_text_range() for sheet in sheets]
