"""The trained reader: question and hits -> exact spans with probabilities, on ONNX Runtime.

A span's margin over "no answer" compares across passages; belief is shared out among all spans
by it, by how well their passages were found, and by their sentences (`rag.reading.evidence`). Each
passage is read by itself, one a core: faster than a padded batch on all cores, and its int8
activations share their scale with no other, so a margin never depends on what else is read. The
likeliest sentences are read once more by themselves. The model, how it was trained and measured:
MODEL_CARD.md in this folder.
"""

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.models.encoder_graph import ENDS, INPUT, SEGMENTS, STARTS
from rag.models.onnx_graph import open_session, usable_cores
from rag.models.packaged import packaged_tokenizer
from rag.once import once
from rag.reading.beliefs import Beliefs
from rag.reading.decoding import Floats, Ints, TokenSpan, best_spans
from rag.reading.evidence import evidence
from rag.reading.found import LEAD_WORTH, FoundSpan, Place, likeliest, most_worth
from rag.reading.inputs import Features, Tokens, assemble, prefix_text, room, tokenize
from rag.reading.reader import Candidate, Reading
from rag.reading.shown import ADDED, shown
from rag.reading.whole import whole
from rag.text.headings import heading_above
from rag.text.whether import asks_whether
from rag.types import Document, Hit, Span

if TYPE_CHECKING:
    import tokenizers

MODEL = "reader.int8.onnx"
RECORD = "reader.json"
SPANS_PER_PASSAGE = 3
# Rows whose logits are kept, 2 KB each: a suggested question has been read when it is asked.
_REMEMBERED = 256
# Passages that the ranking puts this far behind the best are not read: belief leaves them nothing.
# Of 1,017 held-out questions F1 was 66.0 so and 65.9 with all of the first 12 read; 65.0 with 3.
_TOO_FAR = 5.0
# Passages that are read at first. The others are read where no span of these is `_PLAIN`ly one:
# of 1,017 held-out questions on news, every one answered, F1 is 70.9 with 12 passages, 71.7 with
# 20, and 72.2 +- 0.5 with 8 more for the half in doubt; 78.3 on folders each time.
_FIRST = 12
_PLAIN = 6.0  # of the reader's margin, less what search puts the passage behind
# Quotes that are read once more, each with the sentence before it and nothing else: a second look
# that the rest of the passage cannot mislead. With two the gain is three fifths of that with four,
# with eight the same (MODEL_CARD.md, "A second look").
_READ_AGAIN = 4
_WORD = re.compile(r"\w+")


class SpanReader:
    """The packaged reader; model and tokenizer load at first use, in a tenth of a second.

    It may be called from several threads at once.
    """

    def __init__(self, *, threads: int | None = None, model: Path | None = None) -> None:
        """Use the packaged model and record, or the `model` file and the record beside it."""
        self._threads = threads or usable_cores()
        self._model = model
        self._read_once = lru_cache(_REMEMBERED)(self._run)

    @once
    def name(self) -> str:
        """Identify the weights, e.g. `span@1f0c9a2b7d3e`."""
        return f"span@{self._record['sha256'][:12]}"

    def read(self, question: str, hits: Sequence[Hit]) -> Reading:
        """Find the best spans of the hits; the scores are shares of belief."""
        found = self.spans(question, hits)
        shares = self._beliefs.shares(evidence(question, found))
        candidates = sorted(
            (
                Candidate(f.hit, f.span, f.quote, float(share))
                for f, share in zip(found, shares, strict=True)
            ),
            key=lambda c: (-c.score, c.hit.rank, c.span),
        )
        return Reading(tuple(candidates), candidates[0].score if candidates else 0.0)

    def spans(self, question: str, hits: Sequence[Hit]) -> list[FoundSpan]:
        """Mark the best spans of the hits that may answer; one that two share counts once."""
        best_score = max((hit.score for hit in hits), default=0.0)
        near = [hit for hit in hits if hit.score >= best_score - _TOO_FAR]
        found = self._marked(question, near[:_FIRST])
        if most_worth(found) - LEAD_WORTH * best_score < _PLAIN:
            found += self._marked(question, near[_FIRST:])
        best: dict[tuple[str, Span], FoundSpan] = {}
        for one in found:
            key = (one.hit.document.id, one.span)
            if key not in best or one.margin > best[key].margin:
                best[key] = one
        return self._read_again(question, list(best.values()))

    def _marked(self, question: str, hits: Sequence[Hit]) -> list[FoundSpan]:
        """Read each hit by itself and mark its best spans, hit by hit."""
        read_at = [(hit.document, hit.passage.start, hit.passage.end) for hit in hits]
        stretches = [(document, Span(start, end), start) for document, start, end in read_at]
        rows, passages = self._rows(question, stretches)
        logits = self._pool.map(self._logits, rows)
        found = list[FoundSpan]()
        for hit, row, tokens, (starts, ends) in zip(hits, rows, passages, logits, strict=True):
            read = tokens.cut(0, row.passage_end - row.passage)
            numbers = read.words_of(hit.passage.text), _sentence_numbers(hit, read)
            for marked in best_spans(starts, ends, row.passage, *numbers, count=SPANS_PER_PASSAGE):
                exact, span = _in_document(hit, tokens, row, marked)
                if not repeats(question, hit.document.text[span.start : span.end]):
                    found.append(FoundSpan(hit, span, marked.margin, exact))
        return found

    def _read_again(self, question: str, found: Sequence[FoundSpan]) -> list[FoundSpan]:
        """Read the likeliest quotes alone; give the spans with what their margin is there."""
        chosen = set(likeliest(found)[:_READ_AGAIN])
        looks: dict[Place, FoundSpan] = {}
        for one in found:
            known = looks.get(one.place, one)
            # Of passages that overlap, one that has the sentence before.
            if one.place in chosen and one.surroundings.start <= known.surroundings.start:
                looks[one.place] = one
        stretches = [look.surroundings for look in looks.values()]
        placed = zip(looks.values(), stretches, strict=True)
        rows, read = self._rows(
            question, [(look.hit.document, span, look.quote.start) for look, span in placed]
        )
        logits = self._pool.map(self._logits, rows)
        views = dict(zip(looks, zip(stretches, rows, read, logits, strict=True), strict=True))
        return [
            replace(f, alone=_margin(f.marked, *views[f.place])) if f.place in views else f
            for f in found
        ]

    def _rows(
        self, question: str, stretches: Sequence[tuple[Document, Span, int]]
    ) -> tuple[list[Features], list[Tokens]]:
        """Give the row of each stretch shown, and its tokens with offsets from its start.

        With it stands what the third of each tuple, a place in the document, stands under.
        """
        heads = [
            prefix_text(doc.title, doc.published, heading_above(doc.text, span.start, at))
            for doc, span, at in stretches
        ]
        texts = [shown(document.text, span, question) for document, span, _ in stretches]
        asked, *rest = tokenize(self._tokenizer, [question, *heads, *(t.text for t in texts)])
        prefixes = rest[: len(texts)]
        passages = [
            text.placed(tokens, question, room(len(asked), len(prefix)))
            for text, prefix, tokens in zip(texts, prefixes, rest[len(texts) :], strict=True)
        ]
        rows = [
            assemble(asked.ids, prefix.ids, passage.ids)
            for prefix, passage in zip(prefixes, passages, strict=True)
        ]
        return rows, passages

    def _logits(self, row: Features) -> tuple[Floats, Floats]:
        """Read one row, or remember it: start and end logits, each (length,)."""
        return self._read_once(*(values.tobytes() for values in logit_inputs(row).values()))

    def _run(self, *inputs: bytes) -> tuple[Floats, Floats]:
        ids, segments = (np.frombuffer(values, dtype=np.int64) for values in inputs)
        starts, ends = self._session.run([STARTS, ENDS], {INPUT: ids, SEGMENTS: segments})
        return starts, ends

    @once
    def _record(self) -> dict[str, Any]:
        if self._model is None:
            text = resources.files("rag").joinpath("data", RECORD).read_text(encoding="utf-8")
        else:
            text = self._model.with_name(RECORD).read_text(encoding="utf-8")
        record: dict[str, Any] = json.loads(text)
        return record

    @once
    def _beliefs(self) -> Beliefs:
        return Beliefs(**self._record["beliefs"])

    @once
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        return packaged_tokenizer()

    @once
    def _session(self) -> Any:
        if self._model is not None:
            return open_session(self._model, threads=1)
        with resources.as_file(resources.files("rag").joinpath("data", MODEL)) as path:
            return open_session(path, threads=1)

    @once
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="reader")


def _margin(
    marked: Span, shown: Span, row: Features, tokens: Tokens, logits: tuple[Floats, Floats]
) -> float | None:
    """Give a span's margin in the row of the text shown; None where the row ends before it."""
    found = tokens.span_of(marked.start - shown.start, marked.end - shown.start)
    if found is None or row.passage + found[1] >= row.passage_end:
        return None
    starts, ends = logits
    score = starts[row.passage + found[0]] + ends[row.passage + found[1]]
    return float(score - starts[0] - ends[0])


def logit_inputs(row: Features) -> dict[str, Ints]:
    """Give the graph's inputs for one row."""
    return {INPUT: row.ids.astype(np.int64), SEGMENTS: row.segments.astype(np.int64)}


def repeats(question: str, answer: str) -> bool:
    """Say whether an answer has only words of its question: "how long?" is not answered "long".

    Of a choice ("the lake or the river?") the words of the question are the answer, and where it
    wants a yes or no they may be: "is breakfast included?" -> "included".
    """
    asked = set(_WORD.findall(question.casefold()))
    if "or" in asked or not asked.issuperset(_WORD.findall(answer.casefold())):
        return False
    return not asks_whether(question)  # last, as it takes longest and each span is looked at


def _sentence_numbers(hit: Hit, tokens: Tokens) -> Ints:
    """Number the sentence of each token, and in it the cell of a table; -1 is for added words."""
    ends = [sentence.end - hit.passage.start for sentence in hit.passage.sentences]
    numbers = np.searchsorted(np.array(ends), tokens.starts, side="right")
    added = tokens.starts == ADDED
    return np.where(added, -1, numbers * (len(added) + 1) + np.cumsum(added))


def _in_document(hit: Hit, tokens: Tokens, row: Features, marked: TokenSpan) -> tuple[Span, Span]:
    """Give the characters of the marked tokens, and those of what they answer."""
    first, last = marked.first - row.passage, marked.last - row.passage
    exact = int(tokens.starts[first]), int(tokens.ends[last])
    start, end = whole(hit.passage.text, *exact)
    offset = hit.passage.start
    return Span(offset + exact[0], offset + exact[1]), Span(offset + start, offset + end)
