r"""Answer by the version in the heading above an item.

Question: in which version something changed; which version is the newest.
Example: "Which version brought dark mode?", "## 4.2.0\n\n- New: dark mode" -> "4.2.0"
Example: "What is the latest version?", "## 4.2.0" and "## 4.10.1" of one document -> "4.10.1"
Exceptions: a version in the item itself, unless something was so since, from or before it
("Removed: the XML export, deprecated since 3.9"); a heading that is in none of the passages.

Where the items of one version only have all other words of the question, it is believed enough to
answer, whether or not anything was marked there. Asked for the newest, what has no digit is left
out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.candidates.constraints.asked_versions import VERSION
from rag.answering.candidates.filtering import Asked, Belief, narrowed
from rag.answering.leads import level_of
from rag.reading.reader import Candidate, Reading
from rag.text.headings import headings_above
from rag.text.stems import stems
from rag.types import Hit, Span

_ASKED = re.compile(r"\b(?:which|what)\s+(?:version|release|update)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|from|before|until|than)\s+(?:version\s+|v)?\Z", re.IGNORECASE)
# How a question says that something changed; its item may say "New:" or "Fixed:".
_CHANGES = stems(
    "version release update introduce introduced add added new bring brought came come appear"
    " appeared first change changed remove removed drop dropped fix fixed mend mended get got"
)
_NEWEST = re.compile(
    r"\b(?:current|latest|most\s+recent|newest)\s+(?:\w+\s+)?(?:version|release)\W*(?:of\s.*)?$",
    re.IGNORECASE,
)
_SURE = 0.6  # believed at least of the one version whose items have all words


def with_versions_above(asked: Asked) -> Reading:
    """Put the version in the heading above a candidate in its place, where a version is asked."""
    question, reading, hits = asked.question, asked.reading, asked.hits
    if _NEWEST.search(question):
        return _newest(reading, hits)
    if not _ASKED.search(question) or VERSION.search(question):
        return reading
    words = stems(question) - _CHANGES
    found = [(one, _above(one, hits)) for one in reading.candidates]
    candidates = [above or one for one, above in found]
    full = [above for one, above in found if above and words and words <= stems(one.quoted)]
    told = any(
        above is None and VERSION.search(one.text) and words & stems(one.quoted)
        for one, above in found[:1]
    )
    if not full and words:
        full = [above for item in _items(words, hits) if (above := _above(item, hits))]
    if not told and len({above.text for above in full}) == 1 and full[0].score < _SURE:
        candidates = _believing(full[0], candidates)
    return replace(reading, candidates=tuple(sorted(candidates, key=lambda one: -one.score)))


def _items(words: set[str], hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield the lines of the passages that have all words, other than headings."""
    for hit in hits:
        for line in hit.passage.sentences:
            item = Candidate(hit, line, line, 0.0)
            if words <= stems(item.text) and level_of(item) is None:
                yield item


def _newest(reading: Reading, hits: Sequence[Hit]) -> Reading:
    """Leave out what has no digit; answer by the highest version over the changes, if one has."""
    kept = [one for one in reading.candidates if any(map(str.isdigit, one.text))]
    if any(VERSION.fullmatch(one.text) for one in kept[:1]):
        return narrowed(reading, kept, Belief.SHARED)
    heads = [
        Candidate(hit, Span(*version.span(1)), line, _SURE)
        for hit in hits
        for line in hit.passage.sentences
        if level_of(Candidate(hit, line, line, 0.0)) is not None
        and (version := VERSION.search(hit.document.text, line.start, line.end))
    ]
    if len({one.hit.document.id for one in heads}) != 1:
        return narrowed(reading, kept, Belief.SHARED_IF_SURE)
    best = max(heads, key=lambda one: tuple(map(int, one.text.split("."))))
    return replace(reading, candidates=tuple(_believing(best, [best, *kept])))


def _believing(sure: Candidate, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Believe one candidate as much as is sure, and the others together no more than the rest."""
    others = [one for one in candidates if one.span != sure.span]
    whole = max(1.0, sum(one.score for one in others) / (1 - _SURE))
    return [replace(sure, score=_SURE), *(replace(o, score=o.score / whole) for o in others)]


def _above(one: Candidate, hits: Sequence[Hit]) -> Candidate | None:
    """Give the version over a candidate; None where it stands under none, or tells its own."""
    document, quote = one.hit.document, one.quote
    above = headings_above(document.text, quote.start, quote.start)
    if not above or not VERSION.search(above[-1]):
        return None
    if VERSION.search(one.text) and not _SINCE.search(one.before):
        return None
    at = document.text.rindex(above[-1], 0, quote.start)
    for hit in (one.hit, *hits):
        for line in hit.passage.sentences if hit.document.id == document.id else ():
            if line.start <= at < line.end:
                version = VERSION.search(document.text, at, line.end)
                return version and Candidate(hit, Span(*version.span(1)), line, one.score)
    return None
