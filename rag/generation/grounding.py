"""Does what a model says stand in what it cites? Every date, time, number and name must.

So must most of its other words, in the cited sentences, the titles and headings above them or the
question, and a "not" or "after" in the part of a sentence that says the same. The figures and dates
of a question are no evidence: it may be wrong about them. What a model adds of its own is left out
with the sentence that it stands in. This is no proof: who did what to whom is not compared. English
only.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.values.completing import complete
from rag.answering.values.dates import find_dates
from rag.answering.values.names import find_names
from rag.answering.values.number_words import NUMBER, ordinals_in_figures
from rag.answering.values.partial_dates import PartialDate, agree
from rag.answering.values.quantities import Quantity, find_quantities, same_quantity
from rag.answering.values.times import TimeOfDay, find_times, same_time
from rag.answering.values.units import singular
from rag.answering.values.wording import (
    denies,
    exclude,
    ordinals,
    read_words,
    unaccented,
    without_stops,
)
from rag.generation.sources import Source
from rag.text.headings import heading_above
from rag.text.stems import stems
from rag.text.tokens import is_common_word

_LEAST_SHARED = 0.6  # of a sentence's words: "a dragon opened it" has half of them in common
_WORD = re.compile(r"[^\W\d_]+")
# What two numbers cannot both count; "people" and "employees" can be the same.
_MEASURES = frozenset(
    re.findall(
        r"\S+",
        """% °c °f centimetre day dollar euro foot gram hour inch kilogram kilometre litre metre
        mile millilitre millimetre minute month person pound rupee second week won year yen""",
    )
)
# An amount, looked at as a quantity: neither it nor how exact it is are words that are shared.
_AMOUNT = re.compile(
    r"(?:\b(?:about|almost|approximately|around|nearly|roughly)\s+)?"
    rf"(?:\b{NUMBER}\b|(?<![\d.,])\d[\d.,]*(?!\d|(?:st|nd|rd|th)\b))"
    rf"(?:[\s-]*(?:[kcm]m|m|kg|people|per\s?cent|{'|'.join(sorted(_MEASURES))})s?\b)?",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:half|quarter|twice|double|triple)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[,;:()–—\n|]+|\b(?:although|because|but|though|whereas|while)\b"
    r"|\band\s+(?=(?:he|it|she|the|they|we)\b)",
    re.IGNORECASE,
)


def is_grounded(text: str, cited: Sequence[Source], question: str) -> bool:
    """Say whether a sentence tells nothing that its sources, and the question, do not."""
    quoted = "\n".join(source.text for source in cited)
    shown = "\n".join([quoted, *map(_above, cited)])
    told = f"{shown}\n{question}"
    dates = find_dates(text)
    times = find_times(dates.rest)
    return (
        bool(cited)
        and all(_is_date_told(day, cited) for day in dates.values)
        and all(_is_time_told(time, shown) for time in times.values)
        and _are_numbers_told(times.rest, shown)
        and ordinals(times.rest) <= ordinals(shown)
        and _parts(text) <= _parts(shown)
        and _names(text) <= _words(told)
        and _shared(_AMOUNT.sub(" ", times.rest), told) >= _LEAST_SHARED
        and _is_no_contrary(text, quoted)
    )


def _above(source: Source) -> str:
    document, at = source.hit.document, source.span.start
    return f"{document.title}\n{heading_above(document.text, at, at)}\n{document.author or ''}"


def _is_date_told(said: PartialDate, cited: Sequence[Source]) -> bool:
    """Say whether a date, as exact as it is, is one of a source, or counted from its day."""
    known = list[PartialDate]()
    for source in cited:
        days = [*find_dates(source.text).values, *find_dates(_above(source)).values]
        known += days
        if published := source.hit.document.published:
            known += [complete(day, published) for day in days]
    return any(_is_as_exact(day, said) and _agree(day, said) for day in known)


def _agree(known: PartialDate, said: PartialDate) -> bool:
    """Say whether two dates can be the same; "in July" can be the first of July."""
    return agree(known, said) or (said.is_month and known.month == said.month)


def _is_as_exact(known: PartialDate, said: PartialDate) -> bool:
    parts = ((known.year, said.year), (known.month, said.month), (known.day, said.day))
    return all(its is not None or wanted is None for its, wanted in parts)


def _is_time_told(said: TimeOfDay, told: str) -> bool:
    return any(same_time(said, time) for time in find_times(told).values)


def _are_numbers_told(text: str, told: str) -> bool:
    """Say whether each number is told, of no other measure; "one" counts nothing in "the one"."""
    said = {_measured(one) for one in find_quantities(text) if one.number != 1 or one.figures}
    known = {_measured(one) for one in find_quantities(told)} if said else set()
    return all(
        any(one.number == its.number and same_quantity(one, its) for its in known) for one in said
    )


def _measured(one: Quantity) -> Quantity:
    unit = one.unit or ""
    return one if unit in _MEASURES or unit.endswith("$") else replace(one, unit=None)


def _parts(text: str) -> set[str]:
    return {part.lower() for part in _PART.findall(text)}


def _is_no_contrary(text: str, quoted: str) -> bool:
    """Say whether no part of a sentence denies, or turns round, those that are most like it.

    "It is lit" is the contrary of "it is 300 metres long, but not lit", "it is long" is not.
    """
    told = [_part(part) for part in _CLAUSE.split(quoted) if part.strip()]
    for words, said in map(_part, _CLAUSE.split(text)):
        most = max((len(said & its) for _, its in told), default=0)
        if words and all(exclude(words, its) for its, of in told if len(said & of) == most):
            return False
    return True


def _part(text: str) -> tuple[tuple[str, ...], set[str]]:
    """Give the words of a part of a sentence, and the stems of those that deny nothing."""
    return read_words(text), {stem for stem in stems(text) if not denies([stem])}


def _names(text: str) -> set[str]:
    """List the words of names; the first of a sentence, which is no name if it is a common word."""
    first = _WORD.search(text)
    begin = first[0].lower() if first else ""
    return {
        name for name in find_names(text) if name != singular(begin) or not is_common_word(begin)
    }


def _words(text: str) -> set[str]:
    plain = unaccented(text).lower()
    return {singular(word) for word in _WORD.findall(f"{plain}\n{without_stops(plain)}")}


def _shared(text: str, told: str) -> float:
    said = stems(ordinals_in_figures(text))
    return len(said & stems(ordinals_in_figures(told))) / len(said) if said else 1.0
