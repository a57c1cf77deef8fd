"""The trained reader: question and hits -> exact spans with probabilities, on ONNX Runtime.

A span is scored by its margin over "no answer", which compares across passages. Each passage
is read by itself, one a core: faster than a padded batch on all cores, and its int8 activations
share their scale with no other, so its margin never depends on what it is read with. The
model, how it was trained and measured: MODEL_CARD.md in this folder.
"""

import json
import math
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.models import packaged_tokenizer
from rag.onnx_graph import open_session
from rag.reader import Candidate, Reading
from rag.reading.decoding import Floats, Ints, TokenSpan, best_spans
from rag.reading.inputs import Features, Tokens, assemble, prefix_text, tokenize
from rag.types import Hit, Span

if TYPE_CHECKING:
    import tokenizers

MODEL = "reader.int8.onnx"
RECORD = "reader.json"
SPANS_PER_PASSAGE = 3


@dataclass(frozen=True, slots=True)
class Logistic:
    """A fitted probability of a margin: sigmoid(weight * margin + bias)."""

    weight: float
    bias: float

    def __call__(self, margin: float) -> float:
        """Give the probability, 0..1."""
        return 1 / (1 + math.exp(-max(-60.0, min(60.0, self.weight * margin + self.bias))))


class SpanReader:
    """The packaged reader; model and tokenizer load at first use, in a tenth of a second.

    It may be called from several threads at once.
    """

    def __init__(self, *, threads: int | None = None) -> None:
        self._threads = threads or os.cpu_count() or 1

    @cached_property
    def name(self) -> str:
        """Identify the weights, e.g. `span@1f0c9a2b7d3e`."""
        return f"span@{self._record['sha256'][:12]}"

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Find the best spans of every hit; one that two passages share counts once."""
        if not hits:
            return Reading((), 0.0)
        rows, passages = self._rows(question, hits)
        logits = self._pool.map(self._logits, rows)
        best: dict[tuple[str, Span], Candidate] = {}
        widest = -math.inf
        for i, (hit, (starts, ends)) in enumerate(zip(hits, logits, strict=True)):
            for span in best_spans(
                starts,
                ends,
                rows[i].passage,
                _sentence_numbers(hit, passages[i])[: rows[i].passage_end - rows[i].passage],
                count=SPANS_PER_PASSAGE,
            ):
                widest = max(widest, span.margin)
                candidate = self._candidate(hit, passages[i], rows[i], span)
                key = (hit.document.id, candidate.span)
                if key not in best or candidate.score > best[key].score:
                    best[key] = candidate
        candidates = sorted(best.values(), key=lambda c: (-c.score, c.hit.rank, c.span))
        return Reading(tuple(candidates), self._of_reading(widest) if candidates else 0.0)

    def _rows(self, question: str, hits: Sequence[Hit]) -> tuple[list[Features], list[Tokens]]:
        heads = [prefix_text(hit.document.title, hit.document.published) for hit in hits]
        texts = [question, *heads, *(hit.passage.text for hit in hits)]
        asked, *rest = tokenize(self._tokenizer, texts)
        prefixes, passages = rest[: len(hits)], rest[len(hits) :]
        rows = [
            assemble(asked.ids, prefix.ids, passage.ids)
            for prefix, passage in zip(prefixes, passages, strict=True)
        ]
        return rows, passages

    def _logits(self, row: Features) -> tuple[Floats, Floats]:
        """Read one row: start and end logits, each (length,)."""
        inputs = {
            "input_ids": row.ids[np.newaxis].astype(np.int64),
            "token_type_ids": row.segments[np.newaxis].astype(np.int64),
            "attention_mask": np.ones((1, len(row.ids)), dtype=np.int64),
        }
        starts, ends = self._session.run(["start_logits", "end_logits"], inputs)
        return starts[0], ends[0]

    def _candidate(self, hit: Hit, tokens: Tokens, row: Features, found: TokenSpan) -> Candidate:
        first, last = found.first - row.passage, found.last - row.passage
        span = Span(
            hit.passage.start + int(tokens.starts[first]),
            hit.passage.start + int(tokens.ends[last]),
        )
        return Candidate(hit, span, quote_around(hit, span), self._of_span(found.margin))

    @cached_property
    def _record(self) -> dict[str, Any]:
        text = resources.files("rag").joinpath("data", RECORD).read_text(encoding="utf-8")
        record: dict[str, Any] = json.loads(text)
        return record

    @cached_property
    def _of_span(self) -> Logistic:
        return self._logistic("passage")

    @cached_property
    def _of_reading(self) -> Logistic:
        return self._logistic("retrieved")

    def _logistic(self, situation: str) -> Logistic:
        fitted = self._record["calibration"][situation]
        return Logistic(fitted["weight"], fitted["bias"])

    @cached_property
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        return packaged_tokenizer()

    @cached_property
    def _session(self) -> Any:
        with resources.as_file(resources.files("rag").joinpath("data", MODEL)) as path:
            return open_session(path, threads=1)

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="reader")


def _sentence_numbers(hit: Hit, tokens: Tokens) -> Ints:
    """Number the sentence of each token: how many sentences end at or before its start."""
    ends = [sentence.end - hit.passage.start for sentence in hit.passage.sentences]
    return np.searchsorted(np.array(ends), tokens.starts, side="right")


def quote_around(hit: Hit, span: Span) -> Span:
    """Give the whole sentences of the passage that the span touches."""
    touched = [s for s in hit.passage.sentences if s.start < span.end and s.end > span.start]
    if not touched:
        return span
    return Span(min(touched[0].start, span.start), max(touched[-1].end, span.end))
