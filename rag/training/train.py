"""Train the reader on processor cores: several single-threaded workers, one set of weights.

Each step's rows are cut into micro-batches that the workers take from a common counter, so a
worker slowed down by other programs takes fewer; then each worker updates its share of the
parameters (AdamW; Loshchilov & Hutter 2019). This is faster than one process with several
threads, which wait for each other in every operation.

Weights are stored as float32 and used as bfloat16 where the processor multiplies that faster. The
word embeddings stay as they are.
"""

import itertools
import multiprocessing
import time
from dataclasses import dataclass
from functools import cache
from multiprocessing.synchronize import Barrier
from pathlib import Path

import torch
from torch import Tensor

from rag.training.batches import Scoring, collate, span_loss, taught_by
from rag.training.model import ReaderNetwork
from rag.training.optimiser import clipped, decays, update
from rag.training.pool import Draw, Pool
from rag.training.progress import Log
from rag.training.schedule import Stage, draw_micro, plan
from rag.training.state import State, bind, share, trained


@dataclass(frozen=True, slots=True)
class _Task:
    """What every worker is given."""

    network: ReaderNetwork
    teacher: Scoring | None
    pool: Pool
    stage: Stage
    checkpoint: Path
    every: int  # steps between checkpoints
    seconds: float | None


class _Worker:
    """One process's part: gradients of the micro-batches it takes, updates of its share."""

    def __init__(self, rank: int, shared: "_Shared", task: "_Task") -> None:
        self.rank, self.shared, self.pool, self.stage = rank, shared, task.pool, task.stage
        torch.set_num_threads(1)
        torch.set_flush_denormal(True)
        self.seconds = task.seconds
        self.loss_of = span_loss if task.teacher is None else taught_by(task.teacher)
        self.network = task.network.to(shared.used.dtype).train()
        self.network.dropout = task.stage.dropout
        self.network.freeze(task.stage.frozen)
        self._bind()
        parameters = [p for _, p in trained(self.network)]
        # What is frozen comes first, from the embeddings on; updates would find no gradient there.
        moving = [p.requires_grad for p in parameters].index(True)
        self.first = sum(p.numel() for p in parameters[:moving])
        size, workers = len(shared.used) - self.first, len(shared.gradients)
        bounds = [self.first + size * i // workers for i in range(workers + 1)]
        self.share = slice(bounds[rank], bounds[rank + 1])
        self.decayed = decays(parameters)[self.share]

    def _bind(self) -> None:
        """Make the parameters views of the shared vector; keep views of the gradients' one."""
        bind(self.network, self.shared.used)
        at = 0
        self.totals: list[tuple[torch.nn.Parameter, Tensor]] = []
        for _, parameter in trained(self.network):
            size = parameter.numel()
            total = self.shared.gradients[self.rank][at : at + size].view_as(parameter)
            self.totals.append((parameter, total))
            at += size

    def gradients(self, step: int, micros: list[list[Draw]]) -> None:
        """Take micro-batches until the step has none left; add up their gradients."""
        self.shared.gradients[self.rank][self.first :].zero_()
        share = 1.0 / sum(map(len, micros))
        while (taken := self.shared.take()) < len(micros):
            batch = collate(draw_micro(self.pool, self.stage, step, taken, micros[taken]))
            loss = self.loss_of(self.network(batch.ids, batch.segments, batch.mask), batch)
            loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            for parameter, total in self.totals:
                if parameter.grad is not None:
                    total.add_(parameter.grad, alpha=share)
                    parameter.grad = None
            self.shared.losses[self.rank] += loss.item() * share

    def update(self, state: State) -> None:
        """AdamW on this worker's share, with the gradient's norm clipped over all shares."""
        share, shared = self.share, self.shared
        gradient = shared.gradients[0][share].clone()
        for other in shared.gradients[1:]:
            gradient += other[share]
        shared.norms[self.rank] = gradient.square().sum()
        shared.barrier.wait()
        clipped(gradient, shared.norms.sum().sqrt())
        left = None if self.seconds is None else shared.left.value
        rate = self.stage.rate_at(state.done, left)
        average = self.stage.average
        update(state, share, gradient, self.decayed, rate=rate, average=average)
        shared.used[share] = state.weights[share].to(shared.used.dtype)


class _Shared:
    """What the workers have in common beside the state."""

    def __init__(self, state: State, workers: int) -> None:
        context = multiprocessing.get_context("fork")
        self.used = share(state.weights.to(faster_type(), copy=True))
        size = len(state.weights)
        self.gradients = [share(torch.zeros(size)) for _ in range(workers)]
        self.norms = share(torch.zeros(workers))
        self.losses = share(torch.zeros(workers))
        self.barrier: Barrier = context.Barrier(workers)
        self.counter = context.Value("q", 0)
        self.done = context.Value("q", state.done)
        self.left = context.Value("d", 1.0)  # share of the time
        self.begun = time.monotonic()

    def next_step(self, seconds: float | None) -> float:
        """Begin a new step; give the loss of the one that ended."""
        loss = float(self.losses.sum())
        self.losses.zero_()
        self.counter.value = 0
        self.done.value += 1
        if seconds is not None:
            self.left.value = max(0.0, 1 - (time.monotonic() - self.begun) / seconds)
        return loss

    def take(self) -> int:
        """Take the number of the next micro-batch of this step."""
        with self.counter.get_lock():
            self.counter.value += 1
            return int(self.counter.value) - 1


@cache  # one answer for all stages of a process: timed again, it could be the other
def faster_type() -> torch.dtype:
    """Give bfloat16 where one thread multiplies it faster than float32, else float32."""
    return min((torch.bfloat16, torch.float32), key=_seconds)


def _seconds(kind: torch.dtype) -> float:
    """Time a feed-forward layer's product, the best of a few."""
    one, other = torch.ones(512, 384, dtype=kind), torch.ones(384, 1536, dtype=kind)
    times = []
    for _ in range(4):  # the first allocates
        begun = time.perf_counter()
        _ = one @ other
        times.append(time.perf_counter() - begun)
    return min(times)


def train(
    state: State,
    network: ReaderNetwork,
    pool: Pool,
    stage: Stage,
    checkpoint: Path,
    *,
    workers: int,
    every: int = 200,
    teacher: Scoring | None = None,
    seconds: float | None = None,
) -> None:
    """Run a stage to its end, from `state.done` of its steps on, or for so many seconds.

    Writes `checkpoint` every so many steps and at the end; `state` holds the result, and `network`,
    which lends its shape and the weights that are not trained, stays as it is.
    """
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    shared = _Shared(state, workers)
    task = _Task(network, teacher, pool, stage, checkpoint, every, seconds)
    context = multiprocessing.get_context("fork")  # the pool is shared, not copied
    processes = [
        context.Process(target=_work, args=(rank, shared, state, task)) for rank in range(workers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError("a training worker failed; its message is above")
    state.advance(shared.done.value - state.done)


def _work(rank: int, shared: _Shared, state: State, task: _Task) -> None:
    try:
        worker = _Worker(rank, shared, task)
        if rank == 0:  # what is frozen is the mean of itself
            state.average[: worker.first] = state.weights[: worker.first]
        log = Log()
        for micros in itertools.islice(plan(task.pool, task.stage), state.done, task.stage.steps):
            worker.gradients(state.done, micros)
            shared.barrier.wait()
            worker.update(state)
            shared.barrier.wait()
            state.advance()
            if rank == 0:
                log.add(state.done, sum(map(len, micros)), shared.next_step(task.seconds))
                if state.done % task.every == 0:
                    state.save(task.checkpoint)
            shared.barrier.wait()
            if not shared.left.value:
                break
        if rank == 0:
            state.save(task.checkpoint)
    except BaseException:
        shared.barrier.abort()  # else the others would wait for ever
        raise
