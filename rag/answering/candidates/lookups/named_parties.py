"""Answer by the name that a contract calls by a role, in brackets behind it.

Question: who the landlord, the tenant, the seller, … is.
Example: "Who is the landlord?", "Between Ann Moss, 8 Mill Lane, Hull (the landlord), and Bo
Lind (the tenant)" -> "Ann Moss"
Exceptions: where the passages call several so, or it is in doubt where the party begins.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.candidates.filtering import Asked
from rag.reading.reader import Candidate, Reading
from rag.types import Hit, Span

_CONTRACT = (
    r"(?:agreement|apartment|contract|deed|document|flat|house|lease|letter|licen[cs]e|loan|policy"
    r"|property|tenancy)"
)
_ASKED = re.compile(
    r"\W*(?:(?:and|so|but)\s+)?(?:who(?:['’]?s|\s+(?:is|are|was|were))"
    r"|(?:what(?:['’]?s|\s+(?:is|are))\s+)?(?:the\s+)?(?:full\s+)?names?\s+of)\s+(?:the|my|our)\s+"
    rf"(?P<role>[a-z]{{3,}}(?:\s[a-z]{{3,}})?)(?:\s+(?:in|of|under)\s+(?:the|this|my|our)\s+"
    rf"{_CONTRACT})?\W*",
    re.IGNORECASE,
)
_CALLED = (
    r"(?:(?:herein(?:after)?|hereafter|henceforth)\s*,?\s+)?(?:(?:referred\s+to\s+as|called|known"
    r"\s+as)\s*,?\s+)?(?:(?:collectively|jointly|together),?\s+)?"
)
_QUOTES = r"[\"“”'‘’*_]{1,3}"
_FROM = re.compile(  # where a party begins
    r"(?:\b(?i:between|(?:granted|issued|made|entered\s+into)\s+by)\b|[);:])[,:]?"
    r"(?:\s+and\b(?:\s+between\b)?)?\s*(?:\(?\w{1,3}[.)]\s+)?(?=[A-Z])"
)
_NAME = re.compile(
    r"[A-Z][\w.&'’-]*(?:\s+(?:(?:of|and|&|de|der|du|la|van|von)\s+)*[A-Z\d][\w.&'’-]*)*"
    r"(?:\s+(?:d\.o\.o\.|inc|llc|llp|ltd|plc|s\.r\.o\.)(?!\w))?"
)
_AND = re.compile(r"(?:,\s*|\s)and\s", re.IGNORECASE)
_LONGEST = 400  # characters of a party with its address
_SURE = 0.6  # belief in a name that is called so: above what any rule asks of an answer


def of_named_parties(asked: Asked) -> Reading:
    """Answer who a party of a contract is by the one name that is called so."""
    reading = asked.reading
    found = _ASKED.fullmatch(asked.question)
    named = list(_named(found["role"], asked.hits)) if found else []
    if len({" ".join(one.text.casefold().split()) for one in named}) != 1:
        return reading
    place = named[0].hit.document.id, named[0].span
    known = [one.score for one in reading.candidates if (one.hit.document.id, one.span) == place]
    score = max([_SURE, *known])
    return Reading((replace(named[0], score=score),), max(score, reading.confidence))


def _named(role: str, hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield the names that passages call by a role, the best passage's first."""
    word = r"\s+".join(map(re.escape, role.split()))
    called = re.compile(
        rf"\s*\(\s*{_CALLED}(?:the\s+{_QUOTES}{word}{_QUOTES}|{_QUOTES}(?:the\s+)?{word}{_QUOTES}"
        rf"|the\s+{word})\s*\)",
        re.IGNORECASE,
    )
    for hit in hits:
        text = hit.document.text
        for sentence in hit.passage.sentences:
            for found in called.finditer(text, sentence.start, sentence.end):
                party = _party(text, max(sentence.start, found.start() - _LONGEST), found.start())
                if party is not None:
                    yield Candidate(hit, party, sentence, _SURE)


def _party(text: str, start: int, end: int) -> Span | None:
    """Give the name of the party that is told of up to a place; None where it is in doubt."""
    begins = list(_FROM.finditer(text, start, end))
    if not begins or (name := _NAME.match(text, begins[-1].end(), end)) is None:
        return None
    rest = text[name.end() : end]
    is_first = begins[-1][0].lower().startswith(("between", "made", "granted", "issued", "entered"))
    if _AND.search(rest) or (is_first and _AND.search(name[0])):
        return None
    return Span(*name.span())
