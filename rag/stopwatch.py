"""Milliseconds by stage, for `Answer.timings` and the evaluation's cost table."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Collects how long the named stages of one request took."""

    def __init__(self) -> None:
        self.milliseconds: dict[str, float] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Add the time spent inside to a stage."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            spent = (time.perf_counter() - begun) * 1000
            self.milliseconds[stage] = self.milliseconds.get(stage, 0.0) + spent
