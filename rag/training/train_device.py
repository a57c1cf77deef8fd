"""Train the reader on an accelerator: one process computes, others draw and pad the rows.

The same stages, plan and arithmetic as on processor cores, in bfloat16 autocast over float32
weights.
"""

import itertools
import multiprocessing
from collections.abc import Iterator
from multiprocessing.queues import Queue
from pathlib import Path

import torch

from rag.training.batches import Batch, Longs, collate, span_loss
from rag.training.model import ReaderNetwork
from rag.training.optimiser import clipped, decays, update
from rag.training.pool import Pool
from rag.training.progress import Log
from rag.training.schedule import Stage, draw_micro, plan
from rag.training.state import State, trained

_AHEAD = 16  # steps that each drawing process may be ahead


def train_on(
    device: str,
    state: State,
    network: ReaderNetwork,
    pool: Pool,
    stage: Stage,
    checkpoint: Path,
    *,
    workers: int,
    every: int = 1000,
) -> None:
    """Run a stage to its end on `device`, e.g. `cuda`, from `state.done` of its steps on."""
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    steps = _drawn_steps(pool, stage, state.done, workers)  # forks, so before the device wakes
    first = next(steps, None)
    on_device = state.to(device)
    network.dropout = stage.dropout
    network.to(device).train().freeze(stage.frozen)
    parameters = [parameter for _, parameter in trained(network)]
    decayed, log = decays(parameters).to(device), Log()
    for batches in itertools.chain([first] if first else [], steps):
        on_device.fill(network, averaged=False)
        loss, questions = _accumulate(network, batches, device)
        gradient = torch.cat([_gradient(parameter) for parameter in parameters])
        clipped(gradient, float(gradient.norm()))
        rate = stage.rate_at(on_device.done)
        everything = slice(0, len(gradient))
        update(on_device, everything, gradient, decayed, rate=rate, average=stage.average)
        on_device.advance()
        log.add(on_device.done, questions, loss)
        if on_device.done % every == 0 or on_device.done == stage.steps:
            on_device.to("cpu").save(checkpoint)
    state.take(on_device.to("cpu"))


def _accumulate(network: ReaderNetwork, batches: list[Batch], device: str) -> tuple[float, int]:
    """Add up the gradients of a step's micro-batches; give its mean loss and its questions."""
    questions = sum(int(batch.question[-1]) + 1 for batch in batches)
    network.zero_grad(set_to_none=True)
    total = torch.zeros((), device=device)
    for batch in (one.to(device) for one in batches):
        with torch.autocast(device, torch.bfloat16):
            logits = network(batch.ids, batch.segments, batch.mask)
        loss = span_loss(logits, batch) / questions
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        total += loss.detach()
    return float(total), questions


def _gradient(parameter: torch.nn.Parameter) -> torch.Tensor:
    return torch.zeros_like(parameter).reshape(-1) if parameter.grad is None else (
        parameter.grad.float().reshape(-1)
    )  # fmt: skip


def _drawn_steps(pool: Pool, stage: Stage, done: int, workers: int) -> Iterator[list[Batch]]:
    """Yield the steps' padded micro-batches in order, drawn by `workers` processes in turn."""
    context = multiprocessing.get_context("fork")  # the pool is shared, not copied
    queues = [context.Queue(_AHEAD) for _ in range(workers)]
    processes = [
        context.Process(target=_draw, args=(queue, rank, pool, stage, done, workers), daemon=True)
        for rank, queue in enumerate(queues)
    ]
    for process in processes:
        process.start()
    for step in range(done, stage.steps):
        yield [Batch.of(arrays) for arrays in queues[step % workers].get()]
    for process in processes:
        process.join()


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
