"""Options that would silently find nothing are refused, each with the value and what to give."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_embedder import FakeEmbedder

from rag import Exchange, KnowledgeBase
from rag.errors import InputError, ModelError, QuestionError
from rag.models.embedding import OnnxEmbedder

DAY = date(2024, 1, 29)


@pytest.fixture
def kb(fake_kb: KnowledgeBase, tmp_path: Path) -> KnowledgeBase:
    """One dated document and one without a date."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("date 2024-01-29 We grow apples.", encoding="utf-8")
    (tmp_path / "docs" / "b.md").write_text("We grow more apples.", encoding="utf-8")
    fake_kb.sync(tmp_path / "docs")
    return fake_kb


def found(kb: KnowledgeBase, **options: Any) -> list[str]:
    return sorted(hit.document.id for hit in kb.search("apples", **options))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"documents": "a.md"}, r"documents is 'a\.md'; give a list of ids: \['a\.md'\]"),
        ({"documents": [Path("a.md")]}, r"documents holds .*Path\('a\.md'\); give ids"),
        (
            {"documents": []},
            "documents is empty: nothing could be found; give ids, or leave it out",
        ),
        ({"documents": iter(())}, "documents is empty: nothing could be found"),
        ({"after": "last week"}, "after: 'last week' is not read; write 1 February 2024 as 2024-0"),
        ({"before": "2024-02-30"}, "before: there is no such day or month as 2024-02-30"),
        ({"after": "2024-02", "before": "2024-01"}, "after is 2024-02-01, later than before, 2024"),
        ({"before": 2020}, r"before is 2020; give a date"),
        (
            {"after": DAY, "before": date(2024, 1, 28)},
            "after is 2024-01-29, later than before, 2024-01-28: no date is both; exchange them",
        ),
    ],
)
def test_a_filter_that_lets_nothing_through_is_refused(
    kb: KnowledgeBase, options: dict[str, Any], said: str
) -> None:
    for ask in (kb.search, kb.ask):
        with pytest.raises(InputError, match=said):
            ask("apples", **options)
    with pytest.raises(InputError, match=said):
        kb.chat(**options)


def test_a_ranking_that_there_is_not_is_refused(kb: KnowledgeBase) -> None:
    with pytest.raises(InputError, match="by is 'bm25'; give one of 'hybrid', 'dense', 'lexical'"):
        kb.search("apples", by="bm25")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [23, -0.1, float("nan")])
def test_a_confidence_that_is_no_probability_is_refused(kb: KnowledgeBase, value: float) -> None:
    said = f"min_confidence is {value}; give a probability, 0 to 1"
    with pytest.raises(InputError, match=said):
        kb.ask("apples", min_confidence=value)
    with pytest.raises(InputError, match=said):
        kb.chat(min_confidence=value)


@pytest.mark.parametrize("question", [None, b"apples?", 7])
def test_a_question_that_is_no_text_is_refused(kb: KnowledgeBase, question: Any) -> None:
    for ask in (kb.ask, kb.search, kb.chat().ask):
        with pytest.raises(QuestionError, match=r"the question is .*; give it as a text \(str\)"):
            ask(question)


WRONG: dict[str, list[tuple[dict[str, Any], str]]] = {
    "open": [
        ({"create": "no"}, "create is 'no'; give True or False"),
        ({"anew": 1}, "anew is 1; give True or False"),
        ({"encoding": ""}, r"encoding is ''; give a name, a text \(str\)"),
        ({"encoding": ["o200k_base"]}, r"encoding is \['o200k_base'\]; give a name"),
        ({"max_tokens": "5"}, "max_tokens is '5'; give a whole number"),
        ({"max_tokens": 99.5}, r"max_tokens is 99\.5; give a whole number"),
        ({"max_tokens": True}, "max_tokens is True; give a whole number"),
        ({"overlap_tokens": "5"}, "overlap_tokens is '5'; give a whole number"),
        (
            {"embedder": 7},
            "embedder is 7 without 'name'; give a model's name or folder, or a rag.E",
        ),
        ({"embedder": FakeEmbedder}, "embedder is <class .*FakeEmbedder'> without 'name'; give"),
        ({"embedder": OnnxEmbedder}, "embedder is <class .*OnnxEmbedder'>, a class; give a model"),
        ({"readers": "x"}, "readers is 'x'; give rag.Readers"),
    ],
    "sync": [
        ({"quick": "yes"}, "quick is 'yes'; give True or False"),
        ({"later": None}, "later is None; give True or False"),
        ({"on_progress": "no"}, "on_progress is 'no'; give a function"),
    ],
    "add": [
        ({"origin": None}, "origin is None; give a text"),
        ({"on_progress": 0}, "on_progress is 0; give a function"),
    ],
    "refine": [
        ({"on_progress": 0}, "on_progress is 0; give a function"),
        ({"stop": True}, "stop is True; give a threading.Event"),
    ],
    "list_documents": [
        ({"limit": "3"}, "limit is '3'; give a whole number"),
        ({"limit": 0}, "limit is 0; give 1 or more"),
        ({"containing": None}, "containing is None; give a text"),
    ],
    "search": [
        ({"limit": None}, "limit is None; give a whole number"),
        ({"by": ["dense"]}, r"by is \['dense'\]; give one of 'hybrid', 'dense', 'lexical'"),
        ({"context": 7}, "context is 7; give a text"),
        ({"documents": 7}, "documents is 7; give a list of ids"),
    ],
    "ask": [
        ({"on_stage": "no"}, "on_stage is 'no'; give a function"),
        ({"passages": "3"}, "passages is '3'; give a whole number"),
        ({"min_confidence": True}, "min_confidence is True; give a probability, 0 to 1"),
        ({"context": None}, "context is None; give a text"),
    ],
    "chat": [
        ({"on_stage": "no"}, "on_stage is 'no'; give a function"),
        ({"history": 7}, r"history is 7; give a list of rag\.Exchange\(question, answer\)"),
        ({"history": "x"}, "history is 'x'; give a list of rag.Exchange"),
        ({"history": [("q", "a")]}, r"history holds \('q', 'a'\); give rag\.Exchange"),
    ],
}


@pytest.mark.parametrize(
    ("method", "options", "said"),
    [(method, *case) for method, cases in WRONG.items() for case in cases],
)
def test_what_is_not_of_the_kind_of_an_option_is_named_with_what_to_give(
    kb: KnowledgeBase, tmp_path: Path, method: str, options: dict[str, Any], said: str
) -> None:
    given: dict[str, tuple[object, ...]] = {
        "open": (tmp_path / "other",),
        "sync": (tmp_path / "docs",),
        "add": (tmp_path / "docs" / "a.md",),
        "search": ("apples",),
        "ask": ("apples",),
    }
    with pytest.raises(InputError, match=f"^{said}"):
        getattr(kb, method)(*given.get(method, ()), **options)
    assert not (tmp_path / "other").exists()


def test_a_document_is_taken_by_its_number_in_the_list(kb: KnowledgeBase) -> None:
    assert kb.documents[np.int64(1)].id == "b.md"  # type: ignore[call-overload]
    with pytest.raises(TypeError, match=r"documents have numbers, 'b\.md' is none; by its id: kb"):
        kb.documents["b.md"]  # type: ignore[call-overload]


def test_a_history_may_come_in_any_collection(kb: KnowledgeBase) -> None:
    said = [Exchange("Who grows apples?", "We do.")]
    assert kb.chat(history=iter(said)).history == tuple(said)  # type: ignore[arg-type]


def test_a_model_may_be_named_by_the_path_of_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"cannot load the embedding model '.*nowhere'"):
        KnowledgeBase.open(tmp_path / "index", embedder=tmp_path / "nowhere")


def test_a_datetime_counts_by_its_date(kb: KnowledgeBase) -> None:
    noon = datetime(2024, 1, 29, 12, tzinfo=UTC)
    assert found(kb, after=noon) == found(kb, before=noon) == ["a.md"]


@pytest.mark.parametrize("day", ["2024-01-29", "2024-01", "2024"])
def test_a_day_may_be_written_and_a_month_or_year_is_all_its_days(
    kb: KnowledgeBase, day: str
) -> None:
    assert found(kb, after=day) == found(kb, before=day) == found(kb, after=day, before=day)
    assert found(kb, after=day) == ["a.md"]
    assert found(kb, after="2024-02") == found(kb, before="2023") == []
    hits = kb.chat(after=day).ask("Who grows apples?").hits
    assert {hit.document.id for hit in hits} == {"a.md"}


def test_documents_without_a_date_are_left_out_under_either_bound(kb: KnowledgeBase) -> None:
    assert found(kb) == ["a.md", "b.md"]
    assert found(kb, after=DAY) == found(kb, before=DAY) == found(kb, after=DAY, before=DAY)
    assert found(kb, after=DAY) == ["a.md"]


def test_ids_may_come_in_any_collection(kb: KnowledgeBase) -> None:
    assert found(kb, documents={"b.md"}) == found(kb, documents=iter(["b.md"])) == ["b.md"]
    talk = kb.chat(documents=iter(["b.md"]))  # type: ignore[arg-type]
    for _ in range(2):
        assert {hit.document.id for hit in talk.ask("Who grows apples?").hits} == {"b.md"}
