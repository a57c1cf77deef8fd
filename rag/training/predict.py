"""Answer examples with an exported reader: the best span of each example's passage.

Runs the ONNX files that are shipped, never the float network. A passage that does not fit into
one input is read in overlapping windows; of one with tables, rows are left out.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from rag.models.bert_input import Tokens, tokenize
from rag.models.encoder_graph import ENDS, STARTS
from rag.models.onnx_graph import open_session
from rag.reading.decoding import Floats, best_spans
from rag.reading.inputs import MAX_LENGTH, InputRow, assemble, prefix_text, room
from rag.reading.network import logit_inputs
from rag.training.examples import Example
from rag.training.tabular import cells, has_table, shown_tokens
from rag.types import Span

_OVERLAP = 96  # tokens that neighbouring windows share


@dataclass(frozen=True, slots=True)
class Prediction:
    """The best span's text and its margin over "no answer"; higher is surer."""

    text: str
    margin: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A span of an example's passage, and its margin over "no answer"."""

    span: Span
    margin: float


@dataclass(frozen=True, slots=True)
class _Window:
    example: int
    features: InputRow
    tokens: Tokens
    text: str  # of the whole passage


class Predictor:
    """Holds an exported reader and the tokenizer."""

    def __init__(self, model: Path, tokenizer: Tokenizer, *, threads: int = 2) -> None:
        self._session: Any = open_session(model, threads=1)
        self._threads = threads
        self._tokenizer = tokenizer

    def predict(self, examples: Sequence[Example], *, titles: bool = True) -> list[Prediction]:
        """Predict each example's answer, in order; `titles` puts title and date in front."""
        marked = self.marked(examples, titles=titles, count=1)
        return [
            prediction(example, max(spans, key=lambda one: one.margin, default=None))
            for example, spans in zip(examples, marked, strict=True)
        ]

    def marked(
        self, examples: Sequence[Example], *, titles: bool, count: int
    ) -> list[list[Marked]]:
        """Mark up to `count` spans in each window of each example's passage."""
        result: list[list[Marked]] = [[] for _ in examples]
        windows = self._windows(examples, titles=titles)
        logits = self.logits([window.features for window in windows])
        for window, (starts, ends) in zip(windows, logits, strict=True):
            result[window.example] += _marked(starts, ends, window, count)
        return result

    def logits(self, rows: Sequence[InputRow]) -> list[tuple[Floats, Floats]]:
        """Give each row's start and end logits, (length,); one row a core, as the program reads."""
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._logits, rows))

    def _logits(self, row: InputRow) -> tuple[Floats, Floats]:
        starts, ends = self._session.run([STARTS, ENDS], logit_inputs(row))
        return starts, ends

    def _windows(self, examples: Sequence[Example], *, titles: bool) -> list[_Window]:
        contexts = list(dict.fromkeys(example.context for example in examples))
        alone = shown_tokens(self._tokenizer, [(context, "") for context in contexts], MAX_LENGTH)
        passages = dict(zip(contexts, alone, strict=True))
        tables = {context for context in contexts if has_table(context)}
        questions = tokenize(self._tokenizer, [example.question for example in examples])
        heads = [prefix_text(e.title, e.published, e.heading) if titles else "" for e in examples]
        prefixes = tokenize(self._tokenizer, heads)
        windows: list[_Window] = []
        for at, (example, question, prefix) in enumerate(
            zip(examples, questions, prefixes, strict=True)
        ):
            passage, space = passages[example.context], room(len(question), len(prefix))
            if example.context in tables:
                asked = [(example.context, example.question)]
                (passage,) = shown_tokens(self._tokenizer, asked, space)
            for begin, end in window_bounds(len(passage), space):
                tokens = passage.cut(begin, end)
                features = assemble(question.ids, prefix.ids, tokens.ids)
                windows.append(_Window(at, features, tokens, example.context))
        return windows


def _marked(starts: Floats, ends: Floats, window: _Window, count: int) -> list[Marked]:
    """Find spans of the window; they may cross sentences as gold answers do."""
    features = window.features
    tokens = window.tokens.cut(0, features.passage_end - features.passage)
    numbers = tokens.words_of(window.text), cells(tokens)
    return [
        Marked(
            Span(
                int(tokens.starts[one.first - features.passage]),
                int(tokens.ends[one.last - features.passage]),
            ),
            one.margin,
        )
        for one in best_spans(starts, ends, features.passage, *numbers, count=count)
    ]


def window_bounds(tokens: int, size: int) -> Iterator[tuple[int, int]]:
    """Cover `tokens` tokens with windows of at most `size`.

    >>> list(window_bounds(300, 200))
    [(0, 200), (100, 300)]
    """
    if tokens <= size:
        yield 0, tokens
        return
    step = max(1, size - _OVERLAP)
    for begin in range(0, tokens - size, step):
        yield begin, begin + size
    yield tokens - size, tokens


def prediction(example: Example, best: Marked | None) -> Prediction:
    """Give the text of an example's best span; of none, nothing with a margin of 0."""
    if best is None:
        return Prediction("", 0.0)
    return Prediction(example.context[best.span.start : best.span.end], best.margin)
