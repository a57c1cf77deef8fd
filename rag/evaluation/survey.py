"""Go through a question set before anything is asked: count it, check it, find its documents.

An error in the last line of a long file is met here, in seconds, not after hours of asking.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace

from rag.errors import InputError, QuestionError
from rag.evaluation.datasets.corpus import possible_ids
from rag.evaluation.environment import digest_of
from rag.evaluation.questions import Question
from rag.knowledge_base import KnowledgeBase
from rag.questions.queries import checked

_NAMED = 5  # documents named in a warning


@dataclass(frozen=True, slots=True)
class Survey:
    """What is known of a set before it is asked."""

    questions: int
    digest: str  # of all questions
    found: dict[str, str]  # document as the set names it -> id in the index
    missing: frozenset[str]  # documents that the set names and the index does not hold
    stranded: int  # questions all of whose documents are missing

    def placed(self, question: Question) -> Question | None:
        """Name a question's documents as the index does; None when it holds none of them."""
        relevance = {
            self.found[name]: grade
            for name, grade in question.relevance.items()
            if name in self.found
        }
        if question.documents and not any(grade > 0 for grade in relevance.values()):
            return None
        return replace(question, relevance=relevance)

    @property
    def warnings(self) -> list[str]:
        """Say what the set names and the index does not hold."""
        if not self.missing:
            return []
        some = sorted(self.missing)[:_NAMED]
        more = f" and {len(self.missing) - _NAMED:,} more" if len(self.missing) > _NAMED else ""
        return [
            f"{len(self.missing):,} relevant documents are not in the index "
            f"({', '.join(some)}{more}); {self.stranded:,} questions have no other and were "
            "not scored"
        ]


def survey(kb: KnowledgeBase, questions: Iterable[Question], *, conversing: bool = True) -> Survey:
    """Read a whole set; raises InputError when it is empty, names an id twice, or fits no index.

    So it does when a question cannot be asked, or an earlier turn where these are asked too
    (`conversing`). Errors of single records are raised by the set itself.
    """
    seen, digest = set[bytes](), hashlib.sha256()
    found, missing, stranded = dict[str, str](), set[str](), 0
    for question in questions:
        key = hashlib.blake2b(question.id.encode("utf-8", "replace"), digest_size=12).digest()
        if key in seen:
            raise InputError(f"the id {question.id!r} stands for two questions; give each its own")
        seen.add(key)
        _check_asked(question, question.history if conversing else ())
        digest.update(digest_of(question))
        for name in question.relevance:
            if name not in found and name not in missing:
                _place(kb, name, found, missing)
        stranded += bool(question.documents) and not any(d in found for d in question.documents)
    if not seen:
        raise InputError("the question set is empty; give at least one question")
    _check_some(found, missing)
    return Survey(len(seen), digest.hexdigest(), found, frozenset(missing), stranded)


def _check_asked(question: Question, turns: Iterable[str]) -> None:
    """Raise InputError for what the knowledge base would refuse when it is asked."""
    for text in (question.text, *turns):
        try:
            checked(text)
        except QuestionError as error:
            raise InputError(f"the question {question.id!r} cannot be asked: {error}") from error


def _place(kb: KnowledgeBase, name: str, found: dict[str, str], missing: set[str]) -> None:
    for candidate in possible_ids(name):
        try:
            found[name] = kb.document(candidate).id
        except InputError:  # no document of that id
            continue
        return
    missing.add(name)


def _check_some(found: dict[str, str], missing: set[str]) -> None:
    if missing and not found:
        raise InputError(
            f"none of the {len(missing):,} documents that the questions name is in the index "
            f"(for instance {min(missing)!r}); index the folder that holds them (rag sync FOLDER, "
            "or --docs FOLDER), or name documents as `rag list` does"
        )
