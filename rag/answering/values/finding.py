"""Read all matches of several patterns in a text, and overwrite what was read with bars.

"at 7 pm on 3 May", read for dates -> the date, and the rest "at 7 pm on |||||". The next reader is
given that rest, so that "3" is not read as a number too.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
BLANK = "|"  # stands for each letter that was read, so that places stay as they are


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What was read, in the order of the text, and the text without it."""

    values: tuple[T, ...]
    rest: str  # of the same length


def find_all(
    patterns: Iterable[re.Pattern[str]],
    read: Callable[[re.Match[str]], T | None],
    text: str,
    end: int | None = None,
) -> Found[T]:
    """Read every match of each pattern in turn, none of them twice; `read` may refuse one.

    A match begins before `end`, the end of the text when it is None, and may go on after it.
    """
    limit = len(text) if end is None else end
    found: list[tuple[int, T]] = []
    for pattern in patterns:
        left, done = list[str](), 0  # of the text: it is put together once a pattern
        for match in pattern.finditer(text):
            start, stop = match.span()
            value = read(match) if start < limit else None
            if value is not None:
                found.append((start, value))
                left += text[done:start], BLANK * (stop - start)
                done = stop
        text = "".join([*left, text[done:]]) if done else text
    found.sort(key=lambda pair: pair[0])
    return Found(tuple(value for _, value in found), text)
