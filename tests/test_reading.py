"""The trained reader: spans off the logits, inputs, and what it reads in real passages."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from fake_embedder import CountingEmbedder, FakeEmbedder

from rag import KnowledgeBase
from rag.embedding import OnnxEmbedder
from rag.models import packaged_tokenizer
from rag.reading import SpanReader
from rag.reading.beliefs import Beliefs
from rag.reading.decoding import TokenSpan, best_spans
from rag.reading.evidence import FoundSpan, evidence
from rag.reading.inputs import CLS, MAX_LENGTH, SEP, assemble, prefix_text, tokenize
from rag.reading.spans import closed, repeats, whole_number
from rag.types import Document, Hit, Passage, Span


def logits(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_the_best_span_is_the_widest_margin_over_no_answer() -> None:
    start, end = logits(1, 0, 5, 0, 0), logits(1, 0, 0, 4, 0)
    spans = best_spans(start, end, 1, np.arange(4), np.zeros(4), count=1)
    assert spans == [TokenSpan(first=2, last=3, margin=5 + 4 - 2)]


def test_further_spans_do_not_overlap_the_better_ones() -> None:
    start, end = logits(0, 9, 0, 8, 0), logits(0, 0, 7, 0, 8)
    spans = best_spans(start, end, 1, np.arange(4), np.zeros(4), count=3)
    assert [(span.first, span.last) for span in spans] == [(1, 4)]
    two = best_spans(start, end, 1, np.arange(4), np.array([0, 0, 1, 1]), count=3)
    assert [(span.first, span.last) for span in two] == [(1, 2), (3, 4)]


def test_no_span_crosses_from_one_sentence_into_the_next() -> None:
    start, end = logits(0, 9, 0, 0), logits(0, 0, 0, 9)
    (best, *_) = best_spans(start, end, 1, np.arange(3), np.array([0, 0, 1]), count=1)
    assert best.last - best.first < 2


def test_a_passage_without_tokens_has_no_span() -> None:
    assert best_spans(logits(1), logits(1), 1, np.zeros(0), np.zeros(0), count=3) == []


def test_a_span_is_whole_words() -> None:
    text = "BTS sang K-pop."
    (tokens,) = tokenize(packaged_tokenizer(), [text])
    words = [text[s:e] for s, e in zip(tokens.starts, tokens.ends, strict=True)]
    assert words == ["BT", "S", "sang", "K", "-", "pop", "."]
    assert tokens.words_of(text).tolist() == [1, 1, 2, 3, 4, 5, 6]
    start, end = logits(0, 9, 0, 1, 0, 0, 0, 0), logits(0, 9, 8, 0, 0, 0, 0, 0)
    numbers = tokens.words_of(text), np.zeros(7)
    best, other, *_ = best_spans(start, end, 1, *numbers, count=2)
    assert (best.first, best.last) == (1, 2)
    assert other.first > 2


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("Kim (V) sang", "Kim (V", "Kim (V)"),
        ("Kim (of BTS) sang", "Kim (of", "Kim"),
        ("Kim (V) sang", "Kim (V) sang", "Kim (V) sang"),
        ("the (V) sang", "(V", "(V)"),
        ("see (V of BTS)", "(V", "(V"),
        ("Kim sang", "Kim", "Kim"),
    ],
)
def test_a_bracket_that_a_span_opens_is_closed_or_left_out(
    text: str, span: str, expected: str
) -> None:
    start = text.index(span)
    assert text[start : closed(text, start, start + len(span))] == expected


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("kept at -5 °C here", "5 °C", "-5 °C"),
        ("kept at −5 °C here", "5", "−5"),
        ("worth -$5 million", "5 million", "-$5 million"),
        ("for €5 million", "5 million", "€5 million"),
        ("at 7:30 pm", "7", "7:30"),
        ("at 7:30 pm", "30 pm", "7:30 pm"),
        ("with 1,234.50 in all", "234", "1,234.50"),
        ("Python 3.11.2 is out", "3.11", "3.11.2"),
        ("on day 7, 30 came", "7", "7"),
        ("won 3-2", "2", "2"),
        ("COVID-19", "19", "19"),
        ("Kim ran.", "Kim", "Kim"),
        ("In 2024.", "2024", "2024"),
    ],
)
def test_a_span_has_the_whole_of_a_number(text: str, span: str, expected: str) -> None:
    start = text.index(span)
    found = whole_number(text, start, start + len(span))
    assert text[slice(*found)] == expected


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("How long is the video?", "long", True),
        ("how long is the video?", "The video", True),
        ("How long is the video?", "five-minute", False),
        ("is the lake or the river longer?", "the river", False),
        ("What did Ann say to Bo?", "Bo and Ann", False),
        ("who sang it?", "-", True),
    ],
)
def test_an_answer_says_more_than_its_question(question: str, answer: str, expected: bool) -> None:
    assert repeats(question, answer) is expected


def test_the_input_is_question_title_date_and_passage() -> None:
    row = assemble(np.array([5, 6]), np.array([7]), np.array([8, 9]))
    assert row.ids.tolist() == [CLS, 5, 6, SEP, 7, 8, 9, SEP]
    assert row.segments.tolist() == [0, 0, 0, 0, 1, 1, 1, 1]
    assert (row.passage, row.passage_end) == (5, 7)


def test_a_long_passage_is_cut_to_what_the_model_reads() -> None:
    row = assemble(np.arange(100), np.arange(100), np.arange(500))
    assert len(row.ids) == MAX_LENGTH


@pytest.mark.parametrize(
    ("title", "published", "expected"),
    [
        ("News", date(2024, 1, 4), "News (January 4, 2024): "),
        ("News", None, "News: "),
        ("", date(2024, 1, 4), "(January 4, 2024): "),
        ("", None, ""),
    ],
)
def test_the_prefix_names_title_and_date(title: str, published: date | None, expected: str) -> None:
    assert prefix_text(title, published) == expected


def test_the_quote_is_the_whole_sentence_around_a_span() -> None:
    text = "One is here. Two is there. Three."
    spans = (Span(0, 12), Span(13, 26), Span(27, 33))
    document = Document("a.txt", text, "", (Span(0, 33),), "0" * 64)
    hit = Hit(document, Passage("a.txt", 0, 0, 33, text, 9, spans), 1.0, 1)
    assert FoundSpan(hit, Span(13, 16), 1.0).quote == Span(13, 26)


def test_no_hits_give_no_candidates() -> None:
    reading = SpanReader(OnnxEmbedder()).read("who?", [])
    assert (reading.candidates, reading.confidence) == ((), 0.0)


def test_an_exact_answer_is_read_out_of_the_seeds(seeds_kb: KnowledgeBase) -> None:
    question = "On which date was The Winning released?"
    reading = SpanReader(OnnxEmbedder()).read(question, seeds_kb.search(question, limit=8))
    best = reading.candidates[0]
    assert best.text == "February 20, 2024"
    assert best.quote.start <= best.span.start < best.span.end <= best.quote.end
    assert [c.score for c in reading.candidates] == sorted(
        (c.score for c in reading.candidates), reverse=True
    )


def test_a_margin_does_not_depend_on_what_else_is_read(seeds_kb: KnowledgeBase) -> None:
    question = "On which date was The Winning released?"
    reader = SpanReader(OnnxEmbedder())
    together = reader.spans(question, seeds_kb.search(question, limit=8))
    alone = reader.spans(question, [together[0].hit])
    assert alone[0] == together[0]


def test_passages_ranked_far_behind_are_not_read(seeds_kb: KnowledgeBase) -> None:
    question = "On which date was The Winning released?"
    first, second, third = seeds_kb.search(question, limit=3)
    near, far = replace(second, score=first.score - 4.9), replace(third, score=first.score - 5.1)
    found = SpanReader(OnnxEmbedder()).spans(question, [first, near, far])
    assert {span.hit.rank for span in found} == {1, 2}


def test_belief_is_shared_out_and_the_rest_is_for_no_answer() -> None:
    beliefs = Beliefs(margin=0.5, lead=0.25, nearness=2.0, coverage=1.0, bias=1.0)
    shares = beliefs.shares(np.array([[2.0, 0.0, -0.5, 0.0], [4.0, -4.0, 0.0, -1.0]]))
    weights = np.exp([1.0, 1.0, 0.0])  # 1 - 1 + 1 and 2 - 1 - 1 + 1, against 0
    assert shares == pytest.approx(weights[:2] / weights.sum())
    assert beliefs.shares(np.zeros((0, 4))).tolist() == []
    assert beliefs.shares(np.array([[1e4, 0, 0, 0]])).tolist() == [1.0]
    assert beliefs.shares(np.array([[-1e4, 0, 0, 0]])).tolist() == [0.0]


def found_in(
    sentences: Sequence[str], *, score: float = 5.0, margin: float = 1.0
) -> list[FoundSpan]:
    """Mark the first word of each sentence, each in a document of its own."""
    found = []
    for n, text in enumerate(sentences):
        whole = (Span(0, len(text)),)
        document = Document(f"{n}.txt", text, "", whole, str(n))
        passage = Passage(f"{n}.txt", 0, 0, len(text), text, 9, whole)
        first = Span(0, len(text.split()[0]))
        found.append(FoundSpan(Hit(document, passage, 5.0 - n, n + 1), first, margin))
    return found


def test_evidence_counts_from_the_best_passage_and_the_best_sentence_down() -> None:
    sentences = ("The ferry sank in 1931.", "Ada opened the bridge in 1931.", "Apples are sold.")
    found = found_in(sentences)
    margins, leads, nearness, coverage = evidence("who opened the bridge?", found, FakeEmbedder()).T
    assert margins.tolist() == [1.0, 1.0, 1.0]
    assert leads.tolist() == [0.0, -1.0, -2.0]
    assert nearness[1] == coverage[1] == 0.0
    assert (nearness[[0, 2]] < 0).all()
    assert (coverage[[0, 2]] < 0).all()
    assert evidence("who?", [], FakeEmbedder()).shape == (0, 4)


def test_only_the_likeliest_sentences_are_compared_by_meaning() -> None:
    counting = CountingEmbedder()
    sentences = [f"Keeper {n} lit the lamp." for n in range(20)]
    nearness = evidence("who lit the lamp?", found_in(sentences, margin=0.0), counting)[:, 2]
    assert [text.strip() for text in counting.texts] == sentences[:8]
    assert nearness[8:].tolist() == [nearness[:8].min()] * 12
