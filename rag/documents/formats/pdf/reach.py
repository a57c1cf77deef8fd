"""How far to the right the lines of a PDF's blocks may reach: where a line counts as full.

Text set to one width tells by itself, boxes and columns beside wider text too; of other text the
lines that begin near it do. Letters that are all of one width end at one place by chance.
"""

from collections.abc import Sequence

from rag.documents.formats.pdf.lines import Block, Line, Page

_NEAR = 2.0  # of the letters' size: between the left of lines that may be of one column
_EVEN = 0.1  # of the letters' size: between the ends of lines set to one width
_FEWEST = 3  # lines of a page that end where those of one width do
_NARROWEST = 15.0  # times the letters' size: a column of text
_SAME = 0.02  # of the letters' size: between the widths of letters that are all alike


def rights(page: Page) -> list[float]:
    """Tell for each block of a page how far its lines may reach, in points."""
    lines = [line for block in page.blocks for line in block]
    even = [line for line in lines if line.right - line.left > _NARROWEST * line.size]
    even = [line for line in even if not _is_of_one_pitch(line)]
    reach = dict[tuple[int, float], float]()  # by where lines begin, and their size
    for line in lines:
        key = (round(line.left), line.size)
        reach[key] = max(line.right, reach.get(key, line.right))
    return [_edge(block, even) or _farthest(block, reach) for block in page.blocks]


def _edge(block: Block, even: Sequence[Line]) -> float | None:
    """Tell where most lines of a block end, but the last; None where it isn't set to one width."""
    inner = block[:-1]
    if not inner:
        return None
    ends = [sum(_end_together(one, other) for other in inner) for one in inner]
    most = max(ends)
    edge = max((line for line, count in zip(inner, ends, strict=True) if count == most), key=_right)
    if 2 * most < len(inner) or edge.right < block[-1].right - _EVEN * edge.size:
        return None
    left = min(line.left for line in block)
    alike = [one for one in even if _end_together(edge, one)]
    alike = [one for one in alike if abs(one.left - left) < _NEAR * one.size]
    all_of_several = most == len(inner) > 1 and alike
    return edge.right if len(alike) >= _FEWEST or all_of_several else None


def _right(line: Line) -> float:
    return line.right


def _end_together(one: Line, other: Line) -> bool:
    return one.size == other.size and abs(one.right - other.right) <= _EVEN * one.size


def _farthest(block: Block, reach: dict[tuple[int, float], float]) -> float:
    """Tell how far the lines reach that begin near where a block does."""
    left, right = min(one.left for one in block), max(one.right for one in block)
    near = (
        end
        for (start, size), end in reach.items()
        if abs(start - left) < _NEAR * size and end > left and start < right
    )
    return max([right, *near])


def _is_of_one_pitch(line: Line) -> bool:
    """Say whether all letters may be of one width, as a typewriter's; one word can't tell."""
    widths = [(one.right - one.left) / len(one.text) for one in line.words]
    return max(widths) - min(widths) < _SAME * line.size
