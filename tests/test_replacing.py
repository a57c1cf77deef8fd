"""What a text takes back is no support, and what it says instead is the newer value."""

from datetime import date

import pytest

from rag.answering import Readers, answer_from
from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
from rag.types import Answer, Document, Hit, Passage, Span


class Script:
    """A reader that says what it is told."""

    name = "script"

    def __init__(self, candidates: list[Candidate]) -> None:
        self._candidates = tuple(candidates)

    def read(self, question: str, hits: object) -> Reading:
        return Reading(self._candidates, 1.0 if self._candidates else 0.0)


def place(name: str, text: str, answer: str, score: float, day: date | None = None) -> Candidate:
    whole, start = Span(0, len(text)), text.index(answer)
    document = Document(f"{name}.txt", text, name, (whole,), "0" * 64, published=day)
    sentences = tuple(sentence_spans(text))
    passage = Passage(document.id, 0, 0, len(text), text, 9, sentences)
    quote = next(one for one in sentences if one.start <= start < one.end)
    hit = Hit(document, passage, score=1.0, rank=1)
    return Candidate(hit, Span(start, start + len(answer)), quote, score)


def ask(*candidates: Candidate, question: str = "when is the trip?") -> Answer:
    hits = [candidate.hit for candidate in candidates]
    return answer_from(question, hits, Readers(Script([]), Script(list(candidates))))


OLD = place("old", "The trip is on 12 May 2024.", "12 May 2024", 0.6, date(2024, 1, 1))
NEWER = date(2024, 4, 1)


@pytest.mark.parametrize(
    "text",
    [
        "The trip cannot take place on 12 May 2024. It has been moved to 19 May 2024.",
        "The trip will not be held on 12 May 2024. The new date is 19 May 2024.",
        "The trip was postponed from 12 May 2024 to 19 May 2024.",
        "The trip is no longer on 12 May 2024. It is now on 19 May 2024.",
        "The trip will be on 19 May 2024 instead of 12 May 2024.",
        "The trip is on 19 May 2024, not on 12 May 2024.",
        "The trip on 12 May 2024 has been cancelled. It is moved to 19 May 2024.",
        "The inn is booked on 12 May 2024. The trip is moved to Sunday, 19 May 2024.",
        "The trip, originally planned for 12 May 2024, was put back to 19 May 2024.",
        "New date: 19 May 2024 (was 12 May 2024).",
        "It was agreed to move the trip from 12 May 2024 to 19 May 2024.",
        "The trip is on 19 May 2024 and not on 12 May 2024.",
        "It was to be on 12 May 2024. It began a week late, on 19 May 2024.",
    ],
)
def test_what_is_taken_back_is_no_support_and_the_newer_value_comes_first(text: str) -> None:
    taken_back = place("new", text, "12 May 2024", 0.25, NEWER)
    newer = place("new", text, "19 May 2024", 0.1, NEWER)
    answer = ask(OLD, taken_back, newer)
    assert answer.status == "conflicting"
    first, second = answer.statements
    assert (first.text, second.text) == ("19 May 2024", "12 May 2024")
    assert [c.document.id for c in answer.citations] == ["new.txt", "old.txt"]


def test_the_newer_value_stands_alone_where_nothing_else_holds_the_older_one() -> None:
    text = "The trip no longer starts on 12 May 2024. It now starts on 19 May 2024."
    answer = ask(place("a", text, "12 May 2024", 0.6), place("a", text, "19 May 2024", 0.2))
    assert (answer.status, answer.text) == ("answered", "19 May 2024")


@pytest.mark.parametrize(
    "question",
    ["when is the movie night?", "when is the raisin sale?", "when does the first bus go?",
     "how old is the plan?", "how long before the fair must I book?", "when is the fall fair?"],
)  # fmt: skip
def test_words_that_only_look_like_a_change_do_not_ask_for_one(question: str) -> None:
    text = "It no longer starts on 12 May 2024. It now starts on 19 May 2024."
    found = place("a", text, "12 May 2024", 0.6), place("a", text, "19 May 2024", 0.2)
    assert ask(*found, question=question).text == "19 May 2024"
    assert ask(*found, question="when was it to start at first?").text == "12 May 2024"


def test_an_older_document_replaces_nothing() -> None:
    moved = place("m", "It is moved to 19 May 2024.", "19 May 2024", 0.2, date(2023, 9, 1))
    answer = ask(OLD, moved)
    assert (answer.status, answer.text) == ("answered", "12 May 2024")


def test_a_value_that_is_hardly_believed_replaces_only_what_it_names() -> None:
    elsewhere = place("n", "The ferry now sails on 19 May 2024.", "19 May 2024", 0.03, NEWER)
    assert ask(OLD, elsewhere).status == "answered"
    named = place("n", "It is on 19 May 2024 instead of 12 May 2024.", "19 May 2024", 0.03, NEWER)
    assert ask(OLD, named).status == "conflicting"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("what was the old rent?", "The rent is £36 a month instead of £32 a month."),
        ("what was the rent before April?", "The rent was raised from £32 a month to £36 a month."),
        ("what was it before 2.1?", "The rent is now £36 a month (was £32 a month)."),
    ],
)
def test_what_is_taken_back_is_said_where_it_is_asked_for(question: str, text: str) -> None:
    newer, older = place("a", text, "£36 a month", 0.6), place("a", text, "£32 a month", 0.1)
    elsewhere = place("b", "The rent of the barn is £32 a month.", "£32 a month", 0.05)
    answer = ask(newer, elsewhere, older, question=question)
    assert (answer.status, answer.text) == ("answered", "£32 a month")
    assert [c.document.id for c in answer.citations] == ["a.txt"]
    assert ask(newer, older, question="what is the rent?").text == "£36 a month"


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        (
            "The rent will be £36 a month instead of £32.",
            "£36 a month instead of £32",
            "£36 a month",
        ),
        ("It was reduced from 40 mph to 30 mph.", "40 mph to 30 mph", "30 mph"),
        ("It was reduced from 40 mph to 30 mph.", "from 40 mph to 30 mph", "30 mph"),
        ("The price rises by £7 to £91.", "£7 to £91", "£91"),
        ("It costs £9 (previously £8).", "£9 (previously £8)", "£9"),
        ("It grew from 12 m to 19 m.", "12 m to 19 m", "12 m to 19 m"),
        ("It is open from 9 to 5.", "9 to 5", "9 to 5"),
        ("Use butter instead of oil.", "butter instead of oil", "butter instead of oil"),
    ],
)
def test_what_is_replaced_is_cut_off_an_answer(text: str, said: str, expected: str) -> None:
    assert ask(place("a", text, said, 0.9), question="what is it?").text == expected
    assert ask(place("a", text, said, 0.9), question="what was it before?").text == said


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("when was the trip cancelled?", "On 12 May 2024 the trip was cancelled.", "12 May 2024"),
        (
            "when is the trip?",
            "The trip is on 12 May 2024. We moved to Leeds in 2019.",
            "12 May 2024",
        ),
        ("when do prices go up?", "They are raised by 4 % from 12 May 2024.", "12 May 2024"),
        ("when is the trip?", "Instead of a walk there is a trip on 12 May 2024.", "12 May 2024"),
        ("when is the trip?", "The trip will not be held before 12 May 2024.", "12 May 2024"),
        ("when is the trip?", "The inn has moved; the trip is on 12 May 2024.", "12 May 2024"),
    ],
)
def test_words_of_change_that_take_nothing_back_leave_the_support(
    question: str, text: str, said: str
) -> None:
    answer = ask(OLD, place("new", text, said, 0.3, NEWER), question=question)
    assert [c.document.id for c in answer.citations] == ["old.txt", "new.txt"]


def test_an_answer_that_says_more_is_replaced_by_what_it_says_first() -> None:
    older = place("rules", "A field costs £56, a garden £30.", "£56, a garden £30", 0.6)
    newer = place("new", "The rent is raised to £62 for a field.", "£62", 0.3, NEWER)
    answer = ask(older, newer, question="what is the rent of a field?")
    assert [one.text for one in answer.statements] == ["£62", "£56, a garden £30"]
    answer = ask(older, newer, question="what is the rent of a field now?")
    assert (answer.status, answer.text) == ("answered", "£62")


def test_the_place_that_is_moved_to_comes_before_the_one_that_is_not_to_be_had() -> None:
    text = "The old hall is not available after all. The show is moved to the hut in Mill Lane."
    taken_back = place("new", text, "The old hall", 0.05)
    moved = place("new", text, "the hut in Mill Lane", 0.01)
    old = place("old", "It is held in the old hall.", "the old hall", 0.8)
    answer = ask(old, taken_back, moved, question="where is the show?")
    assert [one.text for one in answer.statements] == ["the hut in Mill Lane", "the old hall"]
    assert [c.document.id for c in answer.citations] == ["new.txt", "old.txt"]
    assert len(ask(old, taken_back, question="where is the show?").citations) == 1
    asked = "which hall is not available?"
    assert len(ask(old, taken_back, question=asked).citations) == 2


SUCCESSOR = "We part from our nurse Eve Hart. Her successor is Tom Low."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who is the new nurse?", "Tom Low"),
        ("who is the nurse at the moment?", "Tom Low"),
        ("who is the nurse?", "Eve Hart"),
    ],
)
def test_who_succeeds_another_is_the_new_one(question: str, said: str) -> None:
    found = place("a", SUCCESSOR, "Eve Hart", 0.5), place("a", SUCCESSOR, "Tom Low", 0.4)
    assert ask(*found, question=question).text == said


def test_what_is_told_of_the_past_does_not_support_what_is() -> None:
    text = "Your premium for the coming year is £352.10. Last year you paid £318.60."
    listed = place("policy", "The premium is £318.60 a year.", "£318.60 a year", 0.4)
    past, new = place("new", text, "£318.60", 0.01), place("new", text, "£352.10", 0.2)
    answer = ask(listed, past, new, question="how much is the premium now?")
    assert (answer.status, answer.text) == ("answered", "£352.10")
    answer = ask(listed, past, new, question="how much is the premium?")
    assert [one.text for one in answer.statements] == ["£352.10", "£318.60 a year"]
    answer = ask(listed, past, new, question="how much was the premium in spring?")
    assert [c.document.id for c in answer.citations] == ["policy.txt", "new.txt"]
