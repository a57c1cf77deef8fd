"""When another thing of a sentence was released is no answer."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.relative_clauses import without_other_things
from rag.reading.reader import Reading

HIT = hit_of(
    "Low Tide is a song on Ida Berg's second record The Ferry which was released on 3 May 2021. "
    "The play Oak was based on the novel Ash, which had appeared in 1904. "
    "Sea Dog is a lugger from Whitby, which was built in 1834. "
    "The single Rain was the first of The Flood, which was pressed in 1977. "
    "During the interview published on 7 June 2021, she sang Low Tide. "
    "Low Tide came out on 9 April 2021."
)


def kept(question: str, *words: str) -> list[str]:
    reading = Reading(tuple(mark(HIT, word, 0.2) for word in words), 0.2)
    return [one.text for one in adjust(without_other_things, question, reading).candidates]


@pytest.mark.parametrize(
    "question",
    [
        "when was Low Tide released",
        "When did low tide come out?",
        "release date of Low Tide",
        "Low Tide release date",
    ],
)
def test_a_clause_behind_another_thing_is_left_out(question: str) -> None:
    assert kept(question, "3 May 2021", "7 June 2021", "9 April 2021") == ["9 April 2021"]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("when was The Ferry released", "3 May 2021"),
        ("when was Ida Berg's second record released", "3 May 2021"),
        ("when did the novel appear?", "1904"),
        ("when was the Sea Dog built?", "1834"),  # a name alone may stand within what is meant
        ("when was the single Rain pressed", "1977"),
        ("when was the interview published", "7 June 2021"),
        ("who released Low Tide?", "3 May 2021"),
    ],
)
def test_what_may_be_told_of_the_thing_stays(question: str, words: str) -> None:
    assert kept(question, words, "9 April 2021") == [words, "9 April 2021"]


def test_the_only_candidate_stays() -> None:
    assert kept("when did Oak appear?", "1904") == ["1904"]
    assert kept("when did Oak appear?", "1904", "1834") == ["1834"]


def test_what_was_hardly_believed_is_not_believed_the_more() -> None:
    found = (mark(HIT, "3 May 2021", 0.9), mark(HIT, "1834", 0.04))
    (left,) = adjust(
        without_other_things, "when was Low Tide released", Reading(found, 0.9)
    ).candidates
    assert left.score == 0.04
