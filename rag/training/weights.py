"""Networks with their weights: the packaged start, a reader to go on from, the recipe's result."""

from pathlib import Path

import torch

from rag.training import stages
from rag.training.means import mean_of
from rag.training.model import ReaderNetwork, load_start_weights
from rag.training.state import State


def fresh_network(start: Path | None = None) -> ReaderNetwork:
    """Give a network with the packaged weights, or with those of an exported reader."""
    torch.manual_seed(0)  # the head's start values
    network = ReaderNetwork()
    load_start_weights(network)
    if start is not None:
        from rag.training.reopen import reopen

        reopen(network, start)
    return network


def averaged_network(work: Path) -> ReaderNetwork:
    """Give the mean of the weights of the stages in a work folder that are averaged."""
    taught = (work / "taught.safetensors").exists()
    return with_average(mean_of(work, {"taught": 1.0} if taught else stages.AVERAGED))


def with_average(average: torch.Tensor) -> ReaderNetwork:
    """Give a network with the averaged weights of a state."""
    network = fresh_network()
    state = State.fresh(network)
    state.average.copy_(average)
    state.fill(network, averaged=True)
    return network
