"""The trained reader: question and hits -> exact spans with probabilities, on ONNX Runtime.

A span's margin over "no answer" compares across passages; belief is shared out among all spans
by it, by how well their passages were found, and by their sentences (`rag.reading.evidence`). The
likeliest sentences are read once more by themselves (`rag.reading.second_look`). The models, how
they were trained and measured: MODEL_CARD.md in this folder.
"""

import json
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.models.bert_input import Tokens
from rag.models.onnx_graph import usable_cores
from rag.models.packaged import packaged_tokenizer
from rag.once import once
from rag.reading.beliefs import Beliefs
from rag.reading.decoding import Ints, TokenSpan, best_spans
from rag.reading.evidence import evidence
from rag.reading.followers import with_followers
from rag.reading.found import LEAD_WORTH, FoundSpan, most_worth
from rag.reading.inputs import InputRow
from rag.reading.network import Network
from rag.reading.reader import Candidate, Reading
from rag.reading.second_look import look_again
from rag.reading.stretches import Stretch, input_rows
from rag.reading.verbalising import ADDED
from rag.reading.whole import whole
from rag.text.function_words import FUNCTION_WORDS
from rag.text.whether import asks_whether
from rag.types import Hit, Span

if TYPE_CHECKING:
    import tokenizers

MODEL = "reader.int8.onnx"
SECOND_LOOK = "second_look.int8.onnx"
RECORD = "reader.json"
SPANS_PER_PASSAGE = 3
# Passages that the ranking puts `_FAR` behind the best are not read at first, nor more than
# `_FIRST`. Where no span of these is `_PLAIN`ly one, the others are read, but for those `_TOO_FAR`
# behind. A score grows with each word of the question that a passage has, so in a folder of few
# documents what answers is often far behind; where an answer is plain, one or two passages are
# enough (MODEL_CARD.md, "How far behind" and "Up to twenty passages").
_FAR = 5.0
_FIRST = 12
_PLAIN = 6.0  # of the reader's margin, less what search puts the passage behind
_TOO_FAR = 8.0
_WORD = re.compile(r"\w+")


class SpanReader:
    """The packaged reader; model and tokenizer load at first use, in a tenth of a second.

    It may be called from several threads at once.
    """

    def __init__(self, *, threads: int | None = None, model: Path | None = None) -> None:
        """Use the packaged models and record, or the `model` file and those beside it."""
        self._threads = threads or usable_cores()
        self._model = model
        self._first = Network(model or MODEL)
        self._second = Network(model.with_name(SECOND_LOOK) if model else SECOND_LOOK)

    @once
    def name(self) -> str:
        """Identify the weights, e.g. `span@1f0c9a2b7d3e+5c1e07d2f9ab`."""
        return f"span@{self._record['sha256'][:12]}+{self._record['second_look'][:12]}"

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
        """Mark the best spans of the hits that may answer, and look at the likeliest again."""
        found = self.first_look(question, hits)
        return look_again(question, found, self._second, self._tokenizer, self._cores)

    def first_look(self, question: str, hits: Sequence[Hit]) -> list[FoundSpan]:
        """Mark the best spans of the hits that may answer; one that two share counts once."""
        hits = with_followers(hits)
        best_score = max((hit.score for hit in hits), default=0.0)
        near = [hit for hit in hits if hit.score >= best_score - _FAR][:_FIRST]
        found = self._marked(question, near)
        if most_worth(found) - LEAD_WORTH * best_score < _PLAIN:
            known = {hit.rank for hit in near}
            others = [hit for hit in hits if hit.rank not in known]
            reached = [hit for hit in others if hit.score >= best_score - _TOO_FAR]
            found += self._marked(question, reached)
        best: dict[tuple[str, Span], FoundSpan] = {}
        for one in found:
            key = (one.hit.document.id, one.span)
            if key not in best or one.margin > best[key].margin:
                best[key] = one
        return list(best.values())

    def _marked(self, question: str, hits: Sequence[Hit]) -> list[FoundSpan]:
        """Read each hit by itself and mark its best spans, hit by hit."""
        stretches = [
            Stretch(hit.document, Span(hit.passage.start, hit.passage.end), hit.passage.start)
            for hit in hits
        ]
        rows, passages = input_rows(self._tokenizer, question, stretches)
        logits = self._first.read(rows, self._cores)
        found = list[FoundSpan]()
        for hit, row, tokens, (starts, ends) in zip(hits, rows, passages, logits, strict=True):
            read = tokens.cut(0, row.passage_end - row.passage)
            numbers = read.words_of(hit.passage.text), _sentence_numbers(hit, read)
            for marked in best_spans(starts, ends, row.passage, *numbers, count=SPANS_PER_PASSAGE):
                exact, span = _in_document(hit, tokens, row, marked)
                text = hit.document.text[span.start : span.end]
                if not (says_nothing(text) or repeats(question, text)):
                    found.append(FoundSpan(hit, span, marked.margin, exact))
        return found

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
    def _cores(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="reader")


def says_nothing(answer: str) -> bool:
    """Say whether an answer is nothing but function words, "in the"; "US" and "IT" are names."""
    return answer.islower() and FUNCTION_WORDS.issuperset(_WORD.findall(answer))


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


def _in_document(hit: Hit, tokens: Tokens, row: InputRow, marked: TokenSpan) -> tuple[Span, Span]:
    """Give the characters of the marked tokens, and those of what they answer."""
    first, last = marked.first - row.passage, marked.last - row.passage
    exact = int(tokens.starts[first]), int(tokens.ends[last])
    start, end = whole(hit.passage.text, *exact)
    offset = hit.passage.start
    return Span(offset + exact[0], offset + exact[1]), Span(offset + start, offset + end)
