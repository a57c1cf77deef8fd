"""Turns of all kinds are measured, and what needs nothing mostly stays as it was typed."""

import pytest

from benchmarks.chats import PARTS, Asked, read_chats
from benchmarks.chats import Turn as ChatTurn
from benchmarks.chats import measure as count
from benchmarks.rewrites import HALVES, Turn, measure, read_turns, resolvers, understand
from rag import Answer
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


def test_what_was_typed_is_known_of_each_turn() -> None:
    talk = [Turn("Where does Ida live?", "in Bode", ()), Turn("and Olga?", "in Hull", ()),
            Turn("when did she join?", "in 2012", ())]  # fmt: skip
    *_, (_, last) = understand([talk], resolvers()["model"])
    assert last.standalone == "when did Olga join?"


@pytest.mark.parametrize("half", HALVES)
def test_what_is_taken_as_typed_scores_so(half: str) -> None:
    scores = measure(understand(read_turns(half), resolvers()["last message"]))
    assert (scores["as typed"], scores["tried"]) == (100, 100)
    assert scores["rewrite F1"] < 50


def test_chats_hold_enough_turns_over_folders_that_are_there() -> None:
    for part in PARTS:
        chats = read_chats(part)
        assert len(chats) >= 15
        assert all(any(chat.folder.iterdir()) for chat in chats)
    for half in HALVES:
        chats = read_chats(half)
        assert sum(not turn.answers for chat in chats for turn in chat.turns) >= 3


def test_a_turn_is_right_if_its_answer_holds_a_word_or_is_a_refusal_where_none_is_due() -> None:
    due, none_due = ChatTurn("who?", ("Ada",), "who?"), ChatTurn("who?", (), "who?")
    refusal = Answer("who?", "not_found")
    assert (due.is_right(refusal), none_due.is_right(refusal)) == (False, True)
    follow_up = Asked(none_due, False, refusal, Answer("who?", "answered"))
    assert count([follow_up]) == {"follow-ups": 1, "right": 1, "right alone": 0}
    not_put_alone = Asked(due, False, refusal, None)
    assert count([not_put_alone]) == {"follow-ups": 1, "right": 0}
