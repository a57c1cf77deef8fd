"""Which documents there are is told from their list; what documents say of documents is theirs."""

from datetime import date
from pathlib import Path

import pytest

from rag import Answer, Conversation, Exchange, KnowledgeBase, ListedDocument
from rag.conversation import Resolver
from rag.conversation.collection import MOST, asks_of_collection, tell_of_collection
from rag.retrieval import Filter
from rag.training.terms.rules import RuleMarker
from ui.chat import Turn, answered

LISTED = [
    ListedDocument("gym.md", "Gym <news>", date(2025, 2, 3), 4),
    ListedDocument("cake.md", "Plum cake", None, 2),
]


@pytest.mark.parametrize(
    "question",
    [
        *(
            "what documents do you have?",
            "Which files do you have",
            "how many documents are there?",
        ),
        *("list your documents", "hi, which articles do you know?", "What files can you see here?"),
        *(
            "what documents are indexed",
            "can you list all the files?",
            "what is in your documents?",
        ),
        *("do you have any files?", "so how many sources are there in the index?"),
        *("when were the articles published?", "what is the date of the first article"),
        *("When was the second document written?", "what are the dates of the files?"),
    ],
)
def test_a_question_about_the_collection_is_known_by_its_words(question: str) -> None:
    assert asks_of_collection(question)


@pytest.mark.parametrize(
    "question",
    [
        *("which documents do I need for the visa?", "what documents do you need?"),
        *("how many documents are there in the dossier?", "which files do you have to sign?"),
        *("list the documents that the tenant must bring", "how many files does the archive hold?"),
        *("when were the articles of association published?", "which documents are available?"),
        *("do you have any documents about dogs?", "what documents does he have?"),
        *("when was the first article repealed?", "what do you know about Ann?", "documents"),
        *("which sources do you have in mind", "which articles are there on strikes?"),
    ],
)
def test_what_is_asked_of_documents_in_documents_is_not_about_the_collection(question: str) -> None:
    assert not asks_of_collection(question)


@pytest.mark.parametrize("end", ["x", "?x", " here" * 2000 + "x"])
def test_a_long_question_is_told_in_linear_time(end: str) -> None:
    assert not asks_of_collection("so " * 4000 + "what documents do you have" + end)


def told(question: str, where: Filter | None = None) -> str:
    return str(tell_of_collection(question, LISTED, where or Filter()))


def test_documents_are_told_by_title_and_date() -> None:
    both = "There are 2 documents: “Gym <news>”, 2025-02-03; “Plum cake”"
    assert told("what documents do you have?") == f"{both}."
    assert told("when were the documents published?") == f"{both}, without a date."


def test_only_documents_that_may_be_found_are_told() -> None:
    question = "which files do you have?"
    cake, gym = (
        "There is 1 document: “Plum cake”.",
        "There is 1 document: “Gym <news>”, 2025-02-03.",
    )
    assert told(question, Filter(documents=["cake.md"])) == cake
    assert told(question, Filter(after=date(2025, 1, 1))) == gym
    assert told(question, Filter(before=date(2024, 1, 1))) == "There are no documents."


def test_of_many_documents_the_first_are_named() -> None:
    many = [ListedDocument(f"{n}.md", f"Note {n}", None, 1) for n in range(MOST + 1000)]
    text = tell_of_collection("how many documents are there?", many, Filter()).text
    assert text.startswith("There are 1,010 documents: “Note 0”; ")
    assert text.endswith("“Note 9”; and 1,000 more.")


def test_asked_of_a_knowledge_base_it_is_sure_and_cites_nothing(seeds_kb: KnowledgeBase) -> None:
    asked = seeds_kb.ask("What documents do you have?")
    assert (asked.status, asked.confidence, asked.citations) == ("answered", 1.0, ())
    assert all(one.title in str(asked) for one in seeds_kb.list_documents(limit=2))
    talk = seeds_kb.chat(history=[Exchange("who is V?", "Kim Taehyung")])
    assert talk.ask("what documents do you have?").text == asked.text
    assert len(talk.history) == 1


def test_what_is_typed_is_asked_as_it_is_and_not_remembered() -> None:
    reached: list[str] = []

    def ask(question: str, *, context: str = "") -> Answer:
        reached.append(f"{question}|{context}")
        return tell_of_collection(question, LISTED, Filter())

    talk = Conversation(ask, Resolver(RuleMarker()), [Exchange("who is V?", "Kim Taehyung")])
    talk.ask("and which files are there?")
    assert (reached, len(talk.history)) == (["and which files are there?|"], 1)


def test_the_page_shows_the_titles_as_text_and_no_evidence() -> None:
    answer = tell_of_collection("which files do you have?", LISTED, Filter())
    turn = answered(Turn(1, answer.question), answer, {})
    assert "“Gym &lt;news&gt;”, 2025-02-03; “Plum cake”." in turn.reply
    assert (turn.evidence, turn.exchange) == ("", None)


def test_an_empty_index_has_none(tmp_path: Path) -> None:
    with KnowledgeBase.open(tmp_path / "index") as kb:
        assert str(kb.ask("how many documents are there?")) == "There are no documents."
