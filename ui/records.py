"""Answers as data that a browser can keep, and back again.

A record holds offsets and quotes. Coming back, each quote is sliced out of the stored document
again, where that says it now; one that the document no longer has is left out, so that what a
browser kept can never forge a quote. Passages that were found and not cited come back where they
stand as they did. The texts
of statements are taken as they were kept, since a derived date or a note stands in no quote: they
are shown to that browser alone, but a verdict on them is stored.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from rag import (
    Answer,
    Citation,
    Document,
    Hit,
    InputError,
    KnowledgeBase,
    Passage,
    Span,
    Statement,
)
from ui.places import mark_of, place_of
from ui.statements import said_text

MOST_TURNS = 200  # of one conversation that are taken back
_MOST_FOUND = 5  # uncited passages kept of a turn; best first
_STATUSES = ("answered", "not_found", "conflicting", "courtesy")


def to_record(question: str, answer: Answer) -> dict[str, Any]:
    """Give a turn as JSON types: what was typed, what was asked, and the cited answer."""
    return {
        "question": question,
        "asked": answer.question,
        "read_as": answer.meant,
        "status": answer.status,
        "answer": said_text(answer),
        "confidence": round(answer.confidence, 4),
        "statements": [statement.to_dict() for statement in answer.statements],
        "alternatives": [statement.to_dict() for statement in answer.alternatives],
        "unanswered": list(answer.unanswered),
        "worded_by": answer.worded_by,
        "remark": answer.remark,
        "citations": [_cited(citation) for citation in answer.citations],
        "found": [_found(hit) for hit in answer.hits[:_MOST_FOUND]],
        "verdict": "none",
    }


def from_record(kb: KnowledgeBase, record: Mapping[str, Any]) -> tuple[str, Answer]:
    """Give the typed question and the answer of a record.

    Raises InputError when it is not a record that `to_record` made.
    """
    try:
        citations = [_citation(kb, one) for one in record["citations"]]
        kept = tuple(citation for citation in citations if citation is not None)
        numbers = {citation.number for citation in kept}
        status = record["status"]
        if status not in _STATUSES:
            raise ValueError(f"{status!r} is not the status of an answer")
        answer = Answer(
            question=str(record["asked"]),
            read_as=str(record.get("read_as", "")),
            status=status,
            statements=tuple(_statement(one, numbers) for one in record["statements"]),
            alternatives=tuple(_statement(one, numbers) for one in record.get("alternatives", ())),
            unanswered=tuple(map(str, record.get("unanswered", ()))),
            worded_by=str(record.get("worded_by", "")),
            remark=str(record.get("remark", "")),
            citations=kept,
            hits=tuple(filter(None, (_hit(kb, one) for one in record.get("found", ())))),
            confidence=float(record["confidence"]),
        )
        return str(record["question"]), answer
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise InputError("what the browser kept is not a conversation of this program") from error


def lost_of(record: Mapping[str, Any], answer: Answer) -> int:
    """Count the quotes of a record that its answer came back without: their documents changed."""
    return max(0, len(record["citations"]) - len(answer.citations))


def _cited(citation: Citation) -> dict[str, Any]:
    document = citation.document
    return {
        "number": citation.number,
        "quote": citation.quote,
        "document": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "start": citation.start,
        "end": citation.end,
        "passage": [citation.passage.start, citation.passage.end],
        "score": _rounded(citation.score),
    }


def _found(hit: Hit) -> dict[str, Any]:
    return {
        "document": hit.document.id,
        "passage": [hit.passage.start, hit.passage.end],
        "mark": mark_of(hit.passage.text),
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "similarity": _rounded(hit.dense_score),
    }


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)


def _citation(kb: KnowledgeBase, given: Mapping[str, Any]) -> Citation | None:
    document = _document(kb, str(given["document"]))
    quote, start = str(given["quote"]), int(given["start"])
    around = Span(*map(int, given["passage"]))
    span = None if document is None else place_of(document.text, quote, start)
    if document is None or span is None or len(quote) != int(given["end"]) - start:
        return None
    if span.start != start:
        around = _line_of(document.text, span)
    passage = _passage(document, around, span)
    score = given["score"]
    return Citation(
        int(given["number"]),
        document,
        passage,
        span.start,
        span.end,
        score=None if score is None else float(score),
    )


def _hit(kb: KnowledgeBase, given: Mapping[str, Any]) -> Hit | None:
    document, around = _document(kb, str(given["document"])), Span(*map(int, given["passage"]))
    if document is None or not 0 <= around.start < around.end <= len(document.text):
        return None
    mark, text = given.get("mark"), document.text[around.start : around.end]
    if mark is not None and mark != mark_of(text):
        return None  # the document has changed
    likeness = given["similarity"]
    return Hit(
        document,
        _passage(document, around, around),
        float(given["score"]),
        int(given["rank"]),
        dense_score=None if likeness is None else float(likeness),
    )


def _line_of(text: str, span: Span) -> Span:
    """Give the whole lines that a span stands in."""
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def _passage(document: Document, around: Span, sentence: Span) -> Passage:
    text = document.text[around.start : around.end]
    return Passage(document.id, 0, around.start, around.end, text, 0, (sentence,))


def _document(kb: KnowledgeBase, document_id: str) -> Document | None:
    try:
        return kb.document(document_id)
    except InputError:
        return None


def _statement(given: Mapping[str, Any], numbers: set[int]) -> Statement:
    cited: Sequence[int] = given["citations"]
    return Statement(
        str(given["text"]), tuple(n for n in map(int, cited) if n in numbers), str(given["note"])
    )
