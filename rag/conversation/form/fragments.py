"""A fragment by itself: does it name a thing, or only say when, where or how?

"the lake" and "cats" name a thing, which may be asked about alone: "What about cats?"; "in May",
"back" and "only if required" name none. This module knows nothing of what was said before.
"""

import re

from rag.conversation.form.question_form import points_back, read_form
from rag.conversation.form.word_classes import (
    CONJUNCTION,
    DETERMINER,
    IS_PARTICIPLE,
    PREPOSITION,
    TIME,
)

_WAY = r"back|home|away|abroad|out|onwards?"
ADVERB = re.compile(
    rf"(?:(?:the\s+)?way\s+)?(?P<way>{_WAY})|again|outside|inside|online"
    r"|upstairs|downstairs|normally|usually|(?P<when>later|earlier|afterwards?|tomorrow|today"
    r"|yesterday|now|nowadays|before)",
    re.IGNORECASE,
)
# "only if required", "according to her", "anything else": said of the question, not instead; but
# "any bugs" names them.
_SAID_OF = re.compile(
    r"^(?:only|just|even|according|any\w+|any(?=\s+(?:more|others?|else)\b|$))\b", re.IGNORECASE
)
_SPAN_OF_TIME = re.compile(  # "the year before", not "the day ticket" or "full-time staff"
    rf"\b(?:year|season|month|week|day|hour|time)s?\b(?=\s*$|\s+(?:{PREPOSITION}|earlier|later)\b)",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(rf"^(?:{CONJUNCTION}\b|(?:per|{PREPOSITION})\s)", re.IGNORECASE)
PREPOSITIONAL = re.compile(rf"^({PREPOSITION})\s+(.*)$", re.IGNORECASE)
DETERMINED = re.compile(rf"^{DETERMINER}\b", re.IGNORECASE)


def ask_alone(fragment: str) -> str | None:
    """Ask of a fragment by itself: "cats" -> "What about cats?".

    None for what says no more than when, where, if or which one: "on Monday", "the small one".
    """
    is_new = names_thing(fragment) and not points_back(fragment)
    return f"What about {fragment}?" if is_new else None


def brings_up(question: str) -> bool:
    """Say whether a question is a fragment that names a thing: "and pets?", not "and in May?"."""
    form = read_form(question)
    fragment = question[form.start : form.end]
    return form.kind == "fragment" and ask_alone(fragment) is not None


def is_adverb(fragment: str) -> bool:
    """Say whether a fragment says where to, where or when in one word: "back", "later"."""
    return ADVERB.fullmatch(fragment) is not None


def names_thing(fragment: str) -> bool:
    """Say whether a fragment names a thing, and no more than that: not "per day" or "in May"."""
    adverbial = is_adverb(fragment) or _ADVERBIAL.match(fragment) or is_time(fragment)
    return not adverbial and has_noun_phrase(fragment)


def has_noun_phrase(fragment: str) -> bool:
    """Say whether a thing is named in a fragment: "the lake", "in May", not "only if required"."""
    return not (_SAID_OF.match(fragment) or IS_PARTICIPLE.fullmatch(fragment))


def is_time(text: str) -> bool:
    """Say whether a text names a date or a span of time: "in May", "the year before"."""
    return TIME.search(text) is not None or _SPAN_OF_TIME.search(text) is not None


def is_determined(fragment: str) -> bool:
    """Say whether a fragment begins with an article or an owner: "the lake", "her son"."""
    return DETERMINED.match(fragment) is not None


def without_preposition(fragment: str) -> str:
    """Give a fragment without the preposition that it begins with: "in June" -> "June"."""
    found = PREPOSITIONAL.match(fragment)
    return found[2] if found else fragment
