"""The page in other hands: read aloud, from right to left, in a system's colours, and on paper.

Every test also asserts that the browser logged no error and asked nobody but this machine.
"""

from collections.abc import Iterator

import pytest
from browser import NEEDS_CHROMIUM, ask, drawn
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
