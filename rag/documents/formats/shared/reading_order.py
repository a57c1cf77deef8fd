"""The order in which people read boxes on a page: column by column, else row by row.

A recursive cut at the gaps between boxes (XY-cut; Nagy and Seth 1984). Knows nothing of what is
in them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
_OVERLAP = 0.1  # of the smaller of two boxes, that does not count
_WIDE = 0.6  # of the width of all boxes
_FEWEST = 3  # boxes that stand above, below and beside each other


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, from the left and from the top, in any unit."""

    left: float
    top: float
    right: float
    bottom: float


def in_reading_order(things: Sequence[T], box: Callable[[T], Box]) -> list[T]:
    """Sort things by their boxes: columns from left to right, each from top to bottom.

    >>> boxes = [Box(5, 0, 9, 1), Box(0, 2, 4, 3), Box(5, 2, 9, 3), Box(0, 0, 4, 1)]
    >>> [(one.left, one.top) for one in in_reading_order(boxes, lambda one: one)]
    [(0, 0), (0, 2), (5, 0), (5, 2)]
    """
    return [things[at] for at in _ordered({at: box(one) for at, one in enumerate(things)})]


def _ordered(boxes: dict[int, Box]) -> list[int]:
    if len(boxes) < 2:
        return list(boxes)
    across = _cut({at: (box.left, box.right) for at, box in boxes.items()})
    parts = across if len(across) > 1 else _bands(boxes)
    if len(parts) == 1:
        parts = _cut({at: (box.top, box.bottom) for at, box in boxes.items()})
    if len(parts) > 1:
        return [one for part in parts for one in _ordered({at: boxes[at] for at in part})]
    return sorted(boxes, key=lambda at: (boxes[at].top, boxes[at].left))


def _bands(boxes: dict[int, Box]) -> list[list[int]]:
    """Part boxes at those that take up most of the width; these stand between."""
    left, right = min(box.left for box in boxes.values()), max(box.right for box in boxes.values())
    wide = [at for at, box in boxes.items() if box.right - box.left > _WIDE * (right - left)]
    if not wide or len(boxes) < _FEWEST:
        return [list(boxes)]
    wide.sort(key=lambda at: boxes[at].top)
    bands: list[list[int]] = [[] for _ in range(len(wide) + 1)]
    for at, box in boxes.items():
        if at not in wide:
            middle = (box.top + box.bottom) / 2
            bands[sum(boxes[one].top < middle for one in wide)].append(at)
    between = [part for band, one in zip(bands, wide, strict=False) for part in (band, [one])]
    return [part for part in (*between, bands[-1]) if part]


def _cut(sides: dict[int, tuple[float, float]]) -> list[list[int]]:
    """Part what stands along one side wherever nothing reaches over."""
    parts, begun, reach = list[list[int]](), 0.0, 0.0
    for at in sorted(sides, key=lambda one: sides[one]):
        start, end = sides[at]
        if parts and start < reach - _OVERLAP * min(end - start, reach - begun):
            parts[-1].append(at)
            reach = max(reach, end)
        else:
            parts.append([at])
            begun, reach = start, end
    return parts
