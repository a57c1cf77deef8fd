"""Turns of all kinds are measured, and what needs nothing mostly stays as it was typed."""

import pytest

from benchmarks.rewrites import HALVES, Turn, measure, read_turns, resolvers, understand
from rag.conversation import Resolution


def test_the_conversations_hold_turns_of_all_kinds() -> None:
    turns = [turn for half in HALVES for talk in read_turns(half) for turn in talk[1:]]
    assert sum(len(read_turns(half)) for half in HALVES) >= 40
    assert sum(turn.needs_nothing for turn in turns) >= 40
    assert all(talk[0].needs_nothing for half in HALVES for talk in read_turns(half))


def test_turns_are_scored_by_whether_they_need_something() -> None:
    new = Turn("Who sings?", "", ("Who sings?",))
    other = Turn("and when?", "", ("When does Ada sing?", "When does Ada Lunt sing?"))
    understood = [
        (new, Resolution(new.question, new.question)),
        (new, Resolution(new.question, "Who sings in Greyport?", new.question)),
        (other, Resolution(other.question, "when does Ada sing?")),
    ]
    assert measure(understood) == {"turns": 3, "as typed": 50, "tried": 100, "rewrite F1": 100}


@pytest.mark.parametrize("half", HALVES)
def test_what_is_taken_as_typed_scores_so(half: str) -> None:
    scores = measure(understand(read_turns(half), resolvers()["last message"]))
    assert (scores["as typed"], scores["tried"]) == (100, 100)
    assert scores["rewrite F1"] < 50
