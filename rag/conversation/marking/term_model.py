"""The term model: which words of earlier turns a question means, on ONNX Runtime.

Term classification over the history after QuReTeC (Voskarides et al. 2020), on the packaged
encoder; how it was trained and measured: MODEL_CARD.md in this folder. One follow-up takes some
milliseconds on one core.
"""

import math
from collections.abc import Sequence
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.conversation.exchanges import Exchange, spoken
from rag.conversation.marking.inputs import TermInput, assemble
from rag.conversation.marking.marks import Marked, Marks, Said
from rag.conversation.marking.word_vectors import Floats, open_word_vectors
from rag.conversation.word_keys import find_words
from rag.models.onnx_graph import open_session
from rag.models.packaged import packaged_tokenizer, verified_weights
from rag.once import once

if TYPE_CHECKING:
    import tokenizers

MODEL = "terms.int8.onnx"
INPUTS, OUTPUT = ("word_vectors", "token_type_ids", "attention_mask"), "logits"
_NEVER = -10.0  # the logit of a word that the model did not see


class TermMarker:
    """The packaged term model; it loads at first use, in about a tenth of a second.

    It may be called from several threads at once.
    """

    def __init__(self, model: Path | None = None) -> None:
        """Use another model file, for training and tests."""
        self._path = model

    def mark(self, question: str, history: Sequence[Exchange]) -> Marks:
        """Mark a question; `history` is oldest first."""
        said = spoken(history)
        row = assemble(self._tokenizer, question, said)
        logits = self._logits(row)
        texts = [
            self._marked(text, part, row, logits[:, 0])
            for part, text in enumerate((question, *said))
        ]
        return Marks(texts[0], tuple(texts[1:]))

    def _logits(self, row: TermInput) -> Floats:
        """Run the model on one row: (length, 1 + connectives)."""
        inputs = {
            "word_vectors": np.ascontiguousarray(self._vectors[row.ids][np.newaxis]),
            "token_type_ids": row.segments[np.newaxis].astype(np.int64),
            "attention_mask": np.ones((1, len(row.ids)), dtype=np.int64),
        }
        logits: Floats = self._session.run([OUTPUT], inputs)[0][0]
        return logits

    def _marked(self, text: str, part: int, row: TermInput, logits: Floats) -> Said:
        """Give each word of a text the probability of its likeliest token."""
        here = np.flatnonzero(row.parts == part)
        best: dict[int, float] = {}
        words = find_words(text)
        place = {at: i for i, word in enumerate(words) for at in range(word.start, word.end)}
        for token in here:
            i = place.get(int(row.starts[token]))
            if i is not None:
                best[i] = max(best.get(i, _NEVER), float(logits[token]))
        return Said(
            text,
            tuple(Marked(word, _sigmoid(best.get(i, _NEVER))) for i, word in enumerate(words)),
        )

    @once
    def _tokenizer(self) -> "tokenizers.Tokenizer":
        return packaged_tokenizer()

    @once
    def _vectors(self) -> Floats:
        return open_word_vectors(verified_weights())

    @once
    def _session(self) -> Any:
        if self._path is not None:
            return open_session(self._path, threads=1)
        with resources.as_file(resources.files("rag").joinpath("data", MODEL)) as path:
            return open_session(path, threads=1)


def _sigmoid(logit: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, logit))))
