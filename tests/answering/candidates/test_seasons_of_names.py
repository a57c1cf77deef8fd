"""A season that names a thing is not when it is."""

import pytest
from marked import hit_of, mark
from rules import adjust

from rag.answering.candidates.constraints.seasons_of_names import without_seasons_of_names
from rag.reading.reader import Reading

HIT = hit_of("Summer regatta. It is held on 4 August in the bay. We row in winter, too.")


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("when is the regatta", ["Summer", "4 August"], ["4 August"]),
        ("when is the regatta", ["Summer", "the bay"], ["Summer", "the bay"]),
        ("when do you row", ["winter", "4 August"], ["winter", "4 August"]),
        ("which regatta is it", ["Summer", "4 August"], ["Summer", "4 August"]),
    ],
)
def test_a_season_before_the_noun_asked_about_is_left_out_beside_a_date(
    question: str, words: list[str], expected: list[str]
) -> None:
    reading = Reading(tuple(mark(HIT, word, 0.2) for word in words), 0.2)
    found = adjust(without_seasons_of_names, question, reading).candidates
    assert [one.text for one in found] == expected
