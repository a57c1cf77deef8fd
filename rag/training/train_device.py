"""Train a network on an accelerator: one process computes, others draw and pad the rows.

The same stages, plan and arithmetic as on processor cores: float32 weights that are used as
bfloat16. With a teacher, the network learns what it says of each row (`batches.taught_loss`).
"""

import copy
import itertools
import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.queues import Queue
from pathlib import Path

import torch
from torch import Tensor

from rag.training.batches import Batch, Longs, Loss, collate, span_loss, taught_by
from rag.training.model import ReaderNetwork
from rag.training.optimiser import clipped, decays, update
from rag.training.pool import Pool
from rag.training.progress import EVERY, Log
from rag.training.schedule import Stage, draw_micro, plan
from rag.training.state import State, bind, trained

_AHEAD = 16  # steps that each drawing process may be ahead


class Drawing:
    """Processes that draw a stage's padded rows, in the order of its steps.

    They are forked when this is made: best before the device wakes.
    """

    def __init__(
        self, pool: Pool, stage: Stage, done: int, workers: int, seconds: float | None = None
    ) -> None:
        """Draw from step `done` on to the stage's end, or for so many seconds from the first."""
        self._steps, self._seconds = range(done, stage.steps), seconds
        context = multiprocessing.get_context("fork")  # the pool is shared, not copied
        self._queues = [context.Queue(_AHEAD) for _ in range(workers)]
        self._processes = [
            context.Process(
                target=_draw, args=(queue, rank, pool, stage, done, workers), daemon=True
            )
            for rank, queue in enumerate(self._queues)
        ]
        for process in self._processes:
            process.start()

    def __iter__(self) -> Iterator[tuple[list[Batch], float | None]]:
        """Yield each step's micro-batches and the share of the time that is left, if limited."""
        begun = time.monotonic()
        for step in self._steps:
            left = None
            if self._seconds is not None:
                left = 1 - (time.monotonic() - begun) / self._seconds
                if left <= 0:
                    break
            queue = self._queues[step % len(self._queues)]
            yield [Batch.of(arrays) for arrays in queue.get()], left
        for process in self._processes:
            process.terminate()  # of a stage that ran to its end, they have ended
            process.join()


def train_on(
    device: str,
    state: State,
    network: ReaderNetwork,
    stage: Stage,
    drawing: Drawing,
    checkpoint: Path,
    *,
    teacher: ReaderNetwork | None = None,
    every: int = 1000,
) -> None:
    """Run a stage to its end on `device`, e.g. `cuda`, from `state.done` of its steps on.

    Writes `checkpoint` every so many steps and at the end; `state` holds the result, and `network`,
    which lends its shape and the weights that are not trained, stays as it is.
    """
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    kind = torch.float32 if device == "cpu" else torch.bfloat16
    on_device = state.to(device)
    used = on_device.weights.to(kind, copy=True)
    network = copy.deepcopy(network).to(device, kind).train()
    network.dropout = stage.dropout
    network.freeze(stage.frozen)
    bind(network, used)
    parameters = [parameter for _, parameter in trained(network)]
    decayed, log = decays(parameters).to(device), Log()
    loss_of: Loss = span_loss
    if teacher is not None:
        loss_of = taught_by(copy.deepcopy(teacher).to(device, kind).eval())
    total, questions = torch.zeros((), device=device), 0
    for batches, left in drawing:
        for parameter in parameters:
            parameter.grad = None
        count = sum(len(batch.certain) for batch in batches)
        for batch in (one.to(device) for one in batches):
            total += _backward(network, batch, loss_of, count)
        gradient = torch.cat([_gradient(parameter) for parameter in parameters]).float()
        clipped(gradient, gradient.norm())
        rate = stage.rate_at(on_device.done, left)
        everything = slice(0, len(gradient))
        update(on_device, everything, gradient, decayed, rate=rate, average=stage.average)
        used.copy_(on_device.weights)
        on_device.advance()
        questions += count
        if on_device.done % EVERY == 0:  # waits for the device, hence seldom
            log.add(on_device.done, questions, float(total))
            total, questions = torch.zeros_like(total), 0
        if on_device.done % every == 0:
            on_device.to("cpu").save(checkpoint)
    state.take(on_device.to("cpu"))
    state.save(checkpoint)


def _backward(network: ReaderNetwork, batch: Batch, loss_of: Loss, questions: int) -> Tensor:
    """Add a micro-batch's gradients to the parameters'; give its part of the mean loss."""
    loss = loss_of(network(batch.ids, batch.segments, batch.mask), batch) / questions
    loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    return loss.detach()


def _gradient(parameter: torch.nn.Parameter) -> Tensor:
    gradient = torch.zeros_like(parameter) if parameter.grad is None else parameter.grad
    return gradient.reshape(-1)


def _draw(
    queue: "Queue[list[tuple[Longs, ...]]]",
    rank: int,
    pool: Pool,
    stage: Stage,
    done: int,
    workers: int,
) -> None:
    torch.set_num_threads(1)
    planned = itertools.islice(enumerate(plan(pool, stage)), done, stage.steps)
    for step, micros in planned:
        if step % workers == rank:
            drawn = [draw_micro(pool, stage, step, n, micro) for n, micro in enumerate(micros)]
            queue.put([collate(questions).arrays() for questions in drawn])
