"""Print how training goes: mean loss and pace."""

import time

EVERY = 20  # steps


class Log:
    """Prints the mean loss and the pace every so many steps."""

    def __init__(self) -> None:
        self._begun, self._loss, self._questions = time.monotonic(), 0.0, 0

    def add(self, step: int, questions: int, loss: float) -> None:
        """Count a finished step in, numbered from 1."""
        self._loss += loss
        self._questions += questions
        if step % EVERY == 0:
            pace = self._questions / (time.monotonic() - self._begun)
            line = f"step {step} loss {self._loss / EVERY:.3f} questions/s {pace:.1f}"
            print(time.strftime("%H:%M:%S"), line, flush=True)
            self._begun, self._loss, self._questions = time.monotonic(), 0.0, 0
