"""Does what a model says stand in what it cites? Every date, time, number and name must.

So must most of its other words, in the cited sentences, the titles and headings above them or the
question, and a "not". What a model adds of its own is left out with the sentence that it stands in.
This is no proof: who did what to whom is not compared. English only.
"""

import re
from collections.abc import Sequence

from rag.answering.values.completing import complete
from rag.answering.values.dates import find_dates
from rag.answering.values.names import find_names
from rag.answering.values.number_words import NUMBER
from rag.answering.values.partial_dates import PartialDate, agree
from rag.answering.values.quantities import Quantity, find_quantities
from rag.answering.values.times import TimeOfDay, find_times, same_time
from rag.answering.values.units import singular
from rag.answering.values.wording import denies, read_words, unaccented
from rag.generation.sources import Source
from rag.text.headings import heading_above
from rag.text.stems import stems
from rag.text.tokens import is_common_word

_LEAST_SHARED = 0.6  # of a sentence's words: "a dragon opened it" has half of them in common
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(rf"\b{NUMBER}\b|\d[\d.,]*", re.IGNORECASE)


def is_grounded(text: str, cited: Sequence[Source], question: str) -> bool:
    """Say whether a sentence tells nothing that its sources, and the question, do not."""
    quoted = [source.text for source in cited]
    told = "\n".join([*quoted, *map(_above, cited), question])
    dates = find_dates(text)
    times = find_times(dates.rest)
    return (
        bool(cited)
        and all(_is_told(day, cited, question) for day in dates.values)
        and all(_is_time_told(time, told) for time in times.values)
        and _numbers(times.rest) <= _numbers(told)
        and _names(text) <= _words(told)
        and _shared(_NUMBER.sub(" ", times.rest), told) >= _LEAST_SHARED
        and (not denies(read_words(text)) or denies(read_words(told)))
    )


def _above(source: Source) -> str:
    document, at = source.hit.document, source.span.start
    return f"{document.title}\n{heading_above(document.text, at, at)}\n{document.author or ''}"


def _is_told(said: PartialDate, cited: Sequence[Source], question: str) -> bool:
    """Say whether a date, as exact as it is, is one of a source, or the day that it was told on."""
    known = list(find_dates(question).values)
    for source in cited:
        days = [*find_dates(source.text).values, *find_dates(_above(source)).values]
        known += days
        if published := source.hit.document.published:
            known.append(PartialDate(published.year, published.month, published.day))
            known += [complete(day, published) for day in days]
    return any(agree(said, day) and _is_as_exact(day, said) for day in known)


def _is_as_exact(known: PartialDate, said: PartialDate) -> bool:
    parts = ((known.year, said.year), (known.month, said.month), (known.day, said.day))
    return all(its is not None or wanted is None for its, wanted in parts)


def _is_time_told(said: TimeOfDay, told: str) -> bool:
    return any(same_time(said, time) for time in find_times(told).values)


def _numbers(text: str) -> set[float]:
    """List the numbers of a text but the word "one", which counts nothing in "the one"."""
    return {one.number for one in find_quantities(text) if not _is_word_one(one)}


def _is_word_one(one: Quantity) -> bool:
    return one.number == 1 and not one.figures


def _names(text: str) -> set[str]:
    """List the words of names; the first of a sentence, which is no name if it is a common word."""
    first = _WORD.search(text)
    begin = first[0].lower() if first else ""
    return {
        name for name in find_names(text) if name != singular(begin) or not is_common_word(begin)
    }


def _words(text: str) -> set[str]:
    return {singular(word) for word in _WORD.findall(unaccented(text).lower())}


def _shared(text: str, told: str) -> float:
    said = stems(text)
    return len(said & stems(told)) / len(said) if said else 1.0
