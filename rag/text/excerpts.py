"""The stretch of a passage that has most of a query's words, to be shown in one line."""

import re
from collections.abc import Iterator, Sequence

from rag.text.markdown import without_marks
from rag.text.shared_words import shared_words
from rag.text.shortening import shorten

_READ = 1_000  # characters of a sentence: what takes marks away takes the square of them
_CLAUSE = re.compile(r"(?<=[,;:]) ")
_CUT = "… "


def excerpt(sentences: Sequence[str], query: str, longest: int) -> str:
    """Return at most `longest` characters, without marks of Markdown, that begin with a sentence.

    Of a sentence that is longer they may begin with a clause. Of stretches that have the same of
    the query the one that has it early is chosen, else the first.
    """
    cut = [sentence[:_READ] for sentence in sentences]
    bare = [without_marks(sentence) for sentence in cut]
    said = [" ".join(one.split()) for one in bare if any(map(str.isalnum, one))] or cut
    line, starts = " ".join(said), list(_starts(said, longest))
    stretches = [
        shorten(line[start:], longest - len(_CUT) if start else longest) for start in starts
    ]
    early = [stretch[: longest // 2] for stretch in stretches]
    shares = list(zip(shared_words(query, stretches), shared_words(query, early), strict=True))
    best = shares.index(max(shares))
    return (_CUT if starts[best] else "") + stretches[best]


def _starts(sentences: Sequence[str], longest: int) -> Iterator[int]:
    """Yield where sentences begin in their text joined by spaces, and the clauses of long ones."""
    start = 0
    for sentence in sentences:
        yield start
        if len(sentence) > longest:
            yield from (start + cut.end() for cut in _CLAUSE.finditer(sentence))
        start += len(sentence) + 1
