"""Example questions are about what the documents mention."""

from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import Document, KnowledgeBase, Span
from ui.examples import Examples, example_questions
from ui.talking import Talk


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


def test_documents_are_read_for_examples_only_once_they_have_changed(
    fake_kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, talk = tmp_path / "a.txt", Talk(fake_kb)
    path.write_text("We met Ada Lovelace at noon.", encoding="utf-8")
    fake_kb.add(path)
    first = talk.welcome()
    assert "Tell me about Ada Lovelace" in first
    with monkeypatch.context() as still:
        still.setattr(KnowledgeBase, "documents", property(lambda _: pytest.fail("they are read")))
        assert talk.welcome() == first
    path.write_text("We met Mary Shelley at noon.", encoding="utf-8")
    fake_kb.add(path)
    assert "Tell me about Mary Shelley" in talk.welcome()


def test_an_index_made_anew_is_another_at_the_same_revision(tmp_path: Path) -> None:
    path, examples = tmp_path / "a.txt", Examples()

    def asked(text: str) -> tuple[int, list[str]]:
        path.write_text(text, encoding="utf-8")
        with KnowledgeBase.open(tmp_path / "index", embedder=FakeEmbedder(), anew=True) as kb:
            kb.add(path)
            return kb.contents().revision, examples.of(kb, kb.contents())

    asked("It is thrown away: only a later one is made from nothing.")
    first, second = asked("We met Ada Lovelace at noon."), asked("We met Mary Shelley at noon.")
    assert first[0] == second[0]
    assert second[1] == ["Tell me about Mary Shelley"]


def test_a_large_collection_is_not_read_for_examples(
    fake_kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("We met Ada Lovelace at noon.", encoding="utf-8")
    fake_kb.add(path)
    monkeypatch.setattr("ui.examples.MOST_READ", 0)
    assert Examples().of(fake_kb, fake_kb.contents()) == []
