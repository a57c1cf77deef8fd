"""Print how training goes: mean loss and pace."""

import time


class Log:
    """Prints the mean loss and the pace every 20 steps."""

    def __init__(self) -> None:
        self._begun, self._loss, self._rows = time.monotonic(), 0.0, 0

    def add(self, step: int, rows: int, loss: float) -> None:
        """Count a finished step in, numbered from 1."""
        self._loss += loss
        self._rows += rows
        if step % 20 == 0:
            pace = self._rows / (time.monotonic() - self._begun)
            line = f"step {step} loss {self._loss / 20:.3f} rows/s {pace:.1f}"
            print(time.strftime("%H:%M:%S"), line, flush=True)
            self._begun, self._loss, self._rows = time.monotonic(), 0.0, 0
