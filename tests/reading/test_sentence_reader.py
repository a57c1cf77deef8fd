"""The baseline reader's scores are the mean of a cosine and a share of words."""

import math

import pytest
from stored_texts import EMBEDDER, document

from rag.reading.reader import Reading
from rag.reading.sentence_reader import _MIDDLE, _SLOPE, SentenceReader
from rag.text.shared_words import shared_words
from rag.types import Document, Hit, Passage, Span

NEWS = document("news.txt", "The bridge opened in May.\nCrowds came by boat.\nRain fell.")
BLOG = document("blog.txt", "I saw the bridge.\nIt was raining.")


def hit(source: Document, rank: int, first: int = 0, last: int | None = None) -> Hit:
    sentences = source.content[first:last]
    start, end = sentences[0].start, sentences[-1].end
    passage = Passage(source.id, 0, start, end, source.text[start:end], 9, sentences)
    return Hit(source, passage, 1 / rank, rank)


def test_no_hits_are_no_candidates_and_no_confidence() -> None:
    assert SentenceReader(EMBEDDER).read("anything", []) == Reading((), 0.0)


def test_every_sentence_scores_the_mean_of_its_cosine_and_its_share() -> None:
    question = "When did the bridge open?"
    reading = SentenceReader(EMBEDDER).read(question, [hit(NEWS, 1), hit(BLOG, 2)])
    by_text = {candidate.text: candidate.score for candidate in reading.candidates}
    # In the order in which the reader counts words: that of no consequence to the shares.
    texts = [*NEWS.text.split("\n"), *BLOG.text.split("\n")]
    shares = shared_words(question, texts)
    query = EMBEDDER.embed_query(question)
    expected = {
        text: (float(EMBEDDER.embed_query(text) @ query) + share) / 2
        for text, share in zip(texts, shares, strict=True)
    }
    assert by_text == pytest.approx(expected)
    scores = [candidate.score for candidate in reading.candidates]
    assert scores == sorted(scores, reverse=True)


def test_the_confidence_is_the_logistic_of_the_best_score() -> None:
    reading = SentenceReader(EMBEDDER).read("bridge opened May", [hit(NEWS, 1)])
    best = reading.candidates[0].score
    assert reading.confidence == pytest.approx(1 / (1 + math.exp(-_SLOPE * (best - _MIDDLE))))
    assert best > _MIDDLE
    assert reading.confidence > 0.5


def test_a_question_about_something_else_has_little_confidence() -> None:
    reader = SentenceReader(EMBEDDER)
    related = reader.read("bridge opened May", [hit(NEWS, 1)]).confidence
    assert reader.read("quantum chromodynamics", [hit(NEWS, 1)]).confidence < related / 2


def test_a_sentence_in_two_passages_counts_once_with_the_better_passage() -> None:
    hits = [hit(NEWS, 1, 1, 3), hit(NEWS, 2, 0, 2)]
    reading = SentenceReader(EMBEDDER).read("crowds boat", hits)
    assert sorted(candidate.text for candidate in reading.candidates) == sorted(
        NEWS.text.split("\n")
    )
    ranks = {candidate.text: candidate.hit.rank for candidate in reading.candidates}
    assert ranks == {"The bridge opened in May.": 2, "Crowds came by boat.": 1, "Rain fell.": 1}


def test_equal_scores_keep_the_order_of_hits_and_of_the_text() -> None:
    twice = document("twice.txt", "same words\nsame words")
    other = document("other.txt", "same words")
    reading = SentenceReader(EMBEDDER).read("same words", [hit(other, 1), hit(twice, 2)])
    places = [(found.hit.document.id, found.span) for found in reading.candidates]
    assert places == [
        ("other.txt", Span(0, 10)),
        ("twice.txt", Span(0, 10)),
        ("twice.txt", Span(11, 21)),
    ]


def test_a_candidate_is_a_whole_sentence_quoted_as_it_stands() -> None:
    for candidate in SentenceReader(EMBEDDER).read("rain", [hit(NEWS, 1)]).candidates:
        assert candidate.span == candidate.quote
        assert candidate.text == NEWS.text[candidate.span.start : candidate.span.end]
