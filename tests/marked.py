"""What a reader marks, told by a test: words of a text that is one passage."""

from datetime import date

from rag.reading.reader import Candidate, Reading
from rag.text.sentences import sentence_spans
from rag.types import Document, Hit, Passage, Span


class Script:
    """A reader that marks what it is told to."""

    name = "script"

    def __init__(self, *candidates: Candidate) -> None:
        self._reading = Reading(candidates, 0.9)

    def read(self, question: str, hits: object) -> Reading:
        return self._reading


def hit_of(text: str, title: str = "", published: date | None = None) -> Hit:
    """Make a hit of a text, with its sentences."""
    whole = Span(0, len(text))
    document = Document("a.md", text, title, (whole,), "0" * 64, published=published)
    spans = tuple(sentence_spans(text))
    return Hit(document, Passage("a.md", 0, 0, len(text), text, 9, spans), score=1.0, rank=1)


def mark(hit: Hit, words: str, score: float = 0.9, *, quote: str = "") -> Candidate:
    """Mark words in a quote, or in the first sentence that has them."""
    text = hit.document.text
    first = text.index(quote)
    at = text.index(words, first)
    sentence = next(span for span in hit.passage.sentences if span.start <= at < span.end)
    stretch = Span(first, first + len(quote)) if quote else sentence
    return Candidate(hit, Span(at, at + len(words)), stretch, score)


def place(title: str, text: str, answer: str, score: float, day: date | None = None) -> Candidate:
    """Mark an answer in a text that is a document of its own, with a title and perhaps a day."""
    whole, start = Span(0, len(text)), text.index(answer)
    document = Document(f"{title}.md", text, title, (whole,), "0" * 64, published=day)
    passage = Passage(document.id, 0, 0, len(text), text, 9, (whole,))
    hit = Hit(document, passage, score=1.0, rank=1)
    return Candidate(hit, Span(start, start + len(answer)), whole, score)
