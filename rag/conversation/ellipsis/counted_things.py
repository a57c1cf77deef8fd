"""A sluice that counts, and the last question -> how many a thing of that question has.

"how many views?" after "who directed the video?" or "when was the video released?" -> "how many
views has the video". This module knows nothing of what was answered.
"""

import re

from rag.conversation.form.question_form import core
from rag.conversation.form.subject_questions import said_of_subject
from rag.conversation.form.word_classes import (
    ASKS_WHO,
    DETERMINER,
    IS_PARTICIPLE,
    QUESTION_WORD,
    SUBJECT_PRONOUN,
)
from rag.conversation.word_keys import is_plural

_HOW_MANY = re.compile(r"how (?:many|much)\s+[a-z]+", re.IGNORECASE)
_NAMED = rf"(?:{DETERMINER}\b|(?-i:[A-Z\d]))"
_BE = r"(?:is|are|was|were)"
# What a subject question asks of, behind its verb: "directed the video".
_OBJECT = re.compile(rf"\S+\s+(?P<object>{_NAMED}.*)", re.IGNORECASE | re.DOTALL)
# What a question with a form of "be" is about: "when was the video released", "who's the mayor of
# Sund". One that counts itself is about what it counts.
_COPULAR = re.compile(
    rf"\W*(?!how (?:many|much)\b){QUESTION_WORD}(?:['’]s|(?:\s+(?!of\b)[a-z]+)?\s+{_BE})\s+"
    rf"(?P<thing>(?:{SUBJECT_PRONOUN}\b|{_NAMED}).*)",
    re.IGNORECASE | re.DOTALL,
)
_DETERMINER = re.compile(DETERMINER, re.IGNORECASE)
_PRONOUN = re.compile(rf"{SUBJECT_PRONOUN}\b", re.IGNORECASE)
_OWNER = re.compile(rf".*\bof\s+(?P<owner>{_NAMED}.*)", re.IGNORECASE | re.DOTALL)


def fill_counted(bare: str, last: str) -> str | None:
    """Ask how many a thing of the last question has; None where that does not tell of what.

    Nobody has so many of anything for being the director, and "it" is no thing to look for: after
    "who's the director?" and "when was it released?" the sluice is left as it is.
    """
    if not _HOW_MANY.fullmatch(bare):
        return None
    question = core(last)
    if (found := _COPULAR.fullmatch(question)) is not None:
        thing = _without_verb(found["thing"])
        if (owner := _OWNER.fullmatch(thing)) is not None:
            thing = owner["owner"]
        elif _PRONOUN.match(thing) or (ASKS_WHO.match(question) and thing[0].islower()):
            return bare
    elif (of := _OBJECT.fullmatch(said_of_subject(question) or "")) is not None:
        thing = of["object"]
    else:
        return None
    return f"{bare} {'have' if is_plural(thing) else 'has'} {thing}"


def _without_verb(said: str) -> str:
    """Cut what a question is about before its participle: "the film made in 2023" -> "the film"."""
    words = said.split()
    first = 2 if _DETERMINER.fullmatch(words[0]) else 1  # "the used car" has none
    verbs = (i for i in range(first, len(words)) if IS_PARTICIPLE.fullmatch(words[i]))
    return " ".join(words[: next(verbs, len(words))])
