"""Find the whole of a list inside a sentence: what a colon, "consists of" or "such as" leads to.

Question: several things.
Example: "Who is in the crew?", "The crew consists of Ann, Tom and Ida." of which "Tom" was marked
-> "Ann, Tom and Ida"
Exceptions: an item that alone has a word of the question ("who is the treasurer?", "Ann Moss
(treasurer), Tom and Ida"); two names without a label before them, which are often one thing.
"""

import re
from collections.abc import Iterator, Sequence

from rag.reading.reader import Candidate
from rag.text.stems import stems
from rag.types import Span

_LEADS = re.compile(
    r"(?<=\w):\**\s+|\b(?:consist(?:s|ed|ing)? of|compris(?:es?|ed|ing)|includ(?:es?|ed|ing)"
    r"|namely|such as|among them):?,?\s+",
    re.IGNORECASE,
)
_CUT = re.compile(r"\([^()]*\)|(?P<comma>,\s+)|(?P<end>;\s|\s[–—-]\s)")
_LAST = re.compile(r"(?:and|or)\s", re.IGNORECASE)
_TWO = re.compile(r"\s(?:and|or|&)\s(?=\s*\S)")
_CLOSING = " \t\r\n.!?*|"
_FEWEST = 3  # items; two names are often one thing, unless a label begins their line
_LABEL = re.compile(r"\**\w[\w ]{0,30}:\**\s+")
_MOST_WORDS = 10  # of a piece between commas
_LONGEST = 800  # characters of a sentence


def introduced(question: str, candidate: Candidate) -> Span | None:
    """Give the list that a candidate stands in; None where it is none, or the item is singled out.

    >>> # "The crew consists of Ann, [Tom] and Ida." -> "Ann, Tom and Ida"
    """
    text, quote = candidate.hit.document.text, candidate.quote
    if len(quote) > _LONGEST or "\n" in text[quote.start : quote.end].strip():
        return None
    leads = list(_LEADS.finditer(text, quote.start, candidate.span.start))
    if not leads:
        return None
    pieces = list(_pieces(text, Span(leads[-1].end(), quote.end)))
    end = _last_piece(text, pieces)
    listed = [piece for piece in pieces if piece.start < end]
    whole = Span(leads[-1].end(), end)
    fewest = 2 if _LABEL.fullmatch(text, quote.start, whole.start) else _FEWEST
    if not _is_list(text, listed, fewest) or candidate.span.start >= end:
        return None
    if _is_singled_out(question, candidate, listed):
        return None
    return Span(whole.start, max(end, candidate.span.end))


def labelled(candidate: Candidate) -> bool:
    """Say whether a candidate is all of a list that a label begins the line of."""
    text, quote = candidate.hit.document.text, candidate.quote
    label = _LABEL.match(text, quote.start, quote.end)
    return label is not None and label.end() == candidate.span.start and ", " in candidate.text


def _pieces(text: str, rest: Span) -> Iterator[Span]:
    """Cut a stretch at its commas, outside of parentheses, up to where another clause begins."""
    begin, end = rest.start, rest.end
    for cut in _CUT.finditer(text, rest.start, rest.end):
        if cut["end"]:
            end = cut.start()
            break
        if cut["comma"]:
            yield Span(begin, cut.start())
            begin = cut.end()
    said = text[begin:end].rstrip(_CLOSING)
    if said:
        yield Span(begin, begin + len(said))


def _last_piece(text: str, pieces: Sequence[Span]) -> int:
    """Give where the list ends: with "and Ida", else with "Tom and Ida", else with all of it."""
    for one in pieces[1:]:
        if _LAST.match(text, one.start, one.end):
            return one.end
    for one in pieces[1:]:
        if _TWO.search(text, one.start, one.end):
            return one.end
    return pieces[-1].end if pieces else 0


def _is_list(text: str, pieces: Sequence[Span], fewest: int) -> bool:
    said = [text[piece.start : piece.end] for piece in pieces]
    items = len(said) + sum(map(bool, map(_TWO.search, said)))
    short = all(len(piece.split()) <= _MOST_WORDS for piece in said)
    return len(said) > 1 and items >= fewest and short


def _is_singled_out(question: str, candidate: Candidate, pieces: Sequence[Span]) -> bool:
    """Say whether the question has a word of the candidate's own piece and of no other one."""
    text, at = candidate.hit.document.text, candidate.span.start
    asked = stems(question)
    own = [piece.start <= at <= piece.end for piece in pieces]
    shared = [asked & stems(text[piece.start : piece.end]) for piece in pieces]
    others = set().union(*(words for words, mine in zip(shared, own, strict=True) if not mine))
    return any(words - others for words, mine in zip(shared, own, strict=True) if mine)
