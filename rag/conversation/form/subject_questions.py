"""A question whose question word is the subject -> what is said of the subject.

"who is against it?" -> "is", "against it". What is asked of it next needs another subject:
"why?" -> "why is Margaret Tuke against it". This module knows nothing of what was said before.
"""

import re
from dataclasses import dataclass

from rag.conversation.form.word_classes import (
    AUXILIARY,
    DETERMINER,
    LED,
    PARTICIPLE,
    PREPOSITION,
    QUESTION_WORD,
    SUBJECT_PRONOUN,
)

_DETERMINER = rf"(?:{DETERMINER}|this|that|{SUBJECT_PRONOUN})\b"
_SUBJECT = r"(?P<subject>who|what|which\s+(?P<kind>\w+))"
_BE = r"(?:is|are|was|were|isn't|aren't|wasn't|weren't)"
_HELPER = rf"(?!{_BE}\b|do\b|does\b|did\b|don't\b|doesn't\b|didn't\b){AUXILIARY}"
_SAID_OF = rf"(?:(?:not\s+)?(?:\w+ed|{PARTICIPLE}|{PREPOSITION}|be|been|being|going\s+to)\b)"
# "who is head of the choir", "who was last at the pond": one word, in small letters.
_IS_SO = rf"(?!{_DETERMINER})(?-i:[a-z]+)\s+{PREPOSITION}\s+\w"
# "who will unveil the plaque", "who can help": not "who will Ada meet".
_DOES = rf"(?!{_DETERMINER})(?-i:[a-z]+)(?:\s+(?:{_DETERMINER}|{PREPOSITION}\b|(?-i:[A-Z\d]))|$)"
_OF_SUBJECT = re.compile(
    rf"{LED}{_SUBJECT}\s+(?:"
    rf"(?P<auxiliary>{AUXILIARY})\s+(?P<rest>{_SAID_OF}.*)"
    rf"|(?<=who\s)(?P<be>{_BE})\s+(?P<is_so>{_IS_SO}.*)"
    rf"|(?<!what\s)(?P<helper>{_HELPER})\s+(?P<does>{_DOES}.*))$",
    re.IGNORECASE,
)

# "when was" + "the video released": whatever the question word is.
WITH_AUXILIARY = re.compile(
    rf"^\W*(?:{PREPOSITION}\s+)?{QUESTION_WORD}\b(?P<asked>.*?)\s+(?P<rest>{AUXILIARY}\b.*)$",
    re.IGNORECASE,
)
# "who" + "directed the video"; where it has an auxiliary the question word need not be the subject.
SUBJECT_FIRST = re.compile(
    r"^\W*(?P<asked>who|what|(?:which|how many)\s+\w+)\s+(?P<rest>.*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class OfSubject:
    """What a subject question says of its subject: "who is against it" -> "is", "against it".

    `unnamed` stands for the subject where it has no name.
    """

    auxiliary: str
    rest: str
    unnamed: str


def of_subject(question: str) -> OfSubject | None:
    """Read a question without its mark; None where the question word is no subject."""
    found = _OF_SUBJECT.match(question)
    if found is None:
        return None
    who = found["subject"].lower() == "who"
    return OfSubject(
        found["auxiliary"] or found["be"] or found["helper"],
        found["rest"] or found["is_so"] or found["does"],
        f"the {found['kind']}" if found["kind"] else ("somebody" if who else "something"),
    )


def said_of_subject(question: str) -> str | None:
    """Give what a question without its mark says of its subject, without an auxiliary.

    "who directed the video" -> "directed the video"; None where the question word is no subject.
    """
    if (found := of_subject(question)) is not None:
        return found.rest
    first = SUBJECT_FIRST.match(question)
    return first["rest"] if first and not WITH_AUXILIARY.match(question) else None
