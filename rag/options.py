"""What the knowledge base is given, checked before anything is done.

Of what is not of its kind the error says which option it is, its value, and what to give. One that
would silently find nothing is refused: the store is asked whether the ids are there. This module
knows nothing of queries or of how passages are found.
"""

import contextlib
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from numbers import Integral, Real
from pathlib import Path
from threading import Event
from typing import TypeVar, get_args

from rag.errors import InputError
from rag.index import known
from rag.index.store import Store
from rag.models.embedding import Embedder
from rag.retrieval import Filter, Ranker

Day = date | str  # a text is a day (2024-01-31), a month (2024-01) or a year (2024)
_Kind = TypeVar("_Kind")
_Check = Callable[[str, object], None]
_OF_EMBEDDER = ("name", "dimension", "embed_passages", "embed_query", "fits")
_DAYS = ("%Y-%m-%d", "%Y-%m", "%Y")
_LIKE_A_DAY = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?")


def check_options(**given: object) -> None:
    """Raise InputError for the first of these options, by name, that is not of its kind."""
    for name, value in given.items():
        _KINDS[name](name, value)


def check_instance(name: str, value: object, kind: type) -> None:
    """Raise InputError for what is not of a public class; None stands for the usual one."""
    if value is not None and not isinstance(value, kind):
        raise InputError(f"{name} is {value!r}; give rag.{kind.__name__}")


def all_of(name: str, values: object, kind: type[_Kind], how: str) -> tuple[_Kind, ...]:
    """Give what is in a collection; raise InputError for none, and for what is not of its class."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise InputError(f"{name} is {values!r}; give a list of {how}")
    found = tuple(values)
    if wrong := [one for one in found if not isinstance(one, kind)]:
        raise InputError(f"{name} holds {wrong[0]!r}; give {how}")
    return found


def checked_embedder(given: Embedder | str | Path) -> Embedder | str:
    """Give an embedding model, or what names one; raise InputError for what is neither."""
    if isinstance(given, str | Path):
        return str(given)
    missing = [name for name in _OF_EMBEDDER if not hasattr(given, name)]
    if missing or isinstance(given, type):
        lacks = f" without {missing[0]!r}" if missing else ", a class"
        raise InputError(
            f"embedder is {given!r}{lacks}; give a model's name or folder, or a rag.Embedder"
        )
    return given


def _flag(name: str, value: object) -> None:
    if not isinstance(value, bool):
        raise InputError(f"{name} is {value!r}; give True or False")


def _whole(name: str, value: object) -> None:
    if not isinstance(value, Integral) or isinstance(value, bool):
        raise InputError(f"{name} is {value!r}; give a whole number")


def _count(name: str, value: object) -> None:
    _whole(name, value)
    if value < 1:  # type: ignore[operator] # it is a number
        raise InputError(f"{name} is {value}; give 1 or more")


def _probability(name: str, value: object) -> None:
    if not isinstance(value, Real) or isinstance(value, bool) or not 0 <= float(value) <= 1:
        raise InputError(f"{name} is {value!r}; give a probability, 0 to 1")


def _ranker(name: str, value: object) -> None:
    if value not in get_args(Ranker):
        choices = ", ".join(map(repr, get_args(Ranker)))
        raise InputError(f"{name} is {value!r}; give one of {choices}")


def _name(name: str, value: object) -> None:
    if not isinstance(value, str) or not value:
        raise InputError(f"{name} is {value!r}; give a name, a text (str)")


def _function(name: str, value: object) -> None:
    if not callable(value):
        raise InputError(f"{name} is {value!r}; give a function")


def _event(name: str, value: object) -> None:
    if not isinstance(value, Event):
        raise InputError(f"{name} is {value!r}; give a threading.Event")


def _or_none(check: _Check) -> _Check:
    """Take None too, which leaves an option as it is by itself."""
    return lambda name, value: None if value is None else check(name, value)


def _model(name: str, value: object) -> None:
    if not callable(getattr(value, "complete", None)) or isinstance(value, type):
        raise InputError(
            f"{name} is {value!r}; give rag.ChatModel(address), or what has a name and complete()"
        )


_KINDS: dict[str, _Check] = {
    "create": _flag,
    "anew": _flag,
    "later": _flag,
    "quick": _or_none(_flag),
    "encoding": _or_none(_name),
    "max_tokens": _or_none(_whole),
    "overlap_tokens": _or_none(_whole),
    "limit": _count,
    "passages": _count,
    "size": _count,
    "min_confidence": _probability,
    "by": _ranker,
    "llm": _or_none(_model),
    "on_progress": _or_none(_function),
    "on_stage": _or_none(_function),
    "stop": _or_none(_event),
}


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


def _ids(documents: object) -> tuple[str, ...]:
    """A text by itself would be read letter by letter."""
    if not isinstance(documents, Iterable):
        raise InputError(f"documents is {documents!r}; give a list of ids")
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
