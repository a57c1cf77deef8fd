"""Near-copies: the estimate against the exact share, what is stored, and how often it counts."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from fake_embedder import FakeEmbedder
from marked import place
from stored_texts import document

from rag import KnowledgeBase
from rag.answering.grouping import group_equal
from rag.index import signatures
from rag.index.minhash import likeness
from rag.reading.reader import Candidate
from rag.sync import signing
from rag.types import Document, Span

WORDS = [f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in "nprst"]


def story(seed: int, words: int = 300) -> str:
    draw = random.Random(seed)
    chosen = [draw.choice(WORDS) for _ in range(words)]
    return ". ".join(" ".join(chosen[i : i + 12]).capitalize() for i in range(0, words, 12)) + "."


def edited(text: str, words: int) -> str:
    """Replace some words, spread evenly."""
    parts = text.split(" ")
    for n in range(words):
        parts[n * len(parts) // words] = f"changed{n}"
    return " ".join(parts)


def runs(text: str) -> set[tuple[str, ...]]:
    words = text.lower().replace(".", "").split()
    return set(zip(words, words[1:], words[2:], strict=False))


def shared(one: Document, other: Document) -> float:
    """Estimate the share of runs that two documents have in common."""
    mine, theirs = signing.signature(one), signing.signature(other)
    assert mine is not None and theirs is not None
    return float(likeness(mine, theirs[None])[0])


@pytest.mark.parametrize("words", [0, 3, 10, 30, 100])
def test_the_estimate_is_near_the_exact_share(words: int) -> None:
    one, other = story(1), edited(story(1), words) if words else story(1)
    exact = len(runs(one) & runs(other)) / len(runs(one) | runs(other))
    assert shared(document("a", one), document("b", other)) == pytest.approx(exact, abs=0.12)


def test_only_content_is_compared() -> None:
    """Front matter and page furniture lie outside of the content."""
    text = story(1)
    plain = document("a", text)
    framed = document("b", f"{story(2)}\n{text}")
    object.__setattr__(framed, "content", (Span(len(story(2)) + 1, len(framed.text)),))
    assert shared(plain, framed) == 1


@pytest.mark.parametrize("text", ["one", "one two"])
def test_a_text_shorter_than_a_run_is_like_itself_alone(text: str) -> None:
    assert shared(document("a", text), document("b", text)) == 1
    assert shared(document("a", text), document("b", "other")) == 0


def test_documents_without_a_word_are_no_copies_of_each_other(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    for name, text in (("a", "!!!"), ("b", "???"), ("c", "…"), ("d", "Yes."), ("e", "yes!")):
        (tmp_path / "docs" / f"{name}.txt").write_text(text, encoding="utf-8")
    kb.sync(tmp_path / "docs")
    assert kb.status().near_duplicates == (("d.txt", "e.txt"),)
    assert signatures.unsigned(kb._index.store) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two near-copies, two equal files, and one of its own."""
    made = tmp_path / "docs"
    made.mkdir()
    texts = {
        "agency.txt": story(1),
        "paper.txt": edited(story(1), 8),
        "equal1.txt": story(2),
        "equal2.txt": story(2),
        "other.txt": story(3),
    }
    for name, text in texts.items():
        (made / name).write_text(text, encoding="utf-8")
    return made


ALIKE = (("agency.txt", "paper.txt"), ("equal1.txt", "equal2.txt"))


def test_status_lists_equal_and_nearly_equal_documents(kb: KnowledgeBase, folder: Path) -> None:
    kb.sync(folder)
    assert kb.status().exact_duplicates == (("equal1.txt", "equal2.txt"),)
    assert kb.status().near_duplicates == ALIKE


def test_an_edited_or_removed_document_is_compared_anew(kb: KnowledgeBase, folder: Path) -> None:
    kb.sync(folder)
    (folder / "paper.txt").write_text(edited(story(3), 8), encoding="utf-8")
    (folder / "equal2.txt").unlink()
    kb.sync(folder)
    assert kb.status().near_duplicates == (("other.txt", "paper.txt"),)


def test_a_renamed_document_stays_a_copy(kb: KnowledgeBase, folder: Path) -> None:
    kb.sync(folder)
    (folder / "paper.txt").rename(folder / "reprint.txt")
    kb.sync(folder)
    assert ("agency.txt", "reprint.txt") in kb.status().near_duplicates


def test_signatures_of_another_method_are_computed_anew(
    kb: KnowledgeBase, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb.sync(folder)
    monkeypatch.setattr(signing, "_SEED", 8)
    kb.sync(folder)
    assert kb.status().near_duplicates == ALIKE
    assert kb._index.store.settings()["signatures"].startswith("minhash-3x20x6-8:")


def test_documents_that_came_one_by_one_are_grouped_as_those_of_one_sync(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for n in range(12):
        text = edited(story(n % 3), 4 * (n // 3))
        (docs / f"{n:02}.txt").write_text(text, encoding="utf-8")
        kb.sync(docs)
    (docs / "00.txt").unlink()
    kb.sync(docs)
    with KnowledgeBase.open(tmp_path / "whole", embedder=FakeEmbedder()) as whole:
        whole.sync(docs)
        assert kb.status().near_duplicates == whole.status().near_duplicates
        assert len(whole.status().near_duplicates) == 3


def test_hits_name_the_better_hit_that_they_repeat_and_neither_is_hidden(
    kb: KnowledgeBase, folder: Path
) -> None:
    kb.sync(folder)
    hits = kb.search(story(1)[:150], limit=10)
    first = {name: hit for hit in reversed(hits) if (name := hit.document.id)}
    assert {"agency.txt", "paper.txt"} <= set(first)
    better, worse = sorted((first["agency.txt"], first["paper.txt"]), key=lambda hit: hit.rank)
    assert (better.copy_of, worse.copy_of) == (None, better.document.id)
    assert worse.to_dict()["copy_of"] == better.document.id
    assert all(hit.copy_of is None for hit in hits if hit.document.id == "other.txt")


def test_copies_count_once_towards_the_probability_of_an_answer(
    kb: KnowledgeBase, folder: Path
) -> None:
    """Even where the passages themselves share few words."""
    kb.sync(folder)
    hits = {hit.document.id: hit for hit in reversed(kb.search(story(1)[:150], limit=20))}

    def probability(*names: str) -> float:
        candidates = list[Candidate]()
        for name, score in zip(names, (0.5, 0.3), strict=True):
            same = replace(hits[name].document, text="the mayor")
            hit = replace(hits[name], document=same)
            candidates.append(Candidate(hit, Span(0, 9), Span(0, 9), score))
        (group,) = group_equal(candidates)
        assert len(group.candidates) == len(names)  # both are cited
        return group.probability

    assert probability("agency.txt", "other.txt") == pytest.approx(0.5 + 0.3)
    assert probability("agency.txt", "paper.txt") == pytest.approx(0.5 / (1 - 0.3))


@pytest.mark.parametrize(
    ("other", "expected"), [("Deposit: £5", 0.7), ("Fee: £5", 4 / 7), ("£5 fee", 0.7)]
)
def test_texts_of_two_words_are_copies_only_where_they_are_the_same(
    other: str, expected: float
) -> None:
    one, rival = place("A", "Fee £5", "£5", 0.4), place("C", "The key is £7 a week", "£7", 0.3)
    said = group_equal([one, place("B", other, "£5", 0.3), rival])
    assert [group.probability for group in said if group.best.text == "£5"] == [
        pytest.approx(expected)
    ]
