"""What a user has set: which documents answer, how many passages are read, how strictly.

Comes from the browser and is checked here. This module knows nothing of the page.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rag import InputError, ListedDocument

# None leaves it to the library: how many passages are read at most, and below which confidence
# (0..1) nothing is answered.
PASSAGES = (None, 8, 12)
STRICTNESS = {"lenient": 0.15, "balanced": None, "strict": 0.6}
MOST_DOCUMENTS = 10_000  # that can be chosen


class MendedInDocuments(InputError):
    """What is mended in the Documents view, which the page leads to."""


@dataclass(frozen=True, slots=True)
class Options:
    """The settings of one page; `documents` is None for all of them."""

    documents: tuple[str, ...] | None = None
    after: date | None = None
    before: date | None = None
    passages: int | None = None
    strictness: str = "balanced"

    @property
    def dated(self) -> bool:
        """Say whether there is a bound of dates."""
        return self.after is not None or self.before is not None

    def for_chat(self) -> dict[str, Any]:
        """Give the keyword arguments of `KnowledgeBase.chat`.

        Raises MendedInDocuments for dates the wrong way round, in the words of their fields.
        """
        if self.after and self.before and self.after > self.before:
            raise MendedInDocuments(
                f"Published from is {self.after}, later than Published until, {self.before}; "
                "exchange them in Documents"
            )
        set_here = {"passages": self.passages, "min_confidence": STRICTNESS[self.strictness]}
        return {
            "documents": self.documents,
            "after": self.after,
            "before": self.before,
            **{name: value for name, value in set_here.items() if value is not None},
        }

    def undated(self, held: Iterable[ListedDocument]) -> int:
        """Count the documents that a bound of dates leaves out for want of one."""
        chosen = self.documents
        return sum(not d.published and (not chosen or d.id in chosen) for d in held)

    def only(self, held: Container[str]) -> "Options":
        """Leave out chosen documents that are not held any more.

        Raises MendedInDocuments where none is left.
        """
        left = tuple(name for name in self.documents or () if name in held)
        if self.documents and not left:
            raise MendedInDocuments(
                "none of the documents chosen to answer from is there any more; "
                "choose others in Documents, or use all of them"
            )
        return replace(self, documents=left or None)


def read_options(given: Any) -> Options:
    """Check what the browser sent; raises InputError for what no form of the page can send."""
    if not isinstance(given, Mapping):
        raise InputError(f"{given!r} are no settings")
    chosen = given.get("documents")
    passages, strictness = given.get("passages"), given.get("strictness", "balanced")
    if passages not in PASSAGES or strictness not in list(STRICTNESS):
        raise InputError(f"passages {passages!r} or strictness {strictness!r} cannot be chosen")
    if chosen is not None and (
        not isinstance(chosen, list)
        or len(chosen) > MOST_DOCUMENTS
        or not all(isinstance(name, str) for name in chosen)
    ):
        raise InputError("the chosen documents are not a list of names")
    return Options(
        documents=tuple(chosen) if chosen else None,
        after=_day(given.get("after")),
        before=_day(given.get("before")),
        passages=passages,
        strictness=strictness,
    )


def _day(given: Any) -> date | None:
    """Read a day as date fields give it: "2024-01-31", or "" for none."""
    if not given:
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError as error:
        raise InputError(f"{given!r} is not a date like 2024-01-31") from error
