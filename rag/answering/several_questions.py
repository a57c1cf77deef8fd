"""Two questions in one, "when was it founded and who founded it?": told apart, answered together.

Only direct questions are told apart, each with a question word and its verb, or by its own verb and
subject ("and did she accept it?", "and is VAT included?"), so that "which town and which country is
it in?" and "tell me what it does and how it works" stay whole. A bare end is asked of what the
first question asks, "how much was raised, and for whom?" -> "for whom was raised?", and so is "why
not": "where was it held and why not here?" -> "why was it held not here?". English only. This
module knows nothing of how a question is answered.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.text.prefaces import without_preface
from rag.types import Answer, Citation, Hit, Statement

_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)\b"
_VERB = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|must|may|should|will|would)\b"
_MEASURES = r"how\s+(?:far|long|many|much|often|old)"
_NO_SUBJECT = (
    r"(?!(?:an?|the|this|that|i|you|he|she|it|we|they|my|your|his|her|its|our|their)\b)[\w’'-]+"
)
# "who wrote", "when was", "how often must"; not "how it works".
_DIRECT = rf"(?:who\s+{_NO_SUBJECT}|{_WORD}(?:\s+{_NO_SUBJECT}){{0,3}}?\s+{_VERB})"
# "on which days is it open"; "how do I mount it and on which systems does it work" is of mounting.
_OF_WHICH = (
    r"(?!.*\bit\s+work\b)(?:at|by|for|from|in|of|on|since|to|until|with|about)\s+(?:which|what|whom|whose|how)\b"
    rf"(?:\s+{_NO_SUBJECT}){{0,3}}?\s+{_VERB}"
)
_BEGINS = re.compile(rf"{_DIRECT}|{_MEASURES}\s|{_VERB}\s", re.IGNORECASE)
_NEXT = re.compile(rf"(?<=\?)\s+(?=(?:(?:and|so|also),?\s+)?{_WORD})", re.IGNORECASE)
_SUBJECT = (
    r"(?:an?|the|this|that|these|those|i|you|he|she|it|we|they|there|my|your|his|her|its|our)\b"
)
# "is VAT included", not "was then closed": a verb, its subject and a participle.
_WHETHER = (
    rf"{_VERB}\s+(?!(?:also|later|never|not|now|soon|still|then)\b){_NO_SUBJECT}\s+"
    r"(?:\w+ed|allowed|closed|free|hidden|open|paid|sold)\b\W*"
)
# In small letters: "Where the Wild Things Are and What Is Art" are titles.
_BOTH = re.compile(
    # "who told a joke, who sang and who slept": a comma does where an "and" follows
    rf"(?P<one>[^,]+),\s+(?P<others>{_DIRECT}[^,]*?,?\s+and\s+{_DIRECT}.+)"
    rf"|(?!(?i:{_MEASURES}),?\s+and\b)(?P<first>.+?),?\s+and\s+"
    rf"(?P<second>{_DIRECT}.+|{_OF_WHICH}.+|{_MEASURES}\s.+|{_VERB}\s+{_SUBJECT}.+|{_WHETHER}"
    r"|(?:when|where|why)\W*)"
)
_BEFORE_END = r"(?:(?:at|by|for|from|in|of|on|since|to|until|up to|with|about)\s+)"
_END = re.compile(
    rf"(?P<first>(?i:{_MEASURES}|what\s+time|{_WORD})\s+(?P<rest>.+?)),?\s+and\s+"
    rf"(?P<end>{_BEFORE_END}(?:who|whom|what|when|where|which|what\s+time|{_MEASURES})|{_MEASURES}"
    r"|what\s+time)\W*"
)
_WHY_NOT = re.compile(
    rf"(?P<first>(?i:{_WORD})\s+(?P<verb>{_VERB})\s+(?P<rest>.+?)),?\s+and\s+"
    r"why\s+not\s+(?P<end>(?:at|by|for|from|in|on|to|until|with)\s+.+)"
)
_SEVERAL = range(2, 6)  # each is searched and read for; more are read as one question
_DIFFER = "the documents differ"
_SHARED = re.compile(rf"(?P<first>{_WORD})\s+and\s+(?P<second>{_WORD})(?P<rest>\s+{_VERB}.+)", re.I)


def questions_in(question: str) -> tuple[str, ...]:
    """Tell apart the questions in one; a single one comes back as it is.

    "When and where was it?" -> "When was it?", "where was it?".
    """
    parts = [part for asked in _NEXT.split(question) for part in _parted(asked)]
    return tuple(map(_marked, parts)) if len(parts) in _SEVERAL else (question,)


def _parted(question: str) -> Iterator[str]:
    asked = without_preface(question)
    if shared := _SHARED.fullmatch(asked):
        yield from (shared[name] + shared["rest"] for name in ("first", "second"))
    elif why := _WHY_NOT.fullmatch(asked):
        yield why["first"]
        yield f"why {why['verb']} {why['rest']} not {why['end'].rstrip(' ?')}"
    elif _BEGINS.match(asked) and (bare := _END.fullmatch(asked)):
        yield bare["first"]
        yield f"{bare['end']} {bare['rest']}"
    elif _BEGINS.match(asked) and (both := _BOTH.fullmatch(asked)):
        yield both["first"] or both["one"]
        yield from _parted(both["second"] or both["others"])
    else:
        yield question


def _marked(question: str) -> str:
    return question if question.endswith("?") else f"{question.rstrip(' .,;!')}?"


def together(question: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer | None:
    """Make one answer of those to the parts of a question, each with its own citations.

    Parts without an answer are named, and each side says so where the documents contradict each
    other on a part: the whole counts as answered. It is None where no part has an answer.
    """
    answered = [answer for answer in answers if answer.status != "not_found"]
    if not answered:
        return None
    statements, citations = list[Statement](), list[Citation]()
    for answer in answered:
        before = len(citations)
        noted = (_DIFFER,) if answer.status == "conflicting" else ()
        statements += [
            replace(
                one,
                citations=tuple(number + before for number in one.citations),
                note="; ".join(filter(None, (one.note, *noted))),
            )
            for one in answer.statements
        ]
        citations += [replace(one, number=one.number + before) for one in answer.citations]
    return Answer(
        question=question,
        status="answered",
        statements=tuple(statements),
        citations=tuple(citations),
        confidence=min(answer.confidence for answer in answered),
        hits=_merged([hit for answer in answers for hit in answer.hits]),
        timings=dict(sum((Counter(answer.timings) for answer in answers), Counter())),
        read_as=" ".join(answer.meant for answer in answers),
        unanswered=tuple(
            part
            for part, answer in zip(parts, answers, strict=True)
            if answer.status == "not_found"
        ),
    )


def _merged(hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Rank the hits of several searches as one, each passage once, at its best rank."""
    ranked = sorted(hits, key=lambda hit: hit.rank)
    first = {hit.passage.id: hit for hit in reversed(ranked)}
    kept = sorted(first.values(), key=lambda hit: hit.rank)
    return tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept, 1))
