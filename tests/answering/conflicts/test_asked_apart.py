"""A question that says which of two documents it means is not answered with both."""

from datetime import date

import pytest
from marked import Script, place

from rag.answering import Readers, answer_from
from rag.types import Answer

SPRING, AUTUMN = date(2023, 4, 18), date(2024, 10, 2)


def ask(
    question: str, *, titles: tuple[str, str] = ("Fund, spring round", "Fund, autumn round"),
    days: tuple[date | None, date | None] = (SPRING, AUTUMN),
) -> Answer:  # fmt: skip
    older = place(titles[0], "Given to projects: 10,720 euros.", "10,720 euros", 0.46, days[0])
    newer = place(titles[1], "Projects were given 9,260 euros.", "9,260 euros", 0.44, days[1])
    script = Script(older, newer)
    hits = [older.hit, newer.hit]
    return answer_from(question, hits, Readers(script, script))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("how much was given in autumn?", "9,260 euros"),
        ("given spring", "10,720 euros"),
        ("how much was given in 2023", "10,720 euros"),
        ("how much is given now?", "9,260 euros"),
        ("what sum is currently given", "9,260 euros"),
        ("how much was given at first?", "10,720 euros"),
        ("how much was given before?", "10,720 euros"),
    ],
)
def test_the_value_that_is_asked_for_is_the_answer(question: str, text: str) -> None:
    answer = ask(question)
    assert (answer.status, answer.text) == ("answered", text)
    assert len(answer.citations) == 1
    (other,) = answer.alternatives
    assert other.text != text
    assert "round" in (other.note or ""), "it says whose value it is"


@pytest.mark.parametrize(
    "question",
    [
        "how much was given?",
        "how much was given by the fund?",  # a word of both titles
        "how much was given in spring and autumn?",
        "how much was given in the March round?",
        "how much was given before, and how much now?",
        "how much was given to the first club?",
        "how much was given before Christmas?",
    ],
)
def test_both_values_are_said_where_nothing_tells_them_apart(question: str) -> None:
    assert ask(question).status == "conflicting"


def test_time_tells_nothing_apart_without_days_or_on_one_day() -> None:
    titles = ("One report", "Other report")
    for days in ((None, AUTUMN), (AUTUMN, AUTUMN)):
        answer = ask("how much is given now?", titles=titles, days=days)
        assert answer.status == "conflicting"


def test_a_title_that_names_the_thing_does_not_undo_its_move() -> None:
    older = place("Summer fair", "The fair is on 13 July 2024.", "13 July 2024", 0.7, SPRING)
    newer = place("Minutes", "The fair is moved to 20 July 2024.", "20 July 2024", 0.2, AUTUMN)
    script, hits = Script(older, newer), [older.hit, newer.hit]
    answer = answer_from("when is the summer fair?", hits, Readers(script, script))
    assert [one.text for one in answer.statements] == ["20 July 2024", "13 July 2024"]
