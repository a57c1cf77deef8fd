"""An exported reader network on ONNX Runtime: an input row -> its start and end logits.

A row is read by itself, one a core: faster than a padded batch on all cores, and its int8
activations share their scale with no other, so logits never depend on what else is read. This
module knows nothing of questions, passages or what logits mean.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np

from rag.models.encoder_graph import ENDS, INPUT, SEGMENTS, STARTS
from rag.models.onnx_graph import open_session
from rag.once import once
from rag.reading.decoding import Floats, Ints
from rag.reading.inputs import InputRow

# Rows whose logits are kept, 2 KB each: a suggested question has been read when it is asked.
_REMEMBERED = 256

Logits = tuple[Floats, Floats]  # of starts and ends, each (length,)


class Network:
    """One graph, opened at its first row; it may be called from several threads at once."""

    def __init__(self, model: Path | str) -> None:
        """Take a file, or the name of one of the packaged ones."""
        self._model = model
        self._read_once = lru_cache(_REMEMBERED)(self._run)

    def read(self, rows: Sequence[InputRow], cores: Executor) -> Iterator[Logits]:
        """Read rows on several cores; give the logits of each in their order."""
        return cores.map(self.logits, rows)

    def logits(self, row: InputRow) -> Logits:
        """Read one row, or remember it."""
        return self._read_once(*(values.tobytes() for values in logit_inputs(row).values()))

    def _run(self, *inputs: bytes) -> Logits:
        ids, segments = (np.frombuffer(values, dtype=np.int64) for values in inputs)
        starts, ends = self._session.run([STARTS, ENDS], {INPUT: ids, SEGMENTS: segments})
        return starts, ends

    @once
    def _session(self) -> Any:
        if isinstance(self._model, Path):
            return open_session(self._model, threads=1)
        with resources.as_file(resources.files("rag").joinpath("data", self._model)) as path:
            return open_session(path, threads=1)


def logit_inputs(row: InputRow) -> dict[str, Ints]:
    """Give the graph's inputs for one row."""
    return {INPUT: row.ids.astype(np.int64), SEGMENTS: row.segments.astype(np.int64)}
