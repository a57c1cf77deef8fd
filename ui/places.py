"""Where a quote stands in a document that may have changed since it was quoted.

What a browser keeps, or a link carries, names a place by offsets; the text there may be another by
now. A quote is found again where the document still says it, word for word, and else not at all.
This module knows nothing of the page.
"""

import hashlib
from collections.abc import Iterator

from rag import Span

LOOKED_THROUGH = 100_000  # characters on either side of its old place where a mark is looked for
LONGEST = 5_000  # characters of a text that is looked for by its mark
_MARK = 16  # hexadecimal digits that tell a quote from other text of its length


def mark_of(quote: str) -> str:
    """Give the mark by which a link tells whether a place still says what it said."""
    return hashlib.sha256(quote.encode("utf-8", "replace")).hexdigest()[:_MARK]


def place_of(text: str, quote: str, before: int) -> Span | None:
    """Give the place of a quote nearest to where it stood; None where the text lacks it.

    "It is new. It is old.", "It is old.", 0 -> 11..21
    """
    if not quote or before < 0:
        return None
    places = [Span(at, at + len(quote)) for at in _around(text, quote, before)]
    return min(places, key=lambda place: abs(place.start - before), default=None)


def marked_place(text: str, before: Span, mark: str) -> Span | None:
    """Give the place of the text of a mark nearest to where it stood; None where it is not near."""
    if mark_of(text[before.start : before.end]) == mark:
        return before
    size, last = len(before), len(text) - len(before)
    if size > LONGEST:
        return None
    places = (
        Span(at, at + size)
        for at in range(
            max(0, before.start - LOOKED_THROUGH), min(last, before.start + LOOKED_THROUGH) + 1
        )
        if _whole(text, at, at + size) and mark_of(text[at : at + size]) == mark
    )
    return min(places, key=lambda place: abs(place.start - before.start), default=None)


def _around(text: str, quote: str, before: int) -> Iterator[int]:
    """Give where a quote begins next at or after a place, and next before it."""
    if text.startswith(quote, before):
        yield before
        return
    at = text.find(quote, before)
    while at >= 0 and not _whole(text, at, at + len(quote)):
        at = text.find(quote, at + 1)
    if at >= 0:
        yield at
    at = text.rfind(quote, 0, before + len(quote))
    while at >= 0 and not _whole(text, at, at + len(quote)):
        at = text.rfind(quote, 0, at + len(quote) - 1)
    if at >= 0:
        yield at


def _whole(text: str, start: int, end: int) -> bool:
    """Say whether a stretch cuts no word at its ends."""
    return not any(
        0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum() for at in (start, end)
    )
