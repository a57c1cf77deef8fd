"""A stage name, a real name and a part: the one that is asked for is the answer."""

import pytest
from marked import Script, hit_of, mark
from rules import adjust

from rag.answering import Readers, answer_from
from rag.answering.candidates.constraints.name_pairs import with_asked_name
from rag.reading.reader import Reading

FILM = "In the end both Sera Vale (Minju) and Tom Hale (Kang) drown in each other's arms."
TALK = "The paper spoke with the singer Seo Min-joo aka Minju. She laughed a lot."
HITS = [hit_of(FILM, "Film"), hit_of(TALK, "Talk")]


def ask(question: str, *marked: tuple[int, str, float]) -> str:
    script = Script(*(mark(HITS[at], words, score) for at, words, score in marked))
    answer = answer_from(question, HITS, Readers(script, script))
    assert all(c.quote in (FILM, TALK, TALK.partition(" She")[0]) for c in answer.citations)
    return answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What is Minju's real name?",
        "minju's birth name",
        "what is the real name of Minju",
        "so what's Minju's legal name",
    ],
)
def test_asked_for_a_real_name_the_part_is_none(question: str) -> None:
    assert ask(question, (0, "Sera Vale", 0.8), (0, "Kang", 0.1)) == "Seo Min-joo"


@pytest.mark.parametrize(
    "question",
    ["who does Minju play?", "Minju's character name", "what is the name of minju's character"],
)
def test_asked_for_a_part_the_real_name_is_none(question: str) -> None:
    assert ask(question, (1, "Seo Min-joo", 0.8)) == "Sera Vale"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("who is Minju?", "Sera Vale"),
        ("what is Kang's real name?", "Tom Hale"),  # no text tells it
        ("who drowned?", "Kang"),
    ],
)
def test_else_what_the_reader_marks_stands(question: str, words: str) -> None:
    assert ask(question, (0, words, 0.8)) == words


def test_what_is_believed_of_other_words_is_not_moved() -> None:
    assert ask("what is Minju's real name?", (0, "each other", 0.6), (0, "Sera Vale", 0.3)) == (
        "each other"
    )


LINKED = "The singer Seo Min-joo, aka Mim, met Ann Bell aka Bee."
PLAYED = "Both Oda Finch (Min-oj Seo) and Vera Strand (Seo Min-joo) survive."
SWAPPED = (
    "Both Oda Finch (Ann Bell) and Vera Strand (Taheyung) survive. Kim Taehyung, aka Tae, ran."
)


def kept(question: str, text: str, *words: str) -> list[str]:
    hit = hit_of(text)
    reading = Reading(tuple(mark(hit, word, 0.3) for word in words), 0.3)
    return [one.text for one in adjust(with_asked_name, question, reading, [hit]).candidates]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("name of Mim's character", f"{LINKED} {PLAYED}"),
        ("what is Min-joo's character called", f"{LINKED} {PLAYED}"),
        ("Tae's character name", SWAPPED),
        ("who did Taehyung play", SWAPPED),
    ],
)
def test_a_part_is_found_by_any_name_of_who_plays_it(question: str, text: str) -> None:
    name = "Kim Taehyung" if "Kim" in text else "Seo Min-joo"
    assert kept(question, text, name, "Oda Finch") == ["Vera Strand", "Oda Finch"]


def test_another_name_of_the_one_asked_about_is_no_part() -> None:
    assert kept("name of Bee's character", LINKED, "Ann Bell", "Seo Min-joo") == ["Seo Min-joo"]
    assert kept("who does Bee play", LINKED, "Bee", "Ann Bell") == ["Bee"]
