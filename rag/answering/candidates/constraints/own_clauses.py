"""Leave out a value where only another one's clause in its sentence has a word of the question.

Question: any that does not compare ("best" of a prize does not).
Example: "What notice does the landlady give?", "The tenant gives notice of one month, the landlady
of two months." -> "two months"
Example: "How many failed?", "4 of 52 failed." -> "4", not "52"
Exceptions: values of two kinds; parts that are led to by different words, or of which the second
has a verb of its own. A word of the first part alone shuts out nothing, as the second may leave it
out ("notice"), unless both parts end alike: "£5 for adults, £3 for children".
"""

import re
from collections.abc import Sequence
from itertools import groupby

from rag.answering.candidates.filtering import Asked, Keep
from rag.questions.comparing import compares
from rag.reading.reader import Candidate
from rag.text.function_words import FUNCTION_WORDS

_PART_END = re.compile(r"[,;](?=\s)|\s(?:and|but|while|whereas)\s")
_SENTENCE_END = re.compile(r"[.!?](?=\s)")
_WORD = re.compile(r"\w+(?:[.:'’-]\w+)*")
_FOR = re.compile(r"\W*(?P<word>for|in|on|at|from|to|by|per)\s", re.IGNORECASE)
_NUMBER = (
    r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|none|half|most)"
)
_LINK = r"(?P<word>at|by|for|from|in|of|on|to|with)"
_LEADS = re.compile(rf"\b{_LINK}\s+(?:(?:a|an|the|about)\s+)?\|\Z", re.IGNORECASE)
_LED = re.compile(rf"{_LINK}\s", re.IGNORECASE)
_LONGEST_LEAD = 40  # characters
_FEW = 4  # words that lead to the value of a part that leaves words out
_A_NUMBER = re.compile(rf"\d|\b{_NUMBER}\b", re.IGNORECASE)
_OF_ALL = re.compile(rf"\b{_NUMBER}\s+(?:out\s+)?of\s+(?:the\s+)?\Z", re.IGNORECASE)
# The verb of a part that leaves nothing out, as far as endings show it.
_FINITE = re.compile(
    r"\b(?:am|are|is|was|were|has|have|had|do|does|did|can|could|may|must|shall|will|would|won"
    r"|\w+ed)\b",
    re.IGNORECASE,
)
_PRIZED = re.compile(r"\bbest\b", re.IGNORECASE)  # "best actor" compares nobody
_HOW_MANY = re.compile(r"\bhow\s+many\b", re.IGNORECASE)
_LEAST = 0.1  # of the belief in a value, from which another one of its sentence may be meant

Words = frozenset[str]


def of_own_clauses(asked: Asked) -> Keep | None:
    """Keep all but values where another one of their sentence has a word asked for to itself."""
    if compares(_PRIZED.sub("", asked.question)):
        return None
    words, counts = _words(asked.question), _HOW_MANY.search(asked.question) is not None
    placed = sorted(asked.reading.candidates, key=_place)
    beside = {place: list(same) for place, same in groupby(placed, _place)}

    def keep(one: Candidate) -> bool:
        if _is_of_another(one, beside[_place(one)], words):
            return False
        return not (counts and _is_whole(one, words))

    return keep


def _place(one: Candidate) -> tuple[str, int, int]:
    return one.hit.document.id, one.quote.start, one.quote.end


def _is_of_another(one: Candidate, same: Sequence[Candidate], asked: Words) -> bool:
    return any(
        other.score >= _LEAST * one.score and _shuts_out(other, one, asked) for other in same
    )


def _shuts_out(other: Candidate, one: Candidate, asked: Words) -> bool:
    """Say whether the part of one value has a word that is asked for, and that of another lacks."""
    first, second = sorted((one, other), key=lambda candidate: candidate.span)
    between = one.hit.document.text[first.span.end : second.span.start]
    cut = _PART_END.search(between)
    if cut is None or _SENTENCE_END.search(between) or not _are_alike(one.text, other.text):
        return False
    behind, lead = between[: cut.start()], between[cut.end() :]
    following = _PART_END.split(second.after, maxsplit=1)[0]
    earlier, later = _words(f"{first.before} {behind}"), _words(f"{lead} {following}")
    own = asked & later - earlier
    ends_alike = _end_alike(behind, following)
    if ends_alike and other is second and own & _words(following):
        return asked.isdisjoint(_words(behind) - later)
    if other is second:
        few = len(_WORD.findall(lead)) <= _FEW and not _FINITE.search(lead)
        led = _led_to(first.before, first) & _led_to(lead, second)
        return bool(own and few and led) and asked.isdisjoint(_words(behind) - later)
    return not own and ends_alike and bool(asked & _words(behind) - later)


def _led_to(before: str, one: Candidate) -> Words:
    """Give the word that leads to an answer, which may begin with it: "at" of "at 450"."""
    found = (_LEADS.search(f"{before[-_LONGEST_LEAD:]}|"), _LED.match(one.text))
    return frozenset(match["word"].lower() for match in found if match)


def _end_alike(behind: str, following: str) -> bool:
    """Say whether what stands behind two values begins with the same word: "for adults"."""
    one, other = _FOR.match(behind), _FOR.match(following)
    return one is not None and other is not None and one["word"] == other["word"]


def _are_alike(one: str, other: str) -> bool:
    """Say whether two answers are both numbers, or both names."""
    numbers = [_A_NUMBER.search(text) is not None for text in (one, other)]
    if any(numbers):
        return all(numbers)
    return all(word[:1].isupper() for word in _WORD.findall(f"{one} {other}"))


def _is_whole(one: Candidate, asked: Words) -> bool:
    """Say whether a number is that of all, of whom a part did what is asked: "4 of 52 failed"."""
    following = _WORD.search(one.after)
    if following is None or not _OF_ALL.search(one.before[-_LONGEST_LEAD:]):
        return False
    return not _words(following[0]).isdisjoint(asked)


def _words(text: str) -> Words:
    """Give the words that say something, without the endings of what is more than one."""
    words = frozenset(_WORD.findall(text.lower())) - FUNCTION_WORDS
    return frozenset(word.removesuffix("s") for word in words)
