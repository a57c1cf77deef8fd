"""Who or what a name is: nothing says so outright, but a sentence speaks of it."""

import pytest

from rag.answering import Readers, answer_from
from rag.answering.mentions import CONFIDENCE, asked_name, has_name, has_words_of, mentioning
from rag.reading.reader import Candidate, Reading
from rag.types import Answer, Document, Hit, Passage, Span

SENTENCES = (
    "The pool is open all year.",
    "Its café was painted by Ines Falk of the rowing club.",
    "On Sundays the pool is shut.",
)
TEXT = " ".join(SENTENCES)


def place(part: str) -> Span:
    return Span(TEXT.index(part), TEXT.index(part) + len(part))


SPANS = tuple(map(place, SENTENCES))
DOCUMENT = Document("club.txt", TEXT, "The club", (Span(0, len(TEXT)),), "0" * 64)
HIT = Hit(DOCUMENT, Passage("club.txt", 0, 0, len(TEXT), TEXT, 30, SPANS), score=1.0, rank=1)


class Fixed:
    """A reader that has always the same candidates."""

    name = "fixed"

    def __init__(self, *candidates: Candidate) -> None:
        self._candidates = candidates

    def read(self, question: str, hits: object) -> Reading:
        best = max((one.score for one in self._candidates), default=0.0)
        return Reading(self._candidates, best)


def ask(question: str, *marked: tuple[str, float], min_confidence: float = 0.3) -> Answer:
    sentences = Fixed(*(Candidate(HIT, span, span, 0.5) for span in SPANS))
    found = [(place(text), score) for text, score in marked]
    spans = Fixed(*(Candidate(HIT, s, quote_of(s), score) for s, score in found))
    readers = Readers(sentences, spans)
    return answer_from(question, [HIT], readers, min_confidence=min_confidence)


def quote_of(span: Span) -> Span:
    return next(one for one in SPANS if one.start <= span.start < one.end)


@pytest.mark.parametrize("question", ["who is Ines Falk?", "who's ines falk", "Who was Ines?"])
def test_the_sentence_that_has_the_name_is_the_answer(question: str) -> None:
    answer = ask(question, ("all year", 0.1))
    assert answer.status == "answered"
    assert answer.confidence == CONFIDENCE
    assert answer.text == SENTENCES[1]
    assert [c.quote for c in answer.citations] == [SENTENCES[1]]


@pytest.mark.parametrize(
    "question",
    [
        "who is Otto Falk?",  # a name that no text has
        "what is the pool?",  # no name
        "what is a café?",
        "who painted Ines Falk?",  # asks something of the name
    ],
)
def test_of_another_question_nothing_is_said(question: str) -> None:
    assert ask(question, ("all year", 0.1)).status == "not_found"


def test_unsure_words_are_given_in_their_sentence() -> None:
    answer = ask("who is Ines Falk?", ("the rowing club", 0.5))
    assert (answer.text, answer.confidence) == (SENTENCES[1], 0.5)


@pytest.mark.parametrize(
    ("name", "quote", "has"),
    [
        ("BTS V", "Kim Taehyung, aka V of BTS, sang.", True),
        ("Ines Falk", "Then Ines sang, and Otto Falk.", True),
        ("Ines Falk", "Then Ines sang.", False),
        ("Ines Falk", "```\nInes Falk\n```", False),
    ],
)
def test_a_quote_may_have_the_words_of_a_name_apart(name: str, quote: str, has: bool) -> None:
    text = Document("club.txt", quote, "The club", (Span(0, len(quote)),), "0" * 64)
    span = Span(0, len(quote))
    hit = Hit(text, Passage("club.txt", 0, 0, len(quote), quote, 9, (span,)), score=1.0, rank=1)
    assert has_words_of(name, Candidate(hit, span, span, 0.5)) is has


def test_sure_words_stand_alone() -> None:
    assert ask("who is Ines Falk?", ("the rowing club", 0.8)).text == "the rowing club"


def test_unsure_words_of_a_sentence_without_the_name_give_way() -> None:
    assert ask("who is Ines Falk?", ("all year", 0.5)).text == SENTENCES[1]


def test_who_wants_more_confidence_gets_none_of_it() -> None:
    answer = ask("who is Ines Falk?", ("all year", 0.1), min_confidence=0.6)
    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What is HYBE?", "HYBE"),
        ("could you tell me who was the Iron Duke", "Iron Duke"),
        ("who is it", "it"),
        ("what is in the box of tools that I bought?", ""),
        ("when is Easter?", ""),
    ],
)
def test_what_a_question_asks_of(question: str, name: str) -> None:
    assert asked_name(question) == name


@pytest.mark.parametrize(
    ("text", "name", "has"),
    [
        ("They met at HYBE.", "hybe", True),
        ("HYBE met them.", "hybe", True),
        ("Pool hours are long.", "pool", False),  # a capital only because it begins
        ("- Pool: open", "pool", False),
        ("The Winning has songs.", "winning", True),
        ("The winning team", "winning", False),
        ("Marie  Claire said so.", "marie claire", True),
        ("Anna met Joanna.", "ann", False),
        ("Here Tomás Vega came.", "tomas vega", True),
        ("Here Tomas Vega came.", "Tomás Vega", True),
    ],
)
def test_a_name_is_written_with_capitals(text: str, name: str, has: bool) -> None:
    assert has_name(text, name) is has


def test_code_mentions_nobody() -> None:
    text = "```\nask Ines Falk\n```"
    span = Span(0, len(text))
    one = Document("club.md", text, "The club", (span,), "0" * 64)
    hit = Hit(one, Passage("club.md", 0, 0, len(text), text, 9, (span,)), score=1.0, rank=1)
    assert not mentioning("Ines Falk", Reading((Candidate(hit, span, span, 0.5),), 0.5)).candidates
