"""Whether the words around a value say that it is new, that it is taken back, or that it is past.

New: "moved to 19 May", "now £36", "her successor is Ann Moss". Taken back: "instead of £32", "not
available after all". Past: "last year you paid £30". Each function looks at one candidate and at
nothing else.
"""

import re
from functools import partial

from rag.reading.reader import Candidate

_SET_ANEW = (
    r"(?:adjourned|brought forward|changed|deferred|delayed|extended|lengthened|lowered|moved"
    r"|postponed|pushed back|put (?:back|off)|raised|reduced|rescheduled|shortened"
    r"|moves|rises|falls|drops|increases|decreases|goes (?:up|down)|gone (?:up|down)"
    r"|to (?:change|cut|extend|increase|lower|move|postpone|raise|reduce|shorten))"
)
_WITHIN = r"(?:(?![.!?]\s)[^;])*?"  # more words of the sentence
_AT = r"(?:(?:[a-z]+day,?|about|at|for|from|in|on|planned|scheduled|the)\s+)*"
# The first of two new values: "to £62 for a full plot and £33", "to Sunday 24 May and to the hut".
_AND = rf"(?:\S{{0,20}}\d\S{{0,20}}(?:\s+[a-z]+){{0,6}},?\s+and\s+(?:to\s+)?{_AT})?"
_NO_MORE = (
    r"(?:no longer|(?:can|will|could|is|does|do)(?: ?not|n['’]t))\s+(?:be\s+)?\w+(?:\s+place)?"
)
INSTEAD = (
    r"(?:\binstead of|\brather than|\bin place of|(?:,|\band)\s+(?:and\s+)?(?:not|no longer)"
    r"|\b(?:up|down) from|[(,]\s*(?:was|previously|formerly|originally))"
)
_either = partial(re.compile, flags=re.IGNORECASE)
_NEW_AFTER = _either(rf"[^.;:]{{0,30}}?(?:{INSTEAD}|\binstead\b)")  # what stands after the value
_NEW_BEFORE = _either(
    rf"(?:\b{_SET_ANEW}\b{_WITHIN}\b(?:to|until|till)\s+{_AT}{_AND}"
    r"|(?<!until )(?<!till )(?<!up to )\bnow\b[^,;:()]{0,50}"
    r"|\bnew\s+(?:appointment|cost|date|day|deadline|fee|limit|price|rate|time)"
    rf"(?:\s+(?:is|will be)|:)?\s+{_AT}"
    r"|\bfor the coming (?:month|season|term|year)\s+(?:is|are|will be)\s+"
    rf"|\b(?:days?|weeks?|months?|years?)\s+(?:early|late|(?:earlier|later) than \w+),?\s+{_AT})\Z"
)
_OLD_BEFORE = _either(
    rf"(?:{INSTEAD}\s+{_AT}|\bno longer\s+{_AT}"
    rf"|\b{_NO_MORE}\s+(?:on|at|from|for)\s+{_AT})\Z"
)
CHANGED = _either(rf"\b{_SET_ANEW}\b{_WITHIN}\b(?:by|from)\s+{_AT}\Z")
_TO = _either(r"\s+(?:\w+\s+){0,2}to\b")
_CALLED_OFF = r"(?:called off|cancell?ed|moved|postponed|put off|superseded|withdrawn)\b"
_DENIED = (
    r"(?:(?:is|are)\s+(?:not|no longer)|(?:is|are)n['’]t)\s+(?:available|free|held|in force|in use"
    r"|possible|used|valid)\b"
)
_OLD_AFTER = _either(
    rf",?\s*(?:(?:is|are|was|were|(?:has|have|had) been|will be)\s+{_CALLED_OFF}|{_DENIED}"
    rf"|\|(?:[^|\n]*\|)*\s*{_CALLED_OFF}\s*\|)"  # in the row of a table
)
_LAST = r"last\s+(?:month|season|term|time|year)\b(?!['’])"
# "Unlike last year, it is £5" tells of this year: the time must begin its clause, and end it not.
_PAST_BEFORE = _either(
    rf"(?:\A\W*|[.;:(,]\s+|\b(?:and|but)\s+)(?:{_LAST}|previously|formerly|until (?:now|recently)"
    r"|up to now|so far|in the past)\s[^,;:]*\Z|\bused to\s[^,;:]*\Z"
)
_PAST_AFTER = _either(rf"\s+(?:(?!(?:as|like|on|since|than)\b)\w+\s+){{0,2}}?{_LAST}")
_SUCCEEDS_BEFORE = _either(
    r"\b(?:(?:replacement|successor)(?:\s+as\s+(?:\w+\s+){1,3})?\s*(?:is|was|will be|:)"
    r"|(?:followed|replaced|succeeded)\s+by|(?:hands|handed|passes|passed)\s+over\s+to)\s+"
    r"(?:(?:the|our|my|a)\s+)?\Z"
)
_SUCCEEDS_AFTER = _either(
    r",?\s+(?:who\s+)?(?:will\s+)?(?:replaces?|succeeds?|takes?\s+over|took\s+over)\b"
)
_LEAVES_AFTER = _either(
    r",?\s+(?:who\s+)?(?:(?:has|is|will)\s+)?(?:resign|retir(?:e[sd]?|ing)"
    r"|st(?:and|ands|anding|ood)\s+down|step(?:s|ped|ping)?\s+down|hand(?:s|ed|ing)?\s+over)"
    r"(?:s|ed|ing)?\b"
)


def is_new(candidate: Candidate) -> bool:
    """Say whether a text calls a value new, as in "is moved to 19 May" and "now £36"."""
    before, after = candidate.before, candidate.after
    return bool(_NEW_BEFORE.search(before) or _NEW_AFTER.match(after))


def is_old(candidate: Candidate) -> bool:
    """Say whether a text takes a value back in the same sentence: "instead of 12 May"."""
    before, after = candidate.before, candidate.after
    changed = CHANGED.search(before) and _TO.match(after)
    return bool(changed or _OLD_BEFORE.search(before) or _OLD_AFTER.match(after))


def is_of_the_past(candidate: Candidate) -> bool:
    """Say whether a value is told of a time before: "last year you paid £318"."""
    return bool(_PAST_BEFORE.search(candidate.before) or _PAST_AFTER.match(candidate.after))


def succeeds(candidate: Candidate) -> bool:
    """Say whether somebody is said to come after another: "her successor is Ann Moss"."""
    before, after = candidate.before, candidate.after
    return bool(_SUCCEEDS_BEFORE.search(before) or _SUCCEEDS_AFTER.match(after))


def leaves(candidate: Candidate) -> bool:
    """Say whether somebody is said to give up what they were: "Ann Moss stood down as chair"."""
    return _LEAVES_AFTER.match(candidate.after) is not None
