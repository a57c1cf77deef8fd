"""What a chosen sentence goes on with, where it alone is half of the answer.

"Descale every two months." answers "how do I descale it?" with the steps that follow; "The show is
moved to the hall." answers "why was it moved?" with the reason beside it. A further sentence is of
the same paragraph or list. English only. This module knows nothing of how sentences are scored.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.leads import is_question, level_of
from rag.reading.reader import Candidate
from rag.text.prefaces import without_preface
from rag.text.stems import stems

_ASKS_WAY = re.compile(
    r"\W*(?:(?:and|but|so|ok|okay|explain)\b\W*)*how\s+"
    r"(?:to|(?:do|can|could|should|must|would|does)\s+(?:i|we|you|one|people|they))\b",
    re.IGNORECASE,
)
_ASKS_WHY = re.compile(r"\W*(?:(?:and|but|so|ok|okay)\b\W*)*(?:why|how come)\b", re.IGNORECASE)
_FORBIDS = re.compile(r"[\W\d_]*(?:do not|don['’]t|never|avoid|no)\b", re.IGNORECASE)
# What tells somebody to do something begins with one of these: enough to know a step by.
_TELLS = re.compile(
    r"(?:[\W\d_]*|.{0,60}?,\s+)(?:(?:then|next,?|first,?|now|finally,?|please)\s+)?"
    r"(?:add|adjust|allow|apply|ask|attach|bake|boil|bring|call|change|check|choose|clean|click|close"
    r"|collect|connect|contact|cook|copy|cover|create|cut|delete|dial|disconnect|download|drain|dry"
    r"|email|empty|enter|fill|fit|fold|follow|give|go|hang|heat|hold|insert|install|keep|leave|let"
    r"|lift|log|look|lower|make|measure|mix|move|open|order|paste|pay|peel|place|plug|pour|press|pull"
    r"|push|put|raise|read|remove|repeat|replace|reset|restart|return|ring|rinse|roll|rub|run|save"
    r"|scan|scroll|select|send|set|shake|shut|sign|simmer|slide|soak|spread|sprinkle|start|stir|stop"
    r"|swap|switch|tap|take|tell|tick|tighten|top|turn|twist|type|unplug|unscrew|update|upload|use"
    r"|visit|wait|wash|whisk|wipe|write)\b",
    re.IGNORECASE,
)
_TELLS_REASON = re.compile(
    r"\b(?:as|because|cause[ds]?|due to|for fear|in order|lest|meant that|owing to|reasons?|since"
    r"|so(?: that)?|thanks to|the fault|to (?:avoid|prevent|save))\b",
    re.IGNORECASE,
)
_NOTE = 6  # words, up to which a sentence is a note: "12 Feb: too sour."
_RESTATES = 0.5  # of a question's words, from which a sentence that has them only says it again


def continued(question: str, chosen: Sequence[Candidate], most: int) -> list[Candidate]:
    """Add to the best of the chosen sentences what belongs to it, to `most` sentences in all."""
    asked = without_preface(question)
    if not chosen or len(chosen) >= most:
        return list(chosen)
    best = max(chosen, key=lambda one: one.score)
    if _ASKS_WAY.match(asked):
        added = _steps(best, most - len(chosen))
    elif _ASKS_WHY.match(asked) and _only_restates(asked, best):
        added = _reason(best)
    else:
        return list(chosen)
    at = list(chosen).index(best)
    whole = sorted([best, *(one for one in added if one not in chosen)], key=lambda c: c.span)
    return [*chosen[:at], *whole, *chosen[at + 1 :]]


def _steps(best: Candidate, room: int) -> list[Candidate]:
    """Give the step before what forbids something, and those that follow."""
    before = _beside(best, -1)
    first = [before] if before and _FORBIDS.match(best.text) and _is_step(before) else []
    found, last = list(first), best
    while len(found) < room and (step := _beside(last, 1)) is not None and _is_step(step):
        found.append(step)
        last = step
    return found


def _is_step(sentence: Candidate) -> bool:
    return _TELLS.match(sentence.text) is not None and not _FORBIDS.match(sentence.text)


def _only_restates(question: str, sentence: Candidate) -> bool:
    """Say whether a sentence has the words of a question and no word of a reason."""
    words = stems(question)
    shared = len(words & stems(sentence.text))
    return shared >= _RESTATES * len(words) and not _TELLS_REASON.search(sentence.text)


def _reason(best: Candidate) -> list[Candidate]:
    """Give the sentence beside one that tells a reason; of a note, else, what it goes on with."""
    after, before = _beside(best, 1), _beside(best, -1)
    told = [one for one in (after, before) if one and _TELLS_REASON.search(one.text)]
    is_note = len(best.text.split()) <= _NOTE
    return told[:1] or ([after] if after and is_note else [])


def _beside(sentence: Candidate, step: int) -> Candidate | None:
    """Give the next sentence of a paragraph or list (`step` 1) or the one before (-1), if any."""
    spans = sentence.hit.passage.sentences
    at = next((i for i, one in enumerate(spans) if one.start >= sentence.span.start), len(spans))
    if not 0 <= at + step < len(spans):
        return None
    other = spans[at + step]
    first, last = sorted((sentence.span, other))
    text = sentence.hit.document.text
    if text[first.end : last.start].count("\n") > 1 or not text[other.start : other.end].strip():
        return None
    found = replace(sentence, span=other, quote=other)
    return None if level_of(found) is not None or is_question(found.text) else found
