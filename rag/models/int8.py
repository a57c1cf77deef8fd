"""Float weights -> int8 with scales, such that every processor multiplies them alike.

Processors without VNNI instructions (AVX2) multiply two neighbouring rows by uint8 values and add
the products in 16 bits, where more than 32,767 becomes 32,767. With each pair of a column at most
127 in sum, and so 128 once rounded, 255 * 128 fits. On such a processor, over 100 texts, the worst
cosine of the embedder to its float model is 0.993 so and 0.986 without. Numbers only.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_LARGEST = 127


def int8_rows(values: Array) -> tuple[Array, Array]:
    """Quantise symmetrically with one scale a row: (rows, width) int8, (rows, 1)."""
    return _int8(values, np.abs(values).max(axis=1, keepdims=True))


def int8_columns(values: Array) -> tuple[Array, Array]:
    """Quantise symmetrically with one scale a column, (rows, columns) int8 and (1, columns).

    No pair of rows 0 and 1, 2 and 3, ... saturates; of opposite signs they are less than one alone.
    """
    whole = values if len(values) % 2 == 0 else np.concatenate([values, np.zeros_like(values[:1])])
    pairs = np.abs(whole[0::2] + whole[1::2])
    return _int8(values, np.maximum(np.abs(values).max(axis=0), pairs.max(axis=0))[None])


def _int8(values: Array, largest: Array) -> tuple[Array, Array]:
    """Divide by scales that make 127 of what is `largest`; 0 stays 0."""
    scales = np.where(largest == 0, 1, largest / _LARGEST)
    return np.round(values / scales).astype(np.int8), scales.astype(np.float32)
