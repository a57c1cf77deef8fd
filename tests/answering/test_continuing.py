"""A way of doing something has its steps, what only says again what is asked its reason."""

import pytest

from rag.answering.continuing import continued
from rag.reading.reader import Candidate
from rag.text.sentences import sentence_spans
from rag.types import Document, Hit, Passage, Span

KETTLE = (
    "The kettle is light. Descale it every month. Mix vinegar with water. Then boil it twice. "
    "Never use salt.\n\nRinse the jug.\n"
)
BOILER = "Press the button for a second. Do not reset the boiler more than five times. It locks."
SHOW = (
    "The hall is taken by a wedding, so we need another. The show was moved to the school. "
    "It starts at two.\n"
)
BREAD = "12 Feb: bread too sour. Fridge time was 20 hours. Keep below 14."


def candidate(text: str, words: str) -> Candidate:
    spans = tuple(sentence_spans(text))
    document = Document("a.txt", text, "Notes", (Span(0, len(text)),), "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 0, len(text), text, 9, spans), score=1.0, rank=1)
    span = next(one for one in spans if words in text[one.start : one.end])
    return Candidate(hit, span, span, 0.5)


def said(question: str, text: str, words: str, most: int = 3) -> list[str]:
    return [one.text.strip() for one in continued(question, [candidate(text, words)], most)]


def test_a_way_goes_on_with_the_steps_of_its_paragraph() -> None:
    assert said("how do I descale it?", KETTLE, "Descale") == [
        "Descale it every month.",
        "Mix vinegar with water.",
        "Then boil it twice.",
    ]
    assert len(said("how do I descale it?", KETTLE, "Descale", most=2)) == 2


def test_what_forbids_is_no_step_and_ends_them() -> None:
    assert said("how to boil it", KETTLE, "boil it twice") == ["Then boil it twice."]


def test_what_forbids_has_the_step_before_it() -> None:
    assert said("how do you reset the boiler?", BOILER, "Do not") == [
        "Press the button for a second.",
        "Do not reset the boiler more than five times.",
    ]


def test_what_only_restates_has_the_reason_beside_it() -> None:
    assert said("Why was the show moved?", SHOW, "moved") == [
        "The hall is taken by a wedding, so we need another.",
        "The show was moved to the school.",
    ]


def test_a_note_goes_on_with_the_sentence_after_it() -> None:
    question = "why was the bread of 12 Feb too sour?"
    assert said(question, BREAD, "sour") == ["12 Feb: bread too sour.", "Fridge time was 20 hours."]


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("why is the hall taken by a wedding?", SHOW, "wedding"),  # tells a reason already
        ("why does it start at two?", SHOW, "starts"),  # nothing beside it tells one
        ("tell me about the kettle", KETTLE, "Descale"),
        ("how did she descale it?", KETTLE, "Descale"),
    ],
)
def test_other_sentences_stand_alone(question: str, text: str, words: str) -> None:
    assert len(said(question, text, words)) == 1


def test_nothing_is_added_twice_or_to_nothing() -> None:
    assert continued("how do I boil it?", [], 3) == []
    both = [candidate(KETTLE, "Descale"), candidate(KETTLE, "Mix")]
    added = continued("how do I descale it?", both, 3)
    assert len({one.span for one in added}) == len(added)
