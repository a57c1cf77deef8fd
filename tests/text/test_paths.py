"""A path that is none, or empty, ends in words: `Path("")` would be the current folder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder

from rag import IndexClosed, InputError, KnowledgeBase
from rag.evaluation import Question, Report, evaluate, read_questions
from rag.text.paths import checked_path


@pytest.mark.parametrize(
    ("given", "path"), [("a", "a"), (".", "."), (Path(), "."), (Path("a"), "a")]
)
def test_a_text_and_a_path_are_paths(given: str | Path, path: str) -> None:
    assert checked_path("it", given) == Path(path)


TAKERS: dict[str, Callable[[KnowledgeBase, object], object]] = {
    "open": lambda kb, path: KnowledgeBase.open(path, embedder=FakeEmbedder()),  # type: ignore[arg-type]
    "sync": lambda kb, path: kb.sync(path),  # type: ignore[arg-type]
    "plan": lambda kb, path: kb.plan(path),  # type: ignore[arg-type]
    "add": lambda kb, path: kb.add(path),  # type: ignore[arg-type]
    "read_questions": lambda kb, path: read_questions(path),  # type: ignore[arg-type]
    "evaluate": lambda kb, path: evaluate(kb, [Question("a", "x?")], folder=path),  # type: ignore[arg-type]
    "load": lambda kb, path: Report.load(path),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("taker", TAKERS)
@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "is empty; name one, the current folder as '.'"),
        (3, r"is 3; give one path, a text \(str\) or a Path"),
        (["a.txt"], r"is \['a.txt'\]; give one path, a text \(str\) or a Path"),
    ],
    ids=str,
)
def test_what_is_no_path_is_refused_and_nothing_changes(
    fake_kb: KnowledgeBase,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    taker: str,
    given: object,
    said: str,
) -> None:
    (tmp_path / "a.txt").write_text("We grow apples here.", encoding="utf-8")
    fake_kb.add(tmp_path / "a.txt")
    here = tmp_path / "here"
    here.mkdir()
    (here / "secret.txt").write_text("Nobody asked for this.", encoding="utf-8")
    monkeypatch.chdir(here)
    with pytest.raises(InputError, match=said):
        TAKERS[taker](fake_kb, given)
    assert [document.id for document in fake_kb.documents] == ["a.txt"]
    assert [path.name for path in here.iterdir()] == ["secret.txt"]


def test_no_path_at_all_is_refused(fake_kb: KnowledgeBase) -> None:
    for take in (fake_kb.sync, fake_kb.add, KnowledgeBase.open):
        with pytest.raises(InputError, match="is None; give one path"):
            take(None)  # type: ignore[arg-type]


def test_a_history_that_is_none_is_refused(fake_kb: KnowledgeBase) -> None:
    with pytest.raises(InputError, match=r"history holds 'hello'; give rag.Exchange\("):
        fake_kb.chat(history=["hello"])  # type: ignore[list-item]


def test_a_closed_knowledge_base_begins_no_conversation_and_is_not_entered(
    fake_kb: KnowledgeBase,
) -> None:
    fake_kb.close()
    with pytest.raises(IndexClosed):
        fake_kb.chat()
    with pytest.raises(IndexClosed), fake_kb:
        pass
