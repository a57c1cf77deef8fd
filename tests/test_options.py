"""Options that would silently find nothing are refused, each with the value and what to give."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from rag import KnowledgeBase
from rag.errors import InputError, QuestionError

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
