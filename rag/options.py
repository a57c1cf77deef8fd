"""The options of a search or a question, checked before anything is searched for.

One that would silently find nothing is refused: the store is asked whether the ids are there. This
module knows nothing of queries or of how passages are found.
"""

import contextlib
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from numbers import Integral, Real
from typing import get_args

from rag.errors import InputError
from rag.index import known
from rag.index.store import Store
from rag.retrieval import Filter, Ranker

Day = date | str  # a text is a day (2024-01-31), a month (2024-01) or a year (2024)
_DAYS = ("%Y-%m-%d", "%Y-%m", "%Y")
_LIKE_A_DAY = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")


def check_count(name: str, value: object) -> None:
    """Raise InputError for what is no whole number, or one below 1."""
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise InputError(f"{name} is {value!r}; give a whole number")
    if value < 1:
        raise InputError(f"{name} is {value}; give 1 or more")


def check_confidence(value: object) -> None:
    """Raise InputError for what is no probability."""
    if not isinstance(value, Real) or not 0 <= float(value) <= 1:
        raise InputError(f"min_confidence is {value!r}; give a probability, 0 to 1")


def check_ranker(by: str) -> None:
    """Raise InputError for a ranking that there is not."""
    if by not in get_args(Ranker):
        raise InputError(f"by is {by!r}; give one of {', '.join(map(repr, get_args(Ranker)))}")


def read_filter(
    store: Store, documents: Sequence[str] | None, after: Day | None, before: Day | None
) -> Filter:
    """Check which passages may be found; a datetime counts by its date, a month by all its days.

    Raises InputError for no ids at all and ids that are not there, what is no date, and dates the
    wrong way round.
    """
    ids = None if documents is None else _ids(documents)
    first, last = _day("after", after), _day("before", before, last=True)
    if first and last and first > last:
        raise InputError(
            f"after is {first}, later than before, {last}: no date is both; exchange them"
        )
    if ids:
        known.require(store, ids)
    return Filter(ids, first, last)


def _ids(documents: Iterable[object]) -> tuple[str, ...]:
    """A text by itself would be read letter by letter."""
    if isinstance(documents, str | bytes):
        raise InputError(f"documents is {documents!r}; give a list of ids: [{documents!r}]")
    ids = list[str]()
    for name in documents:
        if not isinstance(name, str):
            raise InputError(f"documents holds {name!r}; give ids, as `rag list` shows them")
        ids.append(name)
    if not ids:
        raise InputError("documents is empty: nothing could be found; give ids, or leave it out")
    return tuple(ids)


def first_day(written: str) -> date:
    """Read a day; the first one of a month (2024-02) or a year. Raises InputError for others."""
    for form in _DAYS:
        with contextlib.suppress(ValueError):
            return datetime.strptime(written, form).date()
    if _LIKE_A_DAY.fullmatch(written):
        raise InputError(f"there is no such day or month as {written}")
    raise InputError(
        f"{written!r} is not read; write 1 February 2024 as 2024-02-01, the month as 2024-02"
    )


def last_day(written: str) -> date:
    """Read a day; the last one of a month (2024-02) or a year. Raises InputError for others."""
    day = first_day(written)
    parts = written.count("-")
    month = day.month if parts else 12
    return day if parts > 1 else date(day.year, month, monthrange(day.year, month)[1])


def _day(name: str, given: object, *, last: bool = False) -> date | None:
    if isinstance(given, datetime):
        return given.date()
    if given is None or isinstance(given, date):
        return given
    if isinstance(given, str):
        try:
            return last_day(given) if last else first_day(given)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error
    raise InputError(
        f"{name} is {given!r}; give a date: datetime.date(2024, 1, 31) or '2024-01-31'"
    )
