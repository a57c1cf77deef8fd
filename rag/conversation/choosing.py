"""A question's readings -> the answer to one of them: the policy, in the order of `answer_chosen`.

"and cats?" is read as "when do I get cats?" and as "What about cats?": both are asked, and what the
answers are about and how sure they are decides. A question as typed may have a pronoun left in it:
an answer to it counts only where its document is of what the pronoun was taken to stand for. This
module knows nothing of how a question was understood.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from rag.conversation.answer_checks import (
    fragment_keys,
    is_of_another,
    names_all,
    names_any,
    refusal,
    says_all,
    speaks_of,
)
from rag.conversation.form.fragments import brings_up
from rag.conversation.form.question_form import must_point_back, read_form
from rag.conversation.resolving import Resolution
from rag.conversation.word_keys import content_keys, find_words
from rag.types import Answer

# Confidence (0..1) that the second reading's answer must have more to take the first one's place.
_LEAD = 0.1
_SURE = 0.5  # confidence from which a whole question is answered as typed where its reading is not


class Ask(Protocol):
    """What a conversation needs of a knowledge base: `KnowledgeBase.ask`."""

    def __call__(self, question: str, *, context: str = "") -> Answer:
        """Answer a standalone question; `context` helps to find passages."""


def answer_chosen(ask: Ask, read: Resolution, said: str) -> Answer:
    """Answer what a question was taken to mean; `said` is what was said last, to search with.

    1. The likelier reading is asked. Where that is the question as typed it is refused unless its
       answer is of what the question points back to.
    2. The second reading is asked, where there is one, and its answer taken if it is the better
       one; if it is the question as typed, the same condition holds. Where both are refused, that
       of the question as typed is shown, but where the question points back: what comes next may go
       on with what it pointed to.
    3. Where all was refused, the question as typed is asked once more, and its passages are found
       by what was said: nothing of a wrong antecedent is left in it.
    """
    context = f"{read.terms} {said}".strip()
    answer = ask(read.standalone, context=context if read.leans else "")
    if read.is_as_typed and not _is_of_antecedent(read, answer):
        answer = refusal(answer)
    if read.other is not None:
        second = ask(read.other, context="" if read.other_is_as_typed else context)
        if _takes_place(read, second, answer):
            answer = second
    if answer.status == "not_found" and read.leans and not read.is_as_typed:
        last = ask(read.question, context=context)
        if _counts_as_typed(read, last):
            answer = last
    return answer


def _takes_place(read: Resolution, second: Answer, first: Answer) -> bool:
    """Say whether the answer to the second reading is taken instead of the first one's (step 2)."""
    better = _is_better(second, first, read.question)
    if not read.other_is_as_typed:
        return better
    both_refused = first.status == second.status == "not_found"
    if both_refused and not must_point_back(read.question):
        return True
    return better and _is_of_antecedent(read, second)


def _is_better(second: Answer, first: Answer, typed: str) -> bool:
    """Choose of the answers to two readings of a question.

    One that speaks of what a fragment names is better; of a correction, one that has all words of
    its reading in a quote: "the price of the bolt" or "the bolt of nails". Else the surer one is.

    A second reading to which the documents say different things lacks what the first one adds: it
    counts only where the first finds nothing, or where it alone speaks of what is named.
    """
    if "not_found" not in (first.status, second.status):
        speaks = _speaks_of_meant(typed)
        if speaks(first) != speaks(second):
            return speaks(second)
    open_still = second.status == "conflicting" and first.status != "not_found"
    return second.confidence > first.confidence + _LEAD and not open_still


def _speaks_of_meant(typed: str) -> Callable[[Answer], bool]:
    """Give the check of whether an answer speaks of what a fragment, or a correction, names."""
    return says_all if read_form(typed).corrects else partial(speaks_of, keys=fragment_keys(typed))


def _counts_as_typed(read: Resolution, answer: Answer) -> bool:
    """Say whether an answer to a question as typed, found by what was said, counts (step 3).

    It does where it speaks of what a fragment brings up. Else the document that is cited first must
    name what the reading adds to the question, and a whole question's answer must be sure.
    """
    if answer.status == "not_found":
        return False
    typed = read.question
    if brings_up(typed) and speaks_of(answer, fragment_keys(typed)):
        return True
    is_sure = answer.confidence >= _SURE or read_form(typed).kind != "whole"
    return is_sure and _names_added(read, replace(answer, citations=answer.citations[:1]))


def _is_of_antecedent(read: Resolution, answer: Answer) -> bool:
    """Say whether an answer to a question as typed is of what the question points back to, if any.

    Where no antecedent was found, its document must have a word of what is meant besides.
    """
    if not must_point_back(read.question):
        return True
    if content_keys(read.standalone) - content_keys(read.question):
        return _names_added(read, answer)
    return names_any(answer, content_keys(read.terms))


def _names_added(read: Resolution, answer: Answer) -> bool:
    """Say whether an answer's document names what the reading adds to the question as typed.

    It must have all words of a name: that of "Bannister Days" has both. Of "the summer party",
    which a text may just call the party, one will do. Nor may it be said of somebody else.
    """
    typed = content_keys(read.question)
    added = [w for w in find_words(read.standalone) if w.is_content and w.key not in typed]
    names = {word.key for word in added if word.start and word.text[0].isupper()}
    if names:
        return names_all(answer, names) and not is_of_another(answer, read.question, names)
    return names_any(answer, {word.key for word in added})
