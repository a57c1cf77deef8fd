"""Find what is data and no text: base64, a key, a picture's data within a link.

It has no spaces. Scripts that are written without them are not ASCII. This module knows nothing of
what is encoded.
"""

import re

from rag.types import Span

# Characters. An address may have as many, which is about what browsers and servers take; no word,
# path or name does, and what is longer would be cut into passages that say nothing.
LONGEST_WORD = 2_000
_SIGNS = re.compile(r"[!-~]*+")


def encoded_spans(text: str, start: int = 0) -> list[Span]:
    """Return the runs from `start` on of more than 2,000 signs of ASCII without a space.

    Every such run has a sign at one of the places looked at, 2,000 apart: most text is not read.
    """
    found = list[Span]()
    place = start
    while place < len(text):
        end = _run(text, place)
        before = text[max(start, place - LONGEST_WORD) : place][::-1]
        begin = place - _run(before, 0)
        if end - begin > LONGEST_WORD:
            found.append(Span(begin, end))
        place = max(place + LONGEST_WORD, end)
    return found


def _run(text: str, start: int) -> int:
    """Give where the signs that stand at `start` end; `start` itself where none does."""
    found = _SIGNS.match(text, start)
    return found.end() if found else start
