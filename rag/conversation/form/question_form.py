"""A question -> its form: a whole one, a fragment, a sluice, or "and then?".

"and the staff?" -> fragment "the staff"; "since when?" -> sluice; "no, I meant the album" ->
fragment "the album", a correction. This module knows nothing of what was said before.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.conversation.form.word_classes import (
    AUXILIARY,
    LED,
    OPENING_AUXILIARY,
    PREPOSITION,
    PRONOUNS,
    QUESTION_WORD,
    SUBJECT_PRONOUN,
    any_of,
)

FormKind = Literal["whole", "sluice", "fragment", "next"]

# What leads into a question may begin a name as well: "Oh My Girl", "Great Britain",
# "Well-known", "Thank You, Next". In a question all in capitals it is taken to lead in.
_NAME = rf"\s+(?!(?:{QUESTION_WORD}|{AUXILIARY}|the)\b)(?-i:[A-Z]\w*[a-z])"
_GOES_ON = (
    rf"\s*(?:[,.!;:]|$)|\s+(?:and|but|so|also|then|ok|okay|thanks|{QUESTION_WORD}|{AUXILIARY}"
    r"|the|an?|i|it|he|she|they|that|this|in|on|at)\b"
)
_LEAD = re.compile(
    r"^\W*(?:(?:(?:and|but|also|hmm?|(?-i:so|then|ok|okay|oh))\b(?![-'’])"
    rf"|(?:so|then|ok|okay|oh)\b(?![-'’]|{_NAME})"
    rf"|(?:thanks|thank you|great|well)\b(?={_GOES_ON}))(?:[\s,.!:;–—]|-(?=\s))*)+(?=[^\s,.!:;–—])",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W*(?:(?:no|nope|sorry|oops|wait|actually)\b"
    r"(?:[,.!;:]+\s*|\s+(?=(?:i meant?|sorry|the|not)\b))"
    r"|(?:i mean[t]?|i was asking about|not (?:th(?:at|is)(?: one)?|him|her|them))\b[,:\s]*"
    r"|not\s+(?!only\b|just\b)(?:[\w’'-]+\s?){1,4}(?:,|\bbut\b)\s*)+",
    re.IGNORECASE,
)
_NOT_WHO = re.compile(r"\bnot (?:him|her|them)\b", re.IGNORECASE)
_SAME = re.compile(  # "same for Ada?", "the same in May?"
    r"^(?:the\s+)?same(?:\s+(?:question|thing))?(?:\s+for\b|[,:]|(?=\s+(?:in|on|at|with)\b))\s*",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:what|how)\s+(?:about|of)\b[\s,]*", re.IGNORECASE)
_ASKS = re.compile(rf"\b{QUESTION_WORD}s?\b", re.IGNORECASE)  # "whats", "whos"
_VERB_FIRST = re.compile(
    rf"^(?:{AUXILIARY}|tell|list|name|give|show|explain|describe|summari[sz]e|compare|find|say"
    r"|ignore|disregard|forget|write|translate|pretend)\b",
    re.IGNORECASE,
)
_OPENS = re.compile(rf"^{OPENING_AUXILIARY}\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s*$")
_HAS_VERB = re.compile(rf"\b{AUXILIARY}\b|(?<=\w)'(?:s|re)\s+\w+ing\b", re.IGNORECASE)
_BARE = re.compile(
    rf"^(?:{PREPOSITION}\s+)?(?:"
    rf"(?:who|whom|why|when|where|what|which|how|whose)(?:\s+(?:else|exactly|not|so|then|come|one|ones))?"
    rf"|(?:what|which|whose|how)(?!\s+else\b)(?:\s+(?!{AUXILIARY}\b)[\w-]+){{1,3}}"
    rf")(?:\s+{PREPOSITION})?\s*$",
    re.IGNORECASE,
)
# "when was that?" asks no more than "when?": it points back to all that was asked.
_BARE_OF_ALL = re.compile(r"^(when|why)\s+(?:is|was)\s+(?:that|this)$", re.IGNORECASE)
_NEXT = re.compile(r"^(?:what\s+)?(?:then|next)$", re.IGNORECASE)
# "how many brigades", "which band" ask for a thing; two more words may be what it does.
_MAY_BE_WHOLE = re.compile(r"^(?:what|which|whose|how\s+\w+)(?:\s+[\w-]+){2}", re.IGNORECASE)
_ANY_PRONOUN = re.compile(
    any_of(p for kind in PRONOUNS.values() for p in kind if p != "one"),
    re.IGNORECASE,
)
_INTRODUCES = re.compile(rf"{LED}(?:is|are|was|were)\s+there\s+(?:an?|any|some)\b", re.IGNORECASE)
_POINTS_BACK = re.compile(
    rf"{_ANY_PRONOUN.pattern}|\b(?:one|ones|else|others?|another|more|same)\b", re.IGNORECASE
)
_IN_ITSELF = re.compile(  # "is there a pond?"; "who lost her hat?", where she may be who lost it
    rf"\b(?:is|are|was|were) there\b|(?<=\bwho )(?!{AUXILIARY}\b)\w+ (?:his|her|their)\b",
    re.IGNORECASE,
)
# "and if he is ill?", "and when she is away?", but "when is she away?".
_CLAUSE = re.compile(
    rf"(?:(?:if|unless|because)\s+(?!so\b|not\b)|(?:when|while)\s+{SUBJECT_PRONOUN}\s)"
    rf"(?!.*(?:,|\b{QUESTION_WORD}\b))",
    re.IGNORECASE,
)
_MARKED_UP = re.compile(r"</\w|/>")  # pasted, not said: it takes no word's place
_LONGEST_FRAGMENT = 8  # words


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """A question's form; what is asked is `text[start:end]` of it, without lead and marks.

    A bare one that `may_be_whole` has its own verb, or two nouns: "which city hosts Expo". A
    fragment `is_about` what it names: "what about pets?", not "and pets?".
    """

    kind: FormKind
    start: int
    end: int
    corrects: bool = False
    may_be_whole: bool = False
    is_about: bool = False


def read_form(question: str) -> QuestionForm:
    """Read a question's form.

    "And who judges them?" -> whole, from "who"; "what about the album?" -> fragment; "when was
    that?" -> bare, "when"; "And then?" -> next.
    """
    end = len(question.rstrip(" \t\n?!.…"))
    start = _skip(_LEAD, question, 0, end)
    after = _skip(_CORRECTION, question, start, end)
    corrects = after > start
    start = _skip(_LEAD, question, after, end)
    start = _skip(_SAME, question, start, end)
    about = _skip(_ABOUT, question, start, end)
    rest = question[about:end]
    if about > start:
        whole = _ASKS.search(rest) is not None
        if whole:
            return QuestionForm("whole", start, end, corrects)
        return QuestionForm("fragment", about, end, corrects, is_about=True)
    if _NEXT.match(rest):
        return QuestionForm("next", start, end, corrects)
    if of_all := _BARE_OF_ALL.match(rest):
        return QuestionForm("sluice", start, start + of_all.end(1), corrects)
    if _BARE.match(rest) and not _ANY_PRONOUN.search(rest) and not _past_verb(rest):
        return QuestionForm("sluice", start, end, corrects, bool(_MAY_BE_WHOLE.match(rest)))
    unsaid = _CLAUSE.match(rest) or (
        not _ASKS.search(rest)
        and not _VERB_FIRST.match(rest)
        and not (_begins_sentence(question, about) and _OPENS.match(rest))
        and not _HAS_VERB.search(rest)
        and not _MARKED_UP.search(rest)
    )
    fragment = unsaid and 0 < len(rest.split()) <= _LONGEST_FRAGMENT
    return QuestionForm("fragment" if fragment else "whole", start, end, corrects)


def may_stand_alone(question: str) -> bool:
    """Say whether a question is whole and no word of it must point back.

    "How deep is the lake?" may; "how deep is it?" and "who else?" may not.
    """
    asked = read_form(question)
    if asked.kind != "whole":
        return asked.may_be_whole
    return not points_back(_IN_ITSELF.sub("", question))


def must_point_back(question: str) -> bool:
    """Say whether a question is whole and has a word that stands for what was said before."""
    return read_form(question).kind == "whole" and not may_stand_alone(question)


def points_back(text: str) -> bool:
    """Say whether a word of a text stands for what was said: "the small one", "her son"."""
    return _POINTS_BACK.search(text) is not None


def core(question: str) -> str:
    """Give a question without its question mark."""
    return question.strip().rstrip("?!. ")


def denies_who(question: str) -> bool:
    """Say whether a correction is of the person that was answered: "not her, her deputy"."""
    return _NOT_WHO.search(question, 0, read_form(question).start) is not None


def introduces(question: str) -> bool:
    """Say whether a question brings up what has not been spoken of: "is there a canteen?"."""
    return _INTRODUCES.match(question) is not None and may_stand_alone(question)


def _skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Give where a match at `start` ends; `start` when there is none or nothing would be left."""
    match = pattern.match(text[start:end])
    return start + match.end() if match and start + match.end() < end else start


def _begins_sentence(text: str, at: int) -> bool:
    """Say whether nothing stands before a place, or the end of another sentence."""
    return not text[:at].strip() or _SENTENCE_END.search(text[:at]) is not None


def _past_verb(text: str) -> bool:
    """Say whether what follows the question word is its verb: "what happened", "which won"."""
    words = text.lower().split()
    return any(w.endswith("ed") or w in _IRREGULAR for w in words[1:])


_IRREGULAR_TEXT = """
won said made wrote sang led left went came got gave took found held met ran saw sold spoke
told began became broke built bought caught chose drew drove fell fought hit kept knew lost
paid put sent set shot stood taught thought wore plays wins makes means says owns runs leads
works lives stars sings writes directs produces includes causes helps needs wants costs
happens remains follows holds heads"""
_IRREGULAR = frozenset(_IRREGULAR_TEXT.split())
