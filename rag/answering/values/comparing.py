"""Read an answer as a value, and say of two values whether they agree or contradict each other.

"7 p.m. on May 3" and "3 May, 19:00" agree, "£36" and "£32" contradict each other. Dates, times,
numbers and words are each compared in their own way.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Literal, TypeVar

from rag.answering.values.completing import complete
from rag.answering.values.dates import find_dates
from rag.answering.values.names import apart, find_names
from rag.answering.values.partial_dates import PartialDate, agree, differ
from rag.answering.values.quantities import Quantity, find_quantities, same_quantity, same_rate
from rag.answering.values.times import TimeOfDay, find_times, same_time
from rag.answering.values.units import are_of_one_measure
from rag.answering.values.wording import (
    before_or_after,
    exclude,
    holds,
    ordinals,
    read_words,
    share_none,
)

Kind = Literal["date", "time", "number", "text"]
T = TypeVar("T")
_IN_BRACKETS = re.compile(
    r"\((?:about\s|around\s|or\s|roughly\s)?\s*[\d.,½¼¾]+\s?°?[a-z]+(?:\soz)?\)\W*\Z",
    re.IGNORECASE,
)

_LONGEST_VALUE = 8  # words; a longer answer is text even when it holds a date or a number
_FOLLOWING = 40  # characters after an answer that may belong to what it says


@dataclass(frozen=True, slots=True)
class Value:
    """What an answer says, in a form that compares."""

    words: tuple[str, ...]  # as `read_words` gives them
    dates: tuple[PartialDate, ...] = ()
    times: tuple[TimeOfDay, ...] = ()
    quantities: tuple[Quantity, ...] = ()  # the numbers that are no part of a date or a time
    ordinals: frozenset[str] = frozenset()  # in figures, those of the dates left out
    names: frozenset[str] = frozenset()  # beside the dates, times and numbers

    @property
    def kind(self) -> Kind:
        """Say by which measure the value compares, or in which it is richest."""
        if self.quantities:
            return "number"
        if self.dates:
            return "date"
        return "time" if self.times else "text"

    @property
    def is_measured(self) -> bool:
        """Say whether there is a date, a time or a number in it."""
        return bool(self.dates or self.times or self.quantities)


@lru_cache(1024)  # several rules read each candidate of a question
def read_value(
    text: str, published: date | None = None, after: str = "", before: str = ""
) -> Value:
    """Read an answer; a date in it is completed from the publication date of its document.

    `after` is how its sentence goes on: a bare "five" counts what stands there, and "7:30" may
    be "pm". `before` is how it begins: "Friday" is another day after "will open on".
    """
    words = read_words(text)
    if not 0 < len(words) <= _LONGEST_VALUE:
        return Value(words)
    dates = find_dates(text + after, len(text), before)
    times = find_times(dates.rest[: len(text) + _FOLLOWING], len(text))
    days = tuple(complete(day, published) if published else day for day in dates.values)
    quantities = _counted(times.rest, len(text))
    rest = times.rest[: len(text)]
    quantities = _without_conversion(quantities, rest)
    return Value(words, days, times.values, quantities, ordinals(rest), find_names(rest))


def _counted(text: str, end: int) -> tuple[Quantity, ...]:
    """Read the numbers before `end`; "five" with "-minute film" after it -> 5 minute."""
    said = find_quantities(text[:end])
    if not said:
        return said
    *others, last = said
    whole = find_quantities(text)
    more = whole[len(others) : len(said)]  # none where "20" goes on as "20th"
    if not more or more[0].number != last.number:
        return said
    if last.unit or last.name:
        return (*others, replace(last, rate=more[0].rate))
    return (*others, replace(last, unit=more[0].unit, deed=more[0].deed, rate=more[0].rate))


def _without_conversion(said: tuple[Quantity, ...], text: str) -> tuple[Quantity, ...]:
    """Leave out what brackets say over again in another unit: "1.0 litre (4 cups)" -> 1 litre."""
    if len(said) != 2 or not _IN_BRACKETS.search(text):
        return said
    return said[:1] if are_of_one_measure(said[0].unit, said[1].unit) else said


def same_value(one: Value, other: Value) -> bool:
    """Say whether two answers agree.

    Dates agree when nothing both say differs, times when they can be the same, numbers when
    they are all equal and count the same, all of them unless each stands beside other names;
    names and words agree when one is contained in the other ("Taehyung", "Kim Taehyung") and
    what the longer one adds does not turn it round. A date, time or number is more than its
    words without the figures: "5 hours" is not "hours", while "Kim, 45" is "Kim".
    """
    if not (one.is_measured and other.is_measured) and share_none(one.words, other.words):
        return False  # as most are that are compared
    if exclude(one.words, other.words):
        return False
    one, other = _counted_as(one, other), _counted_as(other, one)
    shares = _shares(one, other)
    if not shares:
        shorter, longer = sorted((one, other), key=lambda v: (len(v.words), v.kind != "text"))
        return holds(longer.words, shorter.words) and not _is_only_measured(shorter, longer)
    if bool(one.quantities) != bool(other.quantities) or apart(one.names, other.names):
        return False
    if not one.quantities and before_or_after(one.words) != before_or_after(other.words):
        return False
    if one.ordinals and other.ordinals and one.ordinals != other.ordinals:
        return False
    return all(shares)


def contradict(one: Value, other: Value) -> bool:
    """Say whether two answers of one kind cannot both be right, as two dates or numbers cannot.

    Values that count different things can, and so can two names, and what is said of them.
    """
    if one.kind != other.kind or one.kind == "text" or same_value(one, other):
        return False
    if apart(one.names, other.names):
        return False
    if one.kind == "number":
        rates = map(same_rate, one.quantities, other.quantities)
        return _counts(one) == _counts(other) and all(rates)
    if len(one.dates) != len(other.dates):
        return False
    if any(map(differ, one.dates, other.dates)):
        return True
    return all(map(agree, one.dates, other.dates)) and len(one.times) == len(other.times)


def _counts(value: Value) -> list[tuple[str | None, ...]]:
    return [(one.unit, one.name, one.deed) for one in value.quantities]


def _counted_as(one: Value, other: Value) -> Value:
    """Take a bare year for the number that the other value has: "1800" beside "1,800"."""
    year = one.dates[0].year if len(one.dates) == 1 and one.dates[0].is_year else None
    bare = len(one.words) == 1 and not (one.times or one.quantities)
    if year is None or not bare or other.dates or not other.quantities:
        return one
    return replace(one, dates=(), quantities=(Quantity(year),))


def _is_only_measured(shorter: Value, longer: Value) -> bool:
    """Say whether one value has figures and the other nothing but words that go with them.

    One is no more than that word: "one second later" is "a second later".
    """
    counted = [one for one in longer.quantities if one.number != 1]
    if shorter.kind != "text" or not (longer.dates or longer.times or counted):
        return False
    return not shorter.names - {word for one in counted for word in (one.unit, one.name)}


def _shares(one: Value, other: Value) -> list[bool]:
    """Compare the dates, times and numbers that both values have."""
    shares = []
    if one.dates and other.dates:
        shares.append(_all_same(one.dates, other.dates, agree))
    if one.times and other.times:
        shares.append(_all_same(one.times, other.times, same_time))
    if one.quantities and other.quantities:
        shares.append(_all_same(one.quantities, other.quantities, same_quantity))
    return shares


def _all_same(ones: Sequence[T], others: Sequence[T], same: Callable[[T, T], bool]) -> bool:
    return len(ones) == len(others) and all(map(same, ones, others))
