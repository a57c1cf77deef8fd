"""What a browser keeps comes back as the same answer, and can forge nothing."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ui_server import StubBase, answer, citation, document, hit

from rag import InputError, Statement
from rag.conversation.small_talk import courtesy
from ui.evidence import citation_card
from ui.records import from_record, lost_of, to_record

SOURCE = document("It came out on Monday. It was long.", id="a.txt", title="News")
SAID = answer(
    citation(SOURCE, "It came out on Monday."),
    question="when did the song come out?",
    statements=(Statement("Monday", (1,), "by its date"),),
    alternatives=(Statement("It was long", (1,)),),
    hits=(hit(SOURCE, 0, 22), hit(SOURCE, 23, rank=2)),
    confidence=0.8,
    read_as="when did the song come out today?",
    unanswered=("who sang it?",),
    worded_by="a model",
    remark="it was slow",
)
RECORD = to_record("and it?", SAID)
KB: Any = StubBase({"song": SAID}, Path())


def test_an_answer_comes_back_as_it_was() -> None:
    question, back = from_record(KB, to_record("and it?", SAID))
    assert question == "and it?"
    assert back.question == "when did the song come out?"
    assert back.meant == "when did the song come out today?"
    assert [c.quote for c in back.citations] == ["It came out on Monday."]
    assert back.citations[0].passage.text == SAID.citations[0].passage.text
    assert str(back) == str(SAID)
    assert back.alternatives == SAID.alternatives
    assert back.unanswered == ("who sang it?",)
    assert (back.worded_by, back.remark) == ("a model", "it was slow")
    assert [(h.passage.text, h.rank, h.dense_score) for h in back.hits] == [
        ("It came out on Monday.", 1, 0.42),
        ("It was long.", 2, 0.42),
    ]


def test_a_quote_that_a_language_model_chose_comes_back_without_a_score() -> None:
    (cited,) = SAID.citations
    unscored = replace(SAID, citations=(replace(cited, score=None),))
    _, back = from_record(KB, to_record("and it?", unscored))
    assert back.citations[0].score is None
    assert "score" in citation_card(1, cited)
    assert "score" not in citation_card(1, back.citations[0])


def test_a_courtesy_is_kept_as_what_was_replied() -> None:
    said = courtesy("thanks!")
    record = to_record("thanks!", said)
    assert (record["answer"], record["status"]) == ("You are welcome.", "courtesy")
    _, back = from_record(KB, record)
    assert (back.status, back.text) == (said.status, said.text)


@pytest.mark.parametrize("change", [{"document": "gone.txt"}, {"passage": [20, 9_999]}])
def test_a_found_passage_that_is_no_more_is_left_out(change: dict[str, Any]) -> None:
    record = to_record("and it?", SAID)
    record["found"][0].update(change)
    _, back = from_record(KB, record)
    assert [one.rank for one in back.hits] == [2]


def holding(text: str) -> Any:
    """Give a base whose document says this now."""
    now = document(text, id="a.txt", title="News")
    return StubBase({"song": answer(citation(now, text))}, Path())


def test_a_quote_is_cited_where_its_document_says_it_now() -> None:
    _, back = from_record(holding("News.\nIt came out on Monday. It was short."), RECORD)
    (cited,) = back.citations
    assert (cited.start, cited.quote) == (6, "It came out on Monday.")
    assert cited.passage.text == "It came out on Monday. It was short."
    assert back.statements[0].citations == (1,)
    assert lost_of(RECORD, back) == 0


def test_a_quote_that_is_gone_is_counted_and_changed_passages_are_left_out() -> None:
    _, back = from_record(holding("It came out on Friday. It was long!"), RECORD)
    assert back.citations == () and back.hits == ()
    assert lost_of(RECORD, back) == 1


@pytest.mark.parametrize(
    "change",
    [{"quote": "It never came out."}, {"start": 5}, {"document": "gone.txt"}, {"end": 9_999}],
)
def test_a_quote_that_the_document_does_not_hold_is_left_out(change: dict[str, Any]) -> None:
    record = to_record("and it?", SAID)
    record["citations"][0].update(change)
    _, back = from_record(KB, record)
    assert back.citations == ()
    assert back.statements[0].citations == ()


@pytest.mark.parametrize(
    "record",
    [
        {},
        {**to_record("x", SAID), "status": "certain"},
        {**to_record("x", SAID), "citations": [{"number": "one"}]},
        {**to_record("x", SAID), "statements": 3},
        {**to_record("x", SAID), "confidence": "high"},
    ],
)
def test_what_is_no_record_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="browser"):
        from_record(KB, record)
