"""Which truth, and at which revision: what a store is at, and what a mirror has of it or lacks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class State:
    """A truth, by its identity, and one of its revisions."""

    truth: str = ""
    revision: int = 0

    def precedes(self, later: "State") -> bool:
        """Say whether `later` is reached from here by catching up, rather than anew."""
        return self.truth == later.truth and self.revision <= later.revision


@dataclass(frozen=True, slots=True)
class Changes:
    """What a mirror at some revision must drop and add to reflect a later one."""

    revision: int
    removed: NDArray[np.int64]  # (n,) passage keys, as those added
    added: NDArray[np.int64]
