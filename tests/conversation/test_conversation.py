"""A conversation: each question is understood from what was said, and answered from documents."""

import io
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from places import ROOT
from ui_server import answer, citation, document

from benchmarks.conversations import (
    index_own,
    join,
    measure,
    own_conversations,
    ways,
)
from rag import Answer, Conversation, Exchange, KnowledgeBase, QuestionError, Statement
from rag.cli.chat import converse
from rag.conversation import Resolution, Resolver, TermMarker
from rag.conversation.exchanges import said_before
from rag.conversation.marking.marks import Marks
from rag.conversation.small_talk import ABOUT_ME, WELCOME, is_small_talk
from rag.questions.queries import LONGEST_QUESTION
from rag.training.terms.rules import RuleMarker
from rag.types import Status
from ui.chat import Turn, answered

SOURCE = document("Ines Calder is 46. She was elected mayor of Greyport.")


SAID = "Who was elected mayor of Greyport? Ines Calder"


def topic_of(replies: dict[str, Answer]) -> tuple[Conversation, list[tuple[str, str]]]:
    """Make a conversation over prepared answers; also give what reaches them."""
    reached: list[tuple[str, str]] = []

    def ask(question: str, *, context: str = "") -> Answer:
        reached.append((question, context))
        return replies[question]

    history = [Exchange("Who was elected mayor of Greyport?", "Ines Calder")]
    return Conversation(ask, Resolver(RuleMarker()), history), reached


def test_a_follow_up_is_asked_in_full_and_remembered() -> None:
    said = answer(citation(SOURCE, "46"), question="how old is Ines Calder?")
    chat, reached = topic_of({"how old is Ines Calder?": said})
    assert chat.ask("how old is she?").question == "how old is Ines Calder?"
    assert reached == [("how old is Ines Calder?", SAID)]
    assert chat.history[-1] == Exchange("how old is Ines Calder?", "46", "how old is she?")


def test_a_question_is_remembered_as_it_was_read() -> None:
    read = Answer("how odl is Ines Calder?", "answered", read_as="how old is Ines Calder?")
    chat, _ = topic_of({read.question: read})
    chat.ask(read.question, as_is=True)
    assert chat.history[-1] == Exchange("how old is Ines Calder?", "", read.question)


def test_of_what_documents_differ_in_the_newest_is_leant_on() -> None:
    both = (Statement("Greg Hallam"), Statement("Tess Wu"))
    chat, _ = topic_of({"who won?": Answer("who won?", "conflicting", both)})
    chat.ask("who won?", as_is=True)
    assert chat.history[-1].answer == "Greg Hallam"


def test_an_edited_question_is_asked_as_it_is() -> None:
    said = answer(question="how old is she?")
    chat, reached = topic_of({"how old is she?": said})
    chat.ask("how old is she?", as_is=True)
    assert reached == [("how old is she?", "")]


def test_a_question_that_stands_alone_is_searched_without_what_was_said() -> None:
    said = answer(question="When was the harbour of Quayle built?")
    chat, reached = topic_of({said.question: said})
    chat.ask(said.question)
    assert reached == [(said.question, "")]


def test_the_last_three_exchanges_are_searched_with_the_latest_first() -> None:
    history = [Exchange(f"q{n}?", f"a{n}" if n != 3 else "") for n in range(5)]
    assert said_before(history) == "q4? a4 q3? q2? a2"
    assert said_before([]) == ""


@pytest.mark.parametrize(("confidence", "chosen"), [(0.9, "other"), (0.45, "likely")])
def test_of_two_readings_the_surer_answer_counts(confidence: float, chosen: str) -> None:
    chat, reached = topic_of(
        {
            "likely": Answer("likely", "answered", confidence=0.4),
            "other": Answer("other", "answered", confidence=confidence),
        }
    )
    assert chat.answer(Resolution("it?", "likely", "other", leans=True)).question == chosen
    assert reached == [("likely", SAID), ("other", SAID)]
    assert chat.history[-1].question == chosen


@pytest.mark.parametrize(("found", "chosen"), [("answered", "likely"), ("not_found", "other")])
def test_a_second_reading_that_conflicts_counts_only_where_the_first_finds_nothing(
    found: Status, chosen: str
) -> None:
    first = Answer("likely", found, confidence=0.3)
    chat, _ = topic_of({"likely": first, "other": Answer("other", "conflicting", confidence=0.9)})
    assert chat.answer(Resolution("it?", "likely", "other", leans=True)).question == chosen


def test_a_question_that_no_reading_finds_an_answer_to_is_refused_as_typed() -> None:
    nothing = [Answer(asked, "not_found", confidence=0.1) for asked in ("a pond there?", "a pond?")]
    chat, _ = topic_of({one.question: one for one in nothing})
    read = Resolution("a pond?", "a pond there?", "a pond?", leans=True)
    assert chat.answer(read).question == "a pond?"
    assert chat.history[-1].question == "a pond?"


@pytest.mark.parametrize(
    ("confidence", "text", "chosen"),
    [(0.6, "Calder left.", "why did she go?"), (0.4, "Calder left.", "why did Penn go?"),
     (0.6, "Penn’s man left.", "why did she go?"), (0.6, "Penner left.", "why did Penn go?"),
     (0.6, "Somebody left.", "why did Penn go?")],
)  # fmt: skip
def test_a_question_whose_reading_is_refused_is_tried_as_typed_with_what_was_said(
    confidence: float, text: str, chosen: str
) -> None:
    source = document(f"{text} It was late." if "Calder" not in text else f"{text} Penn saw it.")
    typed = "why did she go?"
    found = answer(citation(source, "left"), question=typed, confidence=confidence)
    refused = Answer("why did Penn go?", "not_found", confidence=0.1)
    chat, reached = topic_of({typed: found, refused.question: refused})
    read = Resolution(typed, refused.question, leans=True, terms="harbour")
    assert chat.answer(read).question == chosen
    assert reached[-1] == (typed, f"harbour {SAID}")


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("Penn days are dear.", "how much is it?"),
        ("Some days are dear.", "how much are Penn Days?"),
    ],
)
def test_a_second_reading_that_points_back_counts_only_where_its_document_names_to_what(
    text: str, chosen: str
) -> None:
    typed, full = "how much is it?", "how much are Penn Days?"
    first = Answer(full, "answered", confidence=0.3)
    second = answer(citation(document(text), "dear"), question=typed, confidence=0.9)
    chat, _ = topic_of({full: first, typed: second})
    assert chat.answer(Resolution(typed, full, typed, leans=True)).question == chosen


def test_a_text_may_call_the_summer_party_the_party() -> None:
    typed, full = "when is it?", "when is the summer party?"
    first = Answer(full, "answered", confidence=0.3)
    party = answer(citation(document("The party is on Friday."), "on Friday"), question=typed)
    chat, _ = topic_of({full: first, typed: replace(party, confidence=0.9)})
    assert chat.answer(Resolution(typed, full, typed, leans=True)).question == typed


@pytest.mark.parametrize(
    ("terms", "status"), [("Penn", "not_found"), ("harbour Calder", "answered"), ("", "answered")]
)
def test_who_has_no_name_is_not_looked_for_in_what_names_nothing_that_was_said(
    terms: str, status: Status
) -> None:
    typed = "how old is he?"
    found = answer(citation(SOURCE, "46"), question=typed, confidence=0.6)
    chat, _ = topic_of({typed: found})
    said = chat.answer(Resolution(typed, typed, leans=True, terms=terms))
    assert (said.status, bool(said.citations)) == (status, status == "answered")


@pytest.mark.parametrize("said", ["thanks", "Thank you!", "ok, thanks", "Hello", "Good night."])
def test_a_courtesy_is_neither_searched_for_nor_remembered(said: str) -> None:
    chat, reached = topic_of({})
    before = chat.history
    reply = chat.ask(said)
    assert (reply.question, reply.status, reply.citations) == (said, "courtesy", ())
    assert (reached, chat.history) == ([], before)


def test_the_page_answers_a_courtesy_with_a_fixed_sentence() -> None:
    turn = answered(Turn(1, "thanks"), topic_of({})[0].ask("thanks"), {})
    assert (turn.reply, turn.evidence, turn.exchange) == (f"<p>{WELCOME}</p>", "", None)


def test_the_command_line_answers_a_courtesy_and_ends_at_a_farewell(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("thanks\nbye!\nWho?\n"))
    converse(topic_of({})[0], as_json=False, undated=0)
    assert capsys.readouterr().out == f"{WELCOME}\n\n"


@pytest.mark.parametrize(
    "said", ["help", "Help me, please!", "Hi! What can you do?", "who are you", "Are you a bot?"]
)
def test_what_the_program_is_asked_of_itself_is_no_question_for_documents(said: str) -> None:
    chat, reached = topic_of({})
    assert chat.ask(said).text == ABOUT_ME
    assert (reached, len(chat.history)) == ([], len(topic_of({})[0].history))


@pytest.mark.parametrize(
    "question",
    [
        *("ok?", "thanks to whom", "Hello, Dolly!", "great wall"),
        *("help desk hours?", "who are you sending?", "What can you do in Hull?", "Help wanted"),
        *("how does this work?", "who are the helpers?", "what can I ask the tenant?"),
    ],
)
def test_what_only_begins_like_a_courtesy_is_a_question(question: str) -> None:
    assert not is_small_talk(question)


def test_an_empty_question_is_refused_and_not_remembered(seeds_kb: KnowledgeBase) -> None:
    chat = seeds_kb.chat()
    with pytest.raises(QuestionError):
        chat.ask("  ")
    assert chat.history == ()


class _Unread:
    """Fails where a question is read."""

    def mark(self, question: str, history: Sequence[Exchange]) -> Marks:
        pytest.fail("the question was read")


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        ("x" * (LONGEST_QUESTION + 1), "has 4,001 characters, the limit is 4,000"),
        ("bye " * LONGEST_QUESTION, "has 15,999 characters"),
        (" ", "is empty"),
        ("?!", "has no word"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused_before_it_is_read(
    question: str, problem: str
) -> None:
    history = [Exchange("Who was elected mayor of Greyport?", "Ines Calder")]
    chat = Conversation(lambda *_, **__: pytest.fail("asked"), Resolver(_Unread()), history)
    for use in (chat.resolve, chat.ask, partial(chat.ask, as_is=True)):
        with pytest.raises(QuestionError, match=problem):
            use(question)
    assert list(chat.history) == history


def test_over_the_seeds_a_follow_up_is_answered_with_true_quotes(seeds_kb: KnowledgeBase) -> None:
    chat = seeds_kb.chat()
    chat.ask("when was the music video for Love wins all released?")
    said = chat.ask("how long is it?")
    assert said.status != "not_found"
    assert "five-minute" in str(said)
    for cited in said.citations:
        assert seeds_kb.document(cited.document.id).text[cited.start : cited.end] == cited.quote


def test_a_refusal_stays_one_however_long_the_talk(seeds_kb: KnowledgeBase) -> None:
    chat = seeds_kb.chat()
    for _ in range(3):
        chat.ask("when was the music video for Love wins all released?")
        assert chat.ask("what is the boiling point of mercury?").status == "not_found"


def test_the_filters_hold_for_the_whole_conversation(seeds_kb: KnowledgeBase) -> None:
    only = min(document.id for document in seeds_kb.documents)
    chat = seeds_kb.chat(documents=[only])
    for question in ("when was the MV released?", "and how long did he run?"):
        assert {hit.document.id for hit in chat.ask(question).hits} == {only}


def test_the_packaged_model_is_the_one_its_record_names() -> None:
    from rag.models.packaged import sha256_of

    data = ROOT / "rag" / "data"
    record = json.loads((data / "terms.json").read_text(encoding="utf-8"))
    assert sha256_of(data / "terms.int8.onnx") == record["sha256"]


def test_a_mark_does_not_depend_on_what_was_marked_before() -> None:
    marker, history = TermMarker(), [Exchange("Who was elected mayor of Greyport?", "Ines Calder")]
    first = marker.mark("how old is she?", history)
    marker.mark("why?", history * 5)
    assert marker.mark("how old is she?", history) == first


@pytest.mark.slow
def test_follow_ups_find_their_passages_nearly_as_well_as_human_rewrites(tmp_path: Path) -> None:
    conversations = own_conversations()
    assert len(conversations) >= 40
    with KnowledgeBase.open(tmp_path) as kb:
        index_own(kb)
        recall = {name: measure(kb, conversations, way)["recall@5"] for name, way in ways().items()}
    assert recall["chat"] >= recall["human"] - 5
    assert recall["chat"] >= max(recall["last message"], recall["history joined"], recall["model"])


def test_the_joined_baseline_holds_all_that_was_said() -> None:
    turn = own_conversations()[0][1]
    said = [Exchange("a?", "b"), Exchange("c?", "")]
    assert join(turn, said) == (f"a? b c? {turn.question}", "")
