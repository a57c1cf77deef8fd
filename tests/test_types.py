"""The data types: quotes are slices, and the JSON form is exactly the documented one."""

import dataclasses
import json
from datetime import date

import pytest

from rag.types import Answer, Citation, Document, Hit, Passage, Span, Statement

TEXT = "Rain fell. The bridge opened on 3 May. Crowds came."
DOCUMENT = Document(
    "news/bridge.txt", TEXT, "The bridge", (Span(0, len(TEXT)),), "h", published=date(2024, 5, 4)
)
PASSAGE = Passage(DOCUMENT.id, 0, 0, 38, TEXT[:38], 9, (Span(0, 10), Span(11, 38)))
HIT = Hit(DOCUMENT, PASSAGE, 0.03, 1, dense_score=0.5, dense_rank=2)
CITATION = Citation(1, DOCUMENT, PASSAGE, 11, 38, 0.9)
ANSWER = Answer(
    "When did the bridge open?",
    "answered",
    (Statement("On 3 May.", (1,)), Statement("Crowds came.")),
    (CITATION,),
    0.8,
    (HIT,),
    timings={"total": 1.5},
)


def test_a_quote_is_the_slice_of_the_document_between_its_offsets() -> None:
    assert CITATION.quote == "The bridge opened on 3 May."


def test_a_citation_has_no_field_that_could_hold_another_quote() -> None:
    fields = {field.name for field in dataclasses.fields(Citation)}
    assert fields == {"number", "document", "passage", "start", "end", "score"}


def test_a_passage_is_named_by_its_document_and_offsets() -> None:
    assert PASSAGE.id == "news/bridge.txt:0-38"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_that_is_none_is_refused_with_its_values(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"start {start}, end {end}"):
        Span(start, end)


def test_spans_have_a_length_and_order_by_start_then_end() -> None:
    assert len(Span(3, 8)) == 5
    assert len(Span(3, 3)) == 0
    assert sorted([Span(2, 9), Span(2, 3), Span(0, 4)]) == [Span(0, 4), Span(2, 3), Span(2, 9)]


def test_an_answer_prints_its_statements_with_their_markers() -> None:
    assert str(ANSWER) == "On 3 May. [1] Crowds came."
    assert ANSWER.text == "On 3 May. Crowds came."
    assert str(Statement("On 3 May.", (1, 2))) == "On 3 May. [1][2]"
    assert str(Statement("On\n  3 May.", (1,))) == "On 3 May. [1]"
    assert str(Statement("```\na = 1\nb = 2\n```", (1,))) == "```\na = 1\nb = 2\n```\n[1]"
    assert str(Statement("Last Friday", (1,), "May 3")) == "Last Friday (May 3) [1]"


def test_answers_are_the_same_however_long_they_took() -> None:
    again = dataclasses.replace(ANSWER, timings={"total": 9.5})
    assert len({ANSWER, again, dataclasses.replace(ANSWER, confidence=0.7)}) == 2


def test_a_refusal_prints_a_sentence_and_has_no_text() -> None:
    refusal = Answer("Who?", "not_found")
    assert str(refusal) == "The documents do not say."
    assert (refusal.text, refusal.statements, refusal.citations) == ("", (), ())


def test_an_answer_becomes_the_documented_json() -> None:
    document = {
        "id": "news/bridge.txt",
        "title": "The bridge",
        "published": "2024-05-04",
        "url": None,
        "author": None,
    }
    passage = {"id": "news/bridge.txt:0-38", "start": 0, "end": 38, "text": TEXT[:38]}
    assert json.loads(json.dumps(ANSWER.to_dict())) == {
        "question": "When did the bridge open?",
        "read_as": "When did the bridge open?",
        "status": "answered",
        "answer": "On 3 May. [1] Crowds came.",
        "confidence": 0.8,
        "statements": [
            {"text": "On 3 May.", "note": "", "citations": [1]},
            {"text": "Crowds came.", "note": "", "citations": []},
        ],
        "citations": [
            {
                "number": 1,
                "quote": "The bridge opened on 3 May.",
                "start": 11,
                "end": 38,
                "page": None,
                "score": 0.9,
                "document": document,
                "passage": passage,
            }
        ],
        "alternatives": [],
        "unanswered": [],
        "worded_by": "",
        "remark": "",
        "hits": [
            {
                "rank": 1,
                "score": 0.03,
                "dense": {"score": 0.5, "rank": 2},
                "lexical": {"score": None, "rank": None},
                "copy_of": None,
                "document": document,
                "passage": passage,
            }
        ],
        "timings_ms": {"total": 1.5},
    }


@pytest.mark.parametrize("value", [DOCUMENT, PASSAGE, HIT, CITATION, ANSWER, Span(0, 1)])
def test_the_data_cannot_be_changed(value: object) -> None:
    name = dataclasses.fields(value)[0].name  # type: ignore[arg-type]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, name, None)


def test_a_repr_is_short_whatever_the_documents_hold() -> None:
    text = "The lamp was <b>lit</b> by oil.\n" * 5_000
    document = dataclasses.replace(DOCUMENT, text=text)
    passage = dataclasses.replace(PASSAGE, start=0, end=len(text), text=text)
    hit = dataclasses.replace(HIT, document=document, passage=passage)
    cited = dataclasses.replace(CITATION, document=document, passage=passage, start=0, end=9_000)
    answer = dataclasses.replace(ANSWER, hits=(hit,) * 20, citations=(cited,) * 3)
    for value in (document, passage, hit, cited, answer):
        assert len(repr(value)) < 250
        assert repr(value).startswith(f"{type(value).__name__}(")
    assert repr(cited).endswith("'The lamp was <b>lit</b> by oil. The lamp was <b>lit</b> by o…')")
    assert f"{document.id!r}" in repr(document) and "citations=3" in repr(answer)


def test_a_notebook_shows_an_answer_and_its_quotes_escaped() -> None:
    document = dataclasses.replace(DOCUMENT, text="It was <b>lit</b>.", title="A & B")
    cited = dataclasses.replace(CITATION, document=document, start=0, end=18)
    shown = dataclasses.replace(ANSWER, citations=(cited,))._repr_html_()
    assert "<q>It was &lt;b&gt;lit&lt;/b&gt;.</q> A &amp; B" in shown
    assert Answer("Why?", "not_found")._repr_html_() == "<p>The documents do not say.</p>"
