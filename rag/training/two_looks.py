"""The reader with both its looks, on given passages: what is evaluated and calibrated.

A span's margins in the passage and in its quote alone are weighed against each other as belief
weighs them (`rag.reading.beliefs`); the rest of what belief goes by compares passages, and here
there is one.
"""

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from rag.models.packaged import packaged_tokenizer
from rag.reading.beliefs import Beliefs
from rag.reading.evidence import margins_alone
from rag.reading.found import FoundSpan
from rag.reading.inputs import InputRow
from rag.reading.network import Network
from rag.reading.second_look import look_again
from rag.reading.spans import MODEL, RECORD, SECOND_LOOK, SPANS_PER_PASSAGE
from rag.text.sentences import sentence_spans
from rag.training.examples import Example
from rag.training.predict import Marked, Prediction, Predictor, prediction
from rag.types import Document, Hit, Passage, Span

EVENLY = Beliefs(margin=0.5, lead=0.0, coverage=0.0, alone=0.5, bias=0.0)  # where none was fitted


class TwoLooks:
    """Holds both exported networks, of which the second one's file is beside the first's."""

    def __init__(
        self, model: Path, tokenizer: Tokenizer, beliefs: Beliefs, *, threads: int = 2
    ) -> None:
        self._first = Predictor(model, tokenizer, threads=threads)
        self._second = Network(model.with_name(SECOND_LOOK))
        self._tokenizer = tokenizer
        self._share = beliefs.alone / (beliefs.margin + beliefs.alone)
        self._cores = ThreadPoolExecutor(threads)

    def predict(self, examples: Sequence[Example], *, titles: bool = True) -> list[Prediction]:
        """Predict each example's answer, in order; `titles` puts title and date in front."""
        marked = self._first.marked(examples, titles=titles, count=SPANS_PER_PASSAGE)
        return [
            self._best(example, found_in(example, spans, titles=titles))
            for example, spans in zip(examples, marked, strict=True)
        ]

    def read(self, passages: Sequence[InputRow], quotes: Sequence[InputRow]) -> None:
        """Read rows and forget what they gave, for timing."""
        self._first.logits(passages)
        list(self._second.read(quotes, self._cores))

    def _best(self, example: Example, found: Sequence[FoundSpan]) -> Prediction:
        if not found:
            return prediction(example, None)
        again = look_again(example.question, found, self._second, self._tokenizer, self._cores)
        margins = np.array([one.margin for one in again])
        both = (1 - self._share) * margins + self._share * margins_alone(again)
        best = int(both.argmax())
        return prediction(example, Marked(again[best].span, float(both[best])))


def shipped() -> TwoLooks:
    """Take the packaged networks and the weights of belief that were fitted to them."""
    data = Path(str(resources.files("rag").joinpath("data")))
    record = json.loads((data / RECORD).read_text(encoding="utf-8"))
    return TwoLooks(data / MODEL, packaged_tokenizer(), Beliefs(**record["beliefs"]))


def found_in(example: Example, spans: Sequence[Marked], *, titles: bool) -> list[FoundSpan]:
    """Take an example's passage for a document that was found."""
    text = example.context
    document = Document(
        example.id,
        text,
        example.title if titles else "",
        (Span(0, len(text)),),
        content_hash="",
        published=example.published if titles else None,
    )
    sentences = tuple(sentence_spans(text))
    hit = Hit(document, Passage(example.id, 0, 0, len(text), text, 1, sentences), 0.0, 1)
    return [FoundSpan(hit, one.span, one.margin, one.span) for one in spans]
