"""Two questions in one are told apart, and answered together with their own citations."""

from dataclasses import replace

import pytest

from rag.answering.several_questions import questions_in, together
from rag.types import Answer, Citation, Document, Hit, Passage, Span, Statement

TEXT = "Founded in 1921 by Ann."
DOCUMENT = Document("a.md", TEXT, "A", (Span(0, len(TEXT)),), "0" * 64)
PASSAGE = Passage("a.md", 0, 0, len(TEXT), TEXT, 9, (Span(0, len(TEXT)),))


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "When was the club founded and who founded it?",
            ("When was the club founded?", "who founded it?"),
        ),
        ("How much is it, and when is it due", ("How much is it?", "when is it due?")),
        (
            "Who is the manager? And what is her number?",
            ("Who is the manager?", "And what is her number?"),
        ),
        ("When and where was it built?", ("When was it built?", "where was it built?")),
        ("When was it opened and by whom?", ("When was it opened?", "by whom was it opened?")),
        (
            "where is it and how often must it be cleaned?",
            ("where is it?", "how often must it be cleaned?"),
        ),
        (
            "what was she offered and did she accept it?",
            ("what was she offered?", "did she accept it?"),
        ),
        ("how much was raised, and for whom", ("how much was raised?", "for whom was raised?")),
        ("Who is liable and up to how much?", ("Who is liable?", "up to how much is liable?")),
        (
            "Is smoking allowed, and are dogs allowed?",
            ("Is smoking allowed?", "are dogs allowed?"),
        ),
        ("What does it cost and is VAT included?", ("What does it cost?", "is VAT included?")),
        (
            "Are dogs allowed and how much is a gas bottle?",
            ("Are dogs allowed?", "how much is a gas bottle?"),
        ),
        (
            "How many people came and how much was raised?",
            ("How many people came?", "how much was raised?"),
        ),
        (
            "Who told a joke, who sang and who fell asleep?",
            ("Who told a joke?", "who sang?", "who fell asleep?"),
        ),
        (
            "where must I return the key and by what time?",
            ("where must I return the key?", "by what time must I return the key?"),
        ),
        (
            "where was the dance held and why not in the barn?",
            ("where was the dance held?", "why was the dance held not in the barn?"),
        ),
        (
            "Who runs the sauna and on which days is it heated?",
            ("Who runs the sauna?", "on which days is it heated?"),
        ),
    ],
)
def test_two_direct_questions_are_told_apart(question: str, parts: tuple[str, ...]) -> None:
    assert questions_in(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote it?",
        "which town and which country is it in?",
        "Tell me what it does and how it works",
        "What is salt and what it does",
        "Who wrote Where Are You and What Is Art?",
        "Who's Afraid of Virginia Woolf? was directed by whom?",
        "Who are Ann and Tom?",
        "founded when and where",
        "how do I fold a kite and in which wind does it work?",
        "what is the salt and water mix",
        "How long and how wide is it?",
        "Who signed it and was then dismissed?",
        "Who owns it and is responsible for repairs?",
        "When did the man, who was old, die and leave?",
        "who is A and " * 6 + "who is B?",
        "who sang Will You and Can The Rain",
        "",
    ],
)
def test_others_stay_whole(question: str) -> None:
    assert questions_in(question) == (question,)


def answer(question: str, said: str, confidence: float = 0.9) -> Answer:
    citation = Citation(1, DOCUMENT, PASSAGE, 0, len(TEXT), confidence)
    statements = (Statement(said, (1,)),)
    return Answer(question, "answered", statements, (citation,), confidence, timings={"total": 2.0})


def test_both_answers_are_given_with_their_own_citations() -> None:
    parts = ["When was it founded?", "who founded it?"]
    both = together("Both?", parts, [answer(parts[0], "1921"), answer(parts[1], "Ann", 0.5)])
    assert both is not None
    assert str(both) == "1921 [1] Ann [2]"
    assert [citation.number for citation in both.citations] == [1, 2]
    assert (both.status, both.confidence, both.timings) == ("answered", 0.5, {"total": 4.0})
    assert both.meant == "When was it founded? who founded it?"


def test_a_part_without_an_answer_is_named() -> None:
    parts = ["who paid?", "who founded it?"]
    found = together("Both?", parts, [Answer(parts[0], "not_found"), answer(parts[1], "Ann")])
    assert found is not None
    assert str(found) == "Ann [1] The documents do not say: who paid?"
    assert found.to_dict()["unanswered"] == ["who paid?"]


def test_nothing_is_put_together_of_refusals() -> None:
    refused = Answer("a?", "not_found")
    assert together("Both?", ["a?", "b?"], [refused, refused]) is None


def test_both_sides_of_a_contradiction_stand_beside_the_other_part() -> None:
    sides = replace(
        answer("b?", "1921"),
        status="conflicting",
        statements=(Statement("1921", (1,)), Statement("1922", (1,), note="by a letter")),
    )
    both = together("Both?", ["a?", "b?"], [answer("a?", "Ann"), sides])
    assert both is not None and both.status == "answered"
    assert str(both) == (
        "Ann [1] 1921 (the documents differ) [2] 1922 (by a letter; the documents differ) [2]"
    )


def test_the_hits_of_all_parts_are_ranked_as_one() -> None:
    def hit(name: str, rank: int) -> Hit:
        passage = replace(PASSAGE, document_id=name)
        return Hit(replace(DOCUMENT, id=name), passage, score=1.0, rank=rank)

    first = replace(answer("a?", "1921"), hits=(hit("one", 1), hit("two", 2)))
    second = replace(answer("b?", "Ann"), hits=(hit("three", 1), hit("two", 2), hit("one", 3)))
    both = together("Both?", ["a?", "b?"], [first, second])
    assert both is not None
    assert [(h.document.id, h.rank) for h in both.hits] == [("one", 1), ("three", 2), ("two", 3)]
