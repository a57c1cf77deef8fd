"""What is asked about one code is not answered with what is told of another."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.adjusting import adjusted_sentences
from rag.answering.candidates.constraints.codes import of_asked_codes, of_asked_courses
from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
from rag.types import Document, Hit, Passage, Span

RULES = (of_asked_courses, of_asked_codes)
ERRORS = "Error E18 means a blocked pump. Error E23 means water.\n\n## A-17\n\nCall the service."


def left(question: str, text: str = ERRORS) -> list[str]:
    """Ask of a text of which each sentence is a candidate; give those that are left."""
    document = Document("a.md", text, "", (Span(0, len(text)),), "0" * 64)
    spans = tuple(sentence_spans(text))
    hit = Hit(document, Passage("a.md", 0, 0, len(text), text, 9, spans), score=1.0, rank=1)
    read = Reading(tuple(Candidate(hit, span, span, 0.2) for span in spans), 0.2)
    return [c.text for c in adjusted_sentences(question, [hit], read).candidates]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What does E23 mean?", ["Error E23 means water."]),
        ("what does e18 mean", ["Error E18 means a blocked pump."]),
        ("What does A17 mean?", ["## A-17", "Call the service."]),
        ("What does E99 mean?", []),
        ("What does error F22 mean?", []),
    ],
)
def test_only_what_is_told_of_the_code_is_left(question: str, expected: list[str]) -> None:
    assert left(question) == expected


@pytest.mark.parametrize(
    "question", ["What does it mean?", "Since 1990?", "A 5th one at 10am?", "In mid-2023?"]
)
def test_without_a_code_nothing_is_left_out(question: str) -> None:
    assert len(left(question)) == 4


def test_a_name_that_the_text_writes_otherwise_does_no_harm() -> None:
    text = "World War II began in 1939. Many fled. The A4 was closed."
    assert left("When did WW2 begin?", text) == [
        "World War II began in 1939.",
        "Many fled.",
        "The A4 was closed.",
    ]


def test_codes_of_another_make_and_a_code_as_the_answer_are_left() -> None:
    assert left("Which F16 jets are there?", "The B52 is a bomber.") == ["The B52 is a bomber."]
    text = "It was followed by MP4."
    document = Document("a.md", text, "", (Span(0, len(text)),), "0" * 64)
    hit = Hit(document, Passage("a.md", 0, 0, len(text), text, 9, (Span(0, 23),)), 1.0, 1)
    read = Reading((Candidate(hit, Span(19, 22), Span(0, 23), 0.9),), 0.9)
    assert adjust(RULES, "What followed MP3?", read) == read


def test_what_is_left_out_is_taken_out_of_the_whole_belief() -> None:
    spans = (Span(0, len("Error E18 means")), Span(30, 45))
    text = "Error E18 means that.\n\n| E23 | water | stop |"
    document = Document("a.md", text, "", (Span(0, len(text)),), "0" * 64)
    sentences = tuple(sentence_spans(text))
    hit = Hit(document, Passage("a.md", 0, 0, len(text), text, 9, sentences), score=1.0, rank=1)
    found = zip(spans, sentences, (0.6, 0.2), strict=True)
    read = Reading(tuple(Candidate(hit, span, quote, s) for span, quote, s in found), 0.6)
    (left_over,) = adjust(RULES, "What is E23?", read).candidates
    assert left_over.score == pytest.approx(0.2 / (1 - 0.6))


COURSES = (
    "# Courses\n\n## ART 214\n\nCredits: 12. It needs ART 101, which has 5.\n\n## ART 300\n\n"
    "Taught by Bo.\n"
)
MARKED = ("12", "ART 101", " 5", "Bo", "is full", "is slow")
ALERTS = "| Alert | Meaning |\n|---|---|\n| DiskFull | it is full |\n| DiskLag | it is slow |\n"


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        ("How many credits has art 101?", COURSES, [" 5"]),
        ("How many credits has ART 300?", COURSES, ["Bo"]),
        ("What does ART 214 need?", COURSES, ["12", "ART 101"]),
        ("Who teaches GEO 300?", COURSES, ["12", "ART 101", " 5", "Bo"]),
        ("Who teaches art?", COURSES, ["12", "ART 101", " 5", "Bo"]),
        ("What does DiskSlow mean?", ALERTS, []),
        ("What does DiskLag mean?", ALERTS, ["is slow"]),
        ("What does CpuHigh mean?", ALERTS, ["is full", "is slow"]),
    ],
)
def test_courses_and_names_written_together_are_codes(
    question: str, text: str, expected: list[str]
) -> None:
    hit = hit_of(text, "Glass")
    read = Reading(tuple(mark(hit, words, 0.2) for words in MARKED if words in text), 0.2)
    kept = adjust(RULES, question, read).candidates
    assert [one.text for one in kept] == expected
