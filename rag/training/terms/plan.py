"""How long the term model is trained, and how fast. Knows nothing of networks or text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast; the learning rate rises, then falls linearly to 0."""

    epochs: int = 3
    rows: int = 24  # a step
    rate: float = 2e-4
    warm_up: float = 0.06  # of the steps
    dropout: float = 0.1
    average: float = 0.98  # decay a step of the running mean of the weights
    saved: int = 100  # steps between checkpoints

    def rate_at(self, step: int, steps: int) -> float:
        """Give the learning rate of a step of so many, counted from 0."""
        rising = (step + 1) / max(1.0, self.warm_up * steps)
        falling = (steps - step) / max(1.0, (1 - self.warm_up) * steps)
        return self.rate * min(1.0, rising, falling)


SHIPPED = Plan()  # of the model in rag/data
