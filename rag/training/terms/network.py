"""The term model's network: the reader's encoder under another head.

Knows shapes; knows nothing of text.
"""

import torch
from torch import nn

from rag.training.model import WIDTH, ReaderNetwork, load_start_weights
from rag.training.terms.connectives import CONNECTIVES

OUTPUTS = 1 + len(CONNECTIVES)


class TermsNetwork(ReaderNetwork):
    """Token ids to logits, shape (rows, length, OUTPUTS).

    Column 0 says whether a token changes: one of the history comes in, one of the question
    goes. The other columns, read at [CLS], name the word that joins what comes in.
    """

    def __init__(self) -> None:
        super().__init__()
        self.head = nn.Linear(WIDTH, OUTPUTS)


def fresh_network() -> TermsNetwork:
    """Start from the packaged encoder; the same network at every call."""
    torch.manual_seed(0)  # the head's start values
    network = TermsNetwork()
    load_start_weights(network)
    return network
