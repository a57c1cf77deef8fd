"""Example questions are about what the documents mention."""

from rag import Document, KnowledgeBase, Span
from ui.examples import example_questions


def document(name: str, text: str) -> Document:
    return Document(name, text, "", (Span(0, len(text)),), "0" * 64)


def test_names_that_most_documents_mention_come_first() -> None:
    first = document("a", "We met Ada Lovelace and saw Paris City, then Paris City again.")
    second = document("b", "There was Ada Lovelace once more.")
    assert example_questions([first, second]) == [
        "Tell me about Ada Lovelace",
        "Tell me about Paris City",
    ]


def test_what_is_no_content_is_not_asked_about() -> None:
    text = "see Buy Now here. We met Ada Lovelace."
    source = Document("a", text, "", (Span(18, len(text)),), "0" * 64)
    assert example_questions([source]) == ["Tell me about Ada Lovelace"]


def test_no_documents_give_no_questions() -> None:
    assert example_questions([]) == []


def test_the_seeds_give_questions_that_are_answered(seeds_kb: KnowledgeBase) -> None:
    questions = example_questions(seeds_kb.documents)
    assert questions
    assert "Tell me about Kim Taehyung" in questions
