"""Train the term model in one process: float32 weights, bfloat16 arithmetic, checkpoints."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from rag.training.model import ReaderNetwork
from rag.training.optimiser import clipped, decays, update
from rag.training.progress import Log
from rag.training.state import State, trained
from rag.training.terms.batches import Row, build_row, collate, terms_loss
from rag.training.terms.examples import FollowUp, varied
from rag.training.terms.network import TermsNetwork
from rag.training.terms.plan import Plan

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_TOGETHER = 16  # batches whose rows are sorted by length together


def train(
    state: State,
    network: TermsNetwork,
    tokenizer: "Tokenizer",
    rows: Sequence[FollowUp],
    plan: Plan,
    checkpoint: Path,
) -> None:
    """Train from `state` on to the plan's end, saving to `checkpoint` now and then."""
    epochs = (_epoch(tokenizer, rows, plan, epoch) for epoch in range(plan.epochs))
    batches = [batch for epoch in epochs for batch in epoch]
    network.to(torch.bfloat16).train()
    network.dropout = plan.dropout
    network.words.weight.requires_grad_(False)
    decayed, log = decays([p for _, p in trained(network)]), Log()
    while state.done < len(batches):
        step = state.done
        torch.manual_seed(step)
        state.fill(network, averaged=False)
        loss, gradient = _gradient(network, batches[step])
        rate = plan.rate_at(step, len(batches))
        gradient = clipped(gradient, gradient.norm())
        update(state, slice(0, len(gradient)), gradient, decayed, rate=rate, average=plan.average)
        state.advance()
        log.add(state.done, len(batches[step]), loss)
        if state.done % plan.saved == 0 or state.done == len(batches):
            state.save(checkpoint)


def _gradient(network: ReaderNetwork, rows: Sequence[Row]) -> tuple[float, torch.Tensor]:
    """Give the mean loss of the rows and its gradient as one flat float32 vector."""
    batch = collate(rows)
    network.zero_grad(set_to_none=False)
    loss = terms_loss(network(batch.ids, batch.segments, batch.mask), batch) / len(rows)
    loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    parts = [
        (torch.zeros_like(p) if p.grad is None else p.grad).float().reshape(-1)
        for _, p in trained(network)
    ]
    return loss.item(), torch.cat(parts)


def _epoch(
    tokenizer: "Tokenizer", rows: Sequence[FollowUp], plan: Plan, epoch: int
) -> Iterator[list[Row]]:
    """Cut one epoch's rows into batches of like length, in random order."""
    rng = random.Random(epoch)
    drawn = [build_row(tokenizer, row) for row in varied(rows, rng)]
    rng.shuffle(drawn)
    size = plan.rows * _TOGETHER
    batches: list[list[Row]] = []
    for begin in range(0, len(drawn), size):
        some = sorted(drawn[begin : begin + size], key=lambda row: len(row.given.ids))
        batches += [some[at : at + plan.rows] for at in range(0, len(some), plan.rows)]
    rng.shuffle(batches)
    yield from batches
