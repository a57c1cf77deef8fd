"""Whether a day in a sentence is in the past or the future: "closed on Friday", "will close".

Goes in: the sentence before the day and after it; comes out: `BACK`, `AHEAD`, or None. The tense of
the verb in the day's own clause decides. None where that tells nothing, as in "is open on Friday".
`completing` needs this: "closed on Friday" was the last Friday, "will close" means the next one.
"""

import re

from rag.answering.values.units import is_name

BACK, AHEAD = -1, 1

# What leads to a day, and is no part of the clause before it: "and late on the", "no later than".
_LEAD = re.compile(
    r"(?:\b(?:about|an?|and|any|around|as|at|before|by|during|early|for|from|in|late|later|mid|no"
    r"|of|on|one|or|since|some|soon|than|the|through|till|to|until)\s+)*$",
    re.IGNORECASE,
)
_BOUND = {"before", "by", "than", "through", "till", "until"}  # from now on, unless it is past
_AIM = {"for", "from", "to"}  # "moved to Friday" did so before that day
_ANY_ONE = {"a", "an", "any", "one", "some"}
_CLAUSE = re.compile(
    r"[;:,](?=\s)|\s[-–—]\s|[—()\[\]“”\"]"
    r"|\b(?:although|and|as|because|but|if|or|so|than|that|though|when|where|which|while|whose?)\b"
    # "said the bridge reopens", where "said in Rome" and "said early" say when and where it was
    r"|\bsa(?:id|ys)\s+(?!(?:after|at|by|during|early|from|in|late|of|on|through|to|via)\b|$)"
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z])")
_PART_OF_DAY = re.compile(r"\s+(?:morning|afternoon|evening|night)\b")
_POSSESSIVE = re.compile(r"['’]s\b")
_BETWEEN = r"(?:\s+(?:not|also|still|now|never|only|soon|then|be|been|have|[a-z]+ly))*"
_TO = rf"\s+to\b{_BETWEEN}\s+[a-z]+"
_ARRANGED = r"(?:due|expected|planned|scheduled|slated)\b"
_IS = r"(?:\b(?:am|are|is)(?:n['’]t)?\b|['’]re\b)"
_FINITE = re.compile(
    rf"(?P<ahead>(?:\b(?:will|shall|won['’]t)\b|['’]ll\b){_BETWEEN}(?:\s+[a-z]+)?"
    rf"|{_IS}{_BETWEEN}(?:\s+(?:{_ARRANGED}|set\b)(?:{_TO})?"
    rf"|(?:\s+(?:about|certain|going|likely|meant|ready|supposed|sure))?{_TO})"
    rf"|\b(?:aim|expect|hope|intend|plan)s?{_TO})"
    rf"|(?P<unclear>{_IS}{_BETWEEN}(?:\s+[a-z]+)?|\bbeing\s+[a-z]+"
    rf"|\b(?:can|cannot|could|may|might|must|should|would)\b{_BETWEEN}(?:\s+[a-z]+)?"
    rf"|\b(?:was|were|been){_BETWEEN}(?:\s+{_ARRANGED}|{_TO})|\b{_ARRANGED}"
    r"|\bto\s+(?!(?:an?|her|his|its|my|our|the|their|this)\b)[a-z]+)"
    r"|(?P<back>\b(?:was|were|had|did)(?:n['’]t)?\b|\b(?:ate|became|began|broke|came|chose|drank"
    r"|drove|fell|flew|forgot|froze|gave|got|grew|hid|knew|ran|rang|rode|rose|said|sang|sank|saw"
    r"|shook|spoke|stole|swam|swore|threw|took|tore|went|woke|wore|wrote)\b)"
)
# The past of a verb, or a participle, which tells less: "will vote on some proposed bridges". In
# "the proposed bridge" it is none of either.
_PAST = re.compile(
    r"^\W*(?:Born|Built|[A-Z][a-z]+ed)(?=\s*$|\s+(?:as|at|by|early|from|in|late|on)\b)"
    r"|(?<!\ba )(?<!\ban )(?<!\bher )(?<!\bhis )(?<!\bits )(?<!\bthe )(?<!\btheir )"
    r"\b(?!\w*eed\b|hundred\b)[a-z]{2,}ed\b"
    r"|\b(?:agreed|been|begun|born|bought|brought|broken|built|caught|done|drawn|driven|fallen|felt"
    r"|fled|fought|found|given|gone|grown|heard|held|hurt|kept|known|laid|led|left|lost|made|meant"
    r"|met|paid|seen|sent|shot|shown|sold|spent|stolen|stood|struck|taken|taught|thought|told|won"
    r"|written)\b"
)
_OFTEN = re.compile(
    r"\b(?:each|every)\s+(?:(?:other|second)\s+|[a-z]+day\s+(?:and|or)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
# "Monday week", "the second Tuesday", "a week on Friday", "two weeks ago yesterday": of a day
# counted from another one, only the words are known.
_COUNTED_FROM = re.compile(
    r"\b(?:(?:days?|fortnight|months?|weeks?)\s+(?:(?:after|ago|before|from|on)\s+)?"
    r"|(?:first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|final|other)\s+)(?:the\s+)?\Z",
    re.IGNORECASE,
)
_COUNTED_ON = re.compile(
    r"\s+(?:week|fortnight)\b|\s+(?:after\s+next|before\s+last)\b"
    r"|\s+(?:in|of)\s+(?:each|every|last|next|that|the)\s+(?:\w+\s+)?(?:month|term|week|year)\b"
    r"|\s+(?:in|of)\s+(?:the\s+)?following\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 60  # characters
_LONGEST_LEAD = 80
_CAPITALS = re.compile(
    r"(?:\b(?P<place>[Aa]t|[Ii]n|[Nn]ear)\s+)?(?:\b[A-Z]\w*\s+)*\b(?P<word>[A-Z]\w*)\s+$"
)


def direction(before: str, after: str) -> int | None:
    """Say whether a day between two parts of a sentence is in the past, `BACK`, or `AHEAD`.

    "closed since", "" -> BACK; "On", ", fans queued" -> BACK; "will vote on", "" -> AHEAD; "by",
    "" -> AHEAD; "reopens on", ", he said" -> None. A day of which nothing is known is None too:
    "a Friday", "Friday's".
    """
    start = _start_of_lead(before)
    lead = set(before[start:].lower().split())
    if "since" in lead:
        return BACK
    if lead & _ANY_ONE or _POSSESSIVE.match(after):
        return None
    tense = _tense(before[:start], after)
    if lead & (_BOUND | _AIM) and tense == "back":
        return None
    if lead & _BOUND:
        return AHEAD
    return {"back": BACK, "ahead": AHEAD}.get(tense or "")


def is_often(before: str) -> bool:
    """Say whether the day after this text is one of many: "every ", "each Monday and "."""
    return _OFTEN.search(before) is not None


def is_named(before: str) -> bool:
    """Say whether the weekday after this text is part of a name: "on Black ", not "in Paris "."""
    found = _CAPITALS.search(before[-_LONGEST_NAME:])
    return found is not None and not found["place"] and is_name(found["word"])


def _start_of_lead(before: str) -> int:
    found = _LEAD.search(before, max(0, len(before) - _LONGEST_LEAD))
    return found.start() if found else len(before)


def _tense(before: str, after: str) -> str | None:
    """Read the last verb before a day, or the first one after it, of the same clause."""
    clause = _CLAUSE.split(before)[-1]
    finite = [match.lastgroup for match in _FINITE.finditer(clause)]
    if finite:
        return finite[-1]
    if _PAST.search(clause):
        return "back"
    rest = _PART_OF_DAY.sub("", after, count=1) if _PART_OF_DAY.match(after) else after
    if not clause.strip():  # "On Friday, fans queued"
        rest = rest.lstrip(", ")
    rest = _CLAUSE.split(_SENTENCE_END.split(rest)[0])[0]
    verb, past = _FINITE.search(rest), _PAST.search(rest)
    if verb and (not past or verb.start() <= past.start()):
        return verb.lastgroup
    return "back" if past else None


def is_counted(before: str, after: str) -> bool:
    """Say whether a day is counted from another one, or in each month, by the words around it."""
    return bool(_COUNTED_FROM.search(before) or _COUNTED_ON.match(after))
