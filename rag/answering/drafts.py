"""What is going to be said, before its citations are numbered: from spans, or from sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rag.answering.below_headings import below_heading
from rag.answering.candidates.expansions.verdicts import without_label
from rag.answering.choosing import MAX_SENTENCES, choose_sentences
from rag.answering.companions import with_companions
from rag.answering.conflicts.asked_apart import asked_for
from rag.answering.conflicts.both_sides import both_sides
from rag.answering.conflicts.replacing import standing
from rag.answering.conflicts.rivals import contradicting
from rag.answering.conflicts.versions import newest_first
from rag.answering.continuing import continued
from rag.answering.grouping import Group, group_equal
from rag.answering.questions import asks_how
from rag.answering.stating import (
    alternatives,
    cited,
    state_dated,
    state_sentence,
    state_value,
    text_at,
)
from rag.reading.reader import Candidate, Reading
from rag.types import Statement, Status

Part = tuple[Statement, tuple[Candidate, ...]]  # a statement, and where it is cited from


@dataclass(frozen=True, slots=True)
class Draft:
    """What is going to be said; `confidence` is the probability (0..1) that it is right."""

    status: Status
    confidence: float
    parts: tuple[Part, ...] = ()
    alternatives: tuple[Statement, ...] = ()

    def in_sentences(self) -> "Draft":
        """Say each value in its whole sentence, where a few words are no answer: "is it so?".

        A statement is worded by the first place that it is cited from.
        """
        parts = tuple((_whole_sentence(said, found[0]), found) for said, found in self.parts)
        return replace(self, parts=parts)


def drafted_sentences(
    found: Iterable[Candidate], confidence: float, others: tuple[Statement, ...] = ()
) -> Draft:
    """Say sentences as they stand."""
    return Draft(
        "answered", confidence, tuple((state_sentence(one), (one,)) for one in found), others
    )


def draft_of_sentences(
    question: str, sentences: Reading, spans: Reading | None, min_confidence: float
) -> Draft:
    """Answer an open question by the one to three sentences that do it best."""
    confidence = sentences.confidence
    if spans is not None:  # belief that anything answers tells more than likeness alone
        confidence = (confidence + sum(c.score for c in spans.candidates)) / 2
    if confidence < min_confidence or not sentences.candidates:
        return Draft("not_found", confidence)
    chosen = choose_sentences(sentences, spans, steps_first=asks_how(question))
    chosen = continued(question, chosen, MAX_SENTENCES)
    return drafted_sentences(chosen, confidence) if chosen else Draft("not_found", confidence)


def draft_of_spans(question: str, spans: Reading, min_confidence: float) -> Draft:
    """Answer by the likeliest value, by all that belong to it, or by those in conflict."""
    known = standing(question, group_equal(spans.candidates, question))
    groups = known.groups
    against = (
        contradicting(groups) or newest_first(question, groups) or both_sides(question, groups)
    )
    if known.newer is not None:
        against = [known.newer, *(group for group in against or groups[:1] if group != known.newer)]
    told = against or with_companions(question, groups)
    confidence = sum(group.probability for group in told)
    if not groups or confidence < min_confidence:
        return Draft("not_found", confidence, alternatives=alternatives(groups))
    if against:
        return _draft_of_conflict(question, against, confidence)
    said = [(state_value(group), cited(group)) for group in told]
    if (below := below_heading(question, groups[0].best)) is not None:
        said.append((state_sentence(below), (below,)))
    rest = [group for group in groups if group not in told]
    return Draft("answered", confidence, tuple(said), alternatives(rest))


def _draft_of_conflict(question: str, against: Sequence[Group], confidence: float) -> Draft:
    """Say each value with its source, or only the one that a question asks for: "originally"."""
    asked = asked_for(question, against)
    if asked is None:
        parts = tuple((state_dated(group), cited(group)) for group in against)
        return Draft("conflicting", confidence, parts)
    others = tuple(state_dated(group) for group in against if group is not asked)
    return Draft("answered", confidence, ((state_value(asked), cited(asked)),), others)


def _whole_sentence(said: Statement, found: Candidate) -> Statement:
    return replace(said, text=without_label(text_at(found, found.quote)))
