"""Asked what a term is, means or does: the sentence that says so of it, or its section's first.

"A trait object points to both ..." answers "what is a trait object?", and what stands first below
the heading "util.promisify(original)" says what that does; a reader that marks a few words knows
neither. "What is the price?" asks for a value, so that only "The price is a ..." counts there.
English only. This module knows nothing of how a sentence is likened to a question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.leads import is_formal, is_question, level_of
from rag.reading.reader import Candidate, Reading
from rag.text.headings import headings_above
from rag.text.prefaces import without_preface
from rag.types import FENCE, Hit

# Chance that such a sentence is what was wanted. Not fitted: hardly a held-out question asks so.
CONFIDENCE = 0.5
_MOST = 2  # documents whose definitions are told
_LEAST = 2  # characters of a term
_NAME = r"[\"'`“‘]?(?P<term>[^\s?\"`“”][^?\"`“”]{0,60}?)[\"'`”’]?"
_SENSE = r"(?:meaning|definition|purpose|point|use|job|idea)"
_IS_ASKED = (
    rf"what(?:['’]s|['’]re|\s+(?:is|are))\s+(?P<the>(?:the|this|that|these|your)\s+)?{_NAME}"
)
_DOES_ASKED = (
    rf"what(?:['’]s|\s+is)\s+the\s+{_SENSE}\s+(?:of|behind)\s+{_NAME}",
    rf"what(?:['’]s|['’]re|\s+(?:is|are))\s+{_NAME}\s+(?:(?:good|used)\s+)?for",
    rf"what\s+(?:does|do)\s+{_NAME}\s+(?:do|mean|stand\s+for|refer\s+to)",
    rf"what\s+is\s+meant\s+by\s+{_NAME}",
    rf"(?:define|(?:the\s+)?{_SENSE}\s+of)\s+{_NAME}",
)
_FORMS = tuple(
    re.compile(rf"\W*(?:(?:and|but|so|ok|okay)\b\W*)*(?:{form})\s*\?*\s*", re.IGNORECASE)
    for form in (*_DOES_ASKED, _IS_ASKED)
)
_ARTICLE = re.compile(r"(?:an?|the|this|that|these|those)\s+", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:s?he|it|they|them|th(?:is|at|ese|ose)|you|we|i|one|there)\b", re.I)
# Of marks few stand together: a rule of a thousand stars must not be tried in every way.
_MARKS = r"[\"'`“”‘’*_\[]{0,4}"
_CLOSING = r"[\"'`“”‘’*_]{0,4}(?:\](?:\([^()\s]*\)|\[[^\]\n]{0,80}\]))?[`*_]{0,4}"  # "`Blob`][]"
_LEADING = r"[\s>*+#•-]{0,8}(?:\d{1,3}[.)]\s+)?"
_CALL = r"(?:\([^()\n]{0,80}\))?"  # of a function
_ASIDE = r"(?:\s*\([^()\n]{1,60}\)|,\s[^,.;\n]{1,60},)?"  # "the GPL (version 3) is", "X, a Y, is"
# What says what a thing is: "is a", "means"; "are used" and "is free" do not.
_IS = (
    r"(?:is|are)\s+(?:\w+ly\s+)?(?:an?|the|another|any|one\s+of|either|\w+['’]s|what|how|when)\b"
    r"|are\s+(?!\w+ed\b)(?:\w+\s+){0,2}?\w+(?<![su])s\b|means?\b|refers?\s+to\b|denotes?\b"
    r"|stands?\s+for\b|(?:is|are)\s+(?:defined|short\s+for|abbreviated)\b"
)
# What things and programs do.
_VERBS = """
    accept add allow build change check close combine compute connect contain control convert create
    define determine disable display enable encapsulate ensure execute expose extend find generate
    get give handle help hold implement install keep let list make manage measure open parse point
    prevent print protect provide put read remove represent return run select send set show start
    stop store tell turn wrap write
""".split()  # noqa: SIM905  # a list of words reads best as words
_NO_VERB = r"(?!\s+(?:is|are|was|were|has|have|had)\b)"  # "shows are" is of no verb "shows"
_DO = "|".join(_VERBS) + "|are (?:used|meant|responsible|there)"
_DOES = (
    "|".join(f"{verb}s" for verb in _VERBS)
    + "|is (?:used|meant|responsible|there)"
    + r"|[a-z]{3,}s\s+(?:an?|the|its|all|any|each|every|one|two|you|us|whether|how)"
)
_PROSE = re.compile(r"\s*[A-Z`“\"'\[(].*[.!]\W*", re.DOTALL)
_ELSEWHERE = re.compile(r"\b(?:described|discussed|documented|explained|covered)\s+(?:in|at)\b")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBER = re.compile(r"[\d.]+\s+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_REACH = 3_000  # characters below a heading


@dataclass(frozen=True, slots=True)
class Term:
    """What is asked about; `value` of "the price", `does` where its use is asked for."""

    words: str
    value: bool = False
    does: bool = False


def asked_term(question: str) -> Term | None:
    """Give what a question asks the sense of and nothing else, None for another question.

    >>> asked_term("what is a trait object?").words, asked_term("who wrote it?")
    ('trait object', None)
    """
    asked = without_preface(question)
    for form in _FORMS:
        if found := form.fullmatch(asked):
            words = _ARTICLE.sub("", found["term"], count=1).strip()
            does = form is not _FORMS[-1]
            if len(words) < _LEAST or _PRONOUN.match(words):
                return None
            return Term(words, value=not does and found["the"] is not None, does=does)
    return None


def defining(term: Term, hits: Sequence[Hit]) -> Reading:
    """Find what says the sense of a term: a sentence of two documents at most, the best first."""
    begins, last = _begins(term.words), len(hits)
    found: list[tuple[bool, int, Candidate]] = []
    for candidate in _sentences(hits):
        said = begins.match(candidate.text)
        plain = said is not None and said["is"] is not None
        if said and (plain or not term.value) and not _leads(candidate):
            found.append((plain == term.does, candidate.hit.rank, candidate))
        elif not said and not term.value and _is_first_below(term.words, candidate):
            found.append((not term.does, last, candidate))
    plainest = min((late for late, _, _ in found), default=False)
    told: dict[str, Candidate] = {}
    for late, _, candidate in sorted(found, key=lambda one: one[:2]):
        if late == plainest:  # a text says what a thing is before what else it is
            first = told.setdefault(candidate.hit.document.id, candidate)
            told[candidate.hit.document.id] = min(first, candidate, key=lambda one: one.span)
    kept = tuple(told.values())[:_MOST]
    return Reading(kept, CONFIDENCE if kept else 0.0)


def _sentences(hits: Sequence[Hit]) -> Iterator[Candidate]:
    """Yield the sentences of the hits, each once."""
    seen = set()
    for hit in hits:
        for span in hit.passage.sentences:
            candidate = Candidate(hit, span, span, CONFIDENCE)
            place = hit.document.id, span
            if place not in seen:
                yield candidate
            seen.add(place)


def _leads(candidate: Candidate) -> bool:
    text = candidate.text
    return (
        FENCE in text
        or is_question(text)
        or is_formal(candidate)
        or level_of(candidate) is not None
    )


def _begins(words: str) -> re.Pattern[str]:
    """Match a sentence that tells something of a term as its subject, in either number."""
    *first, last = map(re.escape, words.split())
    last = last.removesuffix("s")
    named = r"[\s`*_]+".join([*first, rf"{last}(?P<many>e?s)?"])
    return re.compile(
        rf"{_LEADING}{_MARKS}(?:(?:an?|the)\s+)?(?:\w+['’]s\s+)?{_MARKS}{named}{_CALL}{_CLOSING}"
        rf"(?P<is>{_ASIDE}\s+(?:{_IS})|\s*(?::|—|–|\s-)\s+\S)?"
        rf"(?(is)|(?P<does>{_ASIDE}\s+(?:\w+ly\s+)?(?(many)(?:{_DO})|(?:{_DOES}))\b{_NO_VERB}))",
        re.IGNORECASE,
    )


def _is_first_below(words: str, candidate: Candidate) -> bool:
    """Say whether a sentence is the first one of the section that the term is the heading of."""
    text, span = candidate.hit.document.text, candidate.span
    begins = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    near = text[max(0, span.start - _REACH) : span.start].casefold()
    if not begins or _bare(words).casefold().removesuffix("s") not in near:  # spares most a search
        return False
    if not _PROSE.fullmatch(candidate.text) or _ELSEWHERE.search(candidate.text):
        return False
    above = headings_above(text, span.start, span.start)
    if not above or not _names(above[-1], words) or _leads(candidate):
        return False
    between = text[_end_of_heading(text, above[-1], span.start) : span.start]
    blocks = re.split(r"\n\s*\n", _COMMENT.sub("", between))
    return not any(_PROSE.fullmatch(block) for block in blocks)


def _end_of_heading(text: str, heading: str, before: int) -> int:
    line = re.compile(rf"^\W*{re.escape(heading)}\W*$", re.MULTILINE)
    ends = [found.end() for found in line.finditer(text, max(0, before - _REACH), before)]
    return ends[-1] if ends else max(0, before - _REACH)


def _names(heading: str, words: str) -> bool:
    """Say whether a heading is a term: "`util.promisify(original)`" is "util.promisify"."""
    plain = _NUMBER.sub("", _IN_BRACKETS.sub("", heading), count=1)
    plain = _ARTICLE.sub("", plain.strip(" `*_\"'").casefold(), count=1)
    asked = _bare(words)
    if f".{asked}" in heading and plain.endswith(f".{asked.casefold()}"):  # not in another case
        return True
    return plain.removesuffix("s") == asked.casefold().removesuffix("s")


def _bare(words: str) -> str:
    """Leave the brackets of a call and the marks of code off a term."""
    return _IN_BRACKETS.sub("", words).strip(" `")
