"""Plan training: how long, how fast, and which rows each step takes.

The plan is the same in every worker that makes it. Knows the pool's lengths and chance;
knows nothing of the network.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from rag.training.pool import Draw, Mixing, Pool, Row

ROUND = 16  # tokens to which lengths are rounded up
_CHUNK = 16  # steps whose rows are grouped by length together


@dataclass(frozen=True, slots=True)
class Stage:
    """One stretch of training; the learning rate is constant, then falls linearly to 0.

    With a limit in seconds it falls with the time that is left, and the stage ends with it.
    """

    steps: int
    mixing: Mixing
    rate: float = 3e-4
    warm_up: int = 100  # steps
    cool_down: int = 0  # steps at the end over which the rate falls
    rows: int = 48  # a step, about; with lists, questions
    micro_tokens: int = 2560
    limits: tuple[int, ...] = (80, 112, 144, 176)  # passage tokens shown, drawn by row
    average: float = 0.998  # decay a step of the running mean of the weights
    dropout: float = 0.0  # of every residual branch
    frozen: int = 0  # blocks, with the embeddings below them, that stay as they are
    seed: int = 0

    def rate_at(self, step: int, left: float | None = None) -> float:
        """Give the learning rate of a step, counted from 0, or with a share `left` of the time."""
        rising = min(1.0, (step + 1) / max(1, self.warm_up))
        falling = min(1.0, (self.steps - step) / max(1, self.cool_down)) if left is None else left
        return self.rate * rising * falling


def plan(pool: Pool, stage: Stage) -> Iterator[list[list[Draw]]]:
    """Yield each step's micro-batches without end; the same for every worker.

    Each micro-batch holds rows of like length, as many as make about `micro_tokens`, so that
    little is padding and few shapes occur: a new shape costs the matrix library more time
    than the product itself.
    """
    rng = random.Random(stage.seed)
    waiting: list[Draw] = []
    by_size: dict[tuple[int, int], list[Draw]] = {}  # fewer of each than make a micro-batch
    while True:
        waiting += _epoch(pool, stage, rng)
        rng.shuffle(waiting)
        while len(waiting) >= stage.rows * _CHUNK:
            taken, waiting = waiting[: stage.rows * _CHUNK], waiting[stage.rows * _CHUNK :]
            for draw in taken:
                length = -(-pool.length(draw) // ROUND) * ROUND
                by_size.setdefault((length, 1 + draw.beside), []).append(draw)
            micros = _micros(by_size, stage.micro_tokens)
            rng.shuffle(micros)
            each = max(1, round(len(micros) / _CHUNK))
            for at in range(0, len(micros), each):
                yield micros[at : at + each]


def _micros(by_size: dict[tuple[int, int], list[Draw]], tokens: int) -> list[list[Draw]]:
    """Take from draws of each length and number of rows as many micro-batches as they fill."""
    micros: list[list[Draw]] = []
    for (length, together), alike in sorted(by_size.items()):
        rows = max(1, tokens // (length * together))
        whole = len(alike) // rows * rows
        micros += [alike[at : at + rows] for at in range(0, whole, rows)]
        del alike[:whole]
    return micros


def _epoch(pool: Pool, stage: Stage, rng: random.Random) -> Iterator[Draw]:
    """Plan each item as often as its data set's passes, and its own times, say."""
    for index, item in enumerate(pool.items):
        passes = stage.mixing.passes.get(item.source, 1.0)
        passes *= item.times if stage.mixing.weighed else 1.0
        enough = len(item.others(stage.mixing)) >= stage.mixing.beside
        listed = stage.mixing.listed.get(item.source, 0.0) if enough else 0.0
        for _ in range(int(passes) + (rng.random() < passes % 1)):
            planned = Draw(index, rng.choice(stage.limits), rng.random() < stage.mixing.titles)
            beside = stage.mixing.beside if listed and rng.random() < listed else 0
            yield replace(planned, beside=beside)


def draw_micro(
    pool: Pool, stage: Stage, step: int, number: int, micro: list[Draw]
) -> list[list[Row]]:
    """Draw the rows of each question of a micro-batch; the same ones whichever worker draws."""
    rng = random.Random(stage.seed * 1_000_003 + step * 101 + number)
    return [pool.draw_list(planned, stage.mixing, rng) for planned in micro]
