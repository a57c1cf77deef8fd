"""A question to be evaluated with what is known of its answer, and sets of such questions.

Knows nothing of file formats, models or scores.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from rag.errors import InputError
from rag.options import all_of, check_options

Kind = Literal["when", "who", "where", "how many", "what", "why", "other"]

KINDS: tuple[Kind, ...] = ("when", "who", "where", "how many", "what", "why", "other")
_KIND_PATTERNS: tuple[tuple[Kind, str], ...] = (
    # First those that name the kind in so many words, wherever they stand.
    (
        "how many",
        r"\bhow (?:many|much|long|old|tall|far|often|large|big|high|fast|cold|hot|deep)\b",
    ),
    ("when", r"\b(?:when|(?:what|which) (?:year|month|day|date|time|decade|century))\b"),
    ("how many", r"\b(?:what|which) (?:number|percentage|share|price|amount)\b"),
    ("why", r"\b(?:why|how come|for (?:what|which) reason)\b"),
    ("who", r"\b(?:who|whom|whose)\b"),
    ("where", r"\b(?:where|(?:what|which) (?:place|city|country|town|state|location))\b"),
    ("what", r"\b(?:what|which)\b"),
    # Then keywords without a question word, as people type them.
    ("how many", r"\bnumber of\b"),
    ("when", r"\bdate\b"),
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KIND_PATTERNS)


@dataclass(frozen=True, slots=True)
class Question:
    """One question, its gold answers and the documents that hold them.

    `answers` are all wordings that count as right; none at all means that the documents do
    not answer and a refusal is right; `None` means that nobody has said. `relevance` maps
    document ids to grades above 0; `history` are the user's earlier turns of the same
    conversation, oldest first; `rejected` are answers that a person has called wrong; `numbered`
    says that the id is a mere place in a file, another once a line is put in above. Lists of texts
    are taken too; raises InputError for a text in place of one, or grades that are no mapping.
    """

    id: str
    text: str
    answers: tuple[str, ...] | None = None
    relevance: Mapping[str, int] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()
    numbered: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        for name in ("answers", "history", "rejected"):
            if (texts := getattr(self, name)) is not None:
                object.__setattr__(self, name, all_of(name, texts, str, "texts"))
        if not isinstance(self.relevance, Mapping):
            raise InputError(
                f"relevance is {self.relevance!r}; give grades by document: {{'a.md': 1}}"
            )

    @property
    def documents(self) -> tuple[str, ...]:
        """List the relevant documents by id."""
        return tuple(document for document, grade in self.relevance.items() if grade > 0)

    @property
    def kind(self) -> Kind:
        """Say what is asked for, going by English question words.

        "What year did it open?" -> "when"; "release date of the album" -> "when".
        """
        found = (kind for kind, pattern in _COMPILED if pattern.search(self.text))
        return next(found, "other")


@dataclass(frozen=True, slots=True)
class Source:
    """A document that comes with a question set, to be written to a folder and indexed."""

    id: str
    text: str
    title: str = ""
    published: str | None = None  # a date, 2024-01-31


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions that can be gone through more than once; big sets are read as they are used.

    `corpus`, when given, yields the documents that the set asks about; `warnings` say what a
    reader of its figures must know.
    """

    name: str
    read: Callable[[], Iterable[Question]] = field(repr=False)
    corpus: Callable[[], Iterable[Source]] | None = field(default=None, repr=False)
    warnings: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[Question]:
        return iter(self.read())

    def sample(self, size: int, *, seed: int = 0) -> "QuestionSet":
        """Keep `size` questions drawn at random, in their order; all when there are no more.

        The same set, size and seed give the same questions. Raises InputError for a size under 1.
        """
        check_options(size=size)

        def read() -> Iterator[Question]:
            kept = _drawn(sum(1 for _ in self), size, seed)
            return (question for i, question in enumerate(self) if i in kept)

        return replace(self, read=read)


def question_set(questions: Iterable[Question], name: str = "questions") -> QuestionSet:
    """Make a set of questions held in memory; raises InputError for what is no question."""
    how = "rag.evaluation.Question, or what read_questions makes of a file"
    kept = all_of("questions", questions, Question, how)
    return QuestionSet(name, lambda: kept)


def _drawn(total: int, size: int, seed: int) -> frozenset[int]:
    return frozenset(random.Random(seed).sample(range(total), min(size, total)))
